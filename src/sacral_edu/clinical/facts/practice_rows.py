"""The shapes of the tables about flags, codes, treatment, history patterns and open questions."""

from typing import Literal

from msgspec import Struct

from sacral_edu.clinical.facts.rows import Row, spaced


class RedFlag(Row, frozen=True, kw_only=True):
    """A warning: what gives it away, what to do, and the codes it may lead to."""

    name: str
    features: tuple[str, ...]
    action: str
    codes: tuple[str, ...] = ()

    @property
    def statement(self) -> str:
        """Return features, action and codes."""
        codes = f" Codes: {', '.join(self.codes)}." if self.codes else ""
        return f"{self.name}: {'; '.join(self.features)}. Then: {self.action}.{codes}"


class DiagnosisSupport(Row, frozen=True, kw_only=True):
    """A diagnosis that may stand beside somatic dysfunction, with what supports it; `id` is its code."""

    role: Literal["target", "contrast", "neighbor", "comorbid", "distractor", "mimic", "red flag", "context",
                  "function"]  # fmt: skip
    support: str

    @property
    def statement(self) -> str:
        """Return code, role and support; the title is in the code table."""
        return f"{self.id} ({self.role}) is supported by: {self.support}."


class Technique(Row, frozen=True, kw_only=True):
    """How a kind of dysfunction is treated by muscle energy, and what else is used."""

    muscle_energy: str
    alternatives: tuple[str, ...] = ()

    @property
    def statement(self) -> str:
        """Return the muscle energy technique and its alternatives."""
        also = f" Also: {'; '.join(self.alternatives)}." if self.alternatives else ""
        return f"{spaced(self.id)}: {self.muscle_energy}{also}"


class CounterstrainPoint(Row, frozen=True, kw_only=True):
    """A counterstrain point: where it is, how it is treated, and its region."""

    site: str
    treatment: str
    region: str

    @property
    def statement(self) -> str:
        """Return site, treatment and region."""
        return f"{self.id.replace('_', ' ')} ({self.region}): {self.site}; {self.treatment}."


class Contraindication(Row, frozen=True, kw_only=True):
    """What rules a technique out, and what calls for caution."""

    absolute: tuple[str, ...] = ()
    relative: tuple[str, ...] = ()
    note: str = ""

    @property
    def statement(self) -> str:
        """Return absolute and relative contraindications."""
        parts = [f"{title}: {'; '.join(values)}." for title, values in
                 (("Never with", self.absolute), ("With caution in", self.relative)) if values]  # fmt: skip
        note = f" Note: {self.note}." if self.note else ""
        return f"{spaced(self.id)}. {' '.join(parts)}{note}"


class Dispute(Row, frozen=True, kw_only=True):
    """A point on which schools differ: what this course chose, and what others say."""

    topic: str
    chosen: str
    others: str

    @property
    def statement(self) -> str:
        """Return both positions."""
        return f"{self.topic}. Here: {self.chosen}. Elsewhere: {self.others}."


class KnownError(Row, frozen=True, kw_only=True):
    """A wrong or incomplete statement that was met in print, and what is right."""

    claim: str
    verdict: str
    how: tuple[str, ...] = ()

    @property
    def statement(self) -> str:
        """Return the claim, the verdict and how it comes about."""
        how = f" It comes about so: {'; '.join(self.how)}." if self.how else ""
        return f"Claim: {self.claim} Verdict: {self.verdict}{how}"


class PublishedCheck(Row, frozen=True, kw_only=True):
    """Findings that somebody published, the row they decode to, and the answer published with them."""

    findings: dict[str, str]
    expected: str
    published: str

    @property
    def statement(self) -> str:
        """Return findings, decoded row and published answer."""
        given = ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in self.findings.items())
        return f"{given}: {self.expected}; published as {self.published}."


class SacralDetail(Struct, frozen=True, kw_only=True):
    """What `sacral_rows.json` does not say of a row: what is stuck, and which findings are enough to name it.

    `ila` stands for either ILA reading, `spring` may be replaced by the sphinx test or the lordosis.
    `enough_side_by_side` is for hands that can only compare the two sides.
    """

    id: str
    enough: tuple[tuple[str, ...], ...]
    enough_side_by_side: tuple[tuple[str, ...], ...] = ()
    restricted: str = ""


class InnominateDetail(Struct, frozen=True, kw_only=True):
    """What `innominate_rows.json` does not say of a row."""

    id: str
    note: str


class ArchetypeDetail(Struct, frozen=True, kw_only=True):
    """What `archetypes.json` does not say of a history pattern; `screen_for` are ids of red flags."""

    id: str
    onset: str
    pattern: str
    examination: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    screen_for: tuple[str, ...] = ()
    note: str = ""
