"""What a picture says in words: its text alternative, and the notes on what has no place in a drawing."""

from collections.abc import Iterator

from sacral_edu.clinical.dysfunctions import OTHER_SIDE, SIDE_WORDS
from sacral_edu.clinical.pictures.signs import PELVIC_PAIRS, POLE_WORDS, Signs
from sacral_edu.domain.cases import Side

VIEW = "Sacrum and pelvis from behind, the patient's left on the left."

EXAGGERATED = "Displacement exaggerated; real motion is at most 3.6 degrees and 2 mm [KIBSGARD_2012]."
"""Radiostereometric analysis (facts: 1.2 `size of real SI motion`; source KIBSGARD_2012)."""

AXIS_WORDS = {
    "left_oblique": "left oblique axis",
    "right_oblique": "right oblique axis",
    "middle_transverse": "middle transverse axis",
}

_SIDES: tuple[Side, Side] = ("L", "R")
_LANDMARKS = {
    "sulcus": "sulcus",
    "base": "sacral base",
    "ila": "inferior lateral angle",
    "ila_ap": "inferior lateral angle",
    "ila_si": "inferior lateral angle",
    "crest": "iliac crest",
    "psis": "PSIS",
    "psis_ml": "PSIS",
    "asis": "ASIS",
    "asis_ml": "ASIS",
    "tuberosity": "ischial tuberosity",
    "pubic": "pubic tubercle",
    "malleolus": "medial malleolus",
}
_PLURALS = {
    "sulcus": "sulci",
    "base": "sacral bases",
    "ila": "ILAs",
    "ila_ap": "ILAs (front to back)",
    "ila_si": "ILAs (height)",
    "crest": "iliac crests",
    "psis": "PSIS",
    "psis_ml": "distances from the midline",
    "asis": "ASIS",
    "asis_ml": "ASIS distances from the midline",
    "tuberosity": "ischial tuberosities",
    "pubic": "pubic tubercles",
    "malleolus": "medial malleoli",
}
_BOTH = {"ila_ap": "inferior lateral angles", "ila_si": "inferior lateral angles"}
_TESTS = {
    "seated_flexion": "seated flexion",
    "standing_flexion": "standing flexion",
    "asis_compression": "ASIS compression",
}
_DRAWN_TESTS = ("seated_flexion", "standing_flexion")
_LEG_LENGTH = {"superior": " (leg short)", "inferior": " (leg long)"}
_SPHINX = {
    "increases": "asymmetry increases",
    "decreases": "asymmetry decreases",
    "symmetric": "symmetric",
    "no_change": "asymmetry unchanged",
}


def describe(signs: Signs) -> str:
    """Return the text alternative of a picture: one or two plain sentences, then the notes.

    Arguments: the signs drawn. Returns plain text without markup, with the patient's sides.
    """
    said = [*_of_sacrum(signs), *_of_tests(signs), *_of_neighbors(signs)]
    if not said:
        said = ["no asymmetry is drawn"]
    start = signs.name or "Findings"
    return " ".join([VIEW, f"{start}: {', '.join(said)}.", *notes(signs)])


def notes(signs: Signs) -> list[str]:
    """Return, as short sentences, what is level or negative and what has no place in the drawing."""
    found = [_level(signs), _negative(signs), *_plain(signs), *_malleolus(signs)]
    if signs.contradicted:
        tests = ", ".join(test.replace("_", " ") for test in signs.contradicted)
        found.append(f"Stated in two ways and not drawn: {tests}.")
    return [note for note in found if note]


def ila_words(signs: Signs, side: Side) -> list[str]:
    """Return how an ILA stands on a side, the main displacement first, for example posterior, inferior."""
    words = [word for test in ("ila_ap", "ila_si") if (word := signs.pole(test, side))]
    return words[::-1] if signs.ila_main in ("inferior", "superior") else words


def _of_sacrum(signs: Signs) -> Iterator[str]:
    for test in ("sulcus", "base"):
        yield from _first_pole(signs, test)
    yield from _ila(signs)
    if signs.axis is not None:
        yield AXIS_WORDS[signs.axis]
    if signs.rotation is not None:
        yield f"rotated {SIDE_WORDS[signs.rotation]}"


