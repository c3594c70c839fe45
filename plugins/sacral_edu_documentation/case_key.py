"""From a case to the key of its assessment: what is true, what may be stated, and what it rests on."""

import re

from msgspec import structs

from sacral_edu.api import REGION_CODES, Case, Fact, Finding, Statement, coding, dysfunctions, reading
from sacral_edu_documentation.function_key import function_of
from sacral_edu_documentation.keys import Condition, Grounds, NoteKey, Palpation
from sacral_edu_documentation.lexicon import find_terms, mended_words
from sacral_edu_documentation.links import sides_told
from sacral_edu_documentation.models import composed
from sacral_edu_documentation.reading import read
from sacral_edu_documentation.scopes import DENIED, states
from sacral_edu_documentation.words import cut, plain_words

_LETTERS_NEEDED = 2
_SACRAL_TESTS = ("sulcus", "base", "ila_ap", "ila_si", "seated_flexion", "spring", "sphinx")
_SACRAL_HABITS = ("descriptor", "tart", "site", "function", "linkage")
_ELSEWHERE_HABITS = ("descriptor", "site", "function", "linkage")
_NORMAL_HABITS = ("descriptor", "function")
_NAMES_BY_CODE: dict[str, tuple[str, ...]] = {
    "M54.3": ("sciatica",),
    "M54.4": ("sciatica", "lumbago_sciatica"),
    "M54.5": ("low_back_pain",),
    "M54.1": ("radiculopathy",),
    "M51": ("radiculopathy",),
    "M53.3": ("si_pain",),
    "O99.8": ("si_pain",),
    "O26.8": ("pelvic_girdle_pain",),
    "S33.6": ("si_sprain",),
    "S39.0": ("back_strain",),
    "S30.0": ("contusion",),
    "M35.7": ("hypermobility",),
    "M79.1": ("gluteal_myalgia",),
    "G57.0": ("piriformis",),
    "M25.55": ("hip_pain",),
}
"""What a condition is called in the lexicon, by the beginning of its code (facts: coding `diagnoses`)."""


_INJURIES = frozenset({"si_sprain", "back_strain", "contusion", "fracture"})
"""What a history tells of the past (a sprained wrist), and what is no complaint by itself."""


def key_of(case: Case, item_id: str) -> NoteKey | None:
    """Return the key of the assessment of a case, or None where the case does not say enough for one."""
    truth = case.truth
    if truth is None:
        return None
    palpation = _palpation(case.findings)
    condition = _condition(case)
    function = function_of(case)
    if condition is None or function is None:
        return None
    region = truth.region or ""
    if region == "sacral" and len(palpation.letters) < _LETTERS_NEEDED:
        return None
    shown = [s.text for s in case.note if s.section in ("hpi", "exam")]
    models = composed(truth.dysfunction, region, palpation, condition, function)
    return NoteKey(
        item_id=item_id,
        dysfunction=truth.dysfunction,
        name=truth.name,
        region=region,
        regions=_regions(case),
        also=(truth.secondary,) if truth.secondary else (),
        palpation=palpation,
        condition=condition,
        function=function,
        models=models,
        grounds=_grounds(case),
        earnable=_SACRAL_HABITS if region == "sacral" else _ELSEWHERE_HABITS if region else _NORMAL_HABITS,
        lines=tuple(plain_words(text) for text in shown),
    )


def beside_poor(key: NoteKey, item_id: str, poor: tuple[str, ...]) -> NoteKey:
    """Return the key of the item that shows a poor assessment as well, of which a copy earns nothing."""
    return structs.replace(key, item_id=item_id, lines=(*key.lines, *(plain_words(text) for text in poor)))


def _palpation(findings: tuple[Finding, ...]) -> Palpation:
    sacral = [f for f in findings if f.region == "sacral"]
    readings: dict[str, str] = {}
    for finding in sacral:
        value = reading(finding) if finding.test in _SACRAL_TESTS else None
        if value is not None:
            readings.setdefault("sulcus" if finding.test == "base" else finding.test, value)
    letters = {letter for f in sacral for letter in f.tart}
    if readings.get("sulcus") in ("both", "neither") or readings.get("ila_ap") in ("both", "neither"):
        # Both sides alike differ from what is normal; the rubric takes it for the letter of position.
        letters.add("asymmetry")
    return Palpation(
        readings=readings,
        texture=_sides(sacral, "texture"),
        tenderness=_sides(sacral, "tenderness"),
        held=_sides(sacral, "breath_motion"),
        letters=tuple(sorted(letters)),
    )


def _sides(findings: list[Finding], test: str) -> tuple[str, ...]:
    return tuple(f.side for f in findings if f.test == test and f.side is not None)


