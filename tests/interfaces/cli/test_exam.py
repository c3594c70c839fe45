"""An exam: pages without anything from which the answers follow, and grading what learners saved."""

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from sacral_edu.domain.items import Response, Score
from sacral_edu.interfaces.casebook import Desk, bundled
from sacral_edu.interfaces.exam import ExamKey, read_key

SCORERS = ("audit", "coding", "documentation", "dysfunction", "region", "tart", "triage")
TOC = "format: jb-book\nroot: page\nchapters:\n- file: other\n"


def exercises(scorers: tuple[str, ...]) -> str:
    return "".join(f"\n```{{sacral-exercise}} {scorer}\n:seed: 5\n```\n" for scorer in scorers)


class Exam:
    """A built exam with a question of each scorer, on two pages."""

    def __init__(self, folder: Path, run: Callable[..., Any]) -> None:
        self.site, self.key_file = folder / "site", folder / "keys" / "autumn.json"
        self.book = folder / "book"
        self.book.mkdir()
        (self.book / "_config.yml").write_text("title: Autumn\nonly_build_toc_files: true\n")
        (self.book / "_toc.yml").write_text(TOC)
        (self.book / "page.md").write_text(f"# Page\n{exercises(SCORERS[:4])}")
        (self.book / "other.md").write_text(f"# Other\n{exercises(SCORERS[4:])}")
        self.run = run
        self.said = self.build()

    def build(self, *options: object) -> Any:
        return self.run("build", "-o", self.site, "--book", self.book, "--exam", self.key_file, *options)

    @property
    def key(self) -> ExamKey:
        return read_key(self.key_file)

    def texts(self) -> dict[str, str]:
        files = [path for path in self.site.rglob("*") if path.is_file()]
        return {str(path.relative_to(self.site)): path.read_text("utf-8", errors="replace") for path in files}


@pytest.fixture(scope="module")
def exam(tmp_path_factory: pytest.TempPathFactory, run: Callable[..., Any]) -> Exam:
    made = Exam(tmp_path_factory.mktemp("exam"), run)
    assert (made.said.returncode, made.said.stderr) == (0, "")
    return made


def secrets_of(item_id: str, desk: Desk) -> set[str]:
    """Everything that would give an item or its answer away, where it is found in a page."""
    item = desk.item(item_id)
    right = next(one for one in desk.scorers[item.prompt.scorer].examples(item) if one.kind == "right")
    outcome = desk.score(right.response)
    assert isinstance(outcome, Score)
    shown = json.dumps(msgspec.to_builtins(item.prompt))
    feedback = {line.feedback for line in outcome.criteria} | {outcome.summary}
    case_id = item_id.partition("/")[0]
    seed = case_id.split("-")[1]
    return {
        item_id,
        case_id,
        seed,
        *item.hints,
        *(words for words in feedback if words and words not in shown),
    }


def leaks(texts: dict[str, str], secrets: set[str]) -> list[tuple[str, str]]:
    return [(name, words) for name, text in texts.items() for words in sorted(secrets) if words in text]


def test_the_site_holds_nothing_from_which_an_answer_follows(exam: Exam, desk: Desk) -> None:
    texts, key = exam.texts(), exam.key
    assert {one.item.split("/")[1] for one in key.questions} == set(SCORERS)
    secrets = {key.secret}.union(*(secrets_of(one.item, desk) for one in key.questions))
    assert len(secrets) > 5 * len(SCORERS)
    assert leaks(texts, secrets) == []
    # Neither the sources, which say what was wished for, nor anything that could grade.
    assert not [name for name in texts if name.endswith((".md", ".whl", ".wasm", ".zip", ".py", ".pickle"))]
    assert not [name for name, text in texts.items() if re.search(r'"(situation|key_feature|hints)":', text)]
    assert "exercises.json" not in {Path(name).name for name in texts}
    for text in (texts["page.html"], texts["other.html"]):
        prompts = [json.loads(found) for found in re.findall(r'class="sx-prompt">(.*?)</script>', text)]
        assert prompts
        assert {(one["scorer"], one["case_id"], one.get("skills")) for one in prompts} == {("", "", None)}
        assert "sx-worked" not in text


