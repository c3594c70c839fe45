"""Renew the extract of the ICD-10-CM table that the package ships, from the installed simple-icd-10-cm.

Run `python tools/renew_icd10cm.py` after raising simple-icd-10-cm's version on purpose (MIT license; its
data are the official tabular list, 2 s and 190 MB to load, hence an extract). Whole categories are taken,
so that a code that is missing from one of them is known not to exist. A code with a 7th character is kept
as its stem and a set of characters; the package puts the two together again.

What fiscal year 2027 changed is no part of that release. It is written below by hand from sources S02 to
S04 of `coding_sources.json`.
"""

import json
import re
import warnings
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path
from typing import Any

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import simple_icd_10_cm as cm

TARGET = Path(__file__).parent.parent / "src/sacral_edu/clinical/data/icd10cm.json"

RELEASE = {
    "name": "April 2026 release, fiscal year 2026",
    "package": f"simple-icd-10-cm {version('simple-icd-10-cm')}",
    "first_day": "2026-04-01",
    "last_day": "2026-09-30",
    "refs": ["S01"],
}

SCOPE = re.findall(
    r"\w+",
    """
C79 D69 E11 F45 G54 G55 G57 G83 G89 I10 J06 K68
M16 M17 M21 M24 M25 M35 M40 M41 M42 M43 M45 M46 M47 M48 M49 M50 M51 M53 M54 M60 M62 M67 M70 M71 M72 M76
M77 M79 M80 M81 M84 M96 M99
O26 O71 O90 O99 R10 R20 R25 R26 R27 R29 R51 R52 R53
S13 S16 S23 S30 S32 S33 S39 S73 S76 W00 W01 W10 W18 W19 X50 Y93
Z33 Z34 Z39 Z3A Z68 Z74 Z79 Z87 Z91 Z98
""",
)

FY2027: dict[str, Any] = {
    "first_day": "2026-10-01",
    "confidence": "sourced",
    "refs": ["S02", "S03", "S04"],
    "note": "190 codes are new and 30 are no longer reportable; new codes are listed for chapter 13 alone.",
    "deleted": [
        f"{stem}{seventh}"
        for stem in ("S23.420", "T52.8X1", "T52.8X2", "T52.8X3", "T52.8X4")
        for seventh in "ADS"
    ],
    "demoted": [
        *("D69.1", "I42.0", "I42.8", "I49.8", "M72.2"),
        *(f"M86.8X{site}" for site in range(1, 9)),
        *("Z68.1", "Z87.890"),
    ],
    "new": ["M04.3", "M67.A01", "M67.A02", "M67.A09", "M72.20", "M72.21", "M72.22"],
    "new_between": [["M86.8X11", "M86.8X89", 16]],
    "retitled": ["L02.232", "L03.312", "L03.322", "Z29.14"],
}

NARROWER = [
    # Spondylolisthesis (M43.0, M43.1) is no curvature of the spine.
    ["M43", "spinal curvature in osteoporosis (M80.-)"],
]

_CODE = r"[A-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})?"
_GROUP = re.compile(rf"\(({_CODE}[^()]*)\)")
_BARE = re.compile(r"\b[A-Z]\d[0-9A-Z]\.[0-9A-Z]{1,4}\b")
_PIECE = re.compile(rf"({_CODE})\.?-?(?:({_CODE})\.?-?)?")
_BETWEEN = re.compile(r",\s*|\s+and\s+|;\s*")
_SPELLED_OUT = {
    "E08-E13 with .44": ["E08.44", "E09.44", "E10.44", "E11.44", "E13.44"],
    "I69. with final characters -92": ["I69.?92"],
    "I69. with final characters -93": ["I69.?93"],
    "M51.- with fifth character 4": ["M51.?4"],
    "M51.- with fifth character 6": ["M51.?6"],
}
_PLACEHOLDER = "X"
_SEVENTH = 7
_LONG = 90


def patterns(note: str) -> list[str]:
    """Return the codes that a note names.

    A code is a prefix such as `M54.3`, a range such as `M20-M21`, or `M51.?6` for any character there.
    """
    found: list[str] = []
    found += _BARE.findall(_GROUP.sub("", note))
    for group in _GROUP.findall(note):
        found += _SPELLED_OUT.get(group) or [_pattern(piece, note) for piece in _BETWEEN.split(group)]
    return found


def _pattern(piece: str, note: str) -> str:
    match = _PIECE.fullmatch(piece.strip())
    if match is None:
        raise ValueError(f"{note!r}: {piece!r} is not resolved; add it to _SPELLED_OUT")
    return "-".join(part for part in match.groups() if part)


def exclusions(notes: Iterable[str]) -> list[list[str]]:
    """Return each note with the codes it names."""
    return [[note, *patterns(note)] for note in notes]


