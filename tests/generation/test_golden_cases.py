"""Twelve cases as they are today; whoever changes one on purpose raises GENERATOR_VERSION once released."""

from collections.abc import Callable

import msgspec
import pytest

from sacral_edu.domain.cases import Case
from sacral_edu.generation.generate import generate
from sacral_edu.generation.spec import Spec

CHOSEN = {
    "torsion-forward-do": Spec(seed=1, dysfunction="L_ON_L", provider="DO"),
    "torsion-forward-dc": Spec(seed=2, dysfunction="R_ON_R", provider="DC"),
    "torsion-backward-pt": Spec(seed=3, dysfunction="L_ON_R", provider="PT"),
    "torsion-backward-do": Spec(seed=4, dysfunction="R_ON_L", provider="DO"),
    "unilateral-flexion-dc": Spec(seed=5, dysfunction="L_UNI_FLEX", provider="DC"),
    "unilateral-extension-pt": Spec(seed=6, dysfunction="R_UNI_EXT", provider="PT"),
    "bilateral-flexion-do": Spec(seed=7, dysfunction="BI_FLEX", provider="DO"),
    "innominate-do": Spec(seed=8, dysfunction="R_ANT_ROT", provider="DO"),
    "upslip-dc": Spec(seed=9, dysfunction="L_SUP_SHEAR", provider="DC"),
    "lumbar-pt": Spec(seed=10, dysfunction="LUMBAR_R", provider="PT"),
    "leg-dc": Spec(seed=11, dysfunction="LEG_L", provider="DC"),
}


def _json(case: Case) -> str:
    return msgspec.json.format(msgspec.json.encode(case), indent=1).decode() + "\n"


def _note(case: Case) -> str:
    lines = [f"{case.title} ({case.id})"]
    for number, statement in enumerate(case.note, 1):
        lines.append(f"{number:>2} {statement.section:<10} {statement.text}")
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("name", CHOSEN)
def test_a_case_is_what_it_was(name: str, golden: Callable[[str, str], None]) -> None:
    golden(f"cases/{name}.json", _json(generate(CHOSEN[name])))


@pytest.mark.parametrize("name", CHOSEN)
def test_a_note_reads_as_it_did(name: str, golden: Callable[[str, str], None]) -> None:
    golden(f"cases/{name}.txt", _note(generate(CHOSEN[name])))


def test_a_medicare_patient_in_maintenance_care_is_what_it_was(golden: Callable[[str, str], None]) -> None:
    wished = Spec(seed=12, dysfunction="R_UNI_FLEX", provider="DC")
    cases = (generate(wished.at(index)) for index in range(3000))
    case = next(case for case in cases if case.encounter.facts.care == "maintenance")
    assert case.encounter.payer_profile == "medicare_ffs"
    golden("cases/maintenance-dc.json", _json(case))
    golden("cases/maintenance-dc.txt", _note(case))
