"""The figures of the Bayes explorer against Bayes' rule in fractions, and against the facts."""

from fractions import Fraction

import pytest

from sacral_edu.clinical.facts import accuracy, agreement
from sacral_edu.interfaces.site.bayes_explorer import PATIENTS, after, explorer_html, figures


def usable(rows):
    return [row for row in rows if row.scored and row.confidence == "sourced"]


def test_only_sourced_figures_are_shown() -> None:
    assert [one.name.lower() for one in figures().tested] == [row.rule.lower() for row in usable(accuracy())]
    assert not any("two or more" in one.name.lower() for one in figures().tested)


def test_a_finding_that_has_an_accuracy_or_a_weighted_kappa_is_not_shown_as_agreement_only() -> None:
    left_out = {"active straight leg raise", "three of five provocation tests"}
    measured = [row.test for row in usable(agreement()) if row.between is not None]
    assert left_out < set(measured)
    shown = [one.name.lower() for one in figures().agreed]
    assert shown == [test.lower() for test in measured if test not in left_out]


@pytest.mark.parametrize("row", usable(accuracy()), ids=lambda row: row.id)
def test_the_counts_of_every_starting_point_are_whole_patients_near_the_exact_shares(row) -> None:
    one = figures().tested[usable(accuracy()).index(row)]
    sensitivity, specificity = Fraction(str(row.sensitivity)), Fraction(str(row.specificity))
    for percent, (found, alarmed, missed, cleared) in enumerate(one.counts, 1):
        has = Fraction(PATIENTS * percent, 100)
        assert found + missed == has
        assert found + alarmed + missed + cleared == PATIENTS
        assert abs(found - has * sensitivity) <= Fraction(1, 2)
        assert abs(cleared - (PATIENTS - has) * specificity) <= Fraction(1, 2)
        share = Fraction(percent, 100)
        exact = share * sensitivity / (share * sensitivity + (1 - share) * (1 - specificity))
        assert after(percent / 100, row, positive=True) == pytest.approx(float(exact))
        exact = share * (1 - sensitivity) / (share * (1 - sensitivity) + (1 - share) * specificity)
        assert after(percent / 100, row, positive=False) == pytest.approx(float(exact))


def test_the_chapters_own_figures_are_those_of_the_explorer() -> None:
    cluster = next(row for row in accuracy() if row.id == "three_of_six")
    told = [f"{after(share / 100, cluster, positive=True):.0%}" for share in (10, 20, 30, 50)]
    assert told == ["32%", "52%", "65%", "81%"]


def test_a_kappa_means_what_the_error_model_says() -> None:
    for one in figures().agreed:
        wrong = 1 - one.alone / 100
        assert one.agree / 100 == pytest.approx(1 - 2 * wrong + 2 * wrong**2, abs=0.015)
        assert 50 <= one.alone <= one.together <= 100
    below_zero = next(one for one in figures().agreed if "-0.02" in one.figures)
    assert (below_zero.agree, below_zero.alone, below_zero.together) == (50, 50, 50)


def test_without_javascript_a_table_remains() -> None:
    html = explorer_html()
    assert "<td>32%</td>" in html
    assert html.count("<tr>") == 1 + 3 * len(figures().tested)
