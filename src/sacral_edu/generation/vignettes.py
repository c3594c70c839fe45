"""Vignettes: worked encounters with a claim key and typical mistakes, read from YAML or TOML text."""

import re
from collections.abc import Mapping
from typing import Any, Literal, cast

from msgspec import Struct

from sacral_edu.clinical import coding
from sacral_edu.domain.cases import Case, Encounter, Section, Statement
from sacral_edu.domain.claims import ClaimKey
from sacral_edu.generation.vignette_diffs import apply_diff
from sacral_edu.generation.vignette_keys import read_diff, read_key
from sacral_edu.generation.vignette_reading import (
    Faults,
    iso_date,
    mapping,
    one_of,
    resembling,
    sequence,
    short,
    text,
)
from sacral_edu.generation.vignette_visits import read_facts

__all__ = ["Mistake", "Vignette", "apply_diff", "read_vignettes", "vignette_case", "vignette_disagreements"]

Severity = Literal["minor", "major", "critical"]
Difficulty = Literal["basic", "intermediate", "advanced"]
Confidence = Literal["sourced", "standard", "disputed", "unverified", "recalled", "weak"]

_PROVIDERS = ("DO", "MD", "DC", "PT")
_PAYERS = ("commercial_ncci", "medicare_ffs", "commercial_cms_time")
_STATUSES = ("new", "established")
_DIFFICULTIES = ("basic", "intermediate", "advanced")
_SEVERITIES = ("minor", "major", "critical")
_CONFIDENCES = ("sourced", "standard", "disputed", "unverified", "recalled", "weak")
_ENCOUNTER = ("provider", "payer_profile", "patient_status", "date_of_service")
_MISTAKE = ("answer", "why", "rules", "diff")
_VIGNETTE = ("id", "title", "encounter", "note", "facts", "key")
_OPTIONAL = ("difficulty", "rationale", "confidence", "mistakes")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9\"'(])")
_ABBREVIATION = re.compile(r"(?:^|\s)(?:Dr|Mr|Mrs|Ms|St|vs|approx|no|[A-Z])\.$")
_HEADING = re.compile(r"(?i)^(assessment|plan|impression|diagnosis)\s*:\s*")
_ASSESSED = re.compile(r"(?i)^(assessment|assessed|diagnos[ei]s|impression)\b")
_EXAMINED = re.compile(r"\b(?:[Ee]xam(?:ination|ined)?|[Ff]indings?|[Pp]alpation|[Ff]ound)\b|\b[PART]: ")
_PLANNED = re.compile(
    r"(?i)^(plan\b|treat|adjusted|omt\b|return|advice|counsel|procedure section|then one-to-one)"
)


class Mistake(Struct, frozen=True, kw_only=True):
    """A typical wrong answer: in words, as a diff of the key, and the rules that it breaks."""

    answer: str
    why: str
    rules: tuple[str, ...]
    diff: dict[str, Any]
    error_type: str = ""
    severity: Severity = "major"


class Vignette(Struct, frozen=True, kw_only=True):
    """A worked encounter: note, countable facts, claim key and mistakes."""

    id: str
    title: str
    encounter: Encounter
    note: str
    key: ClaimKey
    difficulty: Difficulty = "basic"
    confidence: Confidence = "standard"
    mistakes: tuple[Mistake, ...] = ()


def read_vignettes(
    text: str, *, name: str, kind: Literal["yaml", "toml"]
) -> tuple[list[Vignette], list[str]]:
    """Return the faultless vignettes of a file and one line for every fault in the others.

    `text` is the file's content, `name` what fault lines call it. The file holds a list `vignettes`;
    procedures may go by concept id or by number. A line reads `file: V07.key.diagnoses[0]: what is
    wrong`; no exception escapes for anything that a file may hold.
    """
    faults = Faults(name)
    content = _parsed(faults, text, kind)
    vignettes: list[Vignette] = []
    seen: set[str] = set()
    for index, raw in enumerate(_listed(faults, content)):
        before = len(faults.lines)
        made = _vignette(faults, raw, index, seen)
        if made is not None and len(faults.lines) == before:
            vignettes.append(made)
    return vignettes, faults.lines


