"""The explorer `bayes`: how sure a published test leaves you, and how much a second examiner adds.

All figures are worked out here when the book is built, from the facts' tables of accuracy and agreement; the
page only looks them up. Without JavaScript the same stands in the page as a table of three starting points.
"""

from functools import cache

import msgspec

from sacral_edu.clinical.facts import Accuracy, Agreement, accuracy, agreement
from sacral_edu.clinical.proving import error_rate
from sacral_edu.interfaces.site.explorer_element import explorer_element

PATIENTS = 1000
"""In how many patients results are counted."""

_SHOWN = (10, 30, 50)


class Tested(msgspec.Struct, frozen=True):
    """A test with a reference standard.

    `counts[p - 1]` belongs to p percent before the test: of 1000 patients those that have it and test
    positive, have it not and test positive, have it and test negative, have it not and test negative.
    """

    name: str
    against: str
    figures: str
    counts: tuple[tuple[int, int, int, int], ...]


class Agreed(msgspec.Struct, frozen=True):
    """A finding without a reference standard: what its kappa means by the course's error model, of 100."""

    name: str
    figures: str
    agree: int
    alone: int
    together: int


class Figures(msgspec.Struct, frozen=True):
    """All that the explorer looks up."""

    tested: tuple[Tested, ...]
    agreed: tuple[Agreed, ...]


@cache
def figures() -> Figures:
    """Return the tests and findings whose figures are sourced, in the order of the facts.

    Sources: facts `accuracy`, `agreement` and `noise` (`binary`, `negative_kappa`). Rows that were recalled
    or not verified are left out, and so are kappas that the model of two answers does not fit.
    """
    return Figures(
        tested=tuple(_tested(row) for row in accuracy() if _usable(row)),
        agreed=tuple(_agreed(row) for row in agreement() if _usable(row) and _fits_the_model(row)),
    )


def after(share: float, row: Accuracy, *, positive: bool) -> float:
    """Return the chance (0..1) after a result, by Bayes' rule; `share` is the chance before it (0..1)."""
    has = share * (row.sensitivity if positive else 1 - row.sensitivity)
    has_not = (1 - share) * (1 - row.specificity if positive else row.specificity)
    return has / (has + has_not)


def explorer_html() -> str:
    """Return the element with its table and its data."""
    heads = ("Test", "Before", "After a positive result", "After a negative result")
    rows = [
        (
            f"{row.rule}, against {row.against}",
            f"{percent}%",
            f"{after(percent / 100, row, positive=True):.0%}",
            f"{after(percent / 100, row, positive=False):.0%}",
        )
        for row in accuracy()
        if _usable(row)
        for percent in _SHOWN
    ]
    return explorer_element("sacral-bayes", heads, rows, figures())


def _usable(row: Accuracy | Agreement) -> bool:
    return row.scored and row.confidence == "sourced"


def _fits_the_model(row: Agreement) -> bool:
    """Say whether a row is one plain kappa and no more.

    A weighted kappa counts near misses, which two answers do not have; and of a finding that has an accuracy
    it must not be said that none was measured.
    """
    return row.between is not None and not row.note.startswith(("weighted", "sensitivity"))


def _tested(row: Accuracy) -> Tested:
    return Tested(
        name=row.rule[0].upper() + row.rule[1:],
        against=row.against,
        figures=f"Sensitivity {row.sensitivity:g}, specificity {row.specificity:g} ({', '.join(row.refs)}).",
        counts=tuple(_counts(percent, row) for percent in range(1, 100)),
    )


def _counts(percent: int, row: Accuracy) -> tuple[int, int, int, int]:
    has = PATIENTS * percent // 100
    found, alarmed = round(has * row.sensitivity), round((PATIENTS - has) * (1 - row.specificity))
    return found, alarmed, has - found, PATIENTS - has - alarmed


def _agreed(row: Agreement) -> Agreed:
    kappa = max(row.between or 0.0, 0.0)
    right = 1 - error_rate(kappa)
    both = right**2 / (right**2 + (1 - right) ** 2)
    return Agreed(
        name=row.test[0].upper() + row.test[1:],
        figures=f"Kappa {row.between:g} between examiners ({', '.join(row.refs)}).",
        agree=round(50 + 50 * kappa),
        alone=round(100 * right),
        together=round(100 * both),
    )
