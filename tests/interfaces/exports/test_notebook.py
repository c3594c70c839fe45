"""The notebook export: valid, repeatable, without keys, and graded where it runs."""

import builtins
import re
from collections.abc import Callable, Sequence
from typing import Any

import msgspec
import pytest

from sacral_edu.domain.cases import Case
from sacral_edu.domain.errors import SacralEduError
from sacral_edu.domain.items import (
    ChoiceField,
    ChoicesField,
    ClaimField,
    MarkField,
    NoteLine,
    Option,
    Prompt,
    TextField,
)
from sacral_edu.generation.generate import generate, regenerate
from sacral_edu.generation.spec import checked_spec
from sacral_edu.interfaces.casebook import Casebook
from sacral_edu.interfaces.exports import notebook, notebook_json
from sacral_edu.interfaces.exports.cells import plain
from sacral_edu.plugin_manager import load_scorers
from sacral_edu.scoring import check_response, make_items, note_lines

nbformat: Any = pytest.importorskip("nbformat")

SCORERS = load_scorers()
BOOK = Casebook()


def prompts(case: Case) -> list[Prompt]:
    return [item.prompt for item in make_items(SCORERS, case).items]


def made(case: Case) -> Any:
    return notebook(case, prompts(case))


def sources(book: Any, kind: str) -> list[str]:
    return [cell["source"] for cell in book["cells"] if cell["cell_type"] == kind]


def small_prompts(case: Case) -> Sequence[Prompt]:
    options = (Option(id="yes", label="Yes", letter="Y"), Option(id="no", label="No", letter="N"))
    one = (Option(id="wrong", label="This one", letter="X"),)
    seen: tuple[NoteLine, ...] = note_lines(case, ("hpi", "exam"))
    common: dict[str, Any] = {"scorer": "made_up", "case_id": case.id, "title": case.title}
    return [
        Prompt(
            item_id=f"{case.id}/made_up/all",
            stem="Code it, and say why.",
            note=note_lines(case, ("hpi", "exam", "assessment", "plan")),
            fields=(ClaimField(id="claim", label="Claim"), TextField(id="why", label="Why")),
            context=(("Payer", "any"),),
            **common,
        ),
        Prompt(
            item_id=f"{case.id}/made_up/exam",
            stem="What is it?",
            note=seen,
            fields=(
                MarkField(id="marks", label="Marks", lines=("s2", "s3"), options=options),
                MarkField(id="one", label="The one", lines=("s3",), options=one, at_most=1),
                ChoiceField(id="choice", label="Choice", options=options),
                ChoicesField(id="choices", label="Choices", options=options, at_most=2),
            ),
            **common,
        ),
    ]


@pytest.mark.parametrize("case", BOOK.cases(), ids=lambda case: case.id)
def test_the_notebook_of_every_case_from_a_file_is_valid(case: Case) -> None:
    nbformat.validate(made(case))


def test_notebooks_of_generated_cases_are_valid_and_the_same_each_time() -> None:
    for provider in ("DO", "DC", "PT"):
        for index in range(10):
            case = generate(checked_spec(seed=3, index=index, provider=provider))
            first = notebook_json([(case, prompts(case))])
            assert first == notebook_json([(case, prompts(case))])
            nbformat.validate(nbformat.reads(first, as_version=4))


def test_the_case_comes_first_and_each_item_has_a_question_an_answer_and_a_grading_cell() -> None:
    case = BOOK.case("left-on-left")
    cells = made(case)["cells"]
    assert cells[0]["source"].startswith("# A name that does not fit its findings")
    assert [cell["cell_type"] for cell in cells[1:]] == ["markdown", "code", "code"] * len(prompts(case))
    graded = [cell["source"] for cell in cells[3::3]]
    assert all("from sacral_edu.interfaces.exports import grade" in source for source in graded)
    assert {p.item_id for p in prompts(case)} == {
        p.item_id for p in prompts(case) for source in graded if p.item_id in source
    }


def test_every_answer_cell_runs_and_gives_blank_answers_that_the_item_accepts() -> None:
    from sacral_edu.domain.items import Response
    from sacral_edu.interfaces.exports.shorthand import spelled_out

    for case in [BOOK.case("left-on-left"), regenerate("g1-7-0")]:
        ordered = sorted(prompts(case), key=lambda prompt: len(prompt.note))
        for number, (prompt, cell) in enumerate(zip(ordered, made(case)["cells"][2::3], strict=True), 1):
            names: dict[str, Any] = {}
            exec(cell["source"], names)  # noqa: S102 our own cell
            answers = spelled_out(prompt, names[f"answers_{number}"])
            assert set(answers) == {field.id for field in prompt.fields}
            check_response(prompt, Response(item_id=prompt.item_id, answers=answers))


