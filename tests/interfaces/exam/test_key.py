"""The key of an exam: what it hides, and what is said where it is none."""

import stat
from pathlib import Path

import msgspec
import pytest

from sacral_edu.domain.errors import SacralEduError
from sacral_edu.generation.spec import checked_spec
from sacral_edu.interfaces.exam import new_key, read_key, wish_of, write_key


def test_two_exams_share_neither_ids_nor_patients() -> None:
    one, other = new_key(), new_key()
    assert one.exam != other.exam
    item, wish = "g1-7-0/tart/evidence", wish_of("tart", {"seed": 7})
    assert one.question_id(item) != other.question_id(item)
    assert one.question_id(item) == one.question_id(item)
    assert one.seed(wish) != other.seed(wish)


def test_seeds_are_allowed_ones_and_too_many_to_be_tried() -> None:
    key = new_key()
    seeds = {key.seed(wish_of("tart", {"seed": number})) for number in range(2000)}
    assert len(seeds) == 2000
    assert max(seeds) > 2**57
    for seed in sorted(seeds)[-3:]:
        assert checked_spec(seed=seed).seed == seed


def test_a_wish_does_not_hang_on_the_order_of_its_lines() -> None:
    assert wish_of("tart", {"seed": 1, "provider": "DO"}) == wish_of("tart", {"provider": "DO", "seed": 1})
    assert wish_of("tart", {"seed": 1}) != wish_of("region", {"seed": 1})


def test_only_its_owner_can_read_a_key(tmp_path: Path) -> None:
    file = tmp_path / "keys" / "autumn.json"
    key = new_key()
    write_key(file, key)
    write_key(file, msgspec.structs.replace(key, questions=()))
    assert read_key(file) == key
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in file.parent.iterdir()] == ["autumn.json"]


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b'{"format": 2}', b'{"exam": "a", "version": "1", "secret": "no hex"}', b"\xff"],
)
def test_what_is_no_key_is_refused(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "key.json"
    file.write_bytes(content)
    with pytest.raises(SacralEduError, match="is not the key of an exam"):
        read_key(file)


def test_a_key_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SacralEduError, match=r"nowhere\.json: cannot be read: "):
        read_key(tmp_path / "nowhere.json")
