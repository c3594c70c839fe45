"""The page "Write a scoring plugin in ten minutes": its files are made, installed, tried and tested."""

import json
import os
import re
import subprocess
import sys

import pytest

import sacral_edu.api
from sacral_edu import hookspecs
from sacral_edu.domain.items import Field
from sacral_edu.scoring import Scorer

TESTS = "tests/test_sides.py"


@pytest.fixture(scope="module")
def text(page):
    return page("write-a-plugin")


@pytest.fixture(scope="module")
def folder(text, write_files, tmp_path_factory):
    """What a reader has who made every file of the page."""
    path = tmp_path_factory.mktemp("sacral-edu-sides")
    write_files(path, text.files())
    return path


@pytest.fixture(scope="module")
def installed(folder, tmp_path_factory):
    """The environment of a program that finds the installed plugin."""
    pytest.importorskip("hatchling", reason="the plugin is built with hatchling")
    target = tmp_path_factory.mktemp("installed")
    options = ["--no-deps", "--no-build-isolation", "--no-index", "--quiet", "--target", str(target)]
    subprocess.run([sys.executable, "-m", "pip", "install", *options, str(folder)], check=True)
    paths = [str(target), os.environ.get("PYTHONPATH", "")]
    return os.environ | {"PYTHONPATH": os.pathsep.join(path for path in paths if path)}


@pytest.fixture(scope="module")
def run(folder, installed):
    """Run the program in the plugin's folder and return what it prints."""

    def start(*words, feed=None):
        command = [sys.executable, "-m", *words]
        ran = subprocess.run(
            command, check=False, cwd=folder, env=installed, input=feed, capture_output=True, text=True
        )
        assert ran.returncode == 0, ran.stdout + ran.stderr
        return ran.stdout

    return start


def words_of(text, *beginning):
    """The words of the page's command line that begins so."""
    (line,) = re.findall(rf"^{re.escape(' '.join(beginning))}\b.*$", text.text, re.MULTILINE)
    return line.split()


def test_the_page_has_the_files_of_a_whole_plugin(text):
    assert sorted(text.files()) == [
        "pyproject.toml",
        "src/sacral_edu_sides/__init__.py",
        "src/sacral_edu_sides/plugin.py",
        "src/sacral_edu_sides/scorer.py",
        TESTS,
    ]


def test_the_list_of_plugins_shows_it_as_the_page_says(text, run):
    (shown,) = text.section("plugin-try").fences("text")
    listed = run("sacral_edu", "plugins", "list")
    count = re.compile(r"\d+ items")
    assert count.sub("n items", shown) in count.sub("n items", listed)


def test_its_items_are_asked_for_as_the_page_says(text, run):
    words = words_of(text, "sacral-edu", "items", "left-on-left")
    (prompt,) = json.loads(run("sacral_edu", *words[1:]))
    assert prompt["item_id"] == "left-on-left/sides/three"


def test_its_items_can_be_written_with_their_keys(run):
    (item,) = json.loads(run("sacral_edu", "items", "left-on-left", "--scorer", "sides", "--with-keys"))
    assert {field: bit["side"] for field, bit in item["key"]["bits"].items()} == {
        "restricted": "L",
        "deep": "L",
        "back": "R",
    }


def test_the_response_of_the_page_earns_two_thirds(text, run):
    (response,) = re.findall(r"^echo '(.*)' \| sacral-edu score -$", text.text, re.MULTILINE)
    assert json.loads(run("sacral_edu", "score", "-", feed=response))["points"] == 0.666667


def test_the_quiz_asks_it_as_the_page_says(text, run):
    words = words_of(text, "sacral-edu", "quiz", "--scorer", "sides")
    said = run("sacral_edu", *words[1:], feed="L\nL\nR\n")
    assert "Read three sides off the examination" in said
    assert "Score" in said


def test_the_pages_own_tests_pass_with_the_cases_it_says_to_make(text, run):
    words = words_of(text, "sacral-edu", "generate", "-n", "40")
    run("sacral_edu", *words[1:])
    assert "3 passed" in run("pytest", "-p", "no:cacheprovider")


def test_the_directive_puts_it_into_a_book(text, run, folder):
    (directive,) = text.section("plugin-try").fences("md")
    book = folder / "book"
    book.mkdir()
    (book / "_toc.yml").write_text("format: jb-book\nroot: index\n", encoding="utf-8")
    config = "sphinx:\n  extra_extensions: [sacral_edu.interfaces.site.sphinx_extension]\n"
    (book / "_config.yml").write_text(f"title: T\nonly_build_toc_files: true\n{config}", encoding="utf-8")
    (book / "index.md").write_text(f"# T\n\n{directive}", encoding="utf-8")
    run("sacral_edu", "build", "-o", "site", "--book", "book")
    assert "left-on-left/sides/three" in (folder / "site" / "index.html").read_text(encoding="utf-8")


def test_every_name_of_the_api_is_listed_once(text, in_ticks):
    rows = text.section("plugin-api").tables("Topic", "Names")
    listed = [name for row in rows for name in in_ticks(row[1])]
    assert sorted(listed) == sorted(sacral_edu.api.__all__)


def test_every_hook_is_listed(text, in_ticks):
    hooks = {name for name, thing in vars(hookspecs).items() if hasattr(thing, f"{hookspecs.PROJECT}_spec")}
    rows = text.section("plugin-hooks").tables("Hook", "When it is called")
    assert {in_ticks(row[0])[0] for row in rows} == hooks
    assert all(all(row) for row in rows)


def test_every_attribute_of_a_scorer_is_promised(text, in_ticks):
    rows = text.section("plugin-rules").tables("Attribute", "Type")
    listed = {re.match(r"\w+", in_ticks(row[0])[0])[0] for row in rows}
    assert listed == {name for name in vars(Scorer) if not name.startswith("_")}


def test_every_type_of_field_is_described_with_its_reader(text, in_ticks):
    rows = text.section("plugin-rules").tables("Field type", "Asks")
    assert {in_ticks(row[0])[0] for row in rows} == {kind.__name__ for kind in Field.__args__}
    assert all(hasattr(sacral_edu.api, in_ticks(row[3])[0].split("(")[0]) for row in rows)
