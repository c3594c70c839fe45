"""The page "Cases for other programs": its examples run, and its sections can be linked to."""

import re
from pathlib import Path
from typing import Any

import pytest

PAGE = Path(__file__).parents[3] / "book" / "interchange.md"
TEXT = PAGE.read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```python\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("block", BLOCKS, ids=range(1, len(BLOCKS) + 1))
def test_an_example_runs_as_it_stands(
    block: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    exec(compile(block, str(PAGE), "exec"), names)  # noqa: S102 our own page
    assert capsys.readouterr().out or list(tmp_path.iterdir())


def test_the_example_with_one_line_missing_earns_what_a_reader_expects() -> None:
    names: dict[str, Any] = {}
    exec(next(block for block in BLOCKS if "answers_1" in block), names)  # noqa: S102 our own page
    assert names["result"].points == pytest.approx(0.8)


def test_every_section_has_a_label_and_every_link_leads_to_one() -> None:
    ours = set(re.findall(r"^\((interchange-[a-z]+)\)=$", TEXT, re.MULTILINE))
    assert len(ours) == len(re.findall(r"^## ", TEXT, re.MULTILINE))
    book = "".join(page.read_text(encoding="utf-8") for page in PAGE.parent.glob("*.md"))
    assert set(re.findall(r"\(#([a-z-]+)\)", TEXT)) <= set(
        re.findall(r"^\(([a-z-]+)\)=$", book, re.MULTILINE)
    )


def test_no_procedure_number_stands_on_the_page() -> None:
    assert not re.findall(r"\b\d{5}\b", TEXT)
