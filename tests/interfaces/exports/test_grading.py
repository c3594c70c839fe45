"""Grading in a notebook: the same points as everywhere, readable in three ways, and never a traceback."""

import re
import shutil
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from sacral_edu.api import coding
from sacral_edu.domain.claims import Claim
from sacral_edu.domain.items import Item, NotGraded
from sacral_edu.interfaces.casebook import Casebook, bundled
from sacral_edu.interfaces.exports import grade, grading, notebook
from sacral_edu.interfaces.exports.feedback import as_html, as_text, report
from sacral_edu.interfaces.exports.shorthand import spelled_out
from sacral_edu.plugin_manager import load_scorers
from sacral_edu.scoring import make_items

SCORERS = load_scorers()
EVIDENCE = {"evidence": {5: "R", 7: "A", 8: "A", 11: "T", 12: "N"}}


def items() -> list[Item[Any]]:
    return list(make_items(SCORERS, Casebook().case("left-on-left")).items)


class _Balance(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def balanced(html: str) -> bool:
    parser = _Balance()
    parser.feed(html)
    return not parser.open


@pytest.mark.parametrize("item", items(), ids=lambda item: item.prompt.scorer)
def test_every_example_of_a_scorer_earns_what_the_scorer_promises(item: Item[Any]) -> None:
    for example in SCORERS[item.prompt.scorer].examples(item):
        answers = example.response.answers
        graded = grade(item.prompt.item_id, answers)
        if example.points is None and spelled_out(item.prompt, answers) != answers:
            # Malformed elsewhere, but a shorthand that a notebook reads.
            continue
        if example.points is None:
            assert (graded.points, graded.outcome) == (None, None), example.name
            assert "Mend it" in str(graded)
        else:
            assert graded.points == pytest.approx(example.points), example.name


def test_lines_may_be_numbers_and_options_letters() -> None:
    assert grade("left-on-left/tart/evidence", EVIDENCE).points == 1
    written = {"evidence": {"5": "r", " 7 ": "a", "s8": "asymmetry", 11: "texture", "s12": "N"}}
    assert grade("left-on-left/tart/evidence", written).points == 1


def test_lines_that_can_be_marked_in_one_way_only_may_be_a_list() -> None:
    audit = {"entry": [14], "fault": "A", "correction": "D"}
    assert grade("left-on-left/audit/error", audit).points == 1
    spelled = {"entry": {14: "X"}, "fault": "mirror", "correction": "R_ON_R"}
    assert grade("left-on-left/audit/error", spelled).points == 1


def test_a_wrong_answer_is_told_why_in_text_markdown_and_html() -> None:
    graded = grade("left-on-left/tart/evidence", {"evidence": {1: "T"}})
    assert graded.points == 0
    for shown in (str(graded), repr(graded), graded._repr_markdown_(), graded._repr_html_()):
        assert "Score 0%" in shown
        assert "Taken off" in shown
        assert "This is history." in shown
    assert balanced(graded._repr_html_())
    assert max(map(len, str(graded).splitlines())) <= 80


@pytest.mark.parametrize(
    ("item_id", "answers", "said"),
    [
        ("left-on-left/tart/evidence", {"evidence": {99: "T"}}, "there is no line '99'"),
        ("left-on-left/tart/evidence", {"evidence": {5: "Q"}}, "there is no option 'Q'"),
        ("left-on-left/tart/evidence", {"evidence": [5]}, "expected an object"),
        ("left-on-left/tart/evidence", {"other": ""}, "there is no field 'other'"),
        ("left-on-left/region/primary", {"region": 3}, "expected the id of one option"),
        ("left-on-right/tart/evidence", {}, "Did you mean left-on-left"),
        ("left-on-left/tarot/evidence", {}, "There is no scorer 'tarot'"),
        ("nonsense", {}, "is not an item id"),
    ],
)
def test_what_cannot_be_read_is_said_and_costs_nothing(
    item_id: str, answers: dict[str, Any], said: str
) -> None:
    graded = grade(item_id, answers)
    assert graded.points is None
    assert said in " ".join(str(graded).split())
    assert balanced(graded._repr_html_())


def test_the_notice_about_procedure_codes_stands_below_every_graded_claim() -> None:
    key = Casebook().case("left-on-left").claim
    assert key is not None
    right = Claim(diagnoses=key.diagnoses, procedures=key.procedures)
    graded = grade("left-on-left/coding/claim", {"claim": right})
    assert graded.points == 1
    assert coding.notice() in " ".join(str(graded).split())
    assert coding.notice() not in " ".join(str(grade("left-on-left/tart/evidence", {})).split())


def test_the_notice_stands_where_procedures_are_chosen_by_their_numbers_too() -> None:
    numbers = {coding.shown(concept) for concept in coding.procedures()}
    for item in items():
        options = [option for field in item.prompt.fields for option in getattr(field, "options", ())]
        by_number = any(number in re.findall(r"\w+", one.label) for one in options for number in numbers)
        said = " ".join(str(grade(item.prompt.item_id, {})).split())
        assert (coding.notice() in said) == (by_number or item.prompt.item_id.endswith("/claim"))


def test_a_plugin_that_fails_is_never_a_zero() -> None:
    prompt = items()[0].prompt
    failed = NotGraded(item_id=prompt.item_id, scorer="audit", reason="it <broke>")
    shown = report(failed, prompt, {})
    assert "Your answer is not a zero" in as_text(shown)
    assert "it &lt;broke&gt;" in as_html(shown)


def test_cases_of_ones_own_are_found_by_their_file(tmp_path: Path) -> None:
    text = (bundled("cases") / "left-on-left.toml").read_text(encoding="utf-8")
    own = tmp_path / "mine.toml"
    own.write_text(text.replace('id = "left-on-left"', 'id = "mine"'), encoding="utf-8")
    assert grade("mine/tart/evidence", EVIDENCE, cases=[own]).points == 1
    assert grade("mine/tart/evidence", EVIDENCE).points is None
    shutil.rmtree(tmp_path)


def test_a_desk_is_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    grade("left-on-left/tart/evidence", {})
    monkeypatch.setattr(grading, "load_scorers", lambda: pytest.fail("made again"))
    grade("left-on-left/tart/evidence", {})


def test_a_notebook_runs_in_a_real_kernel_and_grades_a_right_and_a_wrong_answer() -> None:
    pytest.importorskip("ipykernel")
    nbclient: Any = pytest.importorskip("nbclient")
    case = Casebook().case("left-on-left")
    asked = ("left-on-left/region/primary", "left-on-left/tart/evidence")
    made: Any = notebook(case, [item.prompt for item in items() if item.prompt.item_id in asked])
    _, _, region, region_grade, _, tart, tart_grade = made["cells"]
    region["source"] = 'answers_1 = {"region": "L", "findings": []}'
    tart["source"] = f"answers_2 = {EVIDENCE!r}"
    nbclient.NotebookClient(made, timeout=60, kernel_name="python3").execute()
    assert "Missed" in region_grade["outputs"][0]["data"]["text/html"]
    shown = tart_grade["outputs"][0]["data"]
    assert set(shown) == {"text/html", "text/markdown", "text/plain"}
    assert "Score 100%" in shown["text/plain"]
