"""The answer key of an audit item, and the item for a generated error and for an author's."""

from msgspec import Struct

from sacral_edu.api import (
    Case,
    ChoiceField,
    Item,
    MarkField,
    NoteLine,
    Option,
    PlantedError,
    Prompt,
    dysfunctions,
)
from sacral_edu_audit.drafts import Kind, Planted, facts_of, sound_draft
from sacral_edu_audit.mend_pairs import Mend
from sacral_edu_audit.mends import LEAVE, mends
from sacral_edu_audit.reasons import FAULTS, Grounds, grounds, why
from sacral_edu_audit.wording import claim_line

SKILLS = ("audit", "naming", "documentation", "claims")
SITUATIONS: dict[Kind, str] = {
    "mirror": "wrong side or axis",
    "region": "wrong region",
    "site": "finding without a site",
    "regions": "too many regions billed",
    "linkage": "missing condition",
    "excludes1": "diagnoses that exclude each other",
    "red_flag": "warning sign passed over",
    "none": "sound note",
}

_STEM = (
    "A colleague wrote this note and this claim (modifiers and pointers are not shown). One entry may be "
    "wrong, or none. Mark that entry, say what kind of error it is, and choose how to mend it. Where nothing "
    "is wrong, mark nothing and say so."
)
_WRONG = (Option(id="wrong", label="This entry is wrong", letter="X"),)
_MINUTES = 4.0
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_KINDS = tuple(
    Option(id=kind, label=label, letter=letter)
    for (kind, label), letter in zip(FAULTS.items(), _LETTERS, strict=False)
)


class AuditKey(Struct, frozen=True, kw_only=True):
    """What is wrong, where, why, and how it is mended.

    `lines` are the entries that may be marked, `entries` what each line says, `labels` and `options` what
    each correction says and what it rests on, `written` and `found` ids of dysfunctions to draw.
    """

    item_id: str
    kind: Kind
    lines: tuple[str, ...]
    why: str
    right: str
    labels: dict[str, str]
    options: dict[str, str]
    entries: dict[str, str]
    grounds: Grounds
    evidence: tuple[str, ...] = ()
    written: str = ""
    found: str = ""


def planted_item(case: Case, planted: Planted, scorer: str) -> Item[AuditKey]:
    """Return the item for an error that this scorer planted, or for a note that it left sound."""
    offered = mends(case, planted)
    named = {letter.lower(): mend for letter, mend in zip(_LETTERS, offered, strict=False)}
    drawn = planted.kind in ("mirror", "region")
    note = (*planted.draft.note, claim_line(planted.draft))
    return _item(
        case,
        scorer,
        note,
        named,
        AuditKey(
            item_id=f"{case.id}/{scorer}/error",
            kind=planted.kind,
            lines=planted.lines,
            why=why(case, planted),
            right=next(name for name, mend in named.items() if mend.right),
            labels={name: mend.label for name, mend in named.items()},
            options={name: mend.reason for name, mend in named.items()},
            entries={line.id: line.text for line in note},
            grounds=grounds(case, planted.kind),
            evidence=planted.evidence,
            written=planted.wrong if drawn else "",
            found=case.truth.dysfunction if drawn and case.truth else "",
        ),
    )


def authored_item(case: Case, error: PlantedError, scorer: str) -> Item[AuditKey]:
    """Return the item for an error that the case's author planted, with the author's own reasons."""
    draft = sound_draft(case)
    note = (*draft.note, claim_line(draft)) if case.claim is not None else draft.note
    named = {
        name: Mend(label=dysfunctions()[name].name, reason=reason, right=name == error.right)
        for name, reason in sorted(error.options.items())
    }
    named["leave"] = Mend(label=LEAVE, reason="One entry of this note does not go with its findings.")
    written = _written(case, error)
    right = dysfunctions()[error.right]
    elsewhere = written != "" and dysfunctions()[written].region != right.region
    kind: Kind = "region" if elsewhere else "mirror"
    return _item(
        case,
        scorer,
        note,
        named,
        AuditKey(
            item_id=f"{case.id}/{scorer}/error",
            kind=kind,
            lines=(error.statement,),
            why=error.why,
            right=error.right,
            labels={name: mend.label for name, mend in named.items()},
            options={name: mend.reason for name, mend in named.items()},
            entries={line.id: line.text for line in note},
            grounds=grounds(case, kind),
            evidence=(error.statement,),
            written=written,
            found=error.right,
        ),
    )


def _item(
    case: Case, scorer: str, note: tuple[NoteLine, ...], named: dict[str, Mend], key: AuditKey
) -> Item[AuditKey]:
    options = tuple(
        Option(id=name, label=mend.label, letter=letter)
        for (name, mend), letter in zip(named.items(), _LETTERS, strict=False)
    )
    prompt = Prompt(
        item_id=key.item_id,
        scorer=scorer,
        case_id=case.id,
        title=case.title,
        stem=_STEM,
        note=note,
        fields=(
            MarkField(
                id="entry",
                label="The wrong entry",
                lines=tuple(line.id for line in note),
                options=_WRONG,
                at_most=1,
            ),
            ChoiceField(id="fault", label="What is wrong", options=_KINDS),
            ChoiceField(id="correction", label="How to mend it", options=options),
        ),
        skills=SKILLS,
        minutes=_MINUTES,
        difficulty=case.difficulty,
    )
    feature = tuple(dict.fromkeys((*key.lines[:1], *key.evidence)))
    return Item(prompt=prompt, key=key, situation=SITUATIONS[key.kind], key_feature=feature)


def _written(case: Case, error: PlantedError) -> str:
    """Return the dysfunction that the wrong entry names, as far as it can be read; else an empty string."""
    statement = next((s for s in case.note if s.id == error.statement), None)
    if statement is None:
        return ""
    named = [fact.value for fact in facts_of(case, statement) if fact.value in dysfunctions()]
    text = statement.text.lower()
    for row in dysfunctions().values():
        name = row.name.lower()
        if name in text or name.replace("sacral ", "").replace("innominate ", "") in text:
            named.append(row.id)
    return next((name for name in named if name != error.right), "")
