"""Send a Medicare adjustment, and with which sign, or hold it and query the clinician.

What the record holds is supposed by the question, in eight variants of which two call for each answer, so
that holding the claim is right as often as each way of sending it (R-CMT-05, R-CMT-06, R-CMT-07, R-DOC-03).
"""

from msgspec import Struct

from sacral_edu.api import Case, Item, coding
from sacral_edu_coding.choosing import Ask, ChoiceKey, Choosable, Question, choice_item, spread
from sacral_edu_coding.claim_item import deciding_lines
from sacral_edu_coding.claims import CodingKey
from sacral_edu_coding.wording import listed

KIND = "query"


class Supposed(Struct, frozen=True, kw_only=True):
    """What the record is supposed to hold: P.A.R.T. elements, a film, kind of care, a signed notice."""

    part: tuple[str, ...]
    film: bool
    maintenance: bool
    signed: bool = False


_VARIANTS = (
    Supposed(part=("P", "R"), film=False, maintenance=False),
    Supposed(part=("P", "T"), film=False, maintenance=False),
    Supposed(part=("A", "T"), film=False, maintenance=True, signed=True),
    Supposed(part=("P", "A", "R"), film=False, maintenance=True),
    Supposed(part=("T",), film=True, maintenance=False),
    Supposed(part=("R",), film=False, maintenance=False),
    Supposed(part=("P", "A", "R", "T"), film=False, maintenance=True, signed=True),
    Supposed(part=("A", "R"), film=False, maintenance=True),
)
"""Right are, in this order: AT, query, GA, GZ, AT, query, GA, GZ."""

_WORDS = {
    "P": "pain or tenderness",
    "A": "asymmetry",
    "R": "abnormal range of motion",
    "T": "tissue tone",
}
_STEM = (
    "Suppose that Medicare is billed for the spinal adjustment of this visit, and that the record holds what "
    "is shown above and nothing more about it. Is the claim submitted, and with which modifier, or is it not "
    "submitted yet, but held, and the clinician queried? And what is asked?"
)
_ACTIONS = (
    ("AT", "Submit it with AT"),
    ("GA", "Submit it with GA"),
    ("GZ", "Submit it with GZ"),
    ("bare", "Submit it without a modifier"),
    ("query", "Do not submit: hold the claim and query the clinician"),
)
_QUESTIONS = (
    ("open", "Which objective findings, if any, were present at the treated level on that date?"),
    ("leading", "Please add that the sacrum was restricted, so that the claim can be sent."),
    ("patient", "The patient is asked whether the joint felt stuck."),
    ("nothing", "Nothing: the record is enough for the claim."),
)


def query_item(case: Case, whole: CodingKey) -> Item[ChoiceKey] | None:
    """Return the item for a chiropractor's spinal adjustment, None for any other visit."""
    if whole.encounter.provider != "DC" or not whole.encounter.facts.cmt_spinal_regions:
        return None
    supposed = _VARIANTS[spread(case.id, KIND) % len(_VARIANTS)]
    right = _right(supposed)
    question = Question(
        kind=KIND,
        stem=_STEM,
        asks=(
            Ask(
                id="action",
                label="Submit, or hold and query",
                options=tuple(_action(supposed, right, name, label) for name, label in _ACTIONS),
                points=0.6,
                section="coding#coding-query" if right == "query" else "coding#coding-chiropractic",
            ),
            Ask(
                id="question",
                label="What the clinician is asked",
                options=tuple(_question(right, name, label) for name, label in _QUESTIONS),
                points=0.4,
                section="coding#coding-query",
            ),
        ),
        title="Submit, or query the clinician",
        skills=("modifiers",),
        situation=f"Medicare adjustment: {_SITUATIONS[right]}",
        key_feature=deciding_lines(case, "care", "notice"),
        minutes=1.5,
        shown=_shown(supposed),
    )
    return choice_item(case, whole, question)


_SITUATIONS = {
    "AT": "active care",
    "GA": "maintenance with a signed notice",
    "GZ": "maintenance without a notice",
    "query": "the clinician must be asked first",
}


def _shown(supposed: Supposed) -> tuple[tuple[str, str], ...]:
    return (
        ("Supposed payer", "Medicare (fee for service)"),
        ("Supposed findings", _findings(supposed)),
        ("Supposed film", "shows the subluxation" if supposed.film else "none"),
        ("Supposed care", "maintenance" if supposed.maintenance else "active"),
        ("Supposed notice", "mandatory notice signed" if supposed.signed else "none signed"),
    )


def _findings(supposed: Supposed) -> str:
    return listed(f"{_WORDS[letter]} ({letter})" for letter in supposed.part)


def _right(supposed: Supposed) -> str:
    if not coding.part_demonstrates(supposed.part, film=supposed.film):
        return "query"
    if not supposed.maintenance:
        return "AT"
    return "GA" if supposed.signed else "GZ"


def _action(supposed: Supposed, right: str, name: str, label: str) -> Choosable:
    why, rules = _why(supposed, right, name)
    return Choosable(id=name, label=label, right=name == right, why=why, rules=() if name == right else rules)


def _why(supposed: Supposed, right: str, name: str) -> tuple[str, tuple[str, ...]]:
    recorded = f"Recorded: {_findings(supposed)}."
    if right == "query":
        said = f"{recorded} Two of P.A.R.T., one of them A or R, or a film must show the subluxation."
        return said, ("R-CMT-06", "R-DOC-03")
    if name == "query":
        said = f"{recorded} {'A film shows' if supposed.film else 'That shows'} the subluxation."
        return f"{said} There is nothing to ask.", ("R-CMT-06", "R-DOC-03")
    if name == right:
        return _SAYS[right], ()
    if name == "AT":
        return "AT says that care is active, and it is maintenance.", ("R-CMT-05", "R-CMT-07")
    if right == "AT":
        return "Care is active; without AT Medicare reads maintenance.", ("R-CMT-05", "R-CMT-07")
    return _NOTICE["signed" if supposed.signed else "none"], ("R-CMT-07",)


_SAYS = {
    "AT": "The subluxation is shown and care is active.",
    "GA": "The subluxation is shown, care is maintenance, and the mandatory notice was signed.",
    "GZ": "The subluxation is shown, care is maintenance, and no mandatory notice was signed.",
}
_NOTICE = {
    "signed": "Maintenance with the mandatory notice signed goes out with GA.",
    "none": "Maintenance without a signed mandatory notice goes out with GZ.",
}


def _question(right: str, name: str, label: str) -> Choosable:
    wanted = "open" if right == "query" else "nothing"
    return Choosable(
        id=name,
        label=label,
        right=name == wanted,
        why=_why_question(name, wanted),
        rules=() if name == wanted else ("R-DOC-03",),
    )


def _why_question(name: str, wanted: str) -> str:
    if name == "open" and wanted == "nothing":
        return "It would not lead, but the record lacks nothing that the claim rests on."
    return "" if name == wanted == "nothing" else _WHY_QUESTION[name]


_WHY_QUESTION = {
    "open": "This asks for observations of that date and suggests none.",
    "leading": "This supplies the finding that it asks for; a query does not lead.",
    "patient": "What the examiner found can be told by the examiner only.",
    "nothing": "The record does not show the subluxation, so something has to be asked.",
}
