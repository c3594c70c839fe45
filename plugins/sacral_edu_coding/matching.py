"""What of an answer matches the key, what is missing, what is extra, and what stands for what.

A wrong code that stands for a right one is one fault, not two; so an extra code is matched with the
missing code it most resembles, and later checks read the right code in its place.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec import Struct

from sacral_edu.api import AlternativeDiagnosis, Claim, ClaimKey, ProcedureLine, coding
from sacral_edu_coding.claims import MANIPULATION, MAX_DIAGNOSES, family_of
from sacral_edu_coding.pointers import modifiers_fit, pointer_faults

COMPARED = 40
"""Codes of one answer that are compared with each other; a claim holds twelve."""

_KIN = {
    frozenset(pair)
    for pair in (
        ("omt", "cmt"),
        ("omt", "timed"),
        ("cmt", "timed"),
        ("pt_eval", "em"),
        ("injection", "needling"),
        ("needling", "timed"),
        ("injection", "timed"),
        ("pt_eval", "omt"),
        ("pt_eval", "cmt"),
    )
}


class Diagnoses(Struct, frozen=True, kw_only=True):
    """How the answer's diagnoses relate to the key's.

    `swaps` pairs a missing code with the extra one in its place; `missing` and `extra` hold the others;
    `keyed` reads answer codes as the key codes that they stand for.
    """

    required: int
    swaps: tuple[tuple[str, str], ...] = ()
    missing: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    repeated: tuple[str, ...] = ()
    instead: tuple[AlternativeDiagnosis, ...] = ()
    optional_conflicts: tuple[tuple[str, str], ...] = ()
    keyed: Mapping[str, str] = {}
    too_many: bool = False

    @property
    def lost(self) -> frozenset[str]:
        """Key codes that are nowhere on the answer, not even under another code."""
        return frozenset(self.missing)


class Pair(Struct, frozen=True, kw_only=True):
    """A line of the key and the answer's line for it; `same` where both have the right code."""

    key: ProcedureLine
    answer: ProcedureLine
    same: bool

    @property
    def alike(self) -> bool:
        """Whether the two codes are of one family, so that units, modifiers and pointers can be compared."""
        return self.same or _same_family(self.key.code, self.answer.code)


class Lines(Struct, frozen=True, kw_only=True):
    """How the answer's lines relate to one accepted set of lines."""

    keys: tuple[ProcedureLine, ...]
    pairs: tuple[Pair, ...]
    missing: tuple[ProcedureLine, ...]
    extra: tuple[ProcedureLine, ...]


def match_diagnoses(key: ClaimKey, answer: Claim) -> Diagnoses:
    """Return how the answer's diagnoses relate to the key's."""
    given = tuple(dict.fromkeys(answer.diagnoses))
    allowed = (*key.diagnoses, *key.optional_diagnoses)
    missing = [code for code in key.diagnoses if code not in given]
    extra = [code for code in given if code not in allowed]
    if not missing and not extra and len(given) == len(answer.diagnoses) <= MAX_DIAGNOSES:
        clashes = _optional_clashes(key, given)
        return Diagnoses(required=len(key.diagnoses), optional_conflicts=clashes)
    instead: list[AlternativeDiagnosis] = []
    for other in key.alternative_diagnoses:
        if other.from_ in missing and other.to in extra:
            instead.append(other)
            missing.remove(other.from_)
            extra.remove(other.to)
    far = extra[COMPARED:]
    del extra[COMPARED:]
    swaps = _swapped(missing, extra) if missing and extra else []
    keyed = {new: old for old, new in swaps} | {other.to: other.from_ for other in instead}
    return Diagnoses(
        required=len(key.diagnoses),
        swaps=tuple(swaps),
        missing=tuple(missing),
        extra=(*extra, *far),
        repeated=() if len(given) == len(answer.diagnoses) else _repeated(answer.diagnoses),
        instead=tuple(instead),
        optional_conflicts=_optional_clashes(key, given),
        keyed=keyed,
        too_many=len(answer.diagnoses) > MAX_DIAGNOSES,
    )


def _repeated(codes: Sequence[str]) -> tuple[str, ...]:
    return tuple(code for code, count in Counter(codes).items() if count > 1)


def _optional_clashes(key: ClaimKey, given: Sequence[str]) -> tuple[tuple[str, str], ...]:
    if not key.optional_diagnoses:
        return ()
    chosen = [code for code in given if code in key.optional_diagnoses]
    return coding.exclusions(chosen) if len(chosen) > 1 else ()


