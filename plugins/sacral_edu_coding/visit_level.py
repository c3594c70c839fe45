"""Which visit may be reported, and what its level rests on."""

from collections.abc import Iterator

from sacral_edu.api import Case, Item, VisitLevel, coding
from sacral_edu_coding import explain_counts as counts
from sacral_edu_coding.choosing import Ask, ChoiceKey, Choosable, Question, choice_item, one_in, turned
from sacral_edu_coding.claim_item import deciding_lines
from sacral_edu_coding.claims import CodingKey, family_of
from sacral_edu_coding.wording import named

KIND = "level"
NO_VISIT = "NONE"
_NONE_ASKED = 3
"""Of the visits without a reportable evaluation one in so many is asked about, so that none is the usual."""

_LOWEST, _LOW, _MODERATE, _HIGHEST = range(1, 5)
"""Levels of a visit (`Procedure.level`)."""

_OTHER_BESIDE = 6
"""In one list of so many the level on the other side stands beside the right one."""

_STEM = (
    "Which visit may be reported beside whatever was treated, and what does its level rest on? Where nothing "
    "was evaluated apart from the treatment, say so."
)
_BASES = (
    ("mdm", "Decision making: two of problems, data and risk reach it"),
    ("time", "The minutes of the day, less separately billed work"),
    ("none", "Nothing: no evaluation stood apart from the treatment"),
    ("function", "What the dysfunction costs the patient from day to day"),
    ("regions", "How many regions were found or treated"),
)
_NEVER = {
    "function": "Function tells necessity; it sets no level.",
    "regions": "Regions pick the line of the treatment, not the visit.",
}


def level_item(case: Case, whole: CodingKey) -> Item[ChoiceKey] | None:
    """Return the item, or None where no visit comes into question."""
    facts, encounter = whole.encounter.facts, whole.encounter
    if encounter.provider == "PT" or facts.em_separate is None or whole.claim.claim_action != "submit":
        return None
    right = next((line.code for line in whole.claim.procedures if family_of(line.code) == "em"), NO_VISIT)
    generated = case.origin == "generated"
    if right == NO_VISIT and generated and not one_in(case.id, "no visit", _NONE_ASKED):
        return None
    bases = _bases(whole, right)
    options = turned(tuple(_options(case, whole, right)), case.id, KIND)
    question = Question(
        kind=KIND,
        stem=_STEM,
        asks=(
            Ask(id="visit", label="Visit", options=options, points=0.4, section="coding#coding-visit"),
            Ask(
                id="basis",
                label="What it rests on",
                options=_basis_options(whole, bases),
                points=0.6,
                section="coding#coding-visit",
            ),
        ),
        title="Level the visit",
        skills=("procedures",),
        situation=_situation(encounter.patient_status, right, bases),
        key_feature=deciding_lines(case, "visit", "medicine", "data"),
        minutes=1.5,
    )
    return choice_item(case, whole, question)


def _situation(status: str, right: str, bases: frozenset[str]) -> str:
    if right == NO_VISIT:
        return "visit level: no visit beside the treatment"
    basis = "decision making" if "mdm" in bases else "minutes"
    return f"visit level: {status} patient by {basis}"


def _bases(whole: CodingKey, right: str) -> frozenset[str]:
    """Return what the level rests on: each basis that reaches it."""
    if right == NO_VISIT:
        return frozenset({"none"})
    facts = whole.encounter.facts
    level = coding.procedures()[right].level or 0
    levels = [level for level in (facts.em, facts.em_mdm_alternative) if level is not None]
    status = whole.encounter.patient_status
    return frozenset(one.basis for one in levels if coding.visit_rank(status, one) >= level)


def _options(case: Case, whole: CodingKey, right: str) -> Iterator[Choosable]:
    """Yield the right visit, the one a step from it, both also for the other status, and none."""
    for code in _near(case, whole, right):
        why, rules = _why(whole, right, code)
        yield Choosable(id=code, label=named(code), right=code == right, why=why, rules=rules)
    why, rules = _why_none(whole, right)
    yield Choosable(id=NO_VISIT, label="No visit", right=right == NO_VISIT, why=why, rules=rules)


def _near(case: Case, whole: CodingKey, right: str) -> tuple[str, ...]:
    """Return the visits of two levels next to each other, each for a new and for a known patient.

    The second level is the one below or above, so that a list does not tell which of its levels is right.
    """
    rows = [row for row in coding.procedures().values() if row.family == "em" and row.level is not None]
    level = _LOW if right == NO_VISIT else coding.procedures()[right].level or 0
    usual, other = (level + 1, level - 1) if level < _MODERATE else (level - 1, level + 1)
    differs = _LOWEST <= other <= _HIGHEST and one_in(case.id, "beside", _OTHER_BESIDE)
    beside = other if differs else usual
    return tuple(row.concept for row in rows if row.level in (level, beside))


def _why(whole: CodingKey, right: str, code: str) -> tuple[str, tuple[str, ...]]:
    facts = whole.encounter.facts
    if right == NO_VISIT:
        said = "Nothing was evaluated apart from the look that belongs to the treatment."
        return said, ("R-EM-05",)
    if code == right:
        levels = [level for level in (facts.em, facts.em_mdm_alternative) if level is not None]
        return " ".join(_reached(whole, level) for level in levels), ()
    found = counts.visit(whole, right, code)
    return found.text, found.rules


def _reached(whole: CodingKey, level: VisitLevel) -> str:
    return counts.by_time(whole, level) if level.basis == "time" else counts.by_decisions(level)


def _why_none(whole: CodingKey, right: str) -> tuple[str, tuple[str, ...]]:
    if right == NO_VISIT:
        return "The look before a planned treatment belongs to the treatment.", ()
    return f"An evaluation with a plan of its own was made: {named(right)}.", ("R-EM-05",)


def _basis_options(whole: CodingKey, bases: frozenset[str]) -> tuple[Choosable, ...]:
    return tuple(
        Choosable(
            id=name,
            label=label,
            right=name in bases,
            why="" if name in bases else _NEVER.get(name) or _why_not_basis(whole, name, bases),
            rules=() if name in bases else _BASIS_RULES[name],
        )
        for name, label in _BASES
    )


_BASIS_RULES = {
    "mdm": ("R-EM-02",),
    "time": ("R-EM-03", "R-EM-04"),
    "none": ("R-EM-05",),
    "function": ("R-EM-02",),
    "regions": ("R-EM-02",),
}


def _why_not_basis(whole: CodingKey, name: str, bases: frozenset[str]) -> str:
    if "none" in bases:
        return "No visit is reported, so nothing has to reach a level."
    facts = whole.encounter.facts
    told = {level.basis: level for level in (facts.em, facts.em_mdm_alternative) if level is not None}
    if name in told:
        return f"{_reached(whole, told[name])} That does not reach the level."  # type: ignore[index]
    if name == "none":
        return "The record tells of work apart from the treatment."
    return "The record does not level the visit by that."
