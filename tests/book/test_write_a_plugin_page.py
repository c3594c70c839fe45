"""The page "Write a scoring plugin in ten minutes": followed from the first command to the last."""

import json
import os
import re
import shlex
import subprocess
import sys

import pytest

import sacral_edu.api
from sacral_edu import hookspecs
from sacral_edu.domain.items import Field
from sacral_edu.interfaces.casebook.watch import ITEMS_SECONDS, SCORE_SECONDS
from sacral_edu.scoring import Scorer

SCORER = "src/sacral_edu_sides/scorer.py"
TESTS = "tests/test_sides.py"


@pytest.fixture(scope="module")
def text(page):
    return page("write-a-plugin")


def start(*words, cwd, env=None, feed=None):
    """Run a module of Python and return what it prints."""
    command = [sys.executable, "-m", *words]
    ran = subprocess.run(
        command, check=False, cwd=cwd, env=env, input=feed, capture_output=True, text=True, encoding="utf-8"
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


class Plugin:
    """The reader's folder, and the environment in which the plugin is installed."""

    def __init__(self, folder, target):
        self.folder = folder
        options = ["--no-deps", "--no-build-isolation", "--no-index", "--quiet", "--target", str(target)]
        start("pip", "install", *options, str(folder), cwd=folder)
        paths = [str(target), os.environ.get("PYTHONPATH", "")]
        self.env = os.environ | {"PYTHONPATH": os.pathsep.join(path for path in paths if path)}

    def run(self, *words, feed=None):
        return start(*words, cwd=self.folder, env=self.env, feed=feed)


@pytest.fixture(scope="module")
def begin(text, tmp_path_factory):
    """Follow the page's first command in an empty folder; the folder that it makes."""
    pytest.importorskip("hatchling", reason="the plugin is built with hatchling")

    def follow():
        top = tmp_path_factory.mktemp("empty")
        commands = [shlex.split(line) for line in text.section("plugin-start").fences("bash")[0].splitlines()]
        assert commands[0][:3] == ["sacral-edu", "plugins", "new"]
        start("sacral_edu", *commands[0][1:], cwd=top)
        assert commands[1][0] == "cd"
        return top / commands[1][1]

    return follow


@pytest.fixture(scope="module")
def written(begin, tmp_path_factory):
    """The plugin as the command writes it."""
    return Plugin(begin(), tmp_path_factory.mktemp("written"))


@pytest.fixture(scope="module")
def changed(text, begin, write_files, tmp_path_factory):
    """The plugin with the page's changes."""
    folder = begin()
    write_files(folder, text.files())
    return Plugin(folder, tmp_path_factory.mktemp("changed"))


def words_of(text, *beginning):
    """The words of the page's command line that begins so."""
    (line,) = re.findall(rf"^{re.escape(' '.join(beginning))}\b.*$", text.text, re.MULTILINE)
    return shlex.split(line)


def response_of(text, section):
    """The response that a section of the page pipes into `score`."""
    (response,) = re.findall(r"^echo '(.*)' \| sacral-edu score -$", text.section(section).text, re.MULTILINE)
    return response


def test_the_page_says_what_each_file_of_the_new_plugin_is(text, in_ticks, begin):
    folder = begin()
    made = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    rows = text.section("plugin-files").tables("File", "Holds")
    assert sorted(in_ticks(row[0])[0] for row in rows) == made


def test_the_page_shows_the_entry_point_and_the_hook_as_they_are_written(text, begin):
    folder = begin()
    section = text.section("plugin-files")
    (entry,) = section.fences("toml")
    assert entry in (folder / "pyproject.toml").read_text(encoding="utf-8")
    (hook,) = section.fences("python")
    assert hook == (folder / "src/sacral_edu_sides/plugin.py").read_text(encoding="utf-8")


def test_the_new_plugin_passes_the_four_tests_that_the_page_promises(text, written):
    assert "The four tests pass" in text.section("plugin-start").text
    assert "4 passed" in written.run("pytest", "-p", "no:cacheprovider")


def test_the_list_of_plugins_shows_it_as_the_page_says(text, written):
    (shown,) = text.section("plugin-try").fences("text")
    listed = written.run("sacral_edu", "plugins", "list")
    count = re.compile(r"\d+ items")
    assert count.sub("n items", shown) in count.sub("n items", listed)


def test_its_items_are_asked_for_as_the_page_says(text, written):
    words = words_of(text, "sacral-edu", "items", "left-on-left")
    (prompt,) = json.loads(written.run("sacral_edu", *words[1:]))
    assert prompt["item_id"] == "left-on-left/sides/seated"


def test_the_first_response_of_the_page_is_right(text, written):
    response = response_of(text, "plugin-try")
    assert json.loads(written.run("sacral_edu", "score", "-", feed=response))["points"] == 1.0


def test_the_quiz_asks_it_as_the_page_says(text, written):
    words = words_of(text, "sacral-edu", "quiz", "--scorer", "sides")
    said = written.run("sacral_edu", *words[1:], feed="L\n")
    assert "On which side is the seated flexion test positive?" in said
    assert "Score" in said


def test_the_directive_puts_it_into_a_book(text, written):
    (directive,) = text.section("plugin-try").fences("md")
    book = written.folder / "book"
    book.mkdir()
    (book / "_toc.yml").write_text("format: jb-book\nroot: index\n", encoding="utf-8")
    config = "sphinx:\n  extra_extensions: [sacral_edu.interfaces.site.sphinx_extension]\n"
    (book / "_config.yml").write_text(f"title: T\nonly_build_toc_files: true\n{config}", encoding="utf-8")
    (book / "index.md").write_text(f"# T\n\n{directive}", encoding="utf-8")
    written.run("sacral_edu", "build", "-o", "site", "--book", "book", "--engine", "none")
    page = (written.folder / "site" / "index.html").read_text(encoding="utf-8")
    assert "left-on-left/sides/seated" in page


def test_the_page_changes_the_scorer_and_its_test_and_nothing_else(text):
    assert sorted(text.files()) == [SCORER, TESTS]


def test_the_tests_of_the_changed_plugin_pass(changed):
    assert "4 passed" in changed.run("pytest", "-p", "no:cacheprovider")


def test_no_linter_finds_anything_in_the_changed_plugin(changed):
    pytest.importorskip("ruff", reason="the page tells to run ruff")
    changed.run("ruff", "check", "--no-cache")
    changed.run("ruff", "format", "--check", "--no-cache")


def test_the_second_response_of_the_page_earns_two_thirds(text, changed):
    response = response_of(text, "plugin-change")
    assert json.loads(changed.run("sacral_edu", "score", "-", feed=response))["points"] == 0.666667


def test_the_changed_items_can_be_written_with_their_keys(changed):
    words = ("items", "left-on-left", "--scorer", "sides", "--with-keys")
    (item,) = json.loads(changed.run("sacral_edu", *words))
    assert {field: bit["side"] for field, bit in item["key"]["bits"].items()} == {
        "restricted": "L",
        "deep": "L",
        "back": "R",
    }
    assert item["situation"]
    assert item["key_feature"]


def test_the_version_that_the_page_names_is_the_one_there_is(text):
    version = sacral_edu.api.API_VERSION
    section = text.section("plugin-versions")
    assert f"`API_VERSION`: now {version}, " in section.text
    assert section.fences("python") == [f'SACRAL_EDU_API = "{version}"\n']


def test_the_times_that_the_page_names_are_those_that_are_allowed(text):
    assert f"`items` takes more than {ITEMS_SECONDS:g} seconds, or `score` more than {SCORE_SECONDS:g}" in (
        text.section("plugin-rules").text
    )


def test_every_name_of_the_api_is_listed_once(text, in_ticks):
    rows = text.section("plugin-api").tables("Topic", "Names")
    listed = [name for row in rows for name in in_ticks(row[1])]
    assert sorted(listed) == sorted(sacral_edu.api.__all__)


def test_every_hook_is_listed(text, in_ticks):
    hooks = {name for name, thing in vars(hookspecs).items() if hasattr(thing, f"{hookspecs.PROJECT}_spec")}
    rows = text.section("plugin-hooks").tables("Hook", "When it is called")
    assert {in_ticks(row[0])[0] for row in rows} == hooks
    for hook, *described, since in rows:
        assert all(described)
        version = re.fullmatch(r"plugin API (\d+\.\d+)", since)[1]
        assert f"Since plugin API {version}." in getattr(hookspecs, in_ticks(hook)[0]).__doc__
        assert [int(part) for part in version.split(".")] <= [
            int(part) for part in sacral_edu.api.API_VERSION.split(".")
        ]


def test_every_attribute_of_a_scorer_is_promised(text, in_ticks):
    rows = text.section("plugin-rules").tables("Attribute", "Type")
    listed = {re.match(r"\w+", in_ticks(row[0])[0])[0] for row in rows}
    assert listed == {name for name in vars(Scorer) if not name.startswith("_")}


def test_every_type_of_field_is_described_with_its_reader(text, in_ticks):
    rows = text.section("plugin-rules").tables("Field type", "Asks")
    assert {in_ticks(row[0])[0] for row in rows} == {kind.__name__ for kind in Field.__args__}
    assert all(hasattr(sacral_edu.api, in_ticks(row[3])[0].split("(")[0]) for row in rows)