def _swapped(missing: list[str], extra: list[str]) -> list[tuple[str, str]]:
    """Pair missing with extra codes, the likest first, and take them off both lists."""
    ranked = sorted(
        ((-_likeness(old, new), i, j) for i, old in enumerate(missing) for j, new in enumerate(extra))
    )
    left_old, left_new = dict(enumerate(missing)), dict(enumerate(extra))
    pairs: list[tuple[str, str]] = []
    for likeness, i, j in ranked:
        if likeness < 0 and i in left_old and j in left_new:
            pairs.append((left_old.pop(i), left_new.pop(j)))
    missing[:], extra[:] = left_old.values(), left_new.values()
    return pairs


def _likeness(old: str, new: str) -> int:
    shared = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), len(min(old, new)))
    if coding.is_regional(old) != coding.is_regional(new) and new[:3] != "M99":
        return 1 if old[:1] in "MGSR" and new[:1] in "MGSR" else 0
    if old[:3] == new[:3]:
        return 10 + shared
    return 2 + shared if old[:1] in "MGSRO" and new[:1] in "MGSRO" else 0


def match_lines(keys: tuple[ProcedureLine, ...], answer: Claim, dx: Diagnoses) -> Lines:
    """Return how the answer's lines relate to a set of key lines: right ones, then like ones."""
    left = list(answer.procedures)
    found: dict[int, Pair] = {}
    by_code = {line.code: line for line in left}
    if len(by_code) == len(left) and len({line.code for line in keys}) == len(keys):
        _pair_same(keys, by_code, found)
        left = list(by_code.values())
    else:
        _pair_repeated(keys, answer, dx, left, found)
    if len(found) < len(keys) and left:
        _pair_kin(keys, left, found)
    return Lines(
        keys=keys,
        pairs=tuple([found[index] for index in sorted(found)]),
        missing=tuple([line for index, line in enumerate(keys) if index not in found]),
        extra=tuple(left),
    )


def _pair_same(
    keys: tuple[ProcedureLine, ...], by_code: dict[str, ProcedureLine], found: dict[int, Pair]
) -> None:
    for index, line in enumerate(keys):
        hit = by_code.pop(line.code, None)
        if hit is not None:
            found[index] = Pair(key=line, answer=hit, same=True)


def _pair_repeated(
    keys: tuple[ProcedureLine, ...],
    answer: Claim,
    dx: Diagnoses,
    left: list[ProcedureLine],
    found: dict[int, Pair],
) -> None:
    """Pair lines where a code stands twice: those that fit altogether first."""
    on_claim = frozenset(dx.keyed.get(code, code) for code in answer.diagnoses)
    for strict in (True, False):
        for index, line in enumerate(keys):
            if index not in found:
                hit = _best(line, left, on_claim, dx, strict=strict)
                if hit is not None:
                    left.remove(hit)
                    found[index] = Pair(key=line, answer=hit, same=True)


def _best(
    line: ProcedureLine,
    left: list[ProcedureLine],
    on_claim: frozenset[str],
    dx: Diagnoses,
    *,
    strict: bool,
) -> ProcedureLine | None:
    same = [other for other in left if other.code == line.code]
    if not same or (len(same) == 1 and not strict):
        return same[0] if same else None
    right = [other for other in same if line_fits(line, other, on_claim, dx)]
    if right:
        return right[0]
    return (
        None
        if strict
        else max(same, key=lambda other: (other.units == line.units, modifiers_fit(line, other)))
    )


def line_fits(key: ProcedureLine, answer: ProcedureLine, on_claim: frozenset[str], dx: Diagnoses) -> bool:
    """Say whether a line is right in units, modifiers and pointers."""
    if key.units != answer.units or not modifiers_fit(key, answer):
        return False
    return not pointer_faults(key, answer, on_claim, dx.keyed, dx.lost)


def _pair_kin(keys: tuple[ProcedureLine, ...], left: list[ProcedureLine], found: dict[int, Pair]) -> None:
    for related in (_same_family, _kindred):
        for index, line in enumerate(keys):
            if index in found:
                continue
            hit = next((other for other in left if related(line.code, other.code)), None)
            if hit is not None:
                left.remove(hit)
                found[index] = Pair(key=line, answer=hit, same=False)


def _same_family(key: str, answer: str) -> bool:
    family = family_of(key)
    if family == "cmt" and "CMT_EXTRASPINAL" in (key, answer):
        return False
    return family == family_of(answer)


def _kindred(key: str, answer: str) -> bool:
    first, second = family_of(key), family_of(answer)
    if first in MANIPULATION and first == second:
        return True
    return second == "" or frozenset((first, second)) in _KIN
