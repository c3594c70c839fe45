"""What holds for every page written for instructors."""

import re
from pathlib import Path

import pytest
import yaml

from sacral_edu.interfaces.cli.entry import cli

INSTRUCTORS = ("instructors", "gaming", "write-a-case", "write-a-plugin")
_LABEL = re.compile(r"^\(([\w-]+)\)=$", re.MULTILINE)
_LINK = re.compile(r"\[[^\]]+\]\(#([\w-]+)\)")
_FENCED = re.compile(r"^(`{3,}).*?^\1$", re.MULTILINE | re.DOTALL)


def pages(checkout):
    return sorted((checkout / "book").rglob("*.md"))


def our_pages(checkout):
    book = checkout / "book"
    return [book / f"{name}.md" for name in INSTRUCTORS] + sorted((book / "decisions").glob("*.md"))


def test_every_link_to_a_label_finds_one(checkout):
    texts = {path: path.read_text(encoding="utf-8") for path in pages(checkout)}
    labels = {label for text in texts.values() for label in _LABEL.findall(text)}
    lost = [
        f"{path.name}: {to}" for path, text in texts.items() for to in _LINK.findall(text) if to not in labels
    ]
    assert lost == []


def test_no_label_stands_twice(checkout):
    labels = [label for path in pages(checkout) for label in _LABEL.findall(path.read_text(encoding="utf-8"))]
    assert sorted(set(labels)) == sorted(labels)


def test_every_section_has_a_label(checkout):
    for path in our_pages(checkout):
        text = _FENCED.sub("", path.read_text(encoding="utf-8"))
        bare = re.findall(r"(?<!\)=)\n(## .+)", text)
        assert bare == [], path.name


def test_no_page_shows_a_procedure_number(checkout):
    for path in our_pages(checkout):
        text = re.sub(r"\(\d{3}\) 555-\d{4}", "", path.read_text(encoding="utf-8"))
        assert re.findall(r"(?<![\w.-])\d{5}(?![\w-])", text) == [], path.name


def test_no_page_holds_raw_html_or_a_role_of_sphinx(checkout):
    for path in our_pages(checkout):
        text = _FENCED.sub("", path.read_text(encoding="utf-8"))
        text = re.sub(r"`[^`]*`", "", text)
        assert re.findall(r"</?[a-z][^>]*>|\{[\w:-]+\}", text) == [], path.name


def test_the_table_of_contents_names_every_page(checkout):
    contents = yaml.safe_load((checkout / "book" / "_toc.yml").read_text(encoding="utf-8"))
    listed = {contents["root"], *_files_of(contents["parts"])}
    assert {
        path.relative_to(checkout / "book").with_suffix("").as_posix() for path in our_pages(checkout)
    } <= listed


def _files_of(entries):
    for entry in entries:
        if "file" in entry:
            yield entry["file"]
        for inner in ("chapters", "sections"):
            yield from _files_of(entry.get(inner, ()))


def test_every_command_shown_is_one_that_exists(checkout):
    for path in our_pages(checkout):
        for line in _commands(path):
            assert _fault(line.split()[1:]) is None, f"{path.name}: {line}"


def _commands(path: Path) -> list[str]:
    text = path.read_text(encoding="utf-8")
    inline = re.findall(r"`(sacral-edu [a-z][^`\n]*)`", text)
    fenced = re.findall(r"^(?:echo .*\| )?(sacral-edu [a-z].*)$", text, re.MULTILINE)
    return [re.sub(r"\"\$\(.*?\)[^\"]*\"", "", line) for line in inline + fenced]


def _fault(words: list[str]) -> str | None:
    command = cli
    while words and hasattr(command, "get_command") and not words[0].startswith("-"):
        found = command.get_command(None, words.pop(0))
        if found is None:
            return "no such command"
        command = found
    known = {option for parameter in command.params for option in parameter.opts} | {"--help", "-h"}
    strange = [word for word in words if word.startswith("-") and word != "-" and word not in known]
    return f"no option {strange[0]}" if strange else None


def test_an_unknown_option_would_be_noticed():
    assert _fault(["quiz", "--seeed", "7"]) == "no option --seeed"
    assert _fault(["quizz"]) == "no such command"


@pytest.mark.parametrize("section", ["context", "decision", "change"])
def test_every_decision_has_a_context_a_decision_and_what_would_change_it(checkout, section):
    head = {"context": "Context", "decision": "Decision", "change": "What would change our mind"}[section]
    for path in sorted((checkout / "book" / "decisions").glob("*.md")):
        if path.stem != "index":
            assert re.search(
                rf"^\(decision-\w+-{section}\)=\n## {head}$", path.read_text(encoding="utf-8"), re.MULTILINE
            ), path


def test_the_list_of_decisions_links_each_page(checkout):
    folder = checkout / "book" / "decisions"
    linked = set(_LINK.findall((folder / "index.md").read_text(encoding="utf-8")))
    tops = {
        _LABEL.findall(path.read_text(encoding="utf-8"))[0]
        for path in folder.glob("*.md")
        if path.stem != "index"
    }
    assert linked == tops
