"""For each kind of error a pair of mends: the right one where it was planted, else two mistaken ones.

Every mend carries the reason why it is right or wrong in this very case.
"""

from collections.abc import Callable

from msgspec import Struct

from sacral_edu.api import Case, coding, drawn, dysfunctions
from sacral_edu_audit.drafts import Kind, Planted, condition_codes, line_of, sound_draft
from sacral_edu_audit.evidence import against
from sacral_edu_audit.misbilling import counted_service, next_above, partners
from sacral_edu_audit.misnaming import mirrored
from sacral_edu_audit.wording import lowered, quoted, region_words, would_show

_CALM = frozenset({"desk_worker", "lift_twist", "truck_driver_climber", "leg_length"})
"""Stories in which nobody could take anything for a warning."""

_REGIONS = ("sacral", "pelvic", "lumbar", "lower_extremity")


class Mend(Struct, frozen=True, kw_only=True):
    """One way to mend a note: what it says, why it is wrong or right here, and whether it is right."""

    label: str
    reason: str
    right: bool = False


def rivals(case: Case) -> tuple[str, ...]:
    """Return dysfunctions of the same region that the findings speak against, mirror image first."""
    truth = case.truth
    if truth is None:
        return ()
    image = mirrored(truth.dysfunction) if truth.region == "sacral" else None
    rows = dysfunctions().values()
    same = [row.id for row in rows if row.region == truth.region and row.id not in (truth.dysfunction, image)]
    rest = [row.id for row in rows if row.region not in (truth.region, None)]
    turn = drawn(case.id, "rivals", len(same))
    ordered = [image, *same[turn:], *same[:turn], *rest]
    return tuple(name for name in ordered if name is not None and against(case, name))


def _named(dysfunction: str) -> str:
    return f"Name the lesion {lowered(dysfunctions()[dysfunction].name)}"


def why_not_named(case: Case, dysfunction: str) -> str:
    """Return the finding that speaks most plainly against a name."""
    name = dysfunctions()[dysfunction].name
    for finding in against(case, dysfunction):
        words = would_show(dysfunction, finding.test)
        text = next((s.text for s in case.note if s.id == line_of(case, finding)), "")
        if words:
            return f"{name} would show {words}, but the note has: {quoted(text)}"
    return f"{name} does not go with the findings."


def _mirror(case: Case, planted: Planted) -> list[Mend]:
    wrong = [name for name in rivals(case) if name != planted.wrong]
    offered = [Mend(label=_named(name), reason=why_not_named(case, name)) for name in wrong]
    if planted.kind != "mirror" or case.truth is None:
        return offered[:2]
    name = case.truth.dysfunction
    right = Mend(label=_named(name), reason="It is the one name that every finding goes with.", right=True)
    return [right, *offered[:1]]


def _region(case: Case, planted: Planted) -> list[Mend]:
    truth = case.truth
    if truth is None or truth.region is None:
        return []
    second = dysfunctions()[truth.secondary].region if truth.secondary else None
    false = dysfunctions()[planted.wrong].region if planted.kind == "region" else None
    wrong = [
        Mend(label=_moved(region), reason=_why_not_moved(case, region))
        for region in _REGIONS
        if region not in (truth.region, second, false)
    ]
    if planted.kind != "region":
        return wrong[:2]
    right = Mend(
        label=_moved(truth.region), reason=f"The findings add up to {lowered(truth.name)}.", right=True
    )
    return [right, *wrong[:1]]


def _moved(region: str) -> str:
    return f"Name and code a lesion of the {region_words(region)}, {coding.REGION_CODES[region]}"


def _why_not_moved(case: Case, region: str) -> str:
    truth = case.truth
    if truth is None or truth.region is None:
        return f"No finding decides for the {region_words(region)}."
    shown = next((s.text for s in case.note if set(s.conveys) & set(truth.deciding)), "")
    told = (
        f"{quoted(shown)} is found with a lesion of the {region_words(truth.region)} alone. " if shown else ""
    )
    return f"{told}What was felt in the {region_words(region)} is secondary at most."


def _site(_case: Case, planted: Planted) -> list[Mend]:
    here = planted.kind == "site"
    return [
        Mend(
            label="Have the examiner say where the vague finding was felt",
            reason=(
                "A finding supports the region in which it was felt, and only the examiner knows it."
                if here
                else "Every finding of this note says where it was felt."
            ),
            right=here,
        ),
        Mend(
            label="Have the coder take the site from the diagnosis",
            reason=(
                "A coder asks and never supplies a finding, and evidence taken from the diagnosis proves "
                "nothing." + ("" if here else " Besides, no site is missing.")
            ),
        ),
    ]


