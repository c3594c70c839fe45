import re

import pytest

from sacral_edu.clinical.coding import regions
from sacral_edu.clinical.solver import reading
from sacral_edu.generation.observations import SAYS, Remark, findings_said
from sacral_edu.generation.wording import phrases

_PLACES = {"{side}", "{other}", "{Side}", "{Other}"}
_ABOUT_ONE_SIDE = [key for key, rows in SAYS.items() if any(mode == "S" for _, _, mode, *_ in rows)]


def test_every_finding_has_words_and_every_phrase_a_finding() -> None:
    assert set(SAYS) == set(phrases())
    assert all(phrases()[key] for key in SAYS)
    assert all(SAYS.values())


@pytest.mark.parametrize("key", SAYS)
def test_a_phrase_has_whole_sentences_with_known_places(key: str) -> None:
    wordings = phrases()[key]
    assert len(set(wordings)) == len(wordings)
    for wording in wordings:
        assert set(re.findall(r"\{[^}]*\}", wording)) <= _PLACES
        assert wording.endswith(".")
        assert wording.count("[[") == wording.count("]]")


@pytest.mark.parametrize("key", _ABOUT_ONE_SIDE)
def test_every_wording_about_one_side_names_it(key: str) -> None:
    silent = [wording for wording in phrases()[key] if not re.search(r"\{side\}", wording, re.IGNORECASE)]
    assert silent == []


@pytest.mark.parametrize("key", SAYS)
@pytest.mark.parametrize("side", ["L", "R"])
def test_every_finding_can_be_read_by_the_solver(key: str, side: str) -> None:
    said = findings_said(Remark(key, side), 5)  # type: ignore[arg-type]
    assert [finding.id for finding in said] == [f"f{n}" for n in range(5, 5 + len(said))]
    for finding in said:
        reading(finding)
        assert finding.side in (None, side, "both", "none")
        assert regions.region_id(finding.region) == finding.region


def test_only_palpation_landmarks_and_motion_are_tart_evidence() -> None:
    for rows in SAYS.values():
        for _, _, _, kind, _, tart in rows:
            assert not tart or kind in ("palpation", "landmark", "motion")


def test_a_normal_result_is_no_evidence() -> None:
    for rows in SAYS.values():
        for _, value, mode, _, _, tart in rows:
            if value in ("negative", "level", "normal") or mode == "none":
                assert not tart
