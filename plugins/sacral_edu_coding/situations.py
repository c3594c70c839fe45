"""What kind of claim a case asks for, for reports on how varied the questions are."""

from sacral_edu.api import Case, ClaimKey, coding

_WORDS = {
    "omt": "osteopathic treatment alone",
    "em": "visit alone",
    "imaging": "plain films",
    "pt_eval": "therapy evaluation alone",
}


def situation_of(case: Case, key: ClaimKey) -> str:
    """Return the kind of claim that a case asks for, in a few words."""
    if key.claim_action == "hold_query":
        return "the clinician must be asked first"
    families = {row.family for line in key.procedures if (row := coding.procedures().get(line.code))}
    facts = case.encounter.facts
    if not families:
        return "diagnoses without a service"
    if "omt" in families and "em" in families:
        basis = "minutes" if facts.em is not None and facts.em.basis == "time" else "decision making"
        return f"osteopathic treatment with a visit leveled by {basis}"
    if "cmt" in families:
        visit = " with a visit" if "em" in families else ""
        return f"chiropractic adjustment, {facts.care or 'active'} care{visit}"
    if facts.timed_minutes:
        evaluation = " with an evaluation" if facts.pt_eval is not None else ""
        rule = "midpoint" if coding.time_rule(case.encounter) == "cpt_midpoint" else "total minutes"
        return f"therapy counted by {rule}{evaluation}"
    return " and ".join(sorted(_WORDS.get(family, family.replace("_", " ")) for family in families))
