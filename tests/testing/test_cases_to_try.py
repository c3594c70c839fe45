from sacral_edu.generation.wishes import CHALLENGES
from sacral_edu.testing import mixed_cases
from sacral_edu.testing.cases_to_try import BARE, oddly_written


def test_cases_of_each_difficulty_come_in_turn_and_are_the_same_every_time() -> None:
    cases = mixed_cases(14, seed=9)
    assert [case.challenge for case in cases[1:7]] == list(CHALLENGES)
    assert [case.challenge for case in cases[8:]] == list(CHALLENGES)
    assert len({case.id for case in cases}) == 14
    assert cases == mixed_cases(14, seed=9)


def test_no_case_is_made_where_none_is_wanted() -> None:
    assert mixed_cases(0) == []


def test_an_oddly_written_case_differs_in_its_words_only() -> None:
    case = mixed_cases(1)[0]
    odd = oddly_written(case)
    assert (odd.id, odd.findings, odd.truth, odd.claim) == (case.id, case.findings, case.truth, case.claim)
    assert odd.title != case.title
    assert all(
        new.text.startswith(old.text) and new.text != old.text
        for new, old in zip(odd.note, case.note, strict=True)
    )


def test_the_bare_case_has_nothing_that_a_case_can_do_without() -> None:
    assert (BARE.patient, BARE.truth, BARE.claim, BARE.findings) == (None, None, None, ())
