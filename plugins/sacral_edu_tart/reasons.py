"""Why a statement is, or is not, TART evidence for the sacrum: the learner's words, beside the rule.

Sources: facts `tart.not_tart`, `tart.wrong_region` and `region_discrimination` (standard teaching).
"""

from sacral_edu.api import Case, Finding, Statement, Tart

LETTERS: dict[Tart, str] = {
    "texture": "tissue texture",
    "asymmetry": "asymmetry",
    "restriction": "restriction of motion",
    "tenderness": "tenderness",
}

WHY_EVIDENCE: dict[Tart, str] = {
    "texture": "It describes how the tissue over the sacrum feels to the hand.",
    "asymmetry": "It compares the position of a sacral landmark from side to side.",
    "restriction": "It reports motion of the sacrum, tested by the examiner, that is lost.",
    "tenderness": "The examiner's pressure on a sacral site, not the patient's story, brings out the pain.",
}

SECTION: dict[Tart, str] = {
    "texture": "tart#tart-texture",
    "asymmetry": "tart#tart-asymmetry",
    "restriction": "tart#tart-restriction",
    "tenderness": "tart#tart-tenderness",
}

_WHY_NOT_KIND: dict[str, str] = {
    "symptom": "This is a symptom: the patient reports it, nobody palpated it. It belongs in the history.",
    "history": "This is history. It tells why to look at the sacrum, not what was found there.",
    "neurological": "This is a nerve sign. It speaks about a root, not about the tissue or motion here.",
    "neurodynamic": "A neurodynamic test loads the nerve roots. It is not one of the four TART criteria.",
    "provocation": (
        "A provocation test asks whether the joint hurts. Pain on a test is neither restriction nor "
        "tenderness to palpation."
    ),
    "localisation": "Pointing to the pain locates a complaint. The examiner has not palpated anything yet.",
    "imaging": "Imaging is data beside the examination. TART is what the hands find.",
    "observation": "This is looked at, not palpated at the sacrum. It is worth recording, but is not TART.",
    "outcome_measure": "A score measures function or disposition. It supports the story, but is not TART.",
    "load_transfer": "This tests how load is carried across the pelvis. It is a functional test, not TART.",
}

_WHY_NOT_TOPIC: dict[str, str] = {
    "pattern": _WHY_NOT_KIND["symptom"],
    "symptom": _WHY_NOT_KIND["symptom"],
    "function": (
        "This is functional impact. A good note has it, since it shows what the dysfunction costs the "
        "patient, but it is not one of the four criteria."
    ),
    "red_flag": "This is a warning sign. It has to be cleared up before anything is treated; it is not TART.",
    "screen": "This is screening for red flags. It says that treatment is safe, not what the sacrum is like.",
}

_WHY_NOT_REGION: dict[str, str] = {
    "pelvic": "Real TART, wrong region: it speaks about an innominate and supports M99.05.",
    "lumbar": "Real TART, wrong region: it speaks about a lumbar segment and supports M99.03.",
    "lower_extremity": "Real TART, wrong region: it speaks about the leg and supports M99.06.",
    "thoracic": "Real TART, wrong region: it supports M99.02.",
    "cervical": "Real TART, wrong region: it supports M99.01.",
    "rib_cage": "Real TART, wrong region: it supports M99.08.",
}

_STANDING = (
    "A standing flexion test lateralizes, but moves the innominate and the legs as well; it is not "
    "evidence for the sacrum."
)
_NORMAL = (
    "This is a normal result. It helps to name the lesion, but documents no texture change, asymmetry or "
    "loss of motion."
)


def why_not(case: Case, statement: Statement) -> str:
    """Return the reason why a statement without sacral evidence is none."""
    findings = case.findings_of(statement)
    if findings:
        return _why_not_finding(next((f for f in findings if f.tart), findings[0]))
    topics = {fact.topic for fact in case.facts if fact.id in statement.conveys}
    return next((why for topic, why in _WHY_NOT_TOPIC.items() if topic in topics), _WHY_NOT_KIND["history"])


def why_not_section(case: Case, statement: Statement) -> str:
    """Return where the book teaches that kind of look-alike."""
    findings = case.findings_of(statement)
    elsewhere = any(f.tart and f.region != "sacral" for f in findings)
    return "tart#tart-wrong-region" if elsewhere else "tart#tart-look-alikes"


_WHY_SITE: dict[str, str] = {
    "sacral": "The sacrum is what was felt or moved here, so it counts for M99.04.",
    "pelvic": "An innominate is what was felt or moved here, so it counts for M99.05.",
    "lumbar": "A lumbar segment or the muscle beside it is what was felt, so it counts for M99.03.",
    "lower_extremity": "The leg is what was felt or moved here, so it counts for M99.06.",
    "thoracic": "It is TART of the thoracic spine and counts for M99.02.",
    "cervical": "It is TART of the neck and counts for M99.01.",
    "rib_cage": "It is TART of the ribs and counts for M99.08.",
}
_STANDING_SITE = (
    "A standing flexion test gives a side and no more; it counts for the pelvis, or for the leg, whose "
    "hamstrings can move it."
)
_STANDING_LEG = (
    "It no longer lateralizes once the hamstrings are stretched, so the leg is at fault and it counts for "
    "M99.06."
)


def why_site(case: Case, statement: Statement) -> str:
    """Return why a statement of the examination supports its region, or none."""
    findings = case.findings_of(statement)
    shown = [finding for finding in findings if finding.tart]
    if not shown:
        return why_not(case, statement)
    if any(finding.test == "standing_flexion" for finding in shown):
        return _STANDING_LEG if shown[0].region == "lower_extremity" else _STANDING_SITE
    return " ".join(dict.fromkeys(_WHY_SITE[finding.region] for finding in shown))


def _why_not_finding(finding: Finding) -> str:
    if finding.test == "standing_flexion" and finding.tart:
        return _STANDING
    if finding.tart:
        return _WHY_NOT_REGION.get(finding.region, _WHY_NOT_KIND["observation"])
    return _WHY_NOT_KIND.get(finding.kind, _NORMAL)
