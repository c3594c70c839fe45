"""Checks of an authored case that its types alone cannot make; every fault is one line."""

from datetime import date

from sacral_edu.clinical import coding
from sacral_edu.clinical.dysfunctions import dysfunctions
from sacral_edu.clinical.solver import reading
from sacral_edu.domain.errors import CaseError
from sacral_edu.generation.authored_format import TOPICS, File, SaidFinding, finding_of, vocabulary
from sacral_edu.generation.faults import unknown
from sacral_edu.generation.spec import is_generated_id

_OLDEST = 120
_FEWEST_OPTIONS = 2
_MOST_OPTIONS = 10

NOT_FOR_CASES = frozenset({"gaming", "lint"})
"""Words that the command line takes for commands where a case id may stand."""


def check_head(file: File) -> list[str]:
    """Return a line for every fault in id, title, persons, dates, dysfunction and planted error."""
    faults = [*_check_person(file), *_check_visit(file)]
    if not file.title.strip():
        faults.append("title: is empty; give the case a name that does not tell the answer.")
    faults += _check_id(file.id)
    if file.dysfunction not in dysfunctions():
        faults.append(f"dysfunction: {unknown(file.dysfunction, dysfunctions())}")
    if file.error is not None:
        if not 1 <= file.error.line <= len(file.note):
            faults.append(
                f"error.line: there is no line {file.error.line}; the note has {len(file.note)} lines."
            )
        elif file.note[file.error.line - 1].section == "plan":
            faults.append("error.line: stands in the plan, which nobody is shown; plant the error before it.")
        strange = [option for option in file.error.options if option not in dysfunctions()]
        faults += [f"error.options: {unknown(option, dysfunctions())}" for option in strange]
        if not _FEWEST_OPTIONS <= len(file.error.options) <= _MOST_OPTIONS:
            faults.append(
                f"error.options: name the right correction and a wrong one at least, {_MOST_OPTIONS} at most."
            )
        if file.dysfunction not in file.error.options:
            faults.append(f"error.options: the right answer {file.dysfunction} must be among them.")
    return faults


def check_lines(file: File) -> list[str]:
    """Return a line for every fault in the sentences of the note; lines are counted from 1."""
    faults: list[str] = []
    for number, line in enumerate(file.note, 1):
        if line.code is not None and (status := coding.diagnosis_status(line.code)).state != "valid":
            faults.append(f"note[{number}].code: {status.message}")
        if not line.text.strip():
            faults.append(f"note[{number}].text: is empty; write a sentence.")
        if line.topic is not None and line.topic not in TOPICS:
            faults.append(f"note[{number}].topic: {unknown(line.topic, TOPICS)}")
        for said in line.findings:
            fault = _check_finding(said)
            if fault:
                faults.append(f"note[{number}].findings: {fault}")
    return faults


def _check_finding(said: SaidFinding) -> str | None:
    tests = {test for test, _ in vocabulary()}
    if said.test not in tests:
        return unknown(said.test, tests)
    values = [value for test, value in vocabulary() if test == said.test]
    if said.value not in values:
        return f"test {said.test} has no value {said.value!r}; it has {', '.join(sorted(values))}."
    try:
        reading(finding_of(said, "x"))
    except CaseError as error:
        return str(error)
    return None


def _check_id(name: str) -> list[str]:
    if not name or any(not (c.isascii() and (c.isalnum() or c == "-")) or c.isupper() for c in name):
        return [f"id: {name!r} must be of small letters, digits and hyphens, such as left-on-left."]
    if is_generated_id(name):
        return [f"id: {name!r} is the id of a generated case; choose another."]
    if name in NOT_FOR_CASES:
        return [f"id: {name!r} is the name of a command on items; choose another."]
    return []


def _check_person(file: File) -> list[str]:
    faults: list[str] = []
    if not 0 <= file.patient.age <= _OLDEST:
        faults.append(f"patient.age: must be an age in full years, from 0 to {_OLDEST}.")
    faults += _check_date("patient.birth_date", file.patient.birth_date)
    return faults or _check_age(file)


def _check_age(file: File) -> list[str]:
    try:
        born = date.fromisoformat(file.patient.birth_date)
        seen = date.fromisoformat(file.encounter.date_of_service)
    except ValueError:
        return []
    age = seen.year - born.year - ((seen.month, seen.day) < (born.month, born.day))
    if age == file.patient.age:
        return []
    return [f"patient.age: born {born} and seen {seen}, the patient is {age}, not {file.patient.age}."]


def _check_visit(file: File) -> list[str]:
    facts = file.encounter.facts
    faults = _check_date("encounter.date_of_service", file.encounter.date_of_service)
    if facts.em_separate and facts.em is None:
        faults.append("encounter.facts.em: is missing, though em_separate says that there was a visit.")
    return faults


def _check_date(key: str, text: str) -> list[str]:
    try:
        date.fromisoformat(text)
    except ValueError:
        return [f"{key}: {text!r} is no date; write it as 2026-11-09."]
    return []
