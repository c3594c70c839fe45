"""Wrong answers that stand in no vignette file: the rules a coder would name, and what the scorer names.

Each row is a vignette, what the learner did, the change of the key, and the rules of which at least one
must be named. They were written down before the scorer was tried on them.
"""

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from sacral_edu.api import Response
from sacral_edu.generation.vignettes import Vignette, apply_diff, read_vignettes, vignette_case
from sacral_edu_coding.scorer import ClaimScorer

VIGNETTES = Path(__file__).parents[2] / "cases" / "vignettes"

OMT = {"1": "OMT_1_2", "3": "OMT_3_4", "5": "OMT_5_6", "9": "OMT_9_10"}

MISTAKES: tuple[tuple[str, str, dict[str, Any], set[str]], ...] = (
    # osteopathic treatment
    ("V01", "jumps to the top code", {"swap_proc": {"from": "OMT_1_2", "to": "OMT_9_10"}}, {"R-OMT-01"}),
    ("V01", "bills a unit for each technique", {"set_units": {"OMT_1_2": 2}}, {"R-OMT-02", "R-OMT-05"}),
    ("V01", "points the line at the pain only", {"set_dx": {"OMT_1_2": ["M54.50"]}}, {"R-OMT-07"}),
    ("V01", "leaves the regional code out", {"drop_dx": "M99.04"}, {"R-OMT-07"}),
    ("V01", "uses the subluxation complex code", {"swap_dx": {"from": "M99.04", "to": "M99.14"}},
     {"R-ICD-05"}),
    ("V01", "bills the sacrum as an adjustment", {"swap_proc": {"from": "OMT_1_2", "to": "CMT_SPINAL_1_2"}},
     {"R-OMT-06"}),
    ("V01", "codes lumbar for sacral", {"swap_dx": {"from": "M99.04", "to": "M99.03"}},
     {"R-ICD-12", "R-OMT-03"}),
    ("V01", "adds the pelvis, which was not found", {"add_dx": "M99.05"},
     {"R-ICD-11", "R-ICD-12", "R-OMT-03"}),
    ("V02", "marks both legs with 50", {"add_mod": {"OMT_3_4": "50"}}, {"R-OMT-04"}),
    ("V02", "bills the legs on a second line",
     {"add_proc": {"code": "OMT_1_2", "modifiers": [], "units": 1, "dx": ["M99.06"]}}, {"R-OMT-02"}),
    ("V02", "bills two regions only", {"swap_proc": {"from": "OMT_3_4", "to": "OMT_1_2"}}, {"R-OMT-01"}),
    ("V02", "lists five pointers",
     {"set_dx": {"OMT_3_4": ["M99.03", "M99.04", "M99.05", "M99.06", "M54.50"]}}, {"R-CLM-01"}),
    ("V02", "points past one region", {"set_dx": {"OMT_3_4": ["M99.03", "M99.04", "M99.05", "M54.50"]}},
     {"R-OMT-07"}),
    ("V08", "puts LT on the treatment", {"add_mod": {"OMT_1_2": "LT"}}, {"R-OMT-04"}),
    ("V08", "codes the other hip", {"swap_dx": {"from": "M25.552", "to": "M25.551"}}, {"R-ICD-04"}),
    ("V08", "adds hands-on therapy",
     {"add_proc": {"code": "TX_MANUAL", "modifiers": ["59"], "units": 1, "dx": ["M25.552"]}},
     {"R-OMT-06", "R-NCCI-01", "R-NCCI-02", "R-DOC-02"}),
    ("V31", "bills three or four regions", {"swap_proc": {"from": "OMT_1_2", "to": "OMT_3_4"}}, {"R-OMT-03"}),
    ("V31", "adds the ribs alone", {"add_dx": "M99.08"}, {"R-ICD-11", "R-OMT-03", "R-DOC-03"}),
    # visits
    ("V04", "codes the visit a step too low", {"swap_proc": {"from": "EM_NEW_LOW", "to": "EM_NEW_SF"}},
     {"R-EM-02"}),
    ("V04", "bills the visit twice",
     {"add_proc": {"code": "EM_EST_LOW", "modifiers": ["25"], "units": 1, "dx": ["M53.3"]}}, {"R-EM-01"}),
    ("V04", "bills two units of the visit", {"set_units": {"EM_NEW_LOW": 2}}, {"R-TIME-03"}),
    ("V05", "drops the visit", {"drop_proc": "EM_EST_MOD"}, {"R-EM-05"}),
    ("V05", "points the visit at the regions", {"set_dx": {"EM_EST_MOD": ["M99.03", "M99.04"]}},
     {"R-CLM-02"}),
    ("V05", "opens with the long-term drug code", {"first_dx": "Z79.84"}, {"R-ICD-09"}),
    ("V05", "codes the highest level", {"swap_proc": {"from": "EM_EST_MOD", "to": "EM_EST_HIGH"}},
     {"R-EM-02"}),
    ("V06", "adds diabetes and points the visit at it",
     {"add_dx": "E11.9", "set_dx": {"EM_EST_LOW": ["M54.50", "E11.9"]}}, {"R-ICD-11"}),
    ("V06", "replaces 25 by 59", {"swap_mod": {"code": "EM_EST_LOW", "from": "25", "to": "59"}},
     {"R-NCCI-03"}),
    ("V07", "codes the top level", {"swap_proc": {"from": "EM_EST_LOW", "to": "EM_EST_HIGH"}},
     {"R-EM-03", "R-EM-04"}),
    ("V07", "takes the patient for new", {"swap_proc": {"from": "EM_EST_LOW", "to": "EM_NEW_SF"}},
     {"R-EM-01"}),
    ("V21", "counts the films for the top level", {"swap_proc": {"from": "EM_EST_LOW", "to": "EM_EST_HIGH"}},
     {"R-EM-02", "R-EM-06"}),
    ("V22", "rounds 22 minutes up", {"swap_proc": {"from": "EM_EST_LOW", "to": "EM_EST_MOD"}}, {"R-EM-03"}),
    ("V22", "bills treatment of the untreated sacrum",
     {"add_proc": {"code": "OMT_1_2", "modifiers": [], "units": 1, "dx": ["M99.04"]}}, {"R-OMT-03"}),
    ("V33", "codes a new patient of moderate level",
     {"swap_proc": {"from": "EM_EST_LOW", "to": "EM_NEW_MOD"}},
     {"R-EM-01", "R-EM-02"}),
    ("V34", "replaces falls by the history of falls", {"swap_dx": {"from": "R29.6", "to": "Z91.81"}},
     {"R-ICD-09", "R-ICD-11", "R-ICD-05"}),
    ("V34", "drops one code of the visit", {"drop_dx": "R26.81"}, {"R-ICD-11", "R-ICD-05"}),
    ("V34", "adds blood pressure, which is never named", {"add_dx": "I10"}, {"R-ICD-11"}),
    # chiropractic
    ("V09", "marks active care with GA", {"swap_mod": {"code": "CMT_SPINAL_1_2", "from": "AT", "to": "GA"}},
     {"R-CMT-05", "R-CMT-07"}),
    ("V09", "bills it as osteopathic", {"swap_proc": {"from": "CMT_SPINAL_1_2", "to": "OMT_1_2"}},
     {"R-OMT-06"}),
    ("V09", "leaves the related pain off", {"drop_dx": "M54.50"}, {"R-CMT-04", "R-ICD-11"}),
    ("V09", "bills an adjustment for each vertebra", {"set_units": {"CMT_SPINAL_1_2": 3}}, {"R-CMT-01"}),
    ("V09", "adds a region outside the spine",
     {"add_proc": {"code": "CMT_EXTRASPINAL", "modifiers": ["GY"], "units": 1, "dx": ["M54.50"]}},
      {"R-CMT-03"}),
    ("V09", "adds a visit",
     {"add_proc": {"code": "EM_EST_LOW", "modifiers": ["25"], "units": 1, "dx": ["M54.50"]}},
     {"R-EM-05", "R-CMT-08"}),
    ("V11", "sends maintenance bare", {"drop_mod": {"CMT_SPINAL_1_2": "GA"}}, {"R-CMT-07"}),
    ("V11", "adds AT beside GA", {"add_mod": {"CMT_SPINAL_1_2": "AT"}}, {"R-CMT-05", "R-CMT-07"}),
    ("V11", "opens with the pain", {"first_dx": "M54.50"}, {"R-CMT-04"}),
    ("V11", "takes sacrum and pelvis for three regions",
     {"swap_proc": {"from": "CMT_SPINAL_1_2", "to": "CMT_SPINAL_3_4"}}, {"R-CMT-01", "R-CMT-02"}),
    ("V12", "sends the films without GY", {"drop_mod": {"XR_LSPINE_2_3": "GY"}}, {"R-CMT-08"}),
    ("V12", "uses the sacrum film code", {"swap_proc": {"from": "XR_LSPINE_2_3", "to": "XR_SACROCOCCYX"}},
     {"R-IMG-01"}),
    ("V12", "marks the exercise AT as well", {"add_mod": {"TX_EXERCISE": "AT"}}, {"R-CMT-05"}),
    ("V12", "bills two units of exercise", {"set_units": {"TX_EXERCISE": 2}}, {"R-TIME-01"}),
    ("V13", "uses XE for another region", {"swap_mod": {"code": "TX_MANUAL", "from": "59", "to": "XE"}},
     {"R-NCCI-02"}),
    ("V13", "swaps sacral and lumbar", {"swap_dx": {"from": "M99.04", "to": "M99.03"}},
     {"R-ICD-12", "R-CMT-01"}),
    ("V13", "codes muscle spasm beside the myalgia", {"add_dx": "M62.838"}, {"R-ICD-03"}),
    ("V14", "adds retraining in the same region",
     {"add_proc": {"code": "TX_NEUROMOTOR", "modifiers": ["59"], "units": 1, "dx": ["M53.3"]}},
     {"R-NCCI-01", "R-NCCI-02"}),
    ("V14", "codes one region for two", {"drop_dx": "M99.05"}, {"R-CMT-01", "R-CMT-02"}),
    ("V15", "counts the ankle with the spine",
     {"drop_dx": "M99.06"}, {"R-CMT-03", "R-CLM-01"}),
    ("V15", "lists the ankle first", {"first_dx": "M99.06"}, {"R-CMT-03", "R-CLM-02"}),
    # therapy
    ("V16", "codes a fresh assessment of a running plan",
     {"swap_proc": {"from": "PT_EVAL_LOW", "to": "PT_REEVAL"}},
     {"R-PT-02"}),
    ("V16", "bills the evaluation twice", {"set_units": {"PT_EVAL_LOW": 2}}, {"R-TIME-03"}),
    ("V16", "gives the leftover to the wrong code",
     {"set_units": {"TX_MANUAL": 2, "TX_EXERCISE": 0}}, {"R-TIME-01"}),
    ("V16", "opens with the gait sign", {"first_dx": "R26.89"}, {"R-ICD-09"}),
    ("V16", "forgets GP on the evaluation", {"drop_mod": {"PT_EVAL_LOW": "GP"}}, {"R-PT-01"}),
    ("V16", "bills osteopathic treatment", {"swap_proc": {"from": "TX_MANUAL", "to": "OMT_1_2"}},
     {"R-OMT-06", "R-PT-04"}),
    ("V17", "bills each code by itself", {"drop_proc": "TX_MANUAL", "set_units": {"TX_EXERCISE": 2}},
     {"R-TIME-01"}),
    ("V17", "calls the exercise massage", {"swap_proc": {"from": "TX_EXERCISE", "to": "TX_MASSAGE"}},
     {"R-PT-03"}),
    ("V18", "codes low back pain", {"swap_dx": {"from": "M53.3", "to": "M54.50"}}, {"R-ICD-05"}),
    ("V19", "uses XS for other minutes", {"swap_mod": {"code": "TX_ACTIVITY", "from": "59", "to": "XS"}},
     {"R-NCCI-02"}),
    ("V19", "leaves the side of the hip open", {"swap_dx": {"from": "M25.651", "to": "M25.659"}},
     {"R-ICD-04"}),
    ("V20", "adds walking practice",
     {"add_proc": {"code": "TX_GAIT", "modifiers": ["GP"], "units": 1, "dx": ["R26.81"]}},
     {"R-PT-03", "R-TIME-04", "R-DOC-02"}),
    ("V20", "opens a pair that is none", {"add_mod": {"TX_EXERCISE": "59"}}, {"R-NCCI-02"}),
    # needles and films
    ("V23", "marks the side", {"add_mod": {"INJ_TP_1_2": "RT"}}, {"R-INJ-01"}),
    ("V23", "calls it dry needling", {"swap_proc": {"from": "INJ_TP_1_2", "to": "NEEDLE_DRY_1_2"}},
     {"R-INJ-03"}),
    ("V23", "codes fibromyalgia", {"swap_dx": {"from": "M79.18", "to": "M79.7"}}, {"R-ICD-05"}),
    ("V24", "drops the visit for the hip", {"drop_proc": "EM_EST_LOW"}, {"R-EM-05"}),
    ("V24", "points the injection at the bursitis", {"set_dx": {"INJ_TP_3PLUS": ["M70.61"]}}, {"R-CLM-02"}),
    ("V24", "codes the left hip", {"swap_dx": {"from": "M70.61", "to": "M70.62"}}, {"R-ICD-04"}),
    ("V25", "counts three muscles", {"swap_proc": {"from": "NEEDLE_DRY_1_2", "to": "NEEDLE_DRY_3PLUS"}},
     {"R-INJ-03", "R-INJ-01"}),
    ("V21", "splits the film", {"add_mod": {"XR_SACROCOCCYX": "26"}}, {"R-IMG-02"}),
    ("V21", "bills a unit for each projection", {"set_units": {"XR_SACROCOCCYX": 2}}, {"R-IMG-01"}),
    ("V21", "opens with the fall", {"add_dx": "W01.0XXA", "first_dx": "W01.0XXA"}, {"R-ICD-08", "R-ICD-09"}),
    ("V21", "adds sacral dysfunction", {"add_dx": "M99.04"}, {"R-ICD-11", "R-ICD-07"}),
    ("V21", "codes the healing phase", {"swap_dx": {"from": "S30.0XXA", "to": "S30.0XXD"}}, {"R-ICD-02"}),
    # symptoms, discs, injuries
    ("V26", "codes without the pain picture, another region",
     {"swap_dx": {"from": "M51.362", "to": "M51.37"}},
     {"R-ICD-01"}),
    ("V26", "codes leg pain only", {"swap_dx": {"from": "M51.362", "to": "M51.361"}}, {"R-ICD-05"}),
    ("V27", "adds back pain", {"add_dx": "M54.50"}, {"R-ICD-11"}),
    ("V27", "codes the left side", {"swap_dx": {"from": "M54.31", "to": "M54.32"}}, {"R-ICD-04"}),
    ("V27", "writes the header", {"swap_dx": {"from": "M54.31", "to": "M54.3"}}, {"R-ICD-01"}),
    ("V28", "calls it sciatica", {"swap_dx": {"from": "G57.02", "to": "M54.32"}}, {"R-ICD-05"}),
    ("V29", "codes a coccyx fracture", {"swap_dx": {"from": "M53.3", "to": "S32.2XXA"}},
     {"R-ICD-06", "R-ICD-11", "R-ICD-08"}),
    ("V29", "gives the sacral code a side", {"swap_dx": {"from": "M99.04", "to": "M99.040"}}, {"R-ICD-01"}),
    ("V29", "gives the sacral code a 7th character", {"swap_dx": {"from": "M99.04", "to": "M99.04A"}},
     {"R-ICD-01", "R-ICD-02"}),
    ("V30", "lets dysfunction stand for the sprain", {"drop_dx": "S33.6XXA"}, {"R-ICD-07", "R-ICD-08"}),
    ("V30", "opens with the regional code", {"first_dx": "M99.04"}, {"R-ICD-08"}),
    ("V30", "adds low back pain", {"add_dx": "M54.50"}, {"R-ICD-03", "R-ICD-08"}),
    ("V30", "codes the late effect", {"swap_dx": {"from": "S33.6XXA", "to": "S33.6XXS"}}, {"R-ICD-02"}),
    ("V30", "forgets the placeholders", {"swap_dx": {"from": "S33.6XXA", "to": "S33.6A"}}, {"R-ICD-02"}),
    ("V32", "points the treatment at the cold", {"set_dx": {"OMT_1_2": ["M99.03", "M99.04", "J06.9"]}},
     {"R-OMT-07"}),
    # the claim must be held
    ("V10", "sends it as osteopathic treatment",
     {"add_dx": "M99.04", "add_proc": {"code": "OMT_1_2", "modifiers": [], "units": 1, "dx": ["M99.04"]}},
     {"R-CMT-06", "R-DOC-03"}),
    ("V10", "sends it as maintenance without a notice",
     {"add_dx": "M99.04", "add_proc": {"code": "CMT_SPINAL_1_2", "modifiers": ["GZ"], "units": 1,
      "dx": ["M99.04"]}},
     {"R-CMT-07", "R-CMT-06"}),
)  # fmt: skip


