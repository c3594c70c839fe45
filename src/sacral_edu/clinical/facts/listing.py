"""Every fact of the course as one list: table, id, sentence, confidence and sources."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial

from msgspec import Struct

from sacral_edu.clinical.facts import tables
from sacral_edu.clinical.facts.rows import Row
from sacral_edu.clinical.tables import (
    Archetype,
    Confidence,
    InnominateRow,
    SacralRow,
    archetypes,
    innominate_rows,
    sacral_rows,
)

NOT_REREAD = "standard teaching, not re-read"
DERIVED = "follows from the model"
_SIDES = (("left", "L"), ("right", "R"))
_WORDS = {
    "L": "left",
    "R": "right",
    "ipsi": "on this side",
    "asis": "ASIS height",
    "psis": "PSIS height",
    "asis_ml": "ASIS inward or outward",
    "psis_ml": "PSIS inward or outward",
    "asis_compression": "ASIS compression",
    "stl": "sacrotuberous ligament",
    "ila": "ILA",
    "ila_si": "ILA up and down",
}


class Fact(Struct, frozen=True, kw_only=True):
    """One fact. `mark` says where it comes from if not from a source alone; `scored` may be False."""

    table: str
    id: str
    statement: str
    confidence: Confidence
    refs: tuple[str, ...]
    scored: bool
    mark: str


def _sayings(name: str) -> Callable[[], Iterable[Row]]:
    return partial(tables.sayings, name)


_PLAIN: dict[str, tuple[str, Callable[[], Iterable[Row]]]] = {
    "conventions": ("Conventions", _sayings("conventions")),
    "model": ("The three-fact model", _sayings("model")),
    "axes": ("Axes", tables.axes),
    "motions": ("Motions", tables.motions),
    "landmarks": ("Landmarks", tables.landmarks),
    "tests": ("Tests", tables.examination_tests),
    "sacral_columns": ("Columns of the sacral table", _sayings("sacral_columns")),
    "sacral_tenderness": ("Tenderness by sacral dysfunction", _sayings("sacral_tenderness")),
    "sulcus_rule": ("The sulcus as a sum of two bones", _sayings("sulcus_rule")),
    "regions": ("Sacrum, pelvis and their neighbors", tables.region_evidence),
    "coexisting": ("Coexisting lesions and the primary one", _sayings("coexisting")),
    "tart_rules": ("TART rules", _sayings("tart_rules")),
    "tart_phrases": ("TART phrases at the sacrum", tables.tart_phrases),
    "tart_acute_chronic": ("Acute and chronic", tables.acute_and_chronic),
    "tart_look_alikes": ("Look-alikes that are not TART", tables.look_alikes),
    "tart_wrong_region": ("TART of another region", tables.wrong_region_phrases),
    "agreement": ("Agreement between examiners", tables.agreement),
    "accuracy": ("Accuracy", tables.accuracy),
    "evidence": ("Evidence", _sayings("evidence")),
    "noise": ("Modeling wrong readings", _sayings("noise")),
    "red_flags": ("Red flags", lambda: tables.red_flags().values()),
    "function": ("Functional impact", _sayings("function")),
    "diagnoses": ("Diagnoses and what supports them", lambda: tables.diagnosis_support().values()),
    "coding_notes": ("Notes on codes", _sayings("coding_notes")),
    "techniques": ("Techniques", tables.techniques),
    "technique_rules": ("Rules for techniques", _sayings("technique_rules")),
    "counterstrain": ("Counterstrain points", tables.counterstrain_points),
    "contraindications": ("Contraindications", tables.contraindications),
    "mechanisms": ("Mechanisms", _sayings("mechanisms")),
    "disputes": ("Disputes", lambda: tables.disputes().values()),
    "known_errors": ("Errors met in print", tables.known_errors),
    "published_checks": ("Published findings the table was tried on", tables.published_checks),
}

_JOINED = {
    "sacral_rows": "Sacral dysfunctions",
    "innominate_rows": "Innominate and pubic dysfunctions",
    "archetypes": "History patterns",
}

_ORDER = (
    *("conventions", "model", "axes", "motions", "landmarks", "tests", "sacral_rows", "sacral_columns"),
    *("sacral_tenderness", "innominate_rows", "sulcus_rule", "regions", "coexisting", "tart_rules"),
    *("tart_phrases", "tart_acute_chronic", "tart_look_alikes", "tart_wrong_region", "agreement"),
    *("accuracy", "evidence", "noise", "red_flags", "function", "diagnoses", "coding_notes", "techniques"),
    *("technique_rules", "counterstrain", "contraindications", "archetypes", "mechanisms", "disputes"),
    *("known_errors", "published_checks"),
)


def table_titles() -> dict[str, str]:
    """Return the tables in the order of teaching, each with its title."""
    return {name: _JOINED.get(name) or _PLAIN[name][0] for name in _ORDER}


@cache
def all_facts() -> tuple[Fact, ...]:
    """Return every fact, table after table in the order of teaching."""
    return tuple(fact for name in _ORDER for fact in _of(name))


def _of(name: str) -> Iterator[Fact]:
    if name == "sacral_rows":
        yield from (_fact(name, row, _sacral(row), not row.optional) for row in sacral_rows().values())
    elif name == "innominate_rows":
        yield from (_fact(name, row, _innominate(row), True) for row in innominate_rows().values())
    elif name == "archetypes":
        yield from (_fact(name, row, _archetype(row), True) for row in archetypes().values())
    else:
        yield from (_fact(name, row, row.statement, row.scored) for row in _PLAIN[name][1]())


def _fact(table: str, row: Row | SacralRow | InnominateRow | Archetype, statement: str, scored: bool) -> Fact:
    mark = ""
    if row.confidence == "derived":
        mark = DERIVED
    elif row.confidence == "standard" or not row.refs:
        mark = NOT_REREAD
    return Fact(
        table=table,
        id=row.id,
        statement=statement,
        confidence=row.confidence,
        refs=row.refs,
        scored=scored and row.confidence not in ("disputed", "unverified", "recalled", "weak"),
        mark=mark,
    )


def _sacral(row: SacralRow) -> str:
    detail = tables.sacral_details()[row.id]
    found = row.findings
    sides = ", ".join(
        f"{word} sulcus {found[f'sulcus_{side}']} and ILA {found[f'ila_ap_{side}']}-{found[f'ila_si_{side}']}"
        for word, side in _SIDES
    )
    parts = [
        f"{row.name} ({row.id}), axis {row.axis.replace('_', ' ')}",
        f"seated flexion {_word(found['seated_flexion'])}, {sides}, spring {found['spring']}, "
        f"sphinx {_word(found['sphinx'])}, lordosis {found['lordosis']}, "
        f"L5 rotation {_word(found['l5_rot'])}",
        f"stuck: {detail.restricted}" if detail.restricted else "",
        f"enough to name it: {_sets(detail.enough)}",
        f"comparing sides only: {_sets(detail.enough_side_by_side)}" if detail.enough_side_by_side else "",
        f"also called: {'; '.join(row.also_called)}" if row.also_called else "",
        "off by default" if row.optional else "",
    ]
    return _joined(parts)


def _sets(sets: tuple[tuple[str, ...], ...]) -> str:
    return ", or ".join(" + ".join(_word(one) for one in names) for names in sets)


def _innominate(row: InnominateRow) -> str:
    signs = ", ".join(f"{_word(name)} {_word(value)}" for name, value in row.findings.items())
    note = tables.innominate_details()[row.id].note
    return _joined([f"{row.name} ({row.id}), on the side of the dysfunction: {signs}", note])


def _archetype(row: Archetype) -> str:
    detail = tables.archetype_details()[row.id]
    return _joined(
        [
            f"{row.id.replace('_', ' ')}, age {row.age[0]} to {row.age[1]} (ages and weights are choices of "
            "this course)",
            f"onset: {detail.onset}",
            f"pattern: {detail.pattern}",
            f"examination: {'; '.join(detail.examination)}" if detail.examination else "",
            f"codes: {', '.join(detail.codes)}" if detail.codes else "",
            f"screen for: {', '.join(detail.screen_for)}" if detail.screen_for else "",
            detail.note,
        ]
    )


def _word(name: str) -> str:
    return _WORDS.get(name) or name.replace("_", " ")


def _joined(parts: list[str]) -> str:
    return " ".join(f"{part[:1].upper()}{part[1:]}." for part in parts if part)
