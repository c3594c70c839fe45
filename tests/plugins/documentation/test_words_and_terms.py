"""A text cut into words, sentences and clauses, and the terms found in it."""

import json
from importlib.resources import files

import pytest

from sacral_edu_documentation.lexicon import find_terms, lexicon, mended_words, vocabulary
from sacral_edu_documentation.reading import read
from sacral_edu_documentation.scopes import DENIED, DOUBTED, ELSEWHERE, STATED
from sacral_edu_documentation.words import cut


def _terms(raw: str) -> list[tuple[str, str]]:
    text = cut(raw)
    return [(term.kind, term.value) for term in find_terms(text, mended_words(text), "clinical")]


def _state(raw: str, kind: str) -> int:
    reading = read(raw, ())
    return reading.state_of(next(term for term in reading.terms if term.kind == kind))


def test_a_hyphen_within_a_word_parts_it_and_a_dash_between_words_is_a_sign() -> None:
    assert [word.text for word in cut("left-on-left - M99.04.").words] == [
        "left",
        "on",
        "left",
        "--",
        "m99.04",
        ".",
    ]


def test_an_abbreviation_ends_a_sentence_only_before_a_capital() -> None:
    assert max(cut("SFT pos. on the right.").sentence) == 0
    assert max(cut("Sits 10 min. Right sulcus tender.").sentence) == 1
    assert max(cut("Deep on R. sulcus").sentence) == 0


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("torsoin", ("les", "torsion")),
        ("disfunction", ("dys", "dysfunction")),
        ("tendernes", ("feel", "tenderness")),
        ("bilatral", ("side", "B")),
        ("rigth", ("side", "R")),
        ("springg", ("test", "spring")),
    ],
)
def test_a_slip_of_one_letter_is_forgiven(written: str, meant: tuple[str, str]) -> None:
    assert _terms(written) == [meant]


EVERYDAY = """
light night stains shared dense bank confusion contest moisture patent latter worse listing learning
charge course stay wore name write case list seed stoop trace mapping sponge vision sensation sourced
union legend posture rubber steady bar bars lumps leaf waste waist paint pan heel deed leg boat cake
clean clock cough drink fever fork glass house lamp milk money mouth nose ocean paper plate quiet river
salt ship snow sound spoon stone story sugar summer tail tooth tower train tree water winter wood yellow
blanket kettle neighbor
"""

CLINICAL = """
ankle artery biceps bladder cortex cranial dorsal edge fascia femur gluteus groin hernia incision ligament
lordosis kyphosis muscle nerve ovary patella pelvic plexus psoas radial reflex sternal stenosis sternum supine
suture tendon tibia traction trauma trigger ulna uterus valgus varus vascular venous vertigo nausea fatigue
insomnia allergy asthma diabetes statin aspirin ibuprofen naproxen acetaminophen prednisone metformin therapy
"""


@pytest.mark.parametrize("word", (EVERYDAY + CLINICAL).split())
def test_an_english_word_is_no_slip_of_a_term(word: str) -> None:
    assert ("side", "R") not in _terms(word)
    assert mended_words(cut(word)) == [word]


def test_a_slip_keeps_the_first_letter_or_exchanges_the_first_two() -> None:
    assert mended_words(cut("otrsion torsoin zorsion")) == ["torsion", "torsion", "zorsion"]


def test_short_terms_are_mended_only_where_they_are_listed() -> None:
    assert mended_words(cut("bak pian deap lag wlak")) == ["back", "pain", "deep", "lag", "wlak"]


def test_a_possessive_is_read_as_its_noun() -> None:
    assert mended_words(cut("the midwife's letter"))[1] == "midwife"


def test_the_longest_term_counts() -> None:
    assert _terms("no spring") == [("found", "no_spring")]
    assert _terms("sacral sulcus") == [("mark", "sulcus")]
    assert _terms("low back pain") == [("cond", "low_back_pain")]


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("No tenderness.", DENIED),
        ("The sulcus is not boggy or tender.", DENIED),
        ("Tenderness is absent.", DENIED),
        ("No numbness, but tender.", STATED),
        ("No numbness, sulcus is tender.", STATED),
        ("Possibly tender.", DOUBTED),
        ("It may be tender.", DOUBTED),
        ("The outside therapist noted tenderness.", ELSEWHERE),
        ("The outside therapist noted numbness, but it is tender.", STATED),
    ],
)
def test_a_denial_a_doubt_or_anothers_word_reaches_as_far_as_its_clause(text: str, state: int) -> None:
    reading = read(text, ())
    felt = [term for term in reading.terms if (term.kind, term.value) == ("feel", "tenderness")]
    assert [reading.state_of(term) for term in felt] == [state]


def test_a_denial_of_one_thing_leaves_what_follows_in_its_own_statement() -> None:
    assert _state("No texture change, and seated flexion is positive on the right.", "res") == STATED
    assert _state("There is no left-on-left torsion; M99.04.", "code") == STATED


def test_no_phrase_stands_twice_in_a_lexicon() -> None:
    for name in ("clinical", "daily"):
        raw = files("sacral_edu_documentation").joinpath("data").joinpath(f"{name}.json").read_text("utf-8")
        table: dict[str, dict[str, list[str]]] = json.loads(raw)
        phrases = [phrase for values in table.values() for told in values.values() for phrase in told]
        assert sorted(set(phrases)) == sorted(phrases)
        assert all(phrase == phrase.lower().strip() for phrase in phrases)
        assert lexicon(name).terms


def test_words_of_the_lexicon_are_known() -> None:
    book = vocabulary()
    assert {"torsion", "sulcus", "minutes", "with"} <= book.known
    assert not book.glue & book.foreign