def vignette_case(vignette: Vignette) -> Case:
    """Return the vignette as a case about coding alone: its note in sentences, its key as the claim."""
    statements: list[Statement] = []
    section: Section = "hpi"
    for number, sentence in enumerate(_sentences(vignette.note), 1):
        section = _section(sentence, section)
        statements.append(Statement(id=f"s{number}", section=section, text=_without_heading(sentence)))
    return Case(
        id=vignette.id.lower(),
        title=vignette.title,
        origin="vignette",
        encounter=vignette.encounter,
        note=tuple(statements),
        claim=vignette.key,
        difficulty=vignette.difficulty,
    )


def vignette_disagreements(vignette: Vignette) -> list[str]:
    """Return one line for each point in which the key differs from what the facts call for."""
    return [f"{vignette.id}.key: {said}" for said in coding.disagreements(vignette.encounter, vignette.key)]


def _parsed(faults: Faults, content: str, kind: str) -> object:
    parse = _parse_toml if kind == "toml" else _parse_yaml
    try:
        return parse(content)
    except ImportError as error:
        faults.note("", f"cannot be read here: {error}; install PyYAML, or write TOML")
    except RecursionError:
        faults.note("", f"is nested too deeply to be read as {kind.upper()}")
    except Exception as error:  # noqa: BLE001 a parser may raise many kinds; each is a fault of the file
        said = " ".join(str(error).split()) or type(error).__name__
        faults.note("", f"is not valid {kind.upper()}: {said}")
    return None


def _parse_yaml(content: str) -> object:
    import yaml  # noqa: PLC0415 only where a YAML file is read

    return yaml.safe_load(content)


def _parse_toml(content: str) -> object:
    import tomllib  # noqa: PLC0415 only where a TOML file is read

    return tomllib.loads(content)


def _listed(faults: Faults, content: object) -> list[Any]:
    if faults.lines:
        return []
    if not isinstance(content, dict):
        faults.note("", f"expected a mapping with a list 'vignettes', got {short(content)}")
        return []
    top = cast("Mapping[object, Any]", content)
    if "vignettes" not in top:
        names = [str(entry) for entry in top]
        hint = resembling("vignettes", names)
        faults.note("vignettes", f"is missing{f'; is {hint!r} misspelt?' if hint else ''}")
        return []
    listed = sequence(faults, top["vignettes"], "vignettes")
    if not listed and not faults.lines:
        faults.note("vignettes", "is empty; there is nothing to read")
    return listed


def _vignette(faults: Faults, raw: object, index: int, seen: set[str]) -> Vignette | None:
    where = f"vignettes[{index}]"
    named = cast("dict[str, Any]", raw).get("id") if isinstance(raw, dict) else None
    where = named if isinstance(named, str) and _ID.fullmatch(named) else where
    given = mapping(faults, cast("object", raw), where, required=_VIGNETTE, allowed=(*_VIGNETTE, *_OPTIONAL))
    if given is None:
        return None
    rationale = given.get("rationale")
    why = text(faults, rationale, f"{where}.rationale") if rationale is not None else ""
    key = read_key(faults, given.get("key", {}), f"{where}.key", rationale=why) if "key" in given else None
    encounter = _encounter(faults, given, where)
    confidence = one_of(faults, given.get("confidence", "standard"), f"{where}.confidence", _CONFIDENCES)
    difficulty = one_of(faults, given.get("difficulty", "basic"), f"{where}.difficulty", _DIFFICULTIES)
    raw_mistakes = sequence(faults, given.get("mistakes"), f"{where}.mistakes")
    mistakes = [_mistake(faults, m, f"{where}.mistakes[{i}]", key) for i, m in enumerate(raw_mistakes)]
    title = text(faults, given.get("title"), f"{where}.title") if "title" in given else ""
    note = text(faults, given.get("note"), f"{where}.note") if "note" in given else ""
    identity = _identity(faults, given.get("id"), where, seen) if "id" in given else ""
    if key is None or encounter is None:
        return None
    return Vignette(
        id=identity,
        title=title,
        difficulty=cast("Difficulty", difficulty),
        confidence=cast("Confidence", confidence),
        encounter=encounter,
        note=note,
        key=key,
        mistakes=tuple(m for m in mistakes if m is not None),
    )


