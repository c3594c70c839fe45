"""The errors that the audit scorer plants: each contradicts its case, and is the only one."""

import pytest

from sacral_edu.api import drawn
from sacral_edu.clinical import icd
from sacral_edu.clinical.coding import is_regional, procedures
from sacral_edu.clinical.dysfunctions import dysfunctions
from sacral_edu.clinical.solver import solve
from sacral_edu.domain.cases import Case
from sacral_edu.domain.items import Item
from sacral_edu.domain.proofs import Habits
from sacral_edu.generation.generate import generate
from sacral_edu.generation.spec import Spec
from sacral_edu_audit.drafts import CLAIM, manipulation, regions_counted, sound_draft
from sacral_edu_audit.evidence import against, faults, has_site, touched_lines
from sacral_edu_audit.keys import AuditKey
from sacral_edu_audit.misnaming import mirrored
from sacral_edu_audit.planting import PLANTERS, plant, planted_as
from sacral_edu_audit.scorer import AuditScorer
from sacral_edu_audit.wording import claim_text

Asked = dict[str, list[Item[AuditKey]]]


@pytest.mark.parametrize("kind", PLANTERS)
def test_every_kind_of_error_occurs(kind: str, audited: Asked) -> None:
    assert len(audited[kind]) >= 8


def test_about_one_note_in_eight_is_sound(audited: Asked) -> None:
    count = sum(len(items) for items in audited.values())
    assert 0.08 < len(audited["none"]) / count < 0.17


def test_a_planted_error_is_the_only_one(audited_cases: tuple[Case, ...]) -> None:
    for case in audited_cases:
        planted = plant(case)
        if planted is not None:
            wanted = () if planted.kind == "none" else (planted.kind,)
            assert faults(case, planted.draft) == wanted


def test_no_planter_makes_another_error_than_its_own(audited_cases: tuple[Case, ...]) -> None:
    for case in audited_cases:
        for kind, planter in PLANTERS.items():
            made = planter(case, sound_draft(case))
            if made is not None and case.challenge != "noisy":
                assert set(faults(case, made.draft)) <= {kind}, (case.id, kind)
                assert (planted_as(case, kind) is None) == (faults(case, made.draft) == ())


def test_sound_notes_have_no_fault_and_a_site_for_all_that_was_felt(
    audited_cases: tuple[Case, ...], some_cases: tuple[Case, ...]
) -> None:
    for case in (*audited_cases, *some_cases):
        sound = sound_draft(case)
        assert faults(case, sound) == (), case.id
        assert all(has_site(sound.text(line)) for line in touched_lines(case))


def test_a_wrong_name_is_none_that_the_findings_allow(audited_cases: tuple[Case, ...]) -> None:
    for case in audited_cases:
        for kind in ("mirror", "region"):
            planted = planted_as(case, kind)  # type: ignore[arg-type]
            if planted is None or case.truth is None or case.challenge == "noisy":
                continue
            assert planted.wrong not in solve(case.findings)
            same = dysfunctions()[planted.wrong].region == case.truth.region
            assert same == (kind == "mirror")
            assert case.truth.name.lower() not in planted.draft.text(planted.lines[0]).lower()
            assert dysfunctions()[planted.wrong].name.lower() in planted.draft.text(planted.lines[0]).lower()
            assert all(line in {s.id for s in case.note if s.section == "exam"} for line in planted.evidence)


def test_a_lesion_called_pelvic_takes_the_pelvic_code_along(audited_cases: tuple[Case, ...]) -> None:
    seen = 0
    for case in audited_cases:
        planted = planted_as(case, "region")
        if planted is None or case.truth is None or case.claim is None:
            continue
        code = dysfunctions()[planted.wrong].code
        if case.truth.code in case.claim.diagnoses:
            seen += 1
            assert code in planted.draft.diagnoses
            assert case.truth.code not in planted.draft.diagnoses
            assert CLAIM in planted.lines
        else:
            assert planted.draft.diagnoses == case.claim.diagnoses
            assert CLAIM not in planted.lines
    assert seen > 20


