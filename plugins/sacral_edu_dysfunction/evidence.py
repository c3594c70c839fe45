"""What a note states about the sacrum: which line states each sign, and which row the findings leave."""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from sacral_edu.api import Case, Finding, Statement, bits_of, expected_reading, posterior, reading, solve
from sacral_edu_dysfunction.rows import ROWS, SIDE_WORDS, lowered

SIGNS = ("seated_flexion", "sulcus", "base", "ila_ap", "ila_si", "spring", "sphinx", "lordosis")
"""The signs of the sacral rows, as tests of findings."""

BEARING = frozenset({*SIGNS, "standing_flexion"})
"""Tests of which a lone sacral lesion settles the reading, or half settles it."""

RESTRICTED, DEEP, BACK = "restricted", "deep", "back"
SIDES_READ: dict[str, tuple[str, ...]] = {
    RESTRICTED: ("seated_flexion",),
    DEEP: ("sulcus", "base"),
    BACK: ("ila_ap", "ila_si"),
}
"""The three sides of the model, each with the signs that state it."""

_SHOWN = ("hpi", "exam")


class Stated(Struct, frozen=True, kw_only=True):
    """A sign as the note states it: line, its words, the reading, and whether it fits the lesion."""

    test: str
    line: str
    text: str
    value: str
    fits: bool

    @property
    def quoted(self) -> str:
        """Return the line in quotation marks."""
        return f'"{self.text}"'


def shown(case: Case) -> tuple[Statement, ...]:
    """Return the statements that a question on the findings shows: history and examination."""
    return tuple(statement for statement in case.note if statement.section in _SHOWN)


def rows_left(findings: Iterable[Finding], *, alone: bool = True) -> frozenset[str]:
    """Return the sacral rows that these findings leave standing.

    Where the sacral lesion is not `alone`, only the sacral signs speak: landmarks of the innominate and
    the standing test then tell of the other lesion.
    """
    used = findings if alone else (finding for finding in findings if finding.test in SIGNS)
    return solve(used) & frozenset(ROWS)


def told(case: Case, statements: Iterable[Statement]) -> tuple[Finding, ...]:
    """Return the findings that these statements convey."""
    return tuple(finding for statement in statements for finding in case.findings_of(statement))


def lesion(case: Case) -> str | None:
    """Return the sacral row that the shown note settles, or None where it settles none.

    Exact findings settle it by elimination; findings that were misread by the most probable row, which
    has to be the truth (`Proof.posterior`).
    """
    truth = case.truth
    if truth is None or truth.dysfunction not in ROWS:
        return None
    if case.proof is not None and case.proof.posterior is not None:
        odds = case.proof.posterior
        return truth.dysfunction if max(odds, key=odds.__getitem__) == truth.dysfunction else None
    left = rows_left(told(case, shown(case)), alone=truth.secondary is None)
    return truth.dysfunction if left == frozenset({truth.dysfunction}) else None


def stated(case: Case, row: str) -> dict[str, Stated]:
    """Return each sacral sign that the shown note states, by test; the first statement of it counts."""
    found: dict[str, Stated] = {}
    for statement in shown(case):
        for finding in case.findings_of(statement):
            if finding.test in SIGNS and finding.test not in found:
                value = reading(finding) or ""
                found[finding.test] = Stated(
                    test=finding.test,
                    line=statement.id,
                    text=statement.text,
                    value=value,
                    fits=value in expected_reading(row, finding.test),
                )
    return found


def side_of(row: str, which: str) -> str:
    """Return a side of a row, `L` or `R`, or `neither` where the row has none."""
    bits = bits_of(row)
    if bits is None:
        return "neither"
    return {RESTRICTED: bits.restricted_side, DEEP: bits.deep_side, BACK: bits.post_ila_side}[which]


def in_words(side: str) -> str:
    """Return `left`, `right` or `neither side`."""
    return {"L": SIDE_WORDS["L"], "R": SIDE_WORDS["R"]}.get(side, "neither side")


def feature(case: Case, signs: Mapping[str, Stated]) -> tuple[str, ...]:
    """Return the lines on which the name rests: the smallest deciding set where the case has one."""
    wanted = set(case.proof.key_feature) if case.proof is not None else set[str]()
    lines = [s.id for s in shown(case) if wanted & set(s.conveys)]
    if not lines:
        lines = [sign.line for test, sign in signs.items() if test != "lordosis"]
    return tuple(dict.fromkeys(lines))


def weight_of_slips(case: Case, row: str) -> str:
    """Return what the misread findings weigh, in sentences; empty where nothing was misread."""
    proof = case.proof
    if proof is None or proof.posterior is None or proof.kappa is None or not proof.misread:
        return ""
    wrong = [finding for finding in case.findings if finding.id in proof.misread]
    rest = [finding for finding in case.findings if finding.id not in proof.misread]
    without = posterior(rest, proof.kappa)[row]
    others = {name: odds for name, odds in proof.posterior.items() if name != row}
    second = max(others, key=others.__getitem__)
    quoted = " and ".join(
        f'"{s.text}"' for s in case.note if {finding.id for finding in wrong} & set(s.conveys)
    )
    it = "it" if len(wrong) == 1 else "them"
    return (
        f"Most probably misread: {quoted} Without {it} the name would have {_percent(without)}, with {it} it "
        f"has {_percent(proof.posterior[row])}; next comes {lowered(second)} with "
        f"{_percent(others[second])} (at an agreement between examiners of kappa {proof.kappa:g}). A finding "
        "against the rest is weighed, not followed: examine it again."
    )


def _percent(share: float) -> str:
    whole = round(100 * share)
    if whole >= 100:  # noqa: PLR2004 percent
        return "over 99 percent"
    return f"{whole} percent" if whole else "less than 1 percent"
