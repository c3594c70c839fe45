"""The options of the question for the technique: the one that fits, and four typical mistakes with reasons.

Sources: facts, techniques, technique rules (`breath`), contraindications (`prone_work`, `HVLA`).
"""

from msgspec import Struct

from sacral_edu.api import Case, drawn, technique_rules, techniques
from sacral_edu_triage.eligible import lesion_line
from sacral_edu_triage.limits import LIMITS, Limit
from sacral_edu_triage.treatments import COUNTERPART, OF_INNOMINATE, OF_SACRUM, OTHER_KIND, TREATMENTS

NOT_FOR_THIS_PATIENT = 0.3
"""Points for the technique of the right lesion in a position that this patient's limit speaks against."""

_SEATED = {
    "unilateral_flexion": "Lying on the side, hip turned inward; pressure on the ILA follows breathing in",
    "unilateral_extension": "Lying on the side, hip turned outward; base pressed, following breathing out",
    "bilateral_flexion": "Seated; pressure on the apex or both ILAs follows breathing in",
    "bilateral_extension": "Seated; pressure on the whole base follows breathing out",
}
_PRONE = {"bilateral_flexion": "Prone; pressure on the apex or both ILAs follows breathing in"}
_OTHER_BREATH = {
    "unilateral_flexion": "Prone, hip turned inward; pressure on that ILA follows breathing out",
    "unilateral_extension": "Prone, hip turned outward; pressure on that half-base follows breathing in",
    "bilateral_flexion": "Prone or seated; pressure on the apex or both ILAs follows breathing out",
    "bilateral_extension": "Prone; pressure on the whole base follows breathing in",
}
_THRUST = {
    "position": "Thrust (HVLA) at L5-S1",
    "fused": "Thrust (HVLA) through the fused lumbar segment",
    "loose": "Thrust (HVLA) at L5-S1",
    "root": "Thrust (HVLA) at L5-S1",
    "strain": "Thrust (HVLA) at L5-S1",
}
_PREGNANT = "pregnancy, the third trimester above all"


class Choice(Struct, frozen=True):
    """An option: its label, why it is right or wrong, and its points."""

    label: str
    why: str
    points: float = 0.0


def fitting(case: Case, treatment: str, limit: Limit | None) -> Choice:
    """Return the technique that fits lesion and patient."""
    label = _SEATED.get(treatment, "") if _not_prone(limit) else ""
    line = next(s.text for s in case.note if s.id == lesion_line(case))
    why = [f'"{line}" Named is {TREATMENTS[treatment].lesion}, and this is its technique.']
    if treatment in _OTHER_BREATH:
        why.append(technique_rules()["breath"].says)
    if treatment.endswith("torsion"):
        why.append("Which side lies down differs between schools and is not asked.")
    if limit is not None:
        why.append(f"It keeps within this patient's limit. {limit.why}")
    return Choice(label or TREATMENTS[treatment].placed, " ".join(why), 1.0)


def mistakes(case_id: str, treatment: str, limit: Limit | None) -> tuple[Choice, ...]:
    """Return four typical mistakes, in an order of the case's own."""
    named = [COUNTERPART[treatment], OTHER_KIND[treatment], _other_bone(case_id, treatment)]
    found = [_for_another(treatment, name, limit) for name in named]
    found.append(_for_another_patient(treatment, limit))
    turn = drawn(case_id, "order", len(found))
    return (*found[turn:], *found[:turn])


def refs_of(treatment: str) -> tuple[str, ...]:
    """Return the sources of a technique."""
    return next((row.refs for row in techniques() if row.id == treatment), ())


def _not_prone(limit: Limit | None) -> bool:
    return limit is not None and limit.id == "position"


def _other_bone(case_id: str, treatment: str) -> str:
    """Return a technique of the other bone; one that is not a thrust, so that only the bone is wrong."""
    others = OF_INNOMINATE if treatment in OF_SACRUM else OF_SACRUM
    fitting = [name for name in others if not TREATMENTS[name].thrust]
    return fitting[drawn(case_id, "bone", len(fitting))]


def _for_another(treatment: str, other: str, limit: Limit | None) -> Choice:
    label = _SEATED.get(other, "") if _not_prone(limit) else ""
    right, wrong = TREATMENTS[treatment].lesion, TREATMENTS[other].lesion
    same_bone = (treatment in OF_SACRUM) == (other in OF_SACRUM)
    moved = "the innominate" if other in OF_INNOMINATE else "the sacrum"
    why = f"It treats {wrong}; the assessment names {right}."
    return Choice(
        label or TREATMENTS[other].placed, why if same_bone else f"It moves {moved}, the other bone. {why}"
    )


def _for_another_patient(treatment: str, limit: Limit | None) -> Choice:
    """Return what this patient's limit speaks against, or, without a limit, a slip within the lesion."""
    if _not_prone(limit) and treatment in _SEATED:
        why = f"It fits the lesion and not the patient. {LIMITS['position'].why}"
        label = _PRONE.get(treatment, TREATMENTS[treatment].placed)
        return Choice(label, why, NOT_FOR_THIS_PATIENT)
    if _not_prone(limit):
        return Choice(
            _THRUST["position"], f"Among the contraindications of a thrust (HVLA), relative: {_PREGNANT}."
        )
    if limit is not None:
        return Choice(_THRUST[limit.id], limit.why)
    if treatment in _OTHER_BREATH:
        return Choice(_OTHER_BREATH[treatment], "Hand and hip are right, but it follows the wrong breath.")
    return _of_both_halves(treatment)


def _of_both_halves(treatment: str) -> Choice:
    other = "bilateral_extension" if treatment == "backward_torsion" else "bilateral_flexion"
    if treatment in OF_INNOMINATE:
        used = {COUNTERPART[treatment], OTHER_KIND[treatment], treatment}
        other = next(name for name in OF_INNOMINATE if name not in used)
    return _for_another(treatment, other, None)
