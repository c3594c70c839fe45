"""What a build that went wrong has said, as the sentence that a person reads: every fault, with its place."""

import re
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

MOST = 20
"""Faults told one by one; of more, the number is told."""

_MARKED = re.compile(r"\b(?:WARNING|ERROR|CRITICAL|SEVERE): ")
_PLACE = re.compile(r"(?P<file>.+?):(?P<line>\d+)?:? *$")
_RAISED = re.compile(r"[\w.]+(Error|Exception): *\S")
_KIND = re.compile(r" \[[a-z_]+(\.[a-z_]+)*\]$")
_LAST = 4
_COLOR = re.compile(r"\x1b\[[0-9;]*m")
_SAVED = re.compile(r"Notebook exception traceback saved in: (.+\.err\.log)")
_FAILED = "Executing notebook failed: CellExecutionError"
_IN_NOTEBOOK = re.compile(r"(?<=\.ipynb):(\d{5,}):")
_LINES_OF_A_CELL = 10_000


def failure(said: Sequence[str], work: Path, source: Path) -> str:
    """Return what to tell of a build that has `said` these lines and failed.

    `work` is the folder it was made in, whose place `source` takes in every path. One fault is told in the
    sentence itself; several follow it on lines of their own, page by page and in the order of their lines.
    """
    if any("No module named" in line and "jupyter_book" in line for line in said):
        return 'Jupyter Book is not installed; `pip install "sacral-edu[site]"` brings it.'
    words = [line.replace(str(work), str(source)) for line in _cells_told(said) if line.strip(" =")]
    raised = [line for line in words if _RAISED.match(line)]
    faults = _faults(words) or raised[-1:]
    if not faults:
        last = " ".join(words[-_LAST:]) or "none"
        return f"The book could not be built. Its last words: {last.rstrip('.')}."
    if len(faults) == 1:
        return f"The book could not be built: {faults[0].rstrip('.')}."
    shown = [f"  {fault.rstrip('.')}." for fault in faults[:MOST]]
    if len(faults) > MOST:
        shown.append(f"  And {len(faults) - MOST} more.")
    return "\n".join([f"The book could not be built; it has {len(faults)} faults:", *shown])


def _faults(words: Sequence[str]) -> list[str]:
    """Return the faults, each once, with those of one page together and in the order of their lines."""
    found: dict[str, tuple[int, int]] = {}
    files: list[str] = []
    for number, line in enumerate(words):
        marked = _MARKED.search(line)
        if marked is None:
            continue
        # A heading without its news: what is wrong stands on the next line.
        said = " ".join([line, *words[number + 1 : number + 2]]) if line.endswith(":") else line
        at = _PLACE.match(line[: marked.start()])
        file = at["file"] if at else ""
        if file not in files:
            files.append(file)
        plain = _IN_NOTEBOOK.sub(_cell, _KIND.sub("", said[: marked.start()] + said[marked.end() :]))
        found.setdefault(plain, (files.index(file), int(at["line"] or 0) if at else 0))
    return sorted(found, key=lambda fault: found[fault])


def _cell(found: re.Match[str]) -> str:
    """Return the place in a notebook, of which the builder makes one number, the line counted from 2."""
    cell, line = divmod(int(found[1]), _LINES_OF_A_CELL)
    return f", cell {cell}, line {line - 1}:"


def _cells_told(said: Sequence[str]) -> list[str]:
    """Return the lines with a cell of a notebook that failed named in one, instead of where to look it up."""
    told: list[str] = []
    for line in said:
        saved = _SAVED.search(line)
        if saved is None:
            told.append(line)
            continue
        lines = [one for one in _read(Path(saved[1])).splitlines() if one.strip()]
        code = next((after for one, after in pairwise(lines) if set(one) == {"-"}), "")
        reason = lines[-1].rstrip(".") if lines else "no reason is known"
        # The line before says that it failed, and no more.
        heading = told.pop().partition(_FAILED)[0] if told and _FAILED in told[-1] else line[: saved.start()]
        told.append(f"{heading}the cell that begins with `{code.strip()}` fails: {reason}")
    return told


def _read(file: Path) -> str:
    try:
        return _COLOR.sub("", file.read_text(encoding="utf-8"))
    except OSError:
        return ""
