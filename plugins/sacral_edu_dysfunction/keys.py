"""The answer keys of the five questions: everything is worked out beforehand, scoring looks it up."""

from msgspec import Struct

from sacral_edu.api import Criterion


class ChoiceKey(Struct, frozen=True, kw_only=True):
    """One choice, as in naming and in the next finding: the graded criteria by answer.

    `graded` has an entry for every option and for the empty string; `summary` is told with every score.
    `drawn` is the row to draw as found, or empty; with `beside` the answered row is drawn as well.
    """

    item_id: str
    field: str
    right: str
    graded: dict[str, tuple[Criterion, ...]]
    summary: str
    drawn: str = ""
    beside: bool = False


class SidesKey(Struct, frozen=True, kw_only=True):
    """Three sides: the right ones, and by field and answer what is said of it.

    Where `together`, two right sides earn nothing: the question leaves out the lesions without a side, so the
    most frequent of the others would be worth a guess.
    """

    item_id: str
    right: dict[str, str]
    said: dict[str, dict[str, str]]
    labels: dict[str, str]
    lines: dict[str, tuple[str, ...]]
    remarks: tuple[Criterion, ...]
    summary: str
    drawn: str
    together: bool = False


class DrawingKey(Struct, frozen=True, kw_only=True):
    """Three sides that are marked on a drawing."""

    sides: SidesKey


class AxisKey(Struct, frozen=True, kw_only=True):
    """Axis, turn and kind of a torsion, with the line that fixes the axis."""

    item_id: str
    right: dict[str, str]
    said: dict[str, dict[str, str]]
    labels: dict[str, str]
    lines: dict[str, tuple[str, ...]]
    fixes: str
    summary: str
    drawn: str


DysfunctionKey = ChoiceKey | SidesKey | DrawingKey | AxisKey