def test_the_case_cell_shows_no_line_that_a_question_leaves_out() -> None:
    book = made(BOOK.case("left-on-left"))
    first = sources(book, "markdown")[0]
    shortest = min(prompts(BOOK.case("left-on-left")), key=lambda prompt: len(prompt.note))
    assert len(re.findall(r"(?m)^\d+\. ", first)) <= len(shortest.note)
    assert "### Assessment" not in first


def test_each_question_has_the_whole_of_its_note_above_it_and_repeats_none_of_it() -> None:
    """Reading down, the note last begun and gone on with is the one that the question is about."""
    case = BOOK.case("left-on-left")
    numbered = re.compile(r"(?m)^(\d+)\. (.*)$")
    first, *asked = sources(made(case), "markdown")
    above = [line for _, line in numbered.findall(first)]
    for prompt, source in zip(sorted(prompts(case), key=lambda prompt: len(prompt.note)), asked, strict=True):
        found = numbered.findall(source)
        if "The note for this question:" in source:
            above = []
        assert [int(number) for number, _ in found] == list(range(len(above) + 1, len(prompt.note) + 1))
        above += [line for _, line in found]
        assert above == [plain(line.text) for line in prompt.note]


def test_an_excerpt_of_the_note_is_printed_whole_with_numbers_of_its_own(small_case: Case) -> None:
    whole, exam = small_prompts(small_case)
    excerpt = msgspec.structs.replace(exam, item_id="small-case/made_up/excerpt", note=exam.note[1:2])
    title, *asked = sources(notebook(small_case, [whole, exam, excerpt]), "markdown")
    assert "### History" not in title
    assert "The note:\n\n### Examination\n\n1. Seated flexion" in asked[0]
    assert "The note for this question:\n\n### History\n\n1. " in asked[1]
    assert "The note goes on:\n\n### Assessment" in asked[2]


def test_questions_that_show_less_of_the_note_come_first() -> None:
    case = BOOK.case("left-on-left")
    lengths = {prompt.item_id: len(prompt.note) for prompt in prompts(case)}
    order = [i for source in sources(made(case), "code") for i in lengths if f'"{i}"' in source]
    assert [lengths[i] for i in order] == sorted(lengths.values())


def test_no_key_stands_in_the_notebook() -> None:
    for case in BOOK.cases():
        text = "\n".join(cell["source"] for cell in made(case)["cells"])
        assert case.claim is not None
        assert not [line.code for line in case.claim.procedures if line.code in text]
        assert not case.claim.rationale or case.claim.rationale not in text
        assert case.planted_error is None or case.planted_error.why not in text


def test_a_case_without_questions_is_shown_with_its_whole_note(small_case: Case) -> None:
    (only,) = notebook(small_case, [])["cells"]
    assert "5. Muscle energy to the sacrum." in only["source"]


def test_markdown_in_a_note_is_shown_and_not_obeyed(small_case: Case) -> None:
    (only,) = notebook(small_case, [])["cells"]
    assert r"# A short note \& a \<long\> walk" in only["source"]
    assert r"3. Spring test \*negative\*." in only["source"]


def test_several_cases_go_into_one_notebook_with_cell_ids_of_their_own() -> None:
    cases = [generate(checked_spec(seed=5, index=index)) for index in range(4)]
    cases += cases[:1]
    book = nbformat.reads(notebook_json([(case, prompts(case)) for case in cases]), as_version=4)
    ids = [cell["id"] for cell in book["cells"]]
    assert len(set(ids)) == len(ids)
    assert sum(cell["source"].startswith("# ") for cell in book["cells"]) == len(cases)


def test_without_nbformat_one_sentence_says_what_to_install(
    small_case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    really = builtins.__import__

    def refuse(name: str, *args: Any, **kwargs: Any) -> Any:
        if name == "nbformat":
            raise ImportError(name)
        return really(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(SacralEduError, match=r"pip install \"sacral-edu\[site\]\""):
        notebook(small_case, [])


def test_the_notebook_of_a_small_case_is_the_golden_one(
    small_case: Case, golden: Callable[[str, str], None]
) -> None:
    golden("exports/small-case.ipynb", notebook_json([(small_case, small_prompts(small_case))]))
