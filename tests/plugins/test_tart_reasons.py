import pytest

from sacral_edu.clinical.tart import CRITERIA
from sacral_edu.domain.cases import Case, Fact, Finding, Statement
from sacral_edu.domain.items import Item
from sacral_edu_tart.evidence import evidence_item
from sacral_edu_tart.reasons import LETTERS, SECTION, WHY_EVIDENCE, why_not, why_not_section


@pytest.fixture(scope="session")
def whys(some_cases: tuple[Case, ...]) -> dict[str, set[str]]:
    """For every test and every topic of the history: why a line about it is, or is not, evidence."""
    found: dict[str, set[str]] = {}
    for case in some_cases:
        item = evidence_item(case)
        if item is not None:
            _collect(case, item, found)
    return found


def _collect(case: Case, item: Item, found: dict[str, set[str]]) -> None:  # type: ignore[type-arg]
    lines = {statement.id: statement for statement in case.note}
    for look in item.key.looks:
        said = case.findings_of(lines[look.line])
        topics = [fact.topic for fact in case.facts if fact.id in lines[look.line].conveys]
        for finding in said:
            topics.append(f"{finding.test}/{finding.value}/{finding.region}")
        for topic in topics:
            found.setdefault(topic, set()).add(look.why)


@pytest.mark.parametrize(
    ("topic", "words"),
    [
        ("opening", "This is history."),
        ("pattern", "This is a symptom"),
        ("function", "This is functional impact."),
        ("screen", "This is screening for red flags."),
        ("faber/positive/sacral", "A provocation test asks whether the joint hurts."),
        ("thigh_thrust/positive/sacral", "A provocation test asks whether the joint hurts."),
        ("sacral_thrust/painful/sacral", "A provocation test asks whether the joint hurts."),
        ("fortin/positive/sacral", "Pointing to the pain locates a complaint."),
        ("active_straight_leg_raise/positive/pelvic", "This tests how load is carried"),
        ("straight_leg_raise/negative/lumbar", "A neurodynamic test loads the nerve roots."),
        ("straight_leg_raise/positive/lumbar", "A neurodynamic test loads the nerve roots."),
        ("achilles_reflex/reduced/lumbar", "This is a nerve sign."),
        ("sensation/reduced/lumbar", "This is a nerve sign."),
        ("mri/disc_protrusion/lumbar", "Imaging is data beside the examination."),
        ("films/fusion/lumbar", "Imaging is data beside the examination."),
        ("oswestry/measured/lumbar", "A score measures function"),
        ("lordosis/increased/lumbar", "This is looked at, not palpated at the sacrum."),
        ("gait/antalgic/lower_extremity", "This is looked at, not palpated at the sacrum."),
        ("standing_flexion/positive/pelvic", "A standing flexion test lateralizes"),
        ("standing_flexion/negative/pelvic", "This is a normal result."),
        ("asis/level/pelvic", "This is a normal result."),
        ("pubic/level/pelvic", "This is a normal result."),
        ("spring/negative/sacral", "This is a normal result."),
        ("l5_rotation/rotated/lumbar", "Real TART, wrong region: it speaks about a lumbar segment"),
        ("texture/present/lumbar", "Real TART, wrong region: it speaks about a lumbar segment"),
        ("tenderness/present/lower_extremity", "Real TART, wrong region: it speaks about the leg"),
        ("thoracic_segment/positive/thoracic", "Real TART, wrong region: it supports M99.02."),
        ("cervical_segment/positive/cervical", "Real TART, wrong region: it supports M99.01."),
        ("rib_motion/positive/rib_cage", "Real TART, wrong region: it supports M99.08."),
        ("seated_flexion/positive/sacral", WHY_EVIDENCE["restriction"]),
        ("spring/positive/sacral", WHY_EVIDENCE["restriction"]),
        ("sphinx/increases/sacral", WHY_EVIDENCE["restriction"]),
        ("sulcus/deep/sacral", WHY_EVIDENCE["asymmetry"]),
        ("ila_ap/posterior/sacral", WHY_EVIDENCE["asymmetry"]),
        ("texture/acute/sacral", WHY_EVIDENCE["texture"]),
        ("tenderness/chronic/sacral", WHY_EVIDENCE["tenderness"]),
    ],
)
def test_a_line_gets_the_reason_of_its_kind(topic: str, words: str, whys: dict[str, set[str]]) -> None:
    assert len(whys[topic]) == 1
    assert next(iter(whys[topic])).startswith(words)


def test_every_criterion_has_its_letter_its_reason_and_its_section() -> None:
    assert set(LETTERS) == set(WHY_EVIDENCE) == set(SECTION) == set(CRITERIA)


def _case(base: Case, *findings: Finding, topic: str | None = None) -> tuple[Case, Statement]:
    facts = (Fact(id="h", topic=topic, value="x"),) if topic else ()
    statement = Statement(id="s", section="exam", text="It is.", conveys=(*(f.id for f in findings), "h"))
    return (
        Case(id="c", title="C", origin="authored", encounter=base.encounter, note=(statement,),
             findings=findings, facts=facts),
        statement,
    )  # fmt: skip


def test_a_line_without_any_finding_is_history(bundled_cases: tuple[Case, ...]) -> None:
    case, statement = _case(bundled_cases[0])
    assert why_not(case, statement).startswith("This is history.")
    assert why_not_section(case, statement) == "tart#tart-look-alikes"


def test_a_line_with_a_normal_result_and_a_stranger_lesion_is_told_of_the_lesion(
    bundled_cases: tuple[Case, ...],
) -> None:
    case, statement = _case(
        bundled_cases[0],
        Finding(id="a", test="straight_leg_raise", value="negative", kind="neurodynamic", region="lumbar"),
        Finding(id="b", test="l5_rotation", value="rotated", side="L", kind="landmark", region="lumbar",
                tart=("asymmetry",)),
    )  # fmt: skip
    assert why_not_section(case, statement) == "tart#tart-wrong-region"
    assert why_not(case, statement).startswith("Real TART, wrong region")