def _identity(faults: Faults, value: object, where: str, seen: set[str]) -> str:
    if not isinstance(value, str) or not _ID.fullmatch(value):
        faults.note(f"{where}.id", f"expected letters, digits, - and _, such as 'V07', got {short(value)}")
        return ""
    if value.lower() in seen:
        faults.note(f"{where}.id", f"{value!r} is the id of an earlier vignette; ids are unique")
    seen.add(value.lower())
    return value


def _encounter(faults: Faults, given: Mapping[str, Any], where: str) -> Encounter | None:
    facts = read_facts(faults, given.get("facts", {}), f"{where}.facts") if "facts" in given else None
    if "encounter" not in given:
        return None
    inner = f"{where}.encounter"
    entries = mapping(faults, given["encounter"], inner, required=_ENCOUNTER, allowed=(*_ENCOUNTER, "place"))
    if entries is None or facts is None or not set(_ENCOUNTER) <= set(entries):
        return None
    return Encounter(
        provider=cast("Any", one_of(faults, entries["provider"], f"{inner}.provider", _PROVIDERS)),
        payer_profile=cast(
            "Any", one_of(faults, entries["payer_profile"], f"{inner}.payer_profile", _PAYERS)
        ),
        patient_status=cast(
            "Any", one_of(faults, entries["patient_status"], f"{inner}.patient_status", _STATUSES)
        ),
        date_of_service=iso_date(faults, entries["date_of_service"], f"{inner}.date_of_service"),
        place=text(faults, entries.get("place", "office"), f"{inner}.place"),
        facts=facts,
    )


def _mistake(faults: Faults, raw: object, where: str, key: ClaimKey | None) -> Mistake | None:
    allowed = (*_MISTAKE, "error_type", "severity")
    given = mapping(faults, raw, where, required=_MISTAKE, allowed=allowed)
    if given is None or not set(_MISTAKE) <= set(given):
        return None
    rules: list[str] = []
    for index, rule in enumerate(sequence(faults, given["rules"], f"{where}.rules")):
        rules.append(one_of(faults, rule, f"{where}.rules[{index}]", coding.rules()))
    kind = given.get("error_type", "")
    severity = one_of(faults, given.get("severity", "major"), f"{where}.severity", _SEVERITIES)
    return Mistake(
        answer=text(faults, given["answer"], f"{where}.answer"),
        why=text(faults, given["why"], f"{where}.why"),
        rules=tuple(rules),
        diff=read_diff(faults, given["diff"], f"{where}.diff", key),
        error_type=text(faults, kind, f"{where}.error_type") if kind else "",
        severity=cast("Severity", severity),
    )


def _sentences(note: str) -> list[str]:
    pieces: list[str] = []
    for piece in _SENTENCE.split(" ".join(note.split())):
        if pieces and _ABBREVIATION.search(pieces[-1]):
            pieces[-1] = f"{pieces[-1]} {piece}"
        else:
            pieces.append(piece)
    return pieces


def _section(sentence: str, current: Section) -> Section:
    if _ASSESSED.search(sentence):
        return "assessment"
    if _PLANNED.search(sentence):
        return "plan"
    if current == "hpi" and _EXAMINED.search(sentence):
        return "exam"
    return current


def _without_heading(sentence: str) -> str:
    """Return a sentence without a leading `Assessment:` or the like, which its section says already."""
    plain = _HEADING.sub("", sentence)
    return f"{plain[:1].upper()}{plain[1:]}"
