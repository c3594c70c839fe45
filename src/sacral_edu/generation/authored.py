"""Authored cases: from the text of a TOML file to a case, or to every fault that stands in the way.

The format, version 1, is described for authors in the book (instructor's page "Write a case"). Findings
are given as test, value and side; region, kind and TART criterion follow from the test. The claim is
derived from the encounter's facts, so that nobody has to keep a key in step with a note.
"""

import tomllib
from collections.abc import Mapping, Sequence
from typing import Any, cast

import msgspec

from sacral_edu.clinical.coding import select_claim
from sacral_edu.clinical.dysfunctions import dysfunctions
from sacral_edu.clinical.solver import solve
from sacral_edu.domain.cases import Case, Fact, Finding, PlantedError, Statement
from sacral_edu.domain.claims import ClaimKey
from sacral_edu.domain.errors import CaseError, CodeError
from sacral_edu.generation.authored_checks import check_head, check_lines
from sacral_edu.generation.authored_format import FORMAT, File, finding_of
from sacral_edu.generation.faults import misspelled, where
from sacral_edu.generation.generate import truth_of
from sacral_edu.generation.vignette_reading import Faults, short
from sacral_edu.generation.vignette_visits import read_facts


def read_case(text: str, *, name: str) -> tuple[Case | None, list[str]]:
    """Return the case that a TOML text describes, or None and a line for every fault found.

    Each line reads `name: key: what is wrong and how to mend it`.
    """
    try:
        raw = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        # Besides what TOML itself refuses, Python refuses numbers of thousands of digits.
        return None, [f"{name}: this is not valid TOML: {error}."]
    faults = [f"{name}: {fault}" for fault in misspelled(raw, File, "")]
    if raw.get("format") != FORMAT:
        faults.append(f"{name}: format: must be {FORMAT}, got {short(raw.get('format'))}.")
    if faults:
        return None, faults
    try:
        file = msgspec.convert(raw, File)
    except msgspec.ValidationError as error:
        return None, [f"{name}: {where(error)}."]
    faults = _visit_faults(raw, name)
    return (None, faults) if faults else _built(file, name)


def _visit_faults(raw: Mapping[str, Any], name: str) -> list[str]:
    """Check regions, services and levels of the encounter as those of a vignette are checked."""
    faults = Faults(name)
    read_facts(faults, cast("Mapping[str, Any]", raw["encounter"]).get("facts", {}), "encounter.facts")
    return faults.lines


def is_authored(raw: Mapping[str, Any]) -> bool:
    """Say whether a parsed file claims to be an authored case (and not, say, a file of vignettes)."""
    return "note" in raw or "format" in raw or "dysfunction" in raw


def _built(file: File, name: str) -> tuple[Case | None, list[str]]:
    faults = [f"{name}: {fault}" for fault in (*check_head(file), *check_lines(file))]
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


def _check_truth(file: File, findings: tuple[Finding, ...]) -> list[str]:
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


def _claim(file: File) -> tuple[ClaimKey | None, str | None]:
    try:
        basis = file.claim
        key = select_claim(
            file.encounter, symptoms=basis.conditions, regions=basis.regions, optional=basis.optional
        )
    except (CodeError, CaseError) as error:
        return None, str(error)
    return key, None


def _note(file: File) -> tuple[tuple[Statement, ...], tuple[Finding, ...], tuple[Fact, ...]]:
    statements: list[Statement] = []
    findings: list[Finding] = []
    facts: list[Fact] = []
    for number, line in enumerate(file.note, 1):
        said = [finding_of(f, f"f{len(findings) + offset}") for offset, f in enumerate(line.findings, 1)]
        findings += said
        conveys = [finding.id for finding in said]
        if line.topic is not None:
            facts.append(Fact(id=f"h{number}", topic=line.topic, value=line.topic, code=line.code))
            conveys.append(f"h{number}")
        statements.append(
            Statement(id=f"s{number}", section=line.section, text=line.text.strip(), conveys=tuple(conveys))
        )
    return tuple(statements), tuple(findings), tuple(facts)


def _planted(file: File, statements: Sequence[Statement]) -> PlantedError | None:
    if file.error is None:
        return None
    return PlantedError(
        statement=statements[file.error.line - 1].id,
        why=file.error.why,
        right=file.dysfunction,
        options=file.error.options,
    )


def _listed(ids: frozenset[str]) -> str:
    return ", ".join(sorted(ids))
