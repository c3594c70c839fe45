import ast
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
