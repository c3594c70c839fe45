"""The short questions behind a claim: services, first diagnosis, visit level, units, and the query."""

import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from msgspec import to_builtins

from sacral_edu.api import Case, ChoiceField, ChoicesField, Item, Response, coding
from sacral_edu.generation.vignettes import Vignette, apply_diff, read_vignettes, vignette_case
from sacral_edu.testing import check_examples, generated_cases
from sacral_edu_coding.scorer import ClaimScorer

VIGNETTES = Path(__file__).parents[2] / "cases" / "vignettes"
SCORER = ClaimScorer()
ORDER = ["claim", "services", "first", "level", "units", "query"]
CHOICES = ORDER[1:]

SEED_PROCEDURES = (
    "OMT_1_2",
    "OMT_3_4",
    "CMT_SPINAL_1_2",
    "EM_EST_LOW",
    "EM_EST_MOD",
    "EM_NEW_LOW",
    "TX_MANUAL",
    "TX_EXERCISE",
    "XR_LSPINE_2_3",
    "INJ_TP_1_2",
)
"""The ten procedures that the founding document names (facts: coding `seed_mapping`)."""


@cache
def vignettes() -> dict[str, Vignette]:
    found: dict[str, Vignette] = {}
    for path in sorted(VIGNETTES.glob("*.yaml")):
        read, _ = read_vignettes(path.read_text(encoding="utf-8"), name=path.name, kind="yaml")
        found.update({vignette.id: vignette for vignette in read})
    return found


@cache
def cases() -> tuple[Case, ...]:
    return tuple(generated_cases(300, seed=0))


@cache
def asked() -> dict[str, list[Item[Any]]]:
    return by_kind(cases())


@cache
def asked_of_vignettes() -> dict[str, list[Item[Any]]]:
    return by_kind(tuple(vignette_case(vignette) for vignette in vignettes().values()))


def by_kind(of: tuple[Case, ...]) -> dict[str, list[Item[Any]]]:
    found: dict[str, list[Item[Any]]] = {kind: [] for kind in ORDER}
    for case in of:
        for item in SCORER.items(case):
            found[kind_of(item)].append(item)
    return found


def kind_of(item: Item[Any]) -> str:
    return item.prompt.item_id.rsplit("/", 1)[1]


def field_of(item: Item[Any], at: int = 0) -> ChoiceField | ChoicesField:
    field = item.prompt.fields[at]
    assert isinstance(field, ChoiceField | ChoicesField)
    return field


def points(item: Item[Any], answers: dict[str, Any]) -> float:
    return SCORER.score(item.key, Response(item_id=item.prompt.item_id, answers=answers)).points


def test_the_claim_comes_first_and_the_others_in_one_order() -> None:
    for case in cases():
        kinds = [kind_of(item) for item in SCORER.items(case)]
        assert kinds[0] == "claim"
        assert kinds == [kind for kind in ORDER if kind in kinds]


@pytest.mark.parametrize("kind", CHOICES)
def test_every_kind_is_asked_of_generated_cases_and_of_vignettes(kind: str) -> None:
    assert len(asked()[kind]) >= 40
    assert len(asked_of_vignettes()[kind]) >= 5


def test_examples_earn_what_they_say() -> None:
    assert check_examples(SCORER, cases()[:80]) == []
    assert check_examples(SCORER, [vignette_case(vignette) for vignette in vignettes().values()]) == []


@pytest.mark.parametrize("kind", ORDER)
def test_an_item_tells_reports_what_it_is_about(kind: str) -> None:
    for item in (*asked()[kind], *asked_of_vignettes()[kind]):
        lines = {line.id for line in item.prompt.note}
        assert item.situation
        assert item.key_feature
        assert set(item.key_feature) <= lines
        assert item.prompt.minutes > 0
        assert set(item.prompt.skills) <= set(SCORER.skills)
    assert len({item.situation for item in asked()[kind]}) > 1


