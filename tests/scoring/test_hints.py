"""A plugin's own hints, by kind of item."""

from typing import Any

from sacral_edu.domain.cases import Case
from sacral_edu.scoring import with_hints


def test_items_get_the_hints_of_their_kind_and_others_stay_as_they_are(
    plain_scorer: Any, some_cases: tuple[Case, ...]
) -> None:
    (item,) = plain_scorer().items(some_cases[0])
    (hinted,) = with_hints([item], {"word": ("Think.",), "other": ("No.",)})
    assert hinted.hints == ("Think.",)
    assert with_hints([hinted], {}) == [hinted]
