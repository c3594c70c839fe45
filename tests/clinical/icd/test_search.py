"""Words of a title find its code, the closest title first."""

import pytest

from sacral_edu.clinical import icd


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("sciatica right", "M54.31"),
        ("somatic dysfunction sacral", "M99.04"),
        ("coccygodynia", "M53.3"),
        ("sacroiliac sprain", "S33.6"),
        ("low back pain", "M54.50"),
        ("REPEATED FALLS", "R29.6"),
    ],
)
def test_the_closest_title_comes_first(words: str, first: str) -> None:
    assert icd.search(words)[0].code == first


def test_every_word_must_occur() -> None:
    assert icd.search("sciatica elephant") == []


def test_no_words_find_nothing() -> None:
    assert icd.search("  ") == []


def test_no_more_rows_than_asked_for() -> None:
    assert len(icd.search("pain", 3)) == 3