@cache
def vignettes() -> dict[str, Vignette]:
    found: dict[str, Vignette] = {}
    for path in sorted(VIGNETTES.glob("*.yaml")):
        read, faults = read_vignettes(path.read_text(encoding="utf-8"), name=path.name, kind="yaml")
        assert faults == []
        found.update({vignette.id: vignette for vignette in read})
    return found


@pytest.mark.parametrize(
    ("vignette", "change", "rules"),
    [(row[0], row[2], row[3]) for row in MISTAKES],
    ids=[f"{row[0]} {row[1]}" for row in MISTAKES],
)
def test_a_further_mistake_costs_points_and_is_named(
    vignette: str, change: dict[str, Any], rules: set[str]
) -> None:
    wrong = apply_diff(vignettes()[vignette].key, change)
    scorer = ClaimScorer()
    item = scorer.items(vignette_case(vignettes()[vignette]))[0]
    score = scorer.score(item.key, Response(item_id=item.prompt.item_id, answers={"claim": wrong}))
    named = {rule for criterion in score.criteria for rule in criterion.rules}
    assert score.points < 1
    assert named & rules, f"named {sorted(named)}"


def test_further_mistakes_cover_every_family_of_rules() -> None:
    families = {rule.split("-")[1] for row in MISTAKES for rule in row[3]}
    assert families >= {"ICD", "OMT", "CMT", "EM", "TIME", "PT", "INJ", "IMG", "NCCI", "CLM", "DOC"}
