"""Which findings speak against a name, and which faults a note and claim have: the proof of an error.

A reading speaks against a dysfunction where it fits the truth and no reading that the dysfunction allows.
Beside a second lesion the tests that both may change say nothing (facts: `sulcus_combination_rule`).
"""

import re
from functools import cache

from sacral_edu.api import Case, Finding, coding, dysfunctions, expected_reading, reading
from sacral_edu_audit.drafts import Draft, Kind, condition_codes, lines_on, manipulation

_SHARED = frozenset({"sulcus", "standing_flexion", "asis_compression"})
_COMPARED = frozenset({"standing_flexion", "asis_compression"})
_WEAK = frozenset({"lordosis"})
"""Seen in many a healthy back, so no entry is called wrong on its account."""

_SITE = re.compile(
    r"sacr|sulc|\bILA|lateral angle|[AP]SIS|pub[ie]|pelvi|lumb|\b[LSTC]\d|ischi|glut|buttock|pirif|hamstr|"
    r"multif|paraspin|erector|trochanter|ili[au]|coccy|gastroc|calf|spin[ae]|rib|knee|fibul|thigh|leg\b|"
    r"low back|groin|adductor|tubero|symphys",
    re.IGNORECASE,
)
_TOUCH = ("texture", "tenderness")
PAIN = "Pain."
"""What a careless note writes for a condition."""


def against(case: Case, dysfunction: str) -> tuple[Finding, ...]:
    """Return the findings of the case that fit its truth and not the dysfunction, the most telling first."""
    truth = case.truth
    if truth is None:
        return ()
    found: list[Finding] = []
    for finding in case.findings:
        if finding.test in _WEAK or (truth.secondary is not None and finding.test in _SHARED):
            continue
        value = reading(finding)
        if value is not None and _parts(finding.test, value, truth.dysfunction, dysfunction):
            found.append(finding)
    return tuple(sorted(found, key=lambda finding: finding.test in _COMPARED))


@cache
def _parts(test: str, value: str, truth: str, other: str) -> bool:
    return value in expected_reading(truth, test) and value not in expected_reading(other, test)


def has_site(text: str) -> bool:
    """Say whether a line of the examination says where something was felt."""
    return _SITE.search(text) is not None


def touched_lines(case: Case) -> tuple[str, ...]:
    """Return the lines of the examination that tell tenderness or tissue texture alone."""
    found: list[str] = []
    for statement in case.note:
        felt = case.findings_of(statement)
        if statement.section == "exam" and felt and {f.test for f in felt} <= set(_TOUCH):
            found.append(statement.id)
    return tuple(found)


def faults(case: Case, draft: Draft) -> tuple[Kind, ...]:
    """Return the kinds of error that a note and claim of this case have; none where they are sound.

    This reads what a learner reads, not what was planted, so that it proves a planted error to be there
    and to be the only one.
    """
    truth = case.truth
    found: list[Kind] = []
    if truth is not None and draft.asserted != truth.dysfunction and against(case, draft.asserted):
        same = dysfunctions()[draft.asserted].region == truth.region
        found.append("mirror" if same else "region")
    if any(not has_site(draft.text(line)) for line in touched_lines(case)):
        found.append("site")
    if _counts_too_many(draft):
        found.append("regions")
    if _lacks_condition(case, draft):
        found.append("linkage")
    if coding.exclusions(draft.diagnoses):
        found.append("excludes1")
    if case.red_flag is not None and not _heeded(case, draft):
        found.append("red_flag")
    return tuple(found)


def _counts_too_many(draft: Draft) -> bool:
    billed = manipulation(draft)
    row = coding.procedures().get(billed[0]) if billed else None
    return row is not None and (row.min_regions or 0) > draft.treated


def _lacks_condition(case: Case, draft: Draft) -> bool:
    written = [draft.text(statement.id) for statement in lines_on(case, "condition")]
    return PAIN in written or not set(condition_codes(case)) <= set(draft.diagnoses)


def _heeded(case: Case, draft: Draft) -> bool:
    asked = lines_on(case, "red_flag")
    return bool(asked) and all(draft.text(statement.id) == statement.text for statement in asked)