@pytest.mark.parametrize("kind", CHOICES)
def test_a_prompt_shows_neither_reasons_nor_rationale(kind: str) -> None:
    for item in asked()[kind]:
        shown = str(to_builtins(item.prompt))
        assert "R-" not in re.sub(r"R-on-R|L-on-R|R-on-L", "", shown)
        assert not item.key.summary or item.key.summary not in shown
        assert item.situation not in shown


@pytest.mark.parametrize("kind", ["first", "level", "units", "services"])
def test_no_position_is_favored(kind: str) -> None:
    at: Counter[int] = Counter()
    for item in asked()[kind]:
        names = [option.id for option in field_of(item).options]
        at.update(names.index(name) for name in item.key.right if name != "HOLD")
    whole = sum(at.values())
    spots = 6 if kind == "services" else len(field_of(asked()[kind][0]).options)
    assert all(count / whole < 1.8 / spots for count in at.values())


@pytest.mark.parametrize("kind", ["first", "level", "units", "query"])
def test_every_option_says_why(kind: str) -> None:
    for item in (*asked()[kind], *asked_of_vignettes()[kind]):
        for name in (option.id for option in field_of(item).options):
            criterion = item.key.chosen[name]
            assert (criterion.earned > 0) == (name in item.key.right)
            assert name in item.key.right or criterion.rules
            assert len(criterion.feedback) > 30


def test_a_reason_counts_beside_the_right_choice_only() -> None:
    for kind in ("first", "level", "units", "query"):
        for item in asked()[kind]:
            first, second = item.key.fields
            best = dict(zip(item.key.fields, item.key.best, strict=True))
            stray = next(o.id for o in field_of(item).options if o.id not in item.key.right)
            assert points(item, best) == 1
            assert points(item, {second: best[second]}) == 0
            assert points(item, {**best, first: stray}) == 0


@pytest.mark.parametrize("concept", SEED_PROCEDURES)
def test_a_procedure_of_the_founding_document_is_right_in_some_items(concept: str) -> None:
    keys = [vignette.key for vignette in vignettes().values()]
    assert any(line.code == concept for key in keys for line in key.procedures)
    services = [*asked()["services"], *asked_of_vignettes()["services"]]
    assert any(name.split("-")[0] == concept for item in services for name in item.key.right)


@pytest.mark.parametrize("concept", SEED_PROCEDURES)
def test_a_procedure_of_the_founding_document_tempts_in_others(concept: str) -> None:
    tempted = [
        (vignette, mistake)
        for vignette in vignettes().values()
        for mistake in vignette.mistakes
        if uses_wrongly(vignette, mistake.diff, concept)
    ]
    assert tempted
    for vignette, mistake in tempted:
        item = SCORER.items(vignette_case(vignette))[0]
        assert points(item, {"claim": apply_diff(vignette.key, mistake.diff)}) < 1
    assert any(name.split("-")[0] == concept for item in asked()["services"] for name in item.key.wrong)


def uses_wrongly(vignette: Vignette, diff: dict[str, Any], concept: str) -> bool:
    """Say whether a mistake bills a procedure that the key has not, or not so many units of it."""
    claim = to_builtins(apply_diff(vignette.key, diff))
    right = {line.code: line.units for line in vignette.key.procedures}
    return any(
        line["code"] == concept and line.get("units", 1) != right.get(concept) for line in claim["procedures"]
    )


def ids(field: ChoiceField | ChoicesField) -> list[str]:
    return [option.id for option in field.options]


def test_holding_the_claim_is_the_right_answer_in_some_items() -> None:
    held = [item for item in asked_of_vignettes()["services"] if item.key.right == {"HOLD"}]
    assert [item.prompt.case_id for item in held] == ["v10"]
    assert points(held[0], {"services": ["HOLD"]}) == 1
    assert points(held[0], {"services": ["HOLD", "CMT_SPINAL_1_2"]}) == 0
    answers = Counter(item.key.best[0] for item in asked()["query"])
    assert set(answers) == {"AT", "GA", "GZ", "query"}
    assert max(answers.values()) < sum(answers.values()) / 3


