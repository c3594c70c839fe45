"""What each kind of question keeps for scoring, with criteria worked out beforehand."""

from msgspec import Struct

from sacral_edu.api import Criterion, Finding, Tart

UNMARKED = ""
"""Stands for no mark on a line, and for no choice in a field."""


class Look(Struct, frozen=True, kw_only=True):
    """One line of the note: the letters it is evidence for (none for a look-alike), and why.

    `said` holds what each letter, and no mark, earns on it; a look-alike has one entry for any mark.
    """

    line: str
    text: str
    letters: tuple[Tart, ...]
    why: str
    read_more: str
    said: dict[str, Criterion]


class EvidenceKey(Struct, frozen=True, kw_only=True):
    """What each scored line is. Lines that may be read either way are not in it."""

    item_id: str
    evidence: tuple[Look, ...]
    others: tuple[Look, ...]
    closing: str

    @property
    def looks(self) -> tuple[Look, ...]:
        """Every scored line, evidence first."""
        return (*self.evidence, *self.others)


class PictureKey(Struct, frozen=True, kw_only=True):
    """The age of the picture, what each choice earns, and the age that each telling line speaks for.

    `remarks` says of every markable line what a mark on it is worth; `qualities` holds the telling lines.
    """

    item_id: str
    picture: str
    choices: dict[str, Criterion]
    history: dict[str, Criterion]
    told: str
    qualities: dict[str, str]
    remarks: dict[str, dict[str, Criterion]]
    lines_share: float
    summary: str


class Site(Struct, frozen=True, kw_only=True):
    """A line, the regions that may be marked on it, what each mark earns, and what a wrong one costs."""

    line: str
    accepted: tuple[str, ...]
    said: dict[str, Criterion]
    cost: float


class SitesKey(Struct, frozen=True, kw_only=True):
    """The region of each scored line."""

    item_id: str
    sites: tuple[Site, ...]
    summary: str


class PartKey(Struct, frozen=True, kw_only=True):
    """The letters documented for the region, the right verdict, and what each answer earns.

    Letters earn only beside the right verdict; `unearned` holds what they are told otherwise.
    """

    item_id: str
    region: str
    documented: tuple[str, ...]
    verdict: str
    verdicts: dict[str, Criterion]
    letters: dict[str, Criterion]
    unearned: dict[str, Criterion]
    summary: str


class ContradictionKey(Struct, frozen=True, kw_only=True):
    """The two lines that cannot both be true (none in a sound note), and what the answers earn.

    `planted` is the finding of the line that was put in, `against` the one that it contradicts.
    """

    item_id: str
    pair: tuple[str, ...]
    planted: Finding | None
    against: Finding | None
    verdicts: dict[str, Criterion]
    marks: dict[int, Criterion]
    summary: str


TartKey = EvidenceKey | PictureKey | SitesKey | PartKey | ContradictionKey
