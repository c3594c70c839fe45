"""The book's pages as data: fences, files, tables, labels."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec import Struct

_FENCE = re.compile(
    r"^(?P<ticks>`{3,})(?P<kind>[^\n`]*)\n(?P<body>.*?)^(?P=ticks)$", re.MULTILINE | re.DOTALL
)
_FILE = re.compile(
    r"^File `(?P<name>[^`]+)`:\n\n(?P<ticks>`{3,})[^\n]*\n(?P<body>.*?)^(?P=ticks)$", re.MULTILINE | re.DOTALL
)


class Page(Struct, frozen=True):
    """One page of the book."""

    text: str

    def section(self, label: str) -> "Page":
        """The part of the page from a label to the next one."""
        found = re.search(rf"^\({label}\)=\n(.*?)(?=^\([\w-]+\)=$|\Z)", self.text, re.MULTILINE | re.DOTALL)
        assert found, f"there is no label ({label})="
        return Page(found[1])

    def fences(self, kind: str) -> list[str]:
        """The contents of all fences of a kind, such as python."""
        return [found["body"] for found in _FENCE.finditer(self.text) if found["kind"].strip() == kind]

    def files(self) -> dict[str, str]:
        """The files that a reader is told to make, by name."""
        return {found["name"]: found["body"] for found in _FILE.finditer(self.text)}

    def prose(self) -> str:
        """The page without its fences."""
        return _FENCE.sub("", self.text)

    def tables(self, *heads: str) -> list[list[str]]:
        """The rows of all tables whose columns begin with these heads."""
        rows: list[list[str]] = []
        inside = False
        for line in self.prose().splitlines():
            cells = (
                [cell.strip() for cell in line.strip().strip("|").split("|")] if line.startswith("|") else []
            )
            if not cells:
                inside = False
            elif tuple(cells[: len(heads)]) == heads:
                inside = True
            elif inside and set("".join(cells)) - set("-: "):
                rows.append(cells)
        return rows


def names(cell: str) -> list[str]:
    """The words between backticks in a cell."""
    return re.findall(r"`([^`]+)`", cell)


@pytest.fixture(scope="session")
def page(checkout: Path) -> Callable[[str], Page]:
    """Read a page of the book by its name without ending."""

    def read(name: str) -> Page:
        return Page((checkout / "book" / f"{name}.md").read_text(encoding="utf-8"))

    return read


@pytest.fixture(scope="session")
def in_ticks() -> Callable[[str], list[str]]:
    """The words between backticks in a table's cell."""
    return names


@pytest.fixture(scope="session")
def write_files() -> Callable[[Path, dict[str, str]], None]:
    """Write files, by name, below a folder."""

    def write(folder: Path, files: dict[str, str]) -> None:
        for name, content in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")

    return write
