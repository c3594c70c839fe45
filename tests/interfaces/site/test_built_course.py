"""The published course: readable without a script, loading nothing from elsewhere, with no broken link."""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

import msgspec
import pytest

from sacral_edu.domain.items import Prompt, Score
from sacral_edu.generation.spec import Spec
from sacral_edu.interfaces.casebook import Desk, bundled

FOREIGN = re.compile(r"^(?:https?:)?//", re.IGNORECASE)
NETWORKS = ("unpkg", "jsdelivr", "cdnjs", "googleapis", "gstatic", "mybinder", "mathjax@")
LOADING = {
    "script": ("src",),
    "link": ("href",),
    "img": ("src", "srcset"),
    "iframe": ("src",),
    "source": ("src", "srcset"),
    "video": ("src", "poster"),
    "audio": ("src",),
    "object": ("data",),
    "embed": ("src",),
    "form": ("action",),
    "image": ("href", "xlink:href"),
    "use": ("href", "xlink:href"),
}
SECTIONS = {"hpi": "History", "exam": "Examination", "assessment": "Assessment", "plan": "Plan"}


class Page(HTMLParser):
    """What a page is made of: ids, links, what it loads, its text, and its exercises' prompts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.text = ""
        self.prompts: list[str] = []
        self.engines: list[str | None] = []
        self._in_prompt = False
        self._hidden: str | None = None
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("id"):
            self.ids.add(str(given["id"]))
        if tag == "a" and given.get("href"):
            self.links.append(str(given["href"]))
        if tag == "sacral-exercise":
            self.engines.append(given.get("engine"))
        self.loads += [str(given[name]) for name in LOADING.get(tag, ()) if given.get(name)]
        self.loads += re.findall(r"url\(['\"]?([^)'\"]+)", str(given.get("style") or ""))
        if tag in ("script", "style"):
            self._hidden = tag
            self._in_prompt = given.get("class") == "sx-prompt"
            if self._in_prompt:
                self.prompts.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._hidden:
            self._hidden = None
            self._in_prompt = False

    def handle_data(self, data: str) -> None:
        if self._in_prompt:
            self.prompts[-1] += data
        elif self._hidden is None:
            self.text += data


class Course(NamedTuple):
    """The built course and its pages by their path."""

    folder: Path
    pages: dict[str, Page]


@pytest.fixture(scope="module")
def course(bundled_site: Path) -> Course:
    paths = sorted(bundled_site.rglob("*.html"))
    shown = [path for path in paths if "_static" not in path.parts]
    return Course(
        bundled_site,
        {str(path.relative_to(bundled_site)): Page(path.read_text(encoding="utf-8")) for path in shown},
    )


def texts(folder: Path) -> Iterator[tuple[Path, str]]:
    for path in folder.rglob("*"):
        if path.is_file():
            yield path, path.read_text(encoding="utf-8", errors="replace")


def source_of(page: str) -> str:
    """The text of a page; that of a notebook is what the notebook is made from."""
    file = bundled("book") / f"{page}.md"
    return (file if file.exists() else bundled("book") / "notebooks" / f"{page}.md").read_text("utf-8")


def named_in_the_sources() -> list[str]:
    """The scorers that the book's pages ask for; what only shows how to ask stands in a fence of its own."""
    toc = (bundled("book") / "_toc.yml").read_text(encoding="utf-8")
    names: list[str] = []
    for page in re.findall(r"(?:root|file): *(\S+)", toc):
        outer = ""
        for line in source_of(page).splitlines():
            fence = re.match(r"(`{3,}|:{3,})(.*)", line)
            if fence and not outer:
                outer = fence[1]
                names += re.findall(r"^\{sacral-exercise\} (\w+)", fence[2])
            elif fence and fence[1] == outer and not fence[2]:
                outer = ""
    return sorted(names)


def squeezed(text: str) -> str:
    return " ".join(text.split())


def prompts_of(course: Course) -> list[tuple[Page, Prompt]]:
    return [
        (page, msgspec.json.decode(text, type=Prompt))
        for page in course.pages.values()
        for text in page.prompts
    ]


def test_every_exercise_of_the_sources_stands_in_a_page(course: Course) -> None:
    scorers = sorted(prompt.scorer for _, prompt in prompts_of(course))
    assert scorers == named_in_the_sources()
    assert {"audit", "coding", "region", "tart"} <= set(scorers)
    assert {engine for page in course.pages.values() for engine in page.engines} == {"server"}


def test_note_and_question_of_every_exercise_are_there_without_a_script(course: Course) -> None:
    for page, prompt in prompts_of(course):
        text = squeezed(page.text)
        for words in (prompt.title, prompt.stem, *(line.text for line in prompt.note)):
            assert squeezed(words) in text, f"{prompt.item_id}: {words}"
        assert all(SECTIONS[line.section] in text for line in prompt.note)
        for field in prompt.fields:
            assert squeezed(field.label) in text
        for label, value in prompt.context:
            assert f"{label}" in text
            assert value in text


