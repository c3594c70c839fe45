"""Looking a code up: one row with everything that the extract says of it."""

import re
from functools import lru_cache

from sacral_edu.clinical.icd.table import (
    CodeRow,
    Exclusion,
    Laterality,
    More,
    Node,
    ancestors,
    children,
    more_of,
    nodes,
    sevenths,
    stem_of,
    tidied,
)

_KEPT = 4096


def lookup(text: str) -> CodeRow | None:
    """Return the row of a code, complete or a header, None where the extract has no such code.

    Capitals and the dot may be missing. Source S01 (see `table().release`).
    """
    return _row(tidied(text))


@lru_cache(maxsize=_KEPT)
def _row(code: str) -> CodeRow | None:
    node = nodes().get(code)
    stem = stem_of(code) if node is None else None
    if node is None and stem is None:
        return None
    above = ancestors(code)
    more = More() if node is None else node.more
    return CodeRow(
        code=code,
        title=_title(code, node, stem),
        billable=not children(code),
        parent=above[0],
        ancestors=above,
        laterality=_laterality(code, node or stem),
        seventh={} if node is None else sevenths(node),
        excludes1=exclusions(code, first=True),
        excludes2=exclusions(code, first=False),
        includes=more.includes,
        notes=tuple(note for name in (code, *above) for note in _notes(name)),
    )


def exclusions(code: str, *, first: bool) -> tuple[Exclusion, ...]:
    """Return the Excludes1 notes of a code and of all that stands above it, or else its Excludes2 notes."""
    found: list[Exclusion] = []
    for name in (code, *ancestors(code)):
        if stem_of(name) is not None:
            continue
        more = more_of(name)[1]
        listed = more.excludes1 if first else more.excludes2
        found += [Exclusion(note=note, codes=tuple(codes), stands_on=name) for note, *codes in listed]
    return tuple(found)


def _notes(name: str) -> tuple[str, ...]:
    return () if stem_of(name) is not None else more_of(name)[1].notes


def _title(code: str, node: Node | None, stem: Node | None) -> str:
    if node is not None:
        return node.title
    assert stem is not None
    return f"{stem.title}, {sevenths(stem)[code[-1]]}"


def _laterality(code: str, node: Node | None) -> Laterality | None:
    """Return the side that a title names; `unspecified` only where a sibling names one."""
    own = "" if node is None else node.title
    if node is not None and "eye" in sevenths(node).get("1", ""):
        own = {"1": "right", "2": "left", "3": "bilateral", "9": "unspecified"}.get(code[-1:], "")
    words = set(re.findall(r"[a-z]+", own.lower()))
    if "bilateral" in words or {"right", "left"} <= words:
        return "bilateral"
    if "right" in words:
        return "right"
    if "left" in words:
        return "left"
    if "unspecified" in words and _sided_sibling(code if node is None else node.code):
        return "unspecified"
    return None


def _sided_sibling(code: str) -> bool:
    titles = (nodes()[one].title.lower() for one in children(ancestors(code)[0]) if one in nodes())
    return any(re.search(r"\b(right|left)\b", title) for title in titles)
