"""Which diagnosis is listed first, and why: one that may lead among codes that may not."""

from sacral_edu.api import Case, Item, coding
from sacral_edu_coding.choosing import (
    Ask,
    ChoiceKey,
    Choosable,
    Question,
    choice_item,
    one_in,
    spread,
    turned,
)
from sacral_edu_coding.claim_item import deciding_lines
from sacral_edu_coding.claims import CodingKey
from sacral_edu_coding.rivals import PREGNANCY, PUERPERIUM, rivals, titled

KIND = "first"
_WRONG = 4
"""Wrong codes that stand beside the one that may lead."""

_ONE_IN = {PREGNANCY: 2, PUERPERIUM: 3}
"""Of the visits on which these codes lead one in so many is asked about, as many of one as of the other.

Both kinds of visit have few codes of their own, and asked of all of them the two would stand out.
"""

_LONE_ASKED = 2
"""Of the claims with one diagnosis, which has nothing to come before, one in so many is asked about."""

_STEM = "Which of these diagnoses can stand first on the claim, and why?"

_REASONS: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    (
        "main",
        "It is the main reason for this visit, and nothing comes before it.",
        "A rule comes before the main reason here.",
        ("R-CLM-02", "R-ICD-11"),
    ),
    (
        "injury",
        "It is a current injury, which comes before pain and dysfunction.",
        "The record tells of no current injury that leads.",
        ("R-ICD-08",),
    ),
    (
        "pregnancy",
        "It is of chapter 15, which leads in pregnancy and the puerperium.",
        "Neither pregnancy nor puerperium is recorded at this visit.",
        ("R-ICD-10",),
    ),
    (
        "medicare",
        "It names a spinal region, and Medicare wants one for adjustments.",
        "This is no adjustment sent to Medicare.",
        ("R-CMT-04",),
    ),
    (
        "hands",
        "It names a region treated by hand, which such a visit begins with.",
        "Outside Medicare's chiropractic rules nothing puts the regional code first because hands treated.",
        ("R-CMT-04",),
    ),
)

_SECTION = "coding#coding-first-listed"


def first_item(case: Case, whole: CodingKey) -> Item[ChoiceKey] | None:
    """Return the item, or None where too few codes tempt."""
    accepted = whole.claim.acceptable_first_listed
    if not accepted or whole.claim.claim_action != "submit":
        return None
    right = accepted[spread(case.id, "leads") % len(accepted)]
    if case.origin == "generated" and not one_in(case.id, "asked", _one_in(whole, right)):
        return None
    wrong = rivals(case, whole, right)[:_WRONG]
    if len(wrong) < _WRONG:
        return None
    reason = _reason(whole, right)
    said = _REASONS[[row[0] for row in _REASONS].index(reason)]
    lead = Choosable(id=right, label=titled(right), right=True, why=said[1], rules=())
    options = turned((lead, *wrong), case.id, KIND)
    question = Question(
        kind=KIND,
        stem=_STEM,
        asks=(
            Ask(id="code", label="First-listed diagnosis", options=options, points=0.4, section=_SECTION),
            Ask(id="reason", label="Why it leads", options=_reasons(reason), points=0.6, section=_SECTION),
        ),
        title="Choose the first diagnosis",
        skills=("diagnosis_codes",),
        situation=f"first-listed diagnosis: {_SITUATIONS[reason]}",
        key_feature=_lines_on(case, right),
        minutes=1.5,
    )
    return choice_item(case, whole, question)


def _one_in(whole: CodingKey, right: str) -> int:
    """Return of how many visits of its kind one is asked about."""
    return _ONE_IN.get(right) or (_LONE_ASKED if len(whole.claim.diagnoses) == 1 else 1)


_SITUATIONS = {
    "main": "main reason for the visit",
    "injury": "current injury",
    "pregnancy": "pregnancy",
    "medicare": "Medicare adjustment",
}


def _reason(whole: CodingKey, right: str) -> str:
    if coding.is_excluded_by_medicare(whole.encounter) and whole.encounter.facts.cmt_spinal_regions:
        return "medicare"
    if coding.is_pregnancy(right):
        return "pregnancy"
    return "injury" if coding.is_injury(right) else "main"


def _reasons(reason: str) -> tuple[Choosable, ...]:
    return tuple(
        Choosable(
            id=name,
            label=label,
            right=name == reason,
            why="The rule asks for it." if name == reason != "main" else "" if name == reason else why_not,
            rules=rules if name != reason else (),
        )
        for name, label, why_not, rules in _REASONS
    )


def _lines_on(case: Case, code: str) -> tuple[str, ...]:
    """Return the note lines that name what a code stands for, those of the assessment where none does."""
    facts = {fact.id for fact in case.facts if fact.code == code}
    return tuple(s.id for s in case.note if facts & set(s.conveys)) or deciding_lines(case)