def test_the_data_of_an_exercise_is_its_prompt_and_nothing_more(course: Course, desk: Desk) -> None:
    seen = 0
    for page in course.pages.values():
        for text in page.prompts:
            shown: dict[str, Any] = json.loads(text)
            assert shown == json.loads(msgspec.json.encode(desk.item(shown["item_id"]).prompt))
            seen += 1
    assert seen == len(named_in_the_sources())


def test_no_page_loads_anything_from_another_host(course: Course) -> None:
    foreign = {name: [one for one in page.loads if FOREIGN.match(one)] for name, page in course.pages.items()}
    assert {name: found for name, found in foreign.items() if found} == {}


def test_no_style_loads_anything_from_another_host(course: Course) -> None:
    loads = re.compile(r"""(?:url\(\s*|@import\s+)["']?((?:https?:)?//[^"')\s]+)""")
    for path in [*course.folder.rglob("*.css"), *course.folder.rglob("*.html")]:
        assert loads.findall(path.read_text(encoding="utf-8")) == [], path


def test_no_script_takes_a_module_from_another_host(course: Course) -> None:
    loads = re.compile(r"""(?:import|from|importScripts|fetch|Worker)\s*\(?\s*["'`]((?:https?:)?//[^"'`]+)""")
    for path in [*course.folder.rglob("*.js"), *course.folder.rglob("*.html")]:
        assert loads.findall(path.read_text(encoding="utf-8")) == [], path


def test_no_file_names_a_network_that_hands_out_scripts_or_fonts(course: Course) -> None:
    link = re.compile(r"<a [^>]*>")
    found = [
        (path.name, network)
        for path, text in texts(course.folder)
        for network in NETWORKS
        if network in link.sub("", text).lower()
    ]
    assert found == []


def test_no_source_maps_and_no_sources_are_published(course: Course) -> None:
    assert list(course.folder.rglob("*.map")) == []
    assert not (course.folder / "_sources").exists()
    assert not (course.folder / ".buildinfo").exists()


def test_no_path_of_the_machine_that_built_it_is_published(course: Course) -> None:
    for path, text in texts(course.folder):
        assert ".sacral-edu-" not in text.replace(".sacral-edu-site", ""), path
        assert str(bundled("book")) not in text, path


def test_every_link_inside_the_course_leads_somewhere(course: Course) -> None:
    broken: list[tuple[str, str]] = []
    for name, page in course.pages.items():
        # The page for what is not there is shown at any address, so it links from the root of the host.
        links = [link.removeprefix("/") for link in page.links] if name == "404.html" else page.links
        for link in links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc or link == "#":
                continue
            if not _leads_somewhere(course, name, parts.path, unquote(parts.fragment)):
                broken.append((name, link))
    assert broken == []


def _leads_somewhere(course: Course, page: str, path: str, anchor: str) -> bool:
    target = (course.folder / page).parent / unquote(path) if path else course.folder / page
    if not target.is_file():
        return False
    name = str(target.resolve().relative_to(course.folder.resolve()))
    return not anchor or name not in course.pages or anchor in course.pages[name].ids


def test_links_to_other_hosts_are_links_to_follow_by_hand(course: Course) -> None:
    outward = [link for page in course.pages.values() for link in page.links if FOREIGN.match(link)]
    assert len(outward) > 50
    assert all(urlsplit(link).hostname for link in outward)


def test_every_read_more_of_every_feedback_leads_to_a_section(course: Course, desk: Desk) -> None:
    wanted = {target for outcome in _outcomes(desk) for target in _targets(outcome)}
    assert len(wanted) > 20
    broken = []
    for target in sorted(wanted):
        name, _, anchor = target.partition("#")
        page = course.pages.get(f"{name}.html")
        if page is None or not anchor or anchor not in page.ids:
            broken.append(target)
    assert broken == []


def _outcomes(desk: Desk) -> Iterator[Score]:
    """The outcomes of all examples on every case from a file and on a hundred generated ones."""
    generated = [desk.casebook.case(Spec(seed=23, index=index).case_id) for index in range(100)]
    for case in (*desk.casebook.cases(), *generated):
        for name, scorer in desk.scorers.items():
            for item in desk.items(case, name).items:
                for example in scorer.examples(item):
                    if example.points is not None:
                        outcome = desk.score(example.response)
                        assert isinstance(outcome, Score)
                        yield outcome


def _targets(outcome: Score) -> Iterator[str]:
    for criterion in outcome.criteria:
        assert criterion.read_more, f"{outcome.item_id}: {criterion.id} says nowhere to read more"
        yield criterion.read_more