def test_the_same_search_finds_it_all_in_a_course(
    exam: Exam, desk: Desk, run: Callable[..., Any], tmp_path: Path
) -> None:
    ended = run("build", "-o", tmp_path / "site", "--book", exam.book, "--engine", "none")
    assert ended.returncode == 0, ended.stderr
    page = (tmp_path / "site/page.html").read_text(encoding="utf-8")
    items = re.findall(r'<sacral-exercise item="([^"]+)"', page)
    assert len(items) == len(SCORERS[:4])
    for item in items:
        found = {words for _, words in leaks({"page.html": page}, secrets_of(item, desk))}
        assert item in found
        assert len(found) > 2


def test_the_key_lies_outside_and_is_kept_in_use(exam: Exam) -> None:
    before, pages = exam.key, exam.texts()
    again = exam.build()
    assert again.returncode == 0, again.stderr
    assert exam.key == before
    assert exam.texts() == pages
    assert "an exam of 7 questions" in again.stdout


def test_what_cannot_be_an_exam_is_refused(
    exam: Exam, refused: Callable[..., str], book: Callable[..., Path], tmp_path: Path
) -> None:
    site, key = tmp_path / "site", tmp_path / "key.json"

    def said(page: str, name: str) -> str:
        folder = book(page, name=name)
        return refused("build", "-o", site, "--book", folder, "--exam", key).replace(str(folder), "")

    assert "name the book of the exam with --book" in refused("build", "-o", site, "--exam", key)
    inside = refused("build", "-o", site, "--book", exam.book, "--exam", site / "key.json")
    assert "lies in the site; name a file outside" in inside
    bundled_case = "# Page\n\n```{sacral-exercise} tart\n:case: left-on-left\n```\n"
    assert "/page.md:3: sacral-exercise: case left-on-left comes with the course" in said(bundled_case, "a")
    assert "stands in the exam already" in said(f"# Page\n{exercises(('tart', 'tart'))}", "b")
    for number, name in enumerate(("clinic", "progress", "plugins")):
        words = said(f"# Page\n{exercises(('tart',))}\n```{{sacral-{name}}}\n```\n", f"c{number}")
        assert f"sacral-{name} has no place in an exam" in words
    assert "asks nothing" in said("# Page\n\nWords.\n", "d")
    assert not site.exists()
    assert not key.exists()


def test_an_exam_may_be_about_a_case_of_ones_own(
    run: Callable[..., Any], book: Callable[..., Path], tmp_path: Path
) -> None:
    words = (bundled("cases") / "left-on-left.toml").read_text(encoding="utf-8")
    (tmp_path / "mine.toml").write_text(words.replace('id = "left-on-left"', 'id = "mine"'))
    folder = book("# Page\n\n```{sacral-exercise} tart\n:case: mine\n```\n")
    key = tmp_path / "key.json"
    ended = run(
        "build", "-o", tmp_path / "site", "--book", folder, "--cases", tmp_path / "mine.toml", "--exam", key
    )
    assert ended.returncode == 0, ended.stderr
    assert [one.item for one in read_key(key).questions] == ["mine/tart/evidence"]
    assert "mine/tart" not in (tmp_path / "site/page.html").read_text(encoding="utf-8")


def sheet(exam: Exam, learner: str, answers: dict[str, Any]) -> dict[str, Any]:
    made = {"format": 1, "exam": exam.key.exam, "learner": learner, "saved": "2026-11-27T09:00:00Z"}
    return made | {"answers": answers}


@pytest.fixture
def handed_in(exam: Exam, desk: Desk, tmp_path: Path) -> Callable[..., Path]:
    """Write a learner's file in which every question is answered by the example of a kind."""

    def write(learner: str, kind: str, name: str = "") -> Path:
        answers: dict[str, Any] = {}
        for one in exam.key.questions:
            item = desk.item(one.item)
            shown = [each for each in desk.scorers[item.prompt.scorer].examples(item) if each.kind == kind]
            answers[one.id] = dict(shown[0].response.answers)
        file = tmp_path / f"{name or learner}.json"
        file.write_bytes(msgspec.json.encode(sheet(exam, learner, answers)))
        return file

    return write