def _regions(case: Case, planted: Planted) -> list[Mend]:
    row, above = counted_service(case), next_above(case)
    if above is None:
        return []
    what = "osteopathic treatment" if above.family == "omt" else "the adjustment"
    count = sound_draft(case).treated
    counted = f"{count or 'No'} {'regions were' if count > 1 else 'region was'} documented and treated"
    here = planted.kind == "regions"
    target = row if here else above
    return [
        Mend(
            label=f"Bill {what} for {_band(target)}",
            reason=f"{counted}, so that is what counts." if here else f"{counted}, so more cannot count.",
            right=here,
        ),
        Mend(
            label="Write findings for more regions and bill them too",
            reason="Findings that were not made are not written, and a region counts only if it was treated.",
        ),
    ]


def _band(row: coding.Procedure | None) -> str:
    if row is None:
        return "no region at all"
    low, high = row.min_regions, row.max_regions
    return f"{low} regions" if low == high else f"{low} or {high} regions"


def _linkage(case: Case, planted: Planted) -> list[Mend]:
    codes = condition_codes(case)
    if not codes:
        return []
    alone = "The dysfunction says where, not what the patient came for; the condition belongs beside it."
    if planted.kind == "linkage":
        return [
            Mend(
                label=f"Put the condition, {codes[0]}, back where it is missing",
                reason="The history gives it, and with it the reason for the visit.",
                right=True,
            ),
            Mend(label="Leave the complaint out, since the dysfunction explains it", reason=alone),
        ]
    return [
        Mend(label=f"Take {codes[0]} off the claim and let the dysfunction stand for it", reason=alone),
        Mend(
            label="Shorten the condition in the assessment to the one word pain",
            reason="The code says no more than the note does, and the word pain supports hardly any.",
        ),
    ]


def _excludes1(case: Case, planted: Planted) -> list[Mend]:
    claim = case.claim
    if claim is None:
        return []
    if planted.kind == "excludes1":
        code = planted.wrong
        return [
            Mend(
                label=f"Take {code} off the claim and keep the rest of it",
                reason="The assessment names the other condition, and the two are not listed together.",
                right=True,
            ),
            Mend(
                label=f"Keep both codes and list {code} as the first of them",
                reason="Order does not lift an Excludes1 note.",
            ),
        ]
    found = partners(case)
    # Where the condition is missing, a code put in its place would be another matter.
    if not found or planted.kind == "linkage":
        return []
    code = found[drawn(case.id, "partner", len(found))]
    other = next(one for one in claim.diagnoses if coding.exclusion(one, code) == "hard")
    return [
        Mend(
            label=f"Add {code} to the claim beside {other}, so that it says more",
            reason=f"An Excludes1 note sets {code} and {other} apart, and the note does not diagnose it.",
        ),
        Mend(
            label=f"Put {code} on the claim in the place of {other}",
            reason=f"The assessment names the condition that {other} stands for; {code} is not diagnosed.",
        ),
    ]


def _red_flag(case: Case, planted: Planted) -> list[Mend]:
    flag = case.red_flag
    if flag is None:
        if case.archetype not in _CALM:
            return []
        calm = "The history denies warning signs and the examination shows none."
        return [
            Mend(label="Withhold hands-on treatment until an MRI has been done", reason=calm),
            Mend(label="Send the patient to the emergency department untreated", reason=calm),
        ]
    warning = next((s.text for s in case.note if s.id == flag.statement), "")
    gently = Mend(
        label="Treat with a gentle technique today and see about the warning in a week",
        reason=f"Gentleness does not answer the warning: {quoted(warning)}",
    )
    if planted.kind == "red_flag":
        right = Mend(
            label="Withhold treatment today and follow up the warning",
            reason=f"The warning is cleared up first: {quoted(warning)}",
            right=True,
        )
        return [right, gently]
    nothing = Mend(
        label="Drop the referral from the plan, since one warning sign proves nothing",
        reason=f"Single warnings are often false, but this one has to be looked into: {quoted(warning)}",
    )
    return [gently, nothing]


PAIRS: dict[Kind, Callable[[Case, Planted], list[Mend]]] = {
    "mirror": _mirror,
    "region": _region,
    "site": _site,
    "regions": _regions,
    "linkage": _linkage,
    "excludes1": _excludes1,
    "red_flag": _red_flag,
}
"""The pair of each kind; an empty list where it would make no sense in the case."""