def seventh_set(stem: str) -> dict[str, str]:
    """Return the 7th characters that a stem takes with their meanings, empty for one that takes none."""
    extended = [code for code in cm.get_children(stem) if cm.is_extended_subcategory(code)]
    words: dict[str, str] = {}
    for code in extended:
        words[code[-1]] = cm.get_seven_chr_def(code, True)[code[-1]]
        if code != with_seventh(stem, code[-1]):
            raise ValueError(f"{code} is not its stem with placeholders and a 7th character")
        if cm.get_description(code) != f"{cm.get_description(stem)}, {words[code[-1]]}":
            raise ValueError(f"{code}: its title is not that of its stem with the meaning of the character")
    return words


def with_seventh(stem: str, character: str) -> str:
    """Return a stem with placeholders and its 7th character."""
    plain = stem.replace(".", "")
    full = plain + _PLACEHOLDER * (_SEVENTH - 1 - len(plain)) + character
    return f"{full[:3]}.{full[3:]}"


def row(code: str, sevenths: list[dict[str, str]]) -> list[Any]:
    """Return one line of the table: code, title, and what else the list says of it.

    A set of 7th characters not met before is added to `sevenths`; the line names it by its index.
    """
    more: dict[str, Any] = {}
    chosen = seventh_set(code)
    if chosen:
        if chosen not in sevenths:
            sevenths.append(chosen)
        more["seventh"] = sevenths.index(chosen)
    more |= {
        "excludes1": exclusions(cm.get_excludes1(code)),
        "excludes2": exclusions(cm.get_excludes2(code)),
        "includes": [term for term in cm.get_inclusion_term(code) if len(term) <= _LONG],
        "notes": notes(code),
    }
    kept = {name: value for name, value in more.items() if value != []}
    return [code, title(code), kept] if kept else [code, title(code)]


def title(code: str) -> str:
    """Return the official title, without the range that blocks and chapters repeat in it."""
    return re.sub(r" \([A-Z]\d[0-9A-Z]-[A-Z]\d[0-9A-Z]\)$", "", cm.get_description(code))


def notes(code: str) -> list[str]:
    """Return the instructions that stand on a code, each beginning with its kind."""
    said = {
        "": cm.get_notes(code),
        "Code first: ": cm.get_code_first(code),
        "Code also: ": cm.get_code_also(code),
        "Use additional: ": cm.get_use_additional_code(code),
    }
    return [f"{kind}{'; '.join(text.split(chr(10)))}" for kind, text in said.items() if text]


def codes() -> list[str]:
    """Return every code of the categories in scope that is not a stem with its 7th character."""
    found: list[str] = []
    for category in SCOPE:
        found += [category, *cm.get_descendants(category)]
    kept = sorted(code for code in found if not cm.is_extended_subcategory(code))
    for code in kept:
        expected = code[:-1].rstrip(".") if len(code) > len("M99") else code
        if not cm.is_category(code) and cm.get_parent(code) != expected:
            raise ValueError(f"{code}: its parent is not what is left without its last character")
    return kept


def above(code: str) -> list[str]:
    """Return the blocks and the chapter of a category; a block of one category bears the same name as it."""
    return [name for name in cm.get_ancestors(code) if name != code]


def blocks() -> list[list[Any]]:
    """Return the blocks and chapters of the categories in scope, each after its parent."""
    found: list[list[Any]] = []
    for name in sorted({name for category in SCOPE for name in above(category)}):
        more = {
            "excludes1": exclusions(cm.get_excludes1(name)),
            "excludes2": exclusions(cm.get_excludes2(name)),
        }
        kept = {key: value for key, value in more.items() if value}
        found.append([next(iter(above(name)), ""), name, title(name), *([kept] if kept else [])])
    return found


def table() -> dict[str, Any]:
    """Return the whole extract."""
    sevenths: list[dict[str, str]] = []
    rows = [row(code, sevenths) for code in codes()]
    every = {code for code in cm.get_all_codes(True) if cm.is_category(code)}
    return {
        "release": RELEASE,
        "fy2027": FY2027,
        "narrower": NARROWER,
        "parents": {category: above(category)[0] for category in sorted(SCOPE)},
        "categories": " ".join(sorted(every)),
        "sevenths": sevenths,
        "blocks": blocks(),
        "rows": rows,
    }


def text(data: dict[str, Any]) -> str:
    """Return the table as JSON with one code a line, so that a renewal can be read as a difference."""
    parts: list[str] = []
    for name, value in data.items():
        if isinstance(value, list) and name != "narrower":
            lines = ",\n".join(json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in value)
            parts.append(f'"{name}":[\n{lines}\n]')
        else:
            parts.append(f'"{name}":{json.dumps(value, ensure_ascii=False)}')
    return "{\n" + ",\n".join(parts) + "\n}\n"


if __name__ == "__main__":
    TARGET.write_text(text(table()), encoding="utf-8")
    print(f"wrote {TARGET} ({TARGET.stat().st_size // 1024} KB) from {RELEASE['package']}")