def test_points_are_those_of_scoring_the_same_answers(
    exam: Exam, desk: Desk, handed_in: Callable[..., Path], printed: Callable[..., str]
) -> None:
    files = [handed_in("Kim", "wrong"), handed_in("Ada", "right")]
    rows = json.loads(printed("exam", "grade", exam.key_file, *files, "--format", "json"))
    assert [row["learner"] for row in rows] == ["Ada", "Kim"]
    assert rows[0]["points"] == 1.0
    wrong = json.loads(files[0].read_text())["answers"]
    expected = [desk.score(Response(item_id=one.item, answers=wrong[one.id])) for one in exam.key.questions]
    graded = rows[1]["questions"]
    assert [one["points"] for one in graded] == [one.points for one in expected]  # type: ignore[union-attr]
    assert [one["outcome"] for one in graded] == json.loads(msgspec.json.encode(expected))
    text = printed("exam", "grade", exam.key_file, *files)
    assert re.search(r"^Ada +100%  +7 of 7  1\.00", text, re.MULTILINE)
    assert text == printed("exam", "grade", exam.key_file, *reversed(files))


def test_a_table_for_a_spreadsheet_has_a_column_a_question(
    exam: Exam, handed_in: Callable[..., Path], printed: Callable[..., str]
) -> None:
    file = handed_in("=cmd()", "right", "formula")
    rows = list(csv.reader(io.StringIO(printed("exam", "grade", exam.key_file, file, "--format", "csv"))))
    assert rows[0][6:] == [one.item for one in exam.key.questions]
    assert rows[1][0] == "'=cmd()"
    assert rows[1][3:] == ["1.0", "7", "0", *["1.0"] * 7]


def test_what_was_not_answered_is_blank_and_said_to_be(
    exam: Exam, tmp_path: Path, printed: Callable[..., str]
) -> None:
    file = tmp_path / "blank.json"
    file.write_text(json.dumps(sheet(exam, "Bo", {})))
    (row,) = json.loads(printed("exam", "grade", exam.key_file, file, "--format", "json"))
    assert row["not_graded"] == 0
    assert row["points"] < 0.3
    assert not any(one["answered"] for one in row["questions"])


def test_files_that_are_none_are_named_and_the_others_graded(
    exam: Exam, handed_in: Callable[..., Path], run: Callable[..., Any], tmp_path: Path
) -> None:
    bad = {
        "text.json": "no JSON",
        "shape.json": json.dumps(sheet(exam, "X", {}) | {"answers": []}),
        "other.json": json.dumps(sheet(exam, "X", {}) | {"exam": "0123"}),
    }
    for name, words in bad.items():
        (tmp_path / name).write_text(words)
    good, twice = handed_in("Kim", "right"), handed_in("kim", "wrong", "again")
    files = [*(tmp_path / name for name in bad), tmp_path / "nowhere.json", good, twice]
    ended = run("exam", "grade", exam.key_file, *files)
    assert ended.returncode == 2
    assert re.search(r"^Kim +100%", ended.stdout, re.MULTILINE)
    for said in (
        "text.json: is no file of answers (",
        "shape.json: is no file of answers (",
        "other.json: holds answers to another exam (0123, not ",
        "nowhere.json: cannot be read: ",
        "are both of",
    ):
        assert said in ended.stderr
    assert "Traceback" not in ended.stderr


def test_what_cannot_be_graded_is_told_and_counts_in_no_points(
    exam: Exam, handed_in: Callable[..., Path], run: Callable[..., Any], tmp_path: Path
) -> None:
    first, second, *rest = exam.key.questions
    changed = [
        msgspec.structs.replace(first, prompt="0" * 16),
        msgspec.structs.replace(second, item=second.item.replace("/coding/", "/gone/")),
        *rest,
    ]
    key = tmp_path / "changed.json"
    key.write_bytes(msgspec.json.encode(msgspec.structs.replace(exam.key, questions=tuple(changed))))
    ended = run("exam", "grade", key, handed_in("Kim", "right"))
    assert re.search(r"^Kim +100%  +7 of 7  - - 1\.00", ended.stdout, re.MULTILINE)
    assert f"{first.item} was not graded" in ended.stderr
    assert "It reads otherwise by now than in the exam" in ended.stderr
    assert "gone" in ended.stderr
