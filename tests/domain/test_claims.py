import msgspec
import pytest

from sacral_edu.domain.claims import Claim, ClaimKey, ProcedureLine


def test_an_empty_object_is_an_empty_claim_to_submit() -> None:
    claim = msgspec.json.decode(b"{}", type=Claim)
    assert claim == Claim()
    assert claim.claim_action == "submit"


def test_a_line_has_one_unit_unless_it_says_otherwise() -> None:
    assert msgspec.json.decode(b'{"code": "OMT_1_2"}', type=ProcedureLine).units == 1


def test_a_key_must_say_what_is_to_be_done_with_the_claim() -> None:
    with pytest.raises(msgspec.ValidationError, match="claim_action"):
        msgspec.json.decode(b"{}", type=ClaimKey)