def test_the_wording_says_that_a_claim_is_submitted_or_held() -> None:
    item = asked()["claim"][0]
    words = f"{item.prompt.stem} {item.prompt.fields[0].label}".lower()  # type: ignore[union-attr]
    assert all(part in words for part in ("submit", "do not submit", "hold", "query the clinician"))


def test_a_leading_question_is_never_right() -> None:
    for item in asked()["query"]:
        wanted = "open" if item.key.best[0] == "query" else "nothing"
        assert item.key.best[1] == wanted
        assert item.key.reasoned["leading"].earned == 0
        assert "R-DOC-03" in item.key.reasoned["leading"].rules


@pytest.mark.parametrize(
    ("vignette", "kind", "best"),
    [
        ("V07", "level", ("EM_EST_LOW", "time")),
        ("V04", "level", ("EM_NEW_LOW", "mdm")),
        ("V01", "level", ("NONE", "none")),
        ("V17", "units", ("2-1", "2-0")),
    ],
)
def test_vignettes_are_answered_as_their_keys_say(vignette: str, kind: str, best: tuple[str, str]) -> None:
    (item,) = [i for i in SCORER.items(vignette_case(vignettes()[vignette])) if kind_of(i) == kind]
    assert item.key.best == best


def test_right_units_are_those_of_the_reference_counting() -> None:
    for item in asked_of_vignettes()["units"]:
        minutes = vignettes()[item.prompt.case_id.upper()].encounter.facts.timed_minutes
        assert minutes
        for at_field, rule in enumerate(("cms_total", "cpt_midpoint")):
            units = coding.timed_units(minutes, rule).units  # type: ignore[arg-type]
            assert item.key.best[at_field] == "-".join(str(units.get(code, 0)) for code in minutes)


def test_the_level_of_a_visit_is_that_of_the_key() -> None:
    for case in cases():
        for item in SCORER.items(case):
            if kind_of(item) == "level":
                assert case.claim is not None
                billed = [p.code for p in case.claim.procedures if p.code.startswith("EM_")]
                assert item.key.right == set(billed or ["NONE"])


def test_the_first_diagnosis_is_one_that_the_key_accepts_and_no_other_is_offered() -> None:
    for case in cases():
        for item in SCORER.items(case):
            if kind_of(item) == "first":
                assert case.claim is not None
                offered = set(ids(field_of(item)))
                assert offered & set(case.claim.acceptable_first_listed) == item.key.right


def test_a_wrong_first_code_is_one_that_the_record_does_not_diagnose_or_that_does_not_lead() -> None:
    for case in (*cases(), *(vignette_case(vignette) for vignette in vignettes().values())):
        for item in SCORER.items(case):
            if kind_of(item) != "first":
                continue
            assert case.claim is not None
            listed = {*case.claim.diagnoses, *case.claim.optional_diagnoses}
            coded = {fact.code for fact in case.facts if fact.code}
            for code in set(ids(field_of(item))) - item.key.right:
                said = item.key.chosen[code].feedback
                if code in listed:
                    assert "stands first; the claim opens with" in said
                else:
                    assert code not in coded
                    assert "names a region" not in said or coding.is_regional(code)


def test_every_first_code_is_shown_with_its_full_title() -> None:
    for item in (*asked()["first"], *asked_of_vignettes()["first"]):
        for option in field_of(item).options:
            assert option.label == f"{option.id}, {coding.diagnoses()[option.id].title}"


def test_visits_of_two_levels_are_offered_for_new_and_known_patients_alike() -> None:
    table = coding.procedures()
    for item in (*asked()["level"], *asked_of_vignettes()["level"]):
        rows = [table[name] for name in ids(field_of(item)) if name != "NONE"]
        levels = {row.level for row in rows}
        assert len(levels) == 2
        assert sorted((bool(row.new), row.level or 0) for row in rows) == sorted(
            (new, level or 0) for new in (False, True) for level in levels
        )