def _first_pole(signs: Signs, test: str) -> Iterator[str]:
    """Yield a comparison as one phrase; of a moved innominate, its own side is named."""
    value, (first, second) = signs.readings.get(test), POLE_WORDS[test]
    if value in ("both", "neither"):
        yield f"both {_BOTH.get(test, _PLURALS[test])} {first if value == 'both' else second}"
    elif value in ("L", "R"):
        side: Side = "L" if value == "L" else "R"
        side = signs.moved or side
        yield f"{SIDE_WORDS[side]} {_LANDMARKS[test]} {signs.pole(test, side)}"


def _ila(signs: Signs) -> Iterator[str]:
    stated = {test: signs.readings.get(test) for test in ("ila_ap", "ila_si")}
    if not all(value in ("L", "R", "both", "neither") for value in stated.values()):
        for test in stated:
            yield from _first_pole(signs, test)
    elif set(stated.values()) <= {"both", "neither"}:
        yield f"both inferior lateral angles {' and '.join(ila_words(signs, 'L'))}"
    elif stated["ila_ap"] == stated["ila_si"]:
        side: Side = "L" if stated["ila_ap"] == "L" else "R"
        side = OTHER_SIDE[side] if signs.ila_main == "superior" else side
        yield f"{SIDE_WORDS[side]} inferior lateral angle {' and '.join(ila_words(signs, side))}"
    else:
        for test in stated:
            yield from _first_pole(signs, test)


def _of_tests(signs: Signs) -> Iterator[str]:
    for test in _DRAWN_TESTS:
        for side in _SIDES:
            if signs.positive(test, side):
                yield f"{_TESTS[test]} positive {SIDE_WORDS[side]}"


def _of_neighbors(signs: Signs) -> Iterator[str]:
    for test in PELVIC_PAIRS:
        if test != "malleolus":
            yield from _first_pole(signs, test)
    for side in _SIDES:
        if signs.positive("l5_rotation", side):
            yield f"L5 rotated {SIDE_WORDS[side]}"
        if signs.positive("lumbar_segment", side):
            yield f"lumbar segment rotated {SIDE_WORDS[side]}"
        if signs.positive("fibular_head", side):
            yield f"{SIDE_WORDS[side]} fibular head restricted"


def _level(signs: Signs) -> str:
    level = [test for test in _PLURALS if signs.readings.get(test) == "level"]
    if {"ila_ap", "ila_si"} <= set(level):
        level = [test for test in level if test != "ila_si"]
        level[level.index("ila_ap")] = "ila"
    if {"psis_ml", "asis_ml"} <= set(level):
        level = [test for test in level if test != "asis_ml"]
    if set(PELVIC_PAIRS) - {"asis_ml"} <= set(level):
        level = [test for test in level if test not in PELVIC_PAIRS]
        return f"Level: {', '.join([*(_PLURALS[test] for test in level), 'all pelvic landmarks'])}."
    return f"Level: {', '.join(_PLURALS[test] for test in level)}." if level else ""


def _negative(signs: Signs) -> str:
    negative = [words for test, words in _TESTS.items() if signs.readings.get(test) == "none"]
    return f"Negative: {', '.join(negative)}." if negative else ""


def _plain(signs: Signs) -> Iterator[str]:
    for side in _SIDES:
        if signs.positive("asis_compression", side):
            yield f"ASIS compression positive {SIDE_WORDS[side]}."
    if "spring" in signs.readings:
        yield f"Spring test {signs.readings['spring']}."
    if "sphinx" in signs.readings:
        yield f"Sphinx test: {_SPHINX[signs.readings['sphinx']]}."
    if "lordosis" in signs.readings:
        yield f"Lordosis {signs.readings['lordosis']}."


def _malleolus(signs: Signs) -> Iterator[str]:
    for said in _first_pole(signs, "malleolus"):
        word = said.rsplit(" ", 1)[1]
        yield f"{said[0].upper()}{said[1:]}{_LEG_LENGTH[word]}."
