import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from sacral_edu import api


def _imported_names(path: Path) -> list[str]:
    """The modules that a file imports, as dotted names."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found: list[str] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            found.append(node.module or "")
        elif isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
    return found


def _kind(name: str) -> tuple[int, str]:
    """Constants first, then classes, then functions: the order of ruff's rule RUF022."""
    return (0 if name.isupper() else 1 if name[:1].isupper() else 2, name)


def test_every_public_name_exists() -> None:
    assert all(getattr(api, name) is not None for name in api.__all__)


def test_public_names_are_sorted_and_named_once() -> None:
    assert api.__all__ == sorted(api.__all__, key=_kind)
    assert len(set(api.__all__)) == len(api.__all__)


def test_whatever_the_door_lets_in_is_public() -> None:
    tree = ast.parse(Path(api.__file__).read_text(encoding="utf-8"))
    let_in = [alias.name for node in tree.body if isinstance(node, ast.ImportFrom) for alias in node.names]
    assert sorted(let_in) == sorted(api.__all__)


def test_facts_about_treatment_are_read_through_the_door() -> None:
    assert api.red_flags()["CES"].action.startswith("emergency")
    assert {"forward_torsion", "SUP_SHEAR"} <= {row.id for row in api.techniques()}
    assert {"HVLA", "prone_work"} <= {row.id for row in api.contraindications()}
    assert all(row.refs or row.confidence == "standard" for row in api.techniques())
    assert set(api.technique_rules()) >= {"breath", "pregnancy_stop"}


def test_a_name_can_be_taken_apart_and_findings_be_solved_through_the_door() -> None:
    bits = api.bits_of("L_ON_R")
    assert bits == api.Bits("L", "R", "L")
    assert (api.is_torsion(bits), api.is_flexed(bits), api.axis_side(bits)) == (True, False, "R")
    assert api.bits_of("NORMAL") is None
    assert "BI_EXT" in api.solve(())
    assert sum(api.posterior((), 0.45).values()) == pytest.approx(1.0, abs=1e-5)


def test_every_type_of_a_field_of_a_prompt_is_public() -> None:
    for kind in ("MarkField", "ChoiceField", "ChoicesField", "ClaimField", "TextField"):
        assert kind in api.__all__


def test_a_plugin_can_ask_what_a_test_reads_and_what_a_dysfunction_allows() -> None:
    deep = api.Finding(id="f1", test="sulcus", value="shallow", side="R", kind="landmark", region="sacral")
    assert api.reading(deep) == "L"
    assert api.expected_reading("R_ON_R", "sulcus") == {"L"}
    assert api.expected_reading("L_ON_L", "sulcus") == {"R"}


def test_plugins_come_in_by_the_one_door_and_do_not_know_each_other(checkout: Path) -> None:
    files = sorted((checkout / "plugins").rglob("*.py"))
    assert len(files) > 10
    for path in files:
        own = path.relative_to(checkout / "plugins").parts[0]
        ours = [name for name in _imported_names(path) if name.split(".")[0].startswith("sacral_edu")]
        strange = [name for name in ours if name != "sacral_edu.api" and name.split(".")[0] != own]
        assert strange == [], path


def test_plugins_keep_their_hook_apart_from_their_logic(checkout: Path) -> None:
    for folder in sorted((checkout / "plugins").glob("sacral_edu_*")):
        assert len((folder / "plugin.py").read_text(encoding="utf-8").splitlines()) < 15
        for path in folder.glob("*.py"):
            names = ast.parse(path.read_text(encoding="utf-8"))
            hooks = [n for n in ast.walk(names) if isinstance(n, ast.Name) and n.id == "hookimpl"]
            assert bool(hooks) == (path.name == "plugin.py"), path


def test_the_version_of_the_api_is_a_major_and_a_minor() -> None:
    assert re.fullmatch(r"\d+\.\d+", api.API_VERSION)


def test_a_name_on_its_way_out_still_works_and_says_when_it_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(api._DEPRECATED, "sum_up", ("total", "2.0.0"))
    with pytest.warns(DeprecationWarning, match="sum_up") as warned:
        from sacral_edu.api import sum_up  # type: ignore[attr-defined]
    assert sum_up is api.total
    words = {str(one.message) for one in warned}
    assert words == {"sacral_edu.api.sum_up goes in sacral-edu 2.0.0; use total instead."}
    assert {one.filename for one in warned} == {__file__}


def test_every_name_on_its_way_out_has_a_replacement_and_is_not_advertised() -> None:
    for name, (replacement, goes_in) in api._DEPRECATED.items():
        assert replacement in api.__all__
        assert name not in api.__all__
        assert re.fullmatch(r"\d+\.\d+\.\d+", goes_in)


def test_a_name_that_never_was_is_an_ordinary_error() -> None:
    with pytest.raises(AttributeError, match=r"module 'sacral_edu\.api' has no attribute 'never'"):
        api.never  # type: ignore[attr-defined]  # noqa: B018
    with pytest.raises(ImportError):
        from sacral_edu.api import never  # type: ignore[attr-defined]  # noqa: F401


@pytest.mark.parametrize("module", ["sacral_edu", "sacral_edu.api"])
def test_nothing_happens_at_import(module: str) -> None:
    script = (
        f"import {module}, sys\n"
        "stray = [name for name in sys.modules if name.startswith('sacral_edu_') and '.' in name]\n"
        "heavy = {'click', 'rich', 'faker', 'yaml', 'litestar'} & set(sys.modules)\n"
        "print(stray, sorted(heavy), 'sacral_edu.plugin_manager' in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[] [] False"
