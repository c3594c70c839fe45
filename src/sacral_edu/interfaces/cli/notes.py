"""A case as a clinical note for a terminal of 80 columns."""

import textwrap

from sacral_edu.clinical.coding import shown
from sacral_edu.domain.cases import Case, PayerProfile, Section
from sacral_edu.domain.claims import ClaimKey

WIDTH = 80

SECTIONS: dict[Section, str] = {
    "hpi": "History",
    "exam": "Examination",
    "assessment": "Assessment",
    "plan": "Plan",
}


PAYERS: dict[PayerProfile, str] = {
    "commercial_ncci": "commercial plan",
    "medicare_ffs": "Medicare",
    "commercial_cms_time": "commercial plan that counts total minutes",
}


def wrapped(text: str, first: str = "", rest: str = "") -> str:
    """Return a text in lines of at most 80 columns; its own line breaks stay."""
    indents = [first, *[rest] * text.count("\n")]
    return "\n".join(
        textwrap.fill(line, WIDTH, initial_indent=indent, subsequent_indent=rest)
        for line, indent in zip(text.split("\n"), indents, strict=True)
    )


def note_text(case: Case, *, with_key: bool = True) -> str:
    """Return the note of a case; with its truth and its claim unless `with_key` is False."""
    lines = [wrapped(f"{case.title}  [{case.id}]"), "-" * WIDTH]
    if case.patient is not None:
        who = case.patient
        lines += [
            f"{who.name}, {who.sex}, born {who.birth_date} ({who.age})",
            wrapped(f"{who.address}; {who.phone}"),
        ]
    visit = case.encounter
    payer = PAYERS[visit.payer_profile]
    seen = f"Seen {visit.date_of_service} by {visit.provider}; {visit.patient_status} patient; {payer}"
    lines.append(wrapped(seen))
    for section, heading in SECTIONS.items():
        said = [statement.text for statement in case.note if statement.section == section]
        if said:
            lines += ["", heading.upper(), *textwrap.wrap(" ".join(said), WIDTH)]
    if with_key:
        lines += ["", *_truth(case), *_claim(case.claim)]
    return "\n".join([*lines, ""]) + "\n"


def _truth(case: Case) -> list[str]:
    if case.truth is None:
        return []
    code = f" ({case.truth.code})" if case.truth.code else ""
    return [f"TRUTH  {case.truth.name}{code}"]


def _claim(key: ClaimKey | None) -> list[str]:
    if key is None:
        return []
    if key.claim_action == "hold_query":
        return ["CLAIM  held; query to the clinician", *textwrap.wrap(key.query or "", WIDTH)]
    lines = [f"CLAIM  {' '.join(key.diagnoses)}"]
    for line in key.procedures:
        modifiers = "".join(f"-{modifier}" for modifier in line.modifiers)
        number = shown(line.code)
        name = line.code if number == line.code else f"{number} {line.code}"
        lines.append(f"       {name}{modifiers} x{line.units} -> {' '.join(line.dx)}")
    return lines
