from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from sacral_edu.domain.errors import PluginError
from sacral_edu.hookspecs import hookimpl
from sacral_edu.plugin_manager import (
    ENTRY_POINT_GROUP,
    create_plugin_manager,
    installed_scorers,
    load_scorers,
)

Install = Callable[..., None]


def _plugin(bring: Callable[[], Any]) -> Any:
    """A plugin as a value, with the one hook."""

    def sacral_edu_scorers() -> Any:
        return bring()

    return SimpleNamespace(sacral_edu_scorers=hookimpl(sacral_edu_scorers))


def _installed(**plugins: Callable[[], Any]) -> Any:
    manager = create_plugin_manager(discover=False)
    for distribution, bring in plugins.items():
        manager.register(_plugin(bring), name=f"{distribution}\n1.2.3\nentry")
    return installed_scorers(manager)


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Put a distribution with one plugin module on the path, as pip would."""
    monkeypatch.syspath_prepend(tmp_path)

    def put(name: str, source: str) -> None:
        module = f"plugin_of_{name}"
        (tmp_path / f"{module}.py").write_text(source, encoding="utf-8")
        info = tmp_path / f"{name}-9.8.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(
            f"Metadata-Version: 2.1\nName: {name}\nVersion: 9.8\n", encoding="utf-8"
        )
        (info / "entry_points.txt").write_text(
            f"[{ENTRY_POINT_GROUP}]\n{name} = {module}\n", encoding="utf-8"
        )

    return put


_SOURCE = """
from sacral_edu.api import hookimpl

class Mine:
    name, title, skills = "{scorer}", "Mine", ()
    def items(self, case): return ()
    def score(self, key, response): raise NotImplementedError
    def examples(self, item): return ()

@hookimpl
def sacral_edu_scorers({arguments}):
    return [Mine()]
"""


def test_the_bundled_scorers_are_found_by_their_entry_points() -> None:
    found = installed_scorers()
    assert {"audit", "coding", "region", "tart"} <= set(found)
    assert list(found) == sorted(found)
    assert {found[name].distribution for name in ("audit", "coding", "region", "tart")} == {"sacral-edu"}
    assert all(installed.version for installed in found.values())
    assert {name: type(scorer) for name, scorer in load_scorers().items()} == {
        name: type(installed.scorer) for name, installed in found.items()
    }


def test_a_strangers_plugin_is_found_in_the_same_way(install: Install) -> None:
    install("stranger", _SOURCE.format(scorer="mine", arguments=""))
    found = installed_scorers()
    assert (found["mine"].distribution, found["mine"].version) == ("stranger", "9.8")
    assert "tart" in found


def test_nothing_is_discovered_unless_it_is_asked_for() -> None:
    assert create_plugin_manager(discover=False).get_plugins() == set()


def test_two_scorers_of_one_name_are_an_error_that_names_both_distributions(install: Install) -> None:
    install("impostor", _SOURCE.format(scorer="tart", arguments=""))
    with pytest.raises(PluginError, match="Two plugins bring a scorer named 'tart'") as caught:
        installed_scorers()
    assert "sacral-edu" in str(caught.value)
    assert "impostor" in str(caught.value)


@pytest.mark.parametrize("source", ["import nowhere_at_all", "1 / 0", "def broken(:"])
def test_a_plugin_that_cannot_be_imported_is_named_with_its_distribution(
    source: str, install: Install
) -> None:
    install("halfbaked", source)
    with pytest.raises(PluginError, match=r"of halfbaked 9\.8 cannot be imported") as caught:
        create_plugin_manager()
    assert str(caught.value).endswith("uninstall halfbaked.")


def test_a_hook_that_asks_for_too_much_is_an_error_that_names_its_distribution(install: Install) -> None:
    install("greedy", _SOURCE.format(scorer="mine", arguments="config"))
    with pytest.raises(PluginError, match="greedy"):
        installed_scorers()


def test_no_scorer_at_all_is_an_error_that_says_what_to_install() -> None:
    for found in ({}, {"empty": lambda: ()}):
        with pytest.raises(PluginError, match=r"No scorer is installed\. `pip install sacral-edu`"):
            _installed(**found)


@pytest.mark.parametrize("bring", [lambda: 1 / 0, lambda: None, lambda: 7, lambda: {}["x"]])
def test_a_hook_that_fails_is_an_error_that_names_its_distribution(bring: Callable[[], Any]) -> None:
    with pytest.raises(PluginError, match="The plugin of broken raised") as caught:
        _installed(broken=bring)
    assert str(caught.value).endswith("Mend it, or uninstall broken.")


@pytest.mark.parametrize("part", ["name", "title", "skills", "items", "score", "examples"])
def test_a_scorer_without_one_of_its_parts_is_refused(part: str) -> None:
    whole = {"name": "x", "title": "X", "skills": (), "items": len, "score": len, "examples": len}
    del whole[part]
    with pytest.raises(PluginError, match=f"The plugin of partial brings a scorer without {part}"):
        _installed(partial=lambda: [SimpleNamespace(**whole)])


@pytest.mark.parametrize("name", ["", "Tart", "my-scorer", "my scorer", "9lives", "tart\n", None, 7])
def test_a_scorer_is_named_in_snake_case(name: object, plain_scorer: Any) -> None:
    with pytest.raises(PluginError, match="use snake_case"):
        _installed(odd=lambda: [plain_scorer(name)])


def test_a_plugin_may_bring_several_scorers(plain_scorer: Any) -> None:
    found = _installed(many=lambda: (plain_scorer(name) for name in ("two", "one")))
    assert list(found) == ["one", "two"]
    assert {installed.version for installed in found.values()} == {"1.2.3"}


def test_a_plugin_that_brings_one_name_twice_is_told_so(plain_scorer: Any) -> None:
    with pytest.raises(PluginError, match="Two plugins bring a scorer named 'one': many and many"):
        _installed(many=lambda: [plain_scorer("one"), plain_scorer("one")])
