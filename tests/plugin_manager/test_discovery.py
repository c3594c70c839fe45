import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from sacral_edu.domain.errors import PluginError
from sacral_edu.hookspecs import hookimpl
from sacral_edu.plugin_manager import (
    ENTRY_POINT_GROUP,
    Discovery,
    Problem,
    create_plugin_manager,
    discover_scorers,
    installed_scorers,
    load_scorers,
)

Install = Callable[..., None]


def _plugin(bring: Callable[[], Any]) -> Any:
    """A plugin as a value, with the one hook."""

    def sacral_edu_scorers() -> Any:
        return bring()

    return SimpleNamespace(sacral_edu_scorers=hookimpl(sacral_edu_scorers))


def _found(**plugins: Callable[[], Any]) -> Discovery:
    manager = create_plugin_manager(discover=False)
    for distribution, bring in plugins.items():
        name = distribution.replace("_", "-")
        manager.register(_plugin(bring), name=f"{name}\n1.2.3\nentry")
    return discover_scorers(manager)


def _only(problems: tuple[Problem, ...]) -> Problem:
    (problem,) = problems
    assert problem.sentence.endswith(".")
    assert "\n" not in problem.sentence
    return problem


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Put a distribution with one plugin module on the path, as pip would."""
    monkeypatch.syspath_prepend(tmp_path)

    def put(name: str, source: str) -> None:
        module = f"plugin_of_{name}"
        # An earlier test may have imported one of the same name.
        monkeypatch.delitem(sys.modules, module, raising=False)
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
    assert discover_scorers().problems == ()


def test_nothing_is_discovered_unless_it_is_asked_for() -> None:
    assert create_plugin_manager(discover=False).get_plugins() == set()


def test_a_bundled_scorer_stays_where_a_stranger_has_its_name(install: Install) -> None:
    install("impostor", _SOURCE.format(scorer="tart", arguments=""))
    found = discover_scorers()
    assert found.scorers["tart"].distribution == "sacral-edu"
    problem = _only(found.problems)
    assert (problem.kind, problem.plugin, problem.distribution) == ("duplicate", "tart", "impostor")
    assert problem.sentence.startswith("Two plugins bring a scorer named 'tart': ")
    assert "sacral-edu " in problem.sentence
    assert "impostor 9.8" in problem.sentence
    assert "that of sacral-edu is used" in problem.sentence


def test_of_two_strangers_of_one_name_neither_is_used(plain_scorer: Any) -> None:
    found = _found(
        here=lambda: [plain_scorer("one"), plain_scorer("two")], there=lambda: [plain_scorer("one")]
    )
    assert list(found.scorers) == ["two"]
    problem = _only(found.problems)
    assert problem.sentence == (
        "Two plugins bring a scorer named 'one': here 1.2.3 and there 1.2.3; neither is used. Uninstall one "
        "of them, or have one renamed."
    )
    assert (problem.kind, problem.distribution) == ("duplicate", "here and there")


def test_of_three_strangers_of_one_name_none_is_used(plain_scorer: Any) -> None:
    plugins = {name: lambda: [plain_scorer("one")] for name in ("a", "b", "c")}
    found = _found(other=lambda: [plain_scorer("two")], **plugins)
    assert list(found.scorers) == ["two"]
    assert "3 plugins bring a scorer named 'one': a 1.2.3 and b 1.2.3 and c 1.2.3; none of them is used" in (
        _only(found.problems).sentence
    )


def test_a_plugin_that_brings_one_name_twice_is_told_so(plain_scorer: Any) -> None:
    found = _found(many=lambda: [plain_scorer("one"), plain_scorer("one"), plain_scorer("two")])
    assert list(found.scorers) == ["two"]
    assert "named 'one': many 1.2.3 and many 1.2.3" in _only(found.problems).sentence


def test_even_two_bundled_ones_of_one_name_are_not_guessed_between(plain_scorer: Any) -> None:
    found = _found(sacral_edu=lambda: [plain_scorer("one"), plain_scorer("one"), plain_scorer("two")])
    assert list(found.scorers) == ["two"]


@pytest.mark.parametrize(
    "source",
    ["import nowhere_at_all", "1 / 0", "def broken(:", "raise SystemExit(3)", "raise RecursionError"],
)
def test_a_plugin_that_cannot_be_imported_is_named_and_the_others_are_used(
    source: str, install: Install
) -> None:
    install("halfbaked", source)
    found = discover_scorers()
    assert {"audit", "coding", "region", "tart"} <= set(found.scorers)
    problem = _only(found.problems)
    assert (problem.kind, problem.plugin, problem.distribution, problem.version) == (
        "import",
        "halfbaked",
        "halfbaked",
        "9.8",
    )
    assert "of halfbaked 9.8 cannot be imported" in problem.sentence
    assert problem.sentence.endswith("Mend it, or uninstall halfbaked.")


def test_an_error_that_cannot_say_itself_is_named_by_its_type(install: Install) -> None:
    install("mute", "class Mute(Exception):\n    def __str__(self): raise ValueError\nraise Mute\n")
    assert "cannot be imported from plugin_of_mute: Mute. " in _only(discover_scorers().problems).sentence


def test_a_plugin_that_asks_the_api_for_a_name_of_another_version_is_told_so(install: Install) -> None:
    install("ahead", "from sacral_edu.api import a_name_to_come")
    problem = _only(discover_scorers().problems)
    assert problem.kind == "api_version"
    assert "asks for a name that sacral-edu " in problem.sentence
    assert "a_name_to_come" in problem.sentence


@pytest.mark.parametrize("stated", ['"2"', '"1.99"', '"0.9"', "1", '"one"'])
def test_a_plugin_for_another_api_is_left_out_and_told_which_it_needs(stated: str, install: Install) -> None:
    source = f"SACRAL_EDU_API = {stated}\n" + _SOURCE.format(scorer="mine", arguments="")
    install("other", source)
    found = discover_scorers()
    assert "mine" not in found.scorers
    assert "tart" in found.scorers
    problem = _only(found.problems)
    assert problem.kind == "api_version"
    assert stated.strip('"') in problem.sentence


@pytest.mark.parametrize("stated", ['"1"', '"1.0"'])
def test_a_plugin_for_this_api_is_used(stated: str, install: Install) -> None:
    install("fitting", f"SACRAL_EDU_API = {stated}\n" + _SOURCE.format(scorer="mine", arguments=""))
    assert "mine" in discover_scorers().scorers


def test_a_hook_that_asks_for_too_much_is_named_with_its_distribution(install: Install) -> None:
    install("greedy", _SOURCE.format(scorer="mine", arguments="config"))
    found = discover_scorers()
    assert "mine" not in found.scorers
    problem = _only(found.problems)
    assert problem.kind == "hook"
    assert "Plugin greedy of greedy 9.8 implements a hook wrongly: " in problem.sentence


def test_a_misspelled_hook_is_named_and_its_plugin_left_out(install: Install) -> None:
    source = _SOURCE.format(scorer="mine", arguments="").replace("sacral_edu_scorers", "sacral_edu_scorer")
    install("misspelled", source)
    problem = _only(discover_scorers().problems)
    assert problem.kind == "hook"
    assert "implements a hook that does not exist, sacral_edu_scorer;" in problem.sentence


def test_a_hook_of_a_later_version_may_be_marked_as_optional(install: Install) -> None:
    later = "\n@hookimpl(optionalhook=True)\ndef sacral_edu_hook_to_come(): pass\n"
    install("early", _SOURCE.format(scorer="mine", arguments="") + later)
    found = discover_scorers()
    assert "mine" in found.scorers
    assert found.problems == ()


def test_a_module_registered_twice_is_a_problem_and_used_once(install: Install, tmp_path: Path) -> None:
    install("doubled", _SOURCE.format(scorer="mine", arguments=""))
    points = tmp_path / "doubled-9.8.dist-info" / "entry_points.txt"
    points.write_text(f"[{ENTRY_POINT_GROUP}]\na = plugin_of_doubled\nb = plugin_of_doubled\n")
    found = discover_scorers()
    assert "mine" in found.scorers
    problem = _only(found.problems)
    assert problem.kind == "hook"
    assert problem.sentence.startswith("Plugin b of doubled 9.8 brings plugin_of_doubled a second time. ")


def test_nobody_can_pass_a_bundled_plugin_off_as_their_own(install: Install, tmp_path: Path) -> None:
    install("a_thief", "")
    points = tmp_path / "a_thief-9.8.dist-info" / "entry_points.txt"
    points.write_text(f"[{ENTRY_POINT_GROUP}]\na = sacral_edu_tart.plugin\n")
    found = discover_scorers()
    assert found.scorers["tart"].distribution == "sacral-edu"
    assert _only(found.problems).distribution == "a_thief"


def test_a_plugin_without_a_hook_is_told_what_it_lacks(install: Install) -> None:
    install("forgetful", _SOURCE.format(scorer="mine", arguments="").replace("@hookimpl", ""))
    problem = _only(discover_scorers().problems)
    assert problem.kind == "hook"
    assert "implements no hook; mark its function with hookimpl" in problem.sentence


def test_no_scorer_at_all_is_an_error_that_says_what_to_install() -> None:
    for found in ({}, {"empty": lambda: ()}):
        with pytest.raises(PluginError, match=r"No scorer is installed\. `pip install sacral-edu`"):
            _found(**found)


def test_no_scorer_that_can_be_used_is_an_error_that_names_every_problem() -> None:
    with pytest.raises(PluginError, match=r"No scorer can be used\. .* of one 1\.2\.3 .* of two 1\.2\.3 "):
        _found(one=lambda: 1 / 0, two=lambda: None)


def _exits() -> None:
    raise SystemExit(0)


@pytest.mark.parametrize("bring", [lambda: 1 / 0, lambda: None, lambda: 7, lambda: {}["x"], _exits])
def test_a_hook_that_fails_is_named_and_the_others_are_used(
    bring: Callable[[], Any], plain_scorer: Any
) -> None:
    found = _found(broken=bring, sound=lambda: [plain_scorer("one")])
    assert list(found.scorers) == ["one"]
    problem = _only(found.problems)
    assert (problem.kind, problem.distribution) == ("hook", "broken")
    assert problem.sentence.startswith("The plugin of broken 1.2.3 failed when asked for its scorers (")
    assert problem.sentence.endswith("Mend it, or uninstall broken.")


_WHOLE = {"name": "x", "title": "X", "skills": (), "items": len, "score": len, "examples": len}


@pytest.mark.parametrize("part", ["name", "title", "skills", "items", "score", "examples"])
def test_a_scorer_without_one_of_its_parts_is_left_out(part: str, plain_scorer: Any) -> None:
    lacking = {name: value for name, value in _WHOLE.items() if name != part}
    found = _found(partial=lambda: [SimpleNamespace(**lacking), plain_scorer("one")])
    assert list(found.scorers) == ["one"]
    problem = _only(found.problems)
    assert problem.kind == "scorer"
    assert f"The plugin of partial 1.2.3 brings a scorer without {part}." in problem.sentence


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"title": None}, "(x) whose title is None"),
        ({"title": " "}, "(x) whose title is ' '"),
        ({"skills": "tart"}, "(x) whose skills are 'tart'"),
        ({"skills": (1,)}, "(x) whose skills are (1,)"),
        ({"skills": None}, "that cannot be looked at (TypeError: "),
        ({"items": ()}, "(x) whose items cannot be called"),
    ],
)
def test_a_scorer_with_a_part_of_a_wrong_type_is_left_out(
    change: dict[str, Any], said: str, plain_scorer: Any
) -> None:
    found = _found(odd=lambda: [SimpleNamespace(**{**_WHOLE, **change}), plain_scorer("one")])
    assert list(found.scorers) == ["one"]
    assert said in _only(found.problems).sentence


def test_a_part_that_raises_when_it_is_looked_at_is_contained(plain_scorer: Any) -> None:
    class Thorny(plain_scorer):  # type: ignore[misc]
        @property
        def title(self) -> str:
            raise ValueError("ouch")

    found = _found(thorny=lambda: [Thorny("thorn"), plain_scorer("one")])
    assert list(found.scorers) == ["one"]
    assert "that cannot be looked at (ValueError: ouch)" in _only(found.problems).sentence


@pytest.mark.parametrize("name", ["", "Tart", "my-scorer", "my scorer", "9lives", "tart\n", None, 7])
def test_a_scorer_is_named_in_snake_case(name: object, plain_scorer: Any) -> None:
    found = _found(odd=lambda: [plain_scorer(name), plain_scorer("one")])
    assert list(found.scorers) == ["one"]
    assert "use snake_case" in _only(found.problems).sentence


def test_a_plugin_may_bring_several_scorers(plain_scorer: Any) -> None:
    found = _found(many=lambda: (plain_scorer(name) for name in ("two", "one"))).scorers
    assert list(found) == ["one", "two"]
    assert {installed.version for installed in found.values()} == {"1.2.3"}
