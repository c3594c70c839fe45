from collections import Counter

from sacral_edu.clinical.coding import diagnoses
from sacral_edu.clinical.dysfunctions import OTHER_SIDE, REGION_CODES, SIDE_WORDS, dysfunctions, in_words
from sacral_edu.clinical.tables import innominate_rows, sacral_rows


def test_every_region_has_its_dysfunctions() -> None:
    counted = Counter(dysfunction.region for dysfunction in dysfunctions().values())
    assert counted == {"sacral": 10, None: 1, "pelvic": 16, "lumbar": 2, "lower_extremity": 2}


def test_a_dysfunction_has_the_code_of_its_region_and_a_normal_sacrum_has_none() -> None:
    for dysfunction in dysfunctions().values():
        assert dysfunction.code == (REGION_CODES[dysfunction.region] if dysfunction.region else None)
    assert dysfunctions()["NORMAL"].region is None


def test_the_code_of_every_region_is_a_billable_one() -> None:
    assert set(REGION_CODES.values()) <= set(diagnoses())
    assert all(in_words(region) for region in REGION_CODES)


def test_names_are_unique_and_name_their_side() -> None:
    every = dysfunctions()
    assert len({dysfunction.name for dysfunction in every.values()}) == len(every)
    for dysfunction in every.values():
        words = dysfunction.name.lower()
        if dysfunction.side and "torsion" not in words:
            assert SIDE_WORDS[dysfunction.side] in words
            assert SIDE_WORDS[OTHER_SIDE[dysfunction.side]] not in words


def test_the_disputed_vertical_axis_rows_are_not_among_them() -> None:
    assert {"L_VERT_ROT", "R_VERT_ROT"} <= set(sacral_rows())
    assert not any("VERT" in name for name in dysfunctions())


def test_every_dysfunction_has_its_mirror_image() -> None:
    every = set(dysfunctions())
    swap = {"L": "R", "R": "L"}
    assert {"_".join(swap.get(part, part) for part in name.split("_")) for name in every} == every
    assert all(f"{side}_{row}" in every for row in innominate_rows() for side in SIDE_WORDS)
