"""What each kind of question keeps for scoring, with criteria worked out beforehand."""

from msgspec import Struct

from sacral_edu.api import Criterion

UNCHOSEN = ""
"""Stands for no choice in a field."""


class Weighed(Struct, frozen=True, kw_only=True):
    """One line of the examination: what it is worth (1 decides, 0 agrees, -1 misleads), and why.

    `remark` is what a mark on it is told.
    """

    line: str
    text: str
    worth: int
    why: str
    remark: Criterion


class PrimaryKey(Struct, frozen=True, kw_only=True):
    """The primary region and the worth of each line.

    `regions` holds what each choice earns beside more deciding than misleading findings, `unfounded` what it
    earns otherwise.
    """

    item_id: str
    region: str
    name: str
    dysfunction: str
    lines: tuple[Weighed, ...]
    regions: dict[str, Criterion]
    unfounded: dict[str, Criterion]

    @property
    def deciding(self) -> tuple[str, ...]:
        """The ids of the lines that decide."""
        return tuple(line.line for line in self.lines if line.worth > 0)


class FlexionKey(Struct, frozen=True, kw_only=True):
    """What the two flexion tests tell and on which side, and what each answer earns.

    A reason earns only beside the right conclusion; `unearned` holds what reasons are told otherwise.
    """

    item_id: str
    conclusion: str
    side: str
    conclusions: dict[str, Criterion]
    sides: dict[str, Criterion]
    whys: dict[str, Criterion]
    unearned: dict[str, Criterion]
    summary: str


class LesionsKey(Struct, frozen=True, kw_only=True):
    """How two lesions are related, where the second one is, and the line that tells it (none if not told).

    `relations` and `others` hold what each choice earns, `found` and `missed` what the mark earns.
    """

    item_id: str
    relation: str
    other: str
    line: str
    relations: dict[str, Criterion]
    others: dict[str, Criterion]
    found: Criterion
    missed: Criterion
    summary: str


class UndeterminedKey(Struct, frozen=True, kw_only=True):
    """The regions that the findings shown leave possible, and what each answer earns.

    A set of regions earns only beside the right verdict; `unearned` holds what sets are told otherwise.
    """

    item_id: str
    possible: tuple[str, ...]
    verdict: str
    verdicts: dict[str, Criterion]
    sets: dict[str, Criterion]
    unearned: dict[str, Criterion]
    summary: str


RegionKey = PrimaryKey | FlexionKey | LesionsKey | UndeterminedKey
