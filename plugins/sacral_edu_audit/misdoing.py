"""Errors of the examination and the plan: a finding without a site, treatment in spite of a warning."""

from msgspec import structs

from sacral_edu.api import Case, coding, drawn
from sacral_edu_audit.drafts import Draft, Planted, lines_on
from sacral_edu_audit.evidence import touched_lines
from sacral_edu_audit.wording import region_words

_VAGUE = {
    "tenderness": ("Tenderness noted.", "Tender to palpation.", "There is tenderness."),
    "texture": ("Tissue texture changes present.", "Texture of the tissue changed.", "Tissues feel altered."),
}
_UNDAUNTED = {
    "DO": (
        "Muscle energy to the {region} today, to be repeated in a week.",
        "Treated today with balanced ligamentous tension to the {region}; next visit in a week.",
        "Osteopathic treatment of the {region} begun today and tolerated well.",
    ),
    "DC": (
        "Adjustment of the {region} today, to be repeated in a week.",
        "The {region} was adjusted today; next visit in a week.",
        "Adjustment of the {region} begun today and tolerated well.",
    ),
    "PT": (
        "Manual therapy to the {region} today, 15 minutes, to be repeated in a week.",
        "Fifteen minutes of manual therapy to the {region} today; next visit in a week.",
        "Manual therapy of the {region} begun today, 15 minutes, and tolerated well.",
    ),
}


def site(case: Case, draft: Draft) -> Planted | None:
    """Take the site from a finding of tenderness or tissue texture."""
    felt = [s for s in case.note if s.id in touched_lines(case)]
    region = case.truth.region if case.truth else None
    own = [s for s in felt if all(f.region == region and f.tart for f in case.findings_of(s))]
    if not own:
        return None
    chosen = own[drawn(case.id, "line", len(own))]
    words = _VAGUE[case.findings_of(chosen)[0].test]
    faulty = draft.rewritten(chosen.id, words[drawn(case.id, "vague", len(words))])
    return Planted(kind="site", draft=faulty, lines=(chosen.id,), evidence=(chosen.id,))


def red_flag(case: Case, draft: Draft) -> Planted | None:
    """Treat in spite of a warning sign, in the plan and on the claim."""
    flag, asked, visit = case.red_flag, lines_on(case, "red_flag"), lines_on(case, "visit")
    provider = "DO" if case.encounter.provider == "MD" else case.encounter.provider
    region = case.truth.region if case.truth else None
    if flag is None or len(asked) != 1 or region is None:
        return None
    words = _UNDAUNTED[provider]
    text = words[drawn(case.id, "undaunted", len(words))].format(region=region_words(region))
    faulty = draft.rewritten(asked[0].id, text)
    for statement in visit:
        faulty = faulty.rewritten(statement.id, _plain_visit(case, statement.text))
    services = (*faulty.services, (_treatment(provider, region), 1))
    faulty = structs.replace(faulty, services=services, treated=1)
    return Planted(
        kind="red_flag", draft=faulty, lines=(asked[0].id,), evidence=(flag.statement,), wrong=flag.id
    )


def _plain_visit(case: Case, text: str) -> str:
    """Return the line on the visit without its remark that nothing was treated."""
    level = case.encounter.facts.em
    if case.encounter.provider == "PT":
        return (
            "First assessment: two elements examined, unstable presentation, no personal factor or other "
            "condition that affects the plan. Plan of care signed."
        )
    if level is None or level.total_minutes is None:
        return text
    minutes = level.total_minutes
    return f"Established patient; history, examination and counseling took {minutes} minutes on this date."


def _treatment(provider: str, region: str) -> str:
    if provider == "PT":
        return "TX_MANUAL"
    if provider == "DC":
        return "CMT_SPINAL_1_2" if region in coding.SPINAL_REGIONS else "CMT_EXTRASPINAL"
    return "OMT_1_2"