def _condition(case: Case) -> Condition | None:
    told = [
        (fact, statement)
        for statement in case.note
        if statement.section == "assessment"
        for fact in _facts_of(case, statement)
        if fact.topic == "condition" and fact.code is not None
    ]
    if not told:
        return None
    codes = tuple(fact.code for fact, _ in told if fact.code is not None)
    named = _names_in(told[0][1].text)
    names = {
        name
        for code in codes
        for start, known in _NAMES_BY_CODE.items()
        if code.startswith(start)
        for name in known
    }
    return Condition(
        codes=codes,
        names=tuple(sorted(names | named)),
        symptoms=tuple(sorted(_symptoms(case))),
        side=_side_of(codes, told[0][1].text),
        words=_words_of(told[0][0], codes),
        sides=_symptom_sides(case),
    )


def _words_of(fact: Fact, codes: tuple[str, ...]) -> str:
    """Return the words of a condition: those of the fact, or where it has none the title of its code."""
    if fact.value != fact.topic:
        # What the patient does not have is no part of the diagnosis.
        return fact.value.partition(", no ")[0]
    diagnosis = coding.diagnoses().get(codes[0])
    title = diagnosis.title if diagnosis else codes[0]
    return f"{title[:1].lower()}{title[1:]}"


def _side_of(codes: tuple[str, ...], words: str) -> str:
    sides = {word[0].upper() for word in re.findall(r"\b(left|right)\b", words.lower())}
    for code in codes:
        diagnosis = coding.diagnoses().get(code)
        laterality = (diagnosis.laterality or "") if diagnosis else ""
        if laterality.lower() in ("left", "right"):
            sides.add(laterality[0].upper())
    return sides.pop() if len(sides) == 1 else ""


def _names_in(words: str) -> set[str]:
    text = cut(words)
    mended = mended_words(text)
    terms = find_terms(text, mended, "clinical")
    state = states(text, mended, terms)
    return {t.value for t in terms if t.kind == "cond" and max(state[t.first : t.last]) < DENIED}


def _symptoms(case: Case) -> set[str]:
    """Return the complaints that the history states."""
    found: set[str] = set()
    for statement in case.note:
        if statement.section == "hpi":
            found |= _names_in(statement.text)
    return found - _INJURIES


def _symptom_sides(case: Case) -> tuple[tuple[str, str], ...]:
    """Return the side of each complaint that the history puts on one side only."""
    found: dict[str, set[str]] = {}
    for statement in case.note:
        if statement.section == "hpi":
            for name, sides in sides_told(read(statement.text, ())).items():
                found.setdefault(name, set()).update(sides)
    return tuple(sorted((name, sides.pop()) for name, sides in found.items() if len(sides) == 1))


def _regions(case: Case) -> tuple[str, ...]:
    truth = case.truth
    found = {truth.region} if truth and truth.region else set[str]()
    if truth and truth.secondary:
        found.add(str(dysfunctions()[truth.secondary].region))
    by_code = {code: region for region, code in REGION_CODES.items()}
    found |= {
        by_code[fact.code] for fact in case.facts if fact.topic == "dysfunction" and fact.code in by_code
    }
    return tuple(sorted(str(region) for region in found))


def _grounds(case: Case) -> Grounds:
    truth = case.truth
    exam = [s for s in case.note if s.section == "exam"]
    deciding = set(truth.deciding) if truth else set[str]()
    hpi = [s for s in case.note if s.section == "hpi"]
    sacral = truth is not None and truth.region == "sacral"
    return Grounds(
        descriptor=_lines([s for s in exam if deciding & set(s.conveys)] or _level(case, exam)),
        tart=_lines([s for s in exam if _has_letter(case, s)]) if sacral else _lines(_level(case, exam)),
        function=_lines(_about(case, hpi, "function")),
        linkage=_lines(_about(case, hpi, "pattern") or _about(case, hpi, "opening")),
    )


def _about(case: Case, statements: list[Statement], topic: str) -> list[Statement]:
    return [s for s in statements if any(fact.topic == topic for fact in _facts_of(case, s))]


def _has_letter(case: Case, statement: Statement) -> bool:
    return any(f.region == "sacral" and f.tart for f in case.findings_of(statement))


def _level(case: Case, exam: list[Statement]) -> list[Statement]:
    """Return the lines that show the sacrum to be level."""
    return [s for s in exam if any(f.test in ("sulcus", "ila_ap") for f in case.findings_of(s))]


def _facts_of(case: Case, statement: Statement) -> tuple[Fact, ...]:
    return tuple(fact for fact in case.facts if fact.id in statement.conveys)


def _lines(statements: list[Statement]) -> tuple[tuple[str, str], ...]:
    return tuple((s.id, s.text) for s in statements)
