"""Authored cases: from the text of a TOML file to a case, or to every fault that stands in the way.

The format, version 1, is described for authors in the book (instructor's page "Write a case"). Findings
are given as test, value and side; region, kind and TART criterion follow from the test. The claim is
derived from the encounter's facts, so that nobody has to keep a key in step with a note.
"""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Literal

import msgspec
from msgspec import Struct

from sacral_edu.clinical.coding import select_claim
from sacral_edu.clinical.dysfunctions import dysfunctions
from sacral_edu.clinical.solver import reading, solve
from sacral_edu.domain.cases import (
    Case,
    Chronicity,
    Encounter,
    Fact,
    Finding,
    FindingSide,
    Patient,
    PlantedError,
    Region,
    Section,
    Statement,
)
from sacral_edu.domain.claims import ClaimKey
from sacral_edu.domain.errors import CaseError, CodeError
from sacral_edu.generation.faults import misspelled, unknown, where
from sacral_edu.generation.generate import truth_of
from sacral_edu.generation.observations import SAYS

FORMAT = 1

_TOPICS = (
    "opening",
    "pattern",
    "function",
    "screen",
    "condition",
    "dysfunction",
    "visit",
    "treatment",
    "plan",
)


class _SaidFinding(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    test: str
    value: str
    side: FindingSide | None = None
    region: Region | None = None


class _Line(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    section: Section
    text: str
    findings: tuple[_SaidFinding, ...] = ()
    topic: str | None = None
    code: str | None = None


class _ClaimBasis(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    conditions: tuple[str, ...]
    regions: tuple[str, ...] | None = None
    optional: tuple[str, ...] = ()


class _Error(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    line: int
    why: str
    options: dict[str, str]


class _File(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    format: int
    id: str
    title: str
    dysfunction: str
    patient: Patient
    encounter: Encounter
    note: tuple[_Line, ...]
    claim: _ClaimBasis
    chronicity: Chronicity | None = None
    difficulty: Literal["basic", "intermediate", "advanced"] = "basic"
    source: str = ""
    error: _Error | None = None


def read_case(text: str, *, name: str) -> tuple[Case | None, list[str]]:
    """Return the case that a TOML text describes, or None and a line for every fault found.

    Each line reads `name: key: what is wrong and how to mend it`.
    """
    try:
        raw = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return None, [f"{name}: this is not valid TOML: {error}."]
    faults = [f"{name}: {fault}" for fault in misspelled(raw, _File, "")]
    if raw.get("format") != FORMAT:
        faults.append(f"{name}: format: must be {FORMAT}, got {raw.get('format')!r}.")
    if faults:
        return None, faults
    try:
        file = msgspec.convert(raw, _File)
    except msgspec.ValidationError as error:
        return None, [f"{name}: {where(error)}."]
    return _built(file, name)


def is_authored(raw: Mapping[str, Any]) -> bool:
    """Say whether a parsed file claims to be an authored case (and not, say, a file of vignettes)."""
    return "note" in raw or "format" in raw or "dysfunction" in raw


def _built(file: _File, name: str) -> tuple[Case | None, list[str]]:
    faults = [f"{name}: {fault}" for fault in (*_check_head(file), *_check_lines(file))]
    if faults:
        return None, faults
    statements, findings, facts = _note(file)
    dysfunction = dysfunctions()[file.dysfunction]
    faults = [f"{name}: {fault}" for fault in _check_truth(file, findings)]
    claim, fault = _claim(file)
    if fault:
        faults.append(f"{name}: claim: {fault}")
    if faults:
        return None, faults
    case = Case(
        id=file.id,
        title=file.title,
        origin="authored",
        patient=file.patient,
        chronicity=file.chronicity,
        findings=findings,
        facts=facts,
        note=statements,
        encounter=file.encounter,
        truth=truth_of(dysfunction, statements, findings),
        claim=claim,
        planted_error=_planted(file, statements),
        difficulty=file.difficulty,
    )
    return case, []


def _check_head(file: _File) -> list[str]:
    faults: list[str] = []
    if not file.id or any(not (c.isascii() and (c.isalnum() or c == "-")) or c.isupper() for c in file.id):
        faults.append(f"id: {file.id!r} must be of small letters, digits and hyphens, such as left-on-left.")
    if file.dysfunction not in dysfunctions():
        faults.append(f"dysfunction: {unknown(file.dysfunction, dysfunctions())}")
    if file.error is not None:
        if not 1 <= file.error.line <= len(file.note):
            faults.append(
                f"error.line: there is no line {file.error.line}; the note has {len(file.note)} lines."
            )
        strange = [option for option in file.error.options if option not in dysfunctions()]
        faults += [f"error.options: {unknown(option, dysfunctions())}" for option in strange]
        if file.dysfunction not in file.error.options:
            faults.append(f"error.options: the right answer {file.dysfunction} must be among them.")
    return faults


def _check_lines(file: _File) -> list[str]:
    faults: list[str] = []
    for number, line in enumerate(file.note, 1):
        if not line.text.strip():
            faults.append(f"note[{number}].text: is empty; write a sentence.")
        if line.topic is not None and line.topic not in _TOPICS:
            faults.append(f"note[{number}].topic: {unknown(line.topic, _TOPICS)}")
        for said in line.findings:
            fault = _check_finding(said)
            if fault:
                faults.append(f"note[{number}].findings: {fault}")
    return faults


def _check_finding(said: _SaidFinding) -> str | None:
    tests = {test for test, _ in _vocabulary()}
    if said.test not in tests:
        return unknown(said.test, tests)
    values = [value for test, value in _vocabulary() if test == said.test]
    if said.value not in values and (said.test, _swapped(said)) not in _vocabulary():
        return f"test {said.test} has no value {said.value!r}; it has {', '.join(sorted(values))}."
    try:
        reading(_finding(said, "x"))
    except CaseError as error:
        return str(error)
    return None


def _check_truth(file: _File, findings: tuple[Finding, ...]) -> list[str]:
    left = solve(findings)
    if left == frozenset({file.dysfunction}):
        return []
    if not left:
        return ["note: the findings contradict each other; no dysfunction of the tables has them all."]
    if file.dysfunction not in left:
        return [
            f"dysfunction: the findings fit {_listed(left)}, not {file.dysfunction}; mend one or the other."
        ]
    others = _listed(left - {file.dysfunction})
    return [f"note: the findings also fit {others}; add a finding that tells it from {file.dysfunction}."]


def _claim(file: _File) -> tuple[ClaimKey | None, str | None]:
    try:
        basis = file.claim
        key = select_claim(
            file.encounter, symptoms=basis.conditions, regions=basis.regions, optional=basis.optional
        )
    except (CodeError, CaseError) as error:
        return None, str(error)
    return key, None


def _note(file: _File) -> tuple[tuple[Statement, ...], tuple[Finding, ...], tuple[Fact, ...]]:
    statements: list[Statement] = []
    findings: list[Finding] = []
    facts: list[Fact] = []
    for number, line in enumerate(file.note, 1):
        said = [_finding(f, f"f{len(findings) + offset}") for offset, f in enumerate(line.findings, 1)]
        findings += said
        conveys = [finding.id for finding in said]
        if line.topic is not None:
            facts.append(Fact(id=f"h{number}", topic=line.topic, value=line.topic, code=line.code))
            conveys.append(f"h{number}")
        statements.append(
            Statement(id=f"s{number}", section=line.section, text=line.text.strip(), conveys=tuple(conveys))
        )
    return tuple(statements), tuple(findings), tuple(facts)


def _planted(file: _File, statements: Sequence[Statement]) -> PlantedError | None:
    if file.error is None:
        return None
    return PlantedError(
        statement=statements[file.error.line - 1].id,
        why=file.error.why,
        right=file.dysfunction,
        options=file.error.options,
    )


def _finding(said: _SaidFinding, finding_id: str) -> Finding:
    known = _vocabulary().get((said.test, said.value)) or _vocabulary()[said.test, _swapped(said)]
    return Finding(
        id=finding_id,
        test=said.test,
        value=said.value,
        side=said.side,
        kind=known.kind,
        region=said.region or known.region,
        tart=known.tart,
    )


def _swapped(said: _SaidFinding) -> str:
    """Return the value that says the same from the other side, as shallow does for deep."""
    pairs = (("superior", "inferior"), ("anterior", "posterior"), ("deep", "shallow"), ("medial", "lateral"))
    swap = {a: b for pair in pairs for a, b in (pair, pair[::-1])}
    return swap.get(said.value, said.value)


@cache
def _vocabulary() -> dict[tuple[str, str], Finding]:
    """Every reading that the generator can make, with the kind, region and criterion that go with it."""
    known: dict[tuple[str, str], Finding] = {}
    for rows in SAYS.values():
        for test, value, _, kind, region, tart in rows:
            candidate = Finding(id="", test=test, value=value, kind=kind, region=region, tart=tart)
            known.setdefault((test, value), candidate)
    return known


def _listed(ids: frozenset[str]) -> str:
    return ", ".join(sorted(ids))