def test_a_line_without_a_site_loses_nothing_but_its_site(audited: Asked) -> None:
    for item in audited["site"]:
        (line,) = item.key.lines
        assert not has_site(item.key.entries[line])


def test_more_regions_are_billed_than_the_visit_can_count(audited_cases: tuple[Case, ...]) -> None:
    for case in audited_cases:
        planted = planted_as(case, "regions")
        if planted is not None:
            billed = manipulation(planted.draft)
            assert billed is not None
            least = procedures()[billed[0]].min_regions
            assert least is not None
            assert least > len(regions_counted(case))
            assert planted.lines == (CLAIM,)


def test_a_missing_condition_leaves_only_dysfunction_on_the_claim(audited_cases: tuple[Case, ...]) -> None:
    ways = set[str]()
    for case in audited_cases:
        planted = planted_as(case, "linkage")
        if planted is not None:
            ways.add(planted.wrong)
            assert planted.draft.diagnoses
            assert all(is_regional(code) for code in planted.draft.diagnoses)
    assert ways == {"claim", "note"}


def test_two_diagnoses_exclude_each_other_by_a_note_of_the_classification(
    audited_cases: tuple[Case, ...],
) -> None:
    for case in audited_cases:
        planted = planted_as(case, "excludes1")
        if planted is not None:
            found = [
                conflict for conflict in icd.excludes1_among(planted.draft.diagnoses) if conflict.certain
            ]
            assert len(found) == 1, (case.id, found)
            assert planted.wrong in (found[0].first, found[0].second)
            assert planted.wrong in claim_text(planted.draft)


def test_a_warning_is_passed_over_only_where_there_is_one(audited_cases: tuple[Case, ...]) -> None:
    for case in audited_cases:
        planted = planted_as(case, "red_flag")
        assert case.red_flag is not None or planted is None
        if planted is not None and case.red_flag is not None:
            plan = " ".join(line.text for line in planted.draft.note if line.section == "plan")
            assert case.red_flag.action not in plan
            assert "on hold" not in plan
            assert "valuated only" not in plan
            assert planted.evidence == (case.red_flag.statement,)


def test_notes_that_are_not_sound_to_begin_with_are_not_used() -> None:
    for habits in (
        Habits(site="poor"),
        Habits(linkage="poor"),
        Habits(tart="poor"),
        Habits(descriptor="poor"),
    ):
        assert plant(generate(Spec(seed=2, habits=habits))) is None
    for index in range(20):
        assert plant(generate(Spec(seed=2, index=index, challenge="noisy"))) is None


@pytest.mark.parametrize(
    ("name", "image"),
    [
        ("L_ON_L", "R_ON_R"),
        ("L_ON_R", "R_ON_L"),
        ("R_UNI_EXT", "L_UNI_EXT"),
        ("BI_FLEX", None),
        ("L_ANT_ROT", None),
        ("NORMAL", None),
    ],
)
def test_a_mirror_image_swaps_the_sides_of_a_sacral_lesion(name: str, image: str | None) -> None:
    assert mirrored(name) == image


def test_a_finding_speaks_against_a_name_only_if_it_fits_the_truth() -> None:
    case = generate(Spec(seed=3, dysfunction="L_ON_L", challenge="textbook"))
    assert against(case, "L_ON_L") == ()
    assert {finding.test for finding in against(case, "R_ON_R")} >= {"sulcus", "ila_ap", "seated_flexion"}


def test_the_same_case_gets_the_same_error(audited_cases: tuple[Case, ...]) -> None:
    for case in audited_cases[::7]:
        assert AuditScorer().items(case) == AuditScorer().items(case)


def test_lots_are_fair_and_two_of_them_do_not_go_together() -> None:
    ids = [f"g1-{seed}-{index}" for seed in range(6) for index in range(400)]
    pairs = [(drawn(one, "place", 6), drawn(one, "kind", 4)) for one in ids]
    for pair in {(place, kind) for place in range(6) for kind in range(4)}:
        assert 60 < pairs.count(pair) < 145
    assert drawn("g1-1-1", "place", 0) == 0
