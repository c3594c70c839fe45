"""The shipped extract is what its tool makes, and the package reads it as the official list reads."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from sacral_edu.clinical import icd

cm = pytest.importorskip("simple_icd_10_cm", reason="simple-icd-10-cm is a build-time tool only")

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("renew_icd10cm", ROOT / "tools/renew_icd10cm.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def official(tool: ModuleType) -> list[str]:
    return [code for category in tool.SCOPE for code in (category, *cm.get_descendants(category))]


def test_the_shipped_file_is_what_the_tool_makes(tool: ModuleType) -> None:
    made: str = tool.text(tool.table())
    assert tool.TARGET.read_text(encoding="utf-8") == made


def test_every_code_of_the_categories_has_its_title_and_its_parent(official: list[str]) -> None:
    for code in official:
        row = icd.lookup(code)
        assert row is not None, code
        if not cm.is_category(code):
            assert row.title == cm.get_description(code)
            assert row.parent == cm.get_parent(code)
        assert row.ancestors == tuple(dict.fromkeys(a for a in cm.get_ancestors(code) if a != code))


def test_exactly_the_leaves_are_billable(official: list[str]) -> None:
    for code in official:
        row = icd.lookup(code)
        assert row is not None, code
        assert row.billable == cm.is_leaf(code), code


def test_no_code_is_added(official: list[str]) -> None:
    assert {leaf for code in icd.nodes() for leaf in icd.leaves(code)} | set(icd.nodes()) == set(official)


def test_every_excludes1_note_of_every_code_and_its_ancestors_is_there(official: list[str]) -> None:
    for code in official:
        row = icd.lookup(code)
        assert row is not None, code
        above = [code, *(a for a in cm.get_ancestors(code) if a != code)]
        assert [one.note for one in row.excludes1] == [n for name in above for n in cm.get_excludes1(name)]


def test_the_package_never_imports_the_tool() -> None:
    for path in (ROOT / "src").rglob("*.py"):
        assert "simple_icd_10_cm" not in path.read_text(encoding="utf-8"), path
