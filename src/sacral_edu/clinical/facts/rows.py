"""The shapes of the fact tables: each row knows its id, how sure it is, its sources and its sentence."""

from typing import Literal

from msgspec import Struct

from sacral_edu.clinical.tables import Confidence
from sacral_edu.domain.cases import Region, Tart


class Row(Struct, frozen=True, kw_only=True):
    """What every row has. `scored` False keeps it off scored items; `refs` are ids of `references()`."""

    id: str
    confidence: Confidence
    refs: tuple[str, ...] = ()
    scored: bool = True

    @property
    def statement(self) -> str:
        """Return the fact as a sentence."""
        raise NotImplementedError


class Saying(Row, frozen=True, kw_only=True):
    """A fact that is one sentence and no table."""

    says: str

    @property
    def statement(self) -> str:
        """Return the sentence."""
        return self.says


class Axis(Row, frozen=True, kw_only=True):
    """An axis of the sacrum: where it lies and what turns about it."""

    level: str
    motion: str
    note: str = ""

    @property
    def statement(self) -> str:
        """Return place, motion and note."""
        return _sentences(f"{spaced(self.id)} axis, {self.level}: {self.motion}", self.note)


class Motion(Row, frozen=True, kw_only=True):
    """Nutation or counternutation, with what it does to landmarks, lordosis and ligaments."""

    also_called: tuple[str, ...]
    base: str
    apex: str
    sulci: str
    lordosis: str
    tight: tuple[str, ...]
    slack: tuple[str, ...]

    @property
    def statement(self) -> str:
        """Return what moves where, and which ligaments tighten."""
        return _sentences(
            f"{self.id} ({', '.join(self.also_called)}): base {self.base}, apex {self.apex}, "
            f"sulci {self.sulci}, lordosis {self.lordosis}",
            f"tight: {', '.join(self.tight)}; slack: {', '.join(self.slack)}",
        )


class Landmark(Row, frozen=True, kw_only=True):
    """A landmark: where it is, what is felt, in which positions, and which bone carries it."""

    where: str
    feel_for: str
    position: tuple[str, ...]
    owner: str

    @property
    def statement(self) -> str:
        """Return place, comparison, positions and owner."""
        return _sentences(
            f"{spaced(self.id)}: {self.where}",
            f"compare {self.feel_for} ({', '.join(self.position)})",
            f"owned by: {self.owner}",
        )


class ExaminationTest(Row, frozen=True, kw_only=True):
    """A test: what counts as positive, what that means, and what misleads."""

    positive: str
    means: str
    false_positive: tuple[str, ...] = ()
    false_negative: tuple[str, ...] = ()
    rule: str = ""

    @property
    def statement(self) -> str:
        """Return sign, meaning, causes of false results and rule."""
        return _sentences(
            f"{spaced(self.id)} test, positive when {self.positive}",
            f"it tells {self.means}",
            _listed("false positives", self.false_positive),
            _listed("false negatives", self.false_negative),
            self.rule,
        )


class RegionEvidence(Row, frozen=True, kw_only=True):
    """What speaks for a dysfunction of a region and what against it."""

    code: str
    speaks_for: tuple[str, ...]
    speaks_against: tuple[str, ...]

    @property
    def statement(self) -> str:
        """Return the evidence on both sides."""
        return _sentences(
            f"{spaced(self.id)} region ({self.code}), for it: {'; '.join(self.speaks_for)}",
            f"against it: {'; '.join(self.speaks_against)}",
        )


class TartPhrase(Row, frozen=True, kw_only=True):
    """A phrase of a note that documents one TART criterion at the sacrum."""

    phrase: str
    criterion: Tart
    chronicity: Literal["acute", "chronic"] | None = None

    @property
    def statement(self) -> str:
        """Return the phrase with its criterion."""
        when = f", {self.chronicity}" if self.chronicity else ""
        return f'"{self.phrase}" is {self.criterion}{when}.'


class AcuteChronic(Row, frozen=True, kw_only=True):
    """How one TART criterion differs between acute and chronic dysfunction."""

    criterion: Tart
    acute: str
    chronic: str

    @property
    def statement(self) -> str:
        """Return both sides of the comparison."""
        return f"{self.criterion.capitalize()}: acute, {self.acute}; chronic, {self.chronic}."


class LookAlike(Row, frozen=True, kw_only=True):
    """A phrase that is no TART evidence in any region, and where in the note it belongs."""

    phrase: str
    kind: str
    belongs_in: str

    @property
    def statement(self) -> str:
        """Return why the phrase is no TART evidence."""
        return f'"{self.phrase}" is no TART evidence ({self.kind}); belongs in: {self.belongs_in}.'


class WrongRegion(Row, frozen=True, kw_only=True):
    """A phrase that is TART evidence and does not support M99.04; `regions` is empty where it is open."""

    phrase: str
    criteria: tuple[Tart, ...]
    supports: str
    regions: tuple[Region, ...] = ()

    @property
    def statement(self) -> str:
        """Return the criteria and what the phrase supports instead."""
        return f'"{self.phrase}" is {" and ".join(self.criteria)}, and supports: {self.supports}.'


class Agreement(Row, frozen=True, kw_only=True):
    """How far examiners agree, as kappa between and within examiners, or its range over studies."""

    test: str
    between: float | None = None
    within: float | None = None
    between_range: tuple[float, float] | None = None
    within_range: tuple[float, float] | None = None
    percent: int | None = None
    note: str = ""

    @property
    def statement(self) -> str:
        """Return the figures in words."""
        figures = [
            _figure("between examiners", self.between, self.between_range),
            _figure("within one examiner", self.within, self.within_range),
            f"agreement {self.percent} percent" if self.percent is not None else "",
        ]
        return _sentences(f"{self.test}: {', '.join(one for one in figures if one)}", self.note)


class Accuracy(Row, frozen=True, kw_only=True):
    """How well a test or cluster finds what it is compared with."""

    rule: str
    against: str
    sensitivity: float
    specificity: float
    positive_ratio: float | None = None
    negative_ratio: float | None = None

    @property
    def statement(self) -> str:
        """Return sensitivity, specificity and likelihood ratios."""
        ratios = "" if self.positive_ratio is None else (
            f", likelihood ratios {self.positive_ratio:g} and {self.negative_ratio:g}"
        )  # fmt: skip
        return _sentences(
            f"{self.rule}: sensitivity {self.sensitivity:g}, specificity {self.specificity:g}{ratios}, "
            f"against {self.against}"
        )


def spaced(name: str) -> str:
    """Return an id as words with a capital, as `left_oblique` becomes `Left oblique`."""
    words = name.replace("_", " ")
    return words if words[:2].isupper() else words.capitalize()


def _sentences(*parts: str) -> str:
    """Join parts to sentences, each with a capital and a period, leaving out the empty ones."""
    kept = (part.rstrip(".") for part in parts if part)
    return " ".join(f"{part[:1].upper()}{part[1:]}." for part in kept)


def _listed(title: str, values: tuple[str, ...]) -> str:
    return f"{title}: {'; '.join(values)}" if values else ""


def _figure(words: str, one: float | None, both: tuple[float, float] | None) -> str:
    if both is not None:
        return f"kappa {words} {both[0]:g} to {both[1]:g}"
    return "" if one is None else f"kappa {words} {one:g}"
