"""Proving case files: authored cases solve uniquely, vignette keys earn full marks and mistakes less."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from sacral_edu.domain.cases import Case
from sacral_edu.domain.claims import Claim, ClaimKey
from sacral_edu.domain.errors import ResponseError
from sacral_edu.domain.items import Item, Outcome, Response, Score
from sacral_edu.generation.vignettes import (
    Mistake,
    Vignette,
    apply_diff,
    vignette_case,
    vignette_disagreements,
)
from sacral_edu.interfaces.casebook.reading import case_files, read_file
from sacral_edu.scoring import Scorer, make_items, score_response

_FULL = 1 - 1e-9
_CLAIM_SCORER = "coding"
_CLAIM_FIELD = "claim"


class CheckReport(Struct, frozen=True, kw_only=True):
    """Faults, a line each, and what was counted."""

    faults: tuple[str, ...]
    files: int
    cases: int
    vignettes: int
    mistakes: int


def check_paths(paths: Iterable[Path], scorers: Mapping[str, Scorer[Any]]) -> CheckReport:
    """Check every case file among the paths and under the folders, and return what was found.

    Authored cases must be solved uniquely and give at least one item. For vignettes the key must agree
    with the encounter's facts and earn full marks; each mistake, made from the key by its diff, must earn
    less, and one of its rules must be named in the feedback.
    """
    faults: list[str] = []
    files = cases = vignettes = mistakes = 0
    where: dict[str, str] = {}
    for file in _files(paths, faults):
        files += 1
        contents = read_file(file)
        faults += contents.faults
        cases += len(contents.cases)
        vignettes += len(contents.vignettes)
        mistakes += sum(len(v.mistakes) for v in contents.vignettes)
        for case in contents.cases:
            faults += _check_authored(file, case, scorers)
        for vignette in contents.vignettes:
            faults += _check_vignette(file, vignette, scorers)
        faults += _repeated(
            file, [c.id for c in contents.cases] + [v.id.lower() for v in contents.vignettes], where
        )
    return CheckReport(faults=tuple(faults), files=files, cases=cases, vignettes=vignettes, mistakes=mistakes)


def _files(paths: Iterable[Path], faults: list[str]) -> Iterator[Path]:
    seen: set[Path] = set()
    for path in paths:
        found = case_files(path)
        if not found:
            faults.append(f"{path}: there is no case file (.toml, .yaml, .yml) in this folder.")
        for file in found:
            if file.resolve() not in seen:
                seen.add(file.resolve())
                yield file


def _repeated(file: Path, ids: list[str], where: dict[str, str]) -> list[str]:
    faults: list[str] = []
    for name in ids:
        if name in where:
            faults.append(f"{file}: id: {name!r} also stands in {where[name]}; rename one.")
        where.setdefault(name, str(file))
    return faults


def _check_authored(file: Path, case: Case, scorers: Mapping[str, Scorer[Any]]) -> list[str]:
    made = make_items(scorers, case)
    faults = [f"{file}: {failure}" for failure in made.failures]
    if not made.items:
        faults.append(f"{file}: no installed scorer can put a question on this case.")
    return faults


def _check_vignette(file: Path, vignette: Vignette, scorers: Mapping[str, Scorer[Any]]) -> list[str]:
    where = f"{file}: {vignette.id}"
    faults = [f"{file}: {line}" for line in vignette_disagreements(vignette)]
    if _CLAIM_SCORER not in scorers:
        return [*faults, f"{where}: scorer {_CLAIM_SCORER!r} is not installed, so the key cannot be proven."]
    scorer = scorers[_CLAIM_SCORER]
    made = make_items(scorers, vignette_case(vignette), only=_CLAIM_SCORER)
    if not made.items:
        return [*faults, *(f"{where}: {failure}" for failure in made.failures or ("no item can be made.",))]
    item = made.items[0]
    faults += _check_key(where, scorer, item, vignette.key)
    # Counted from 0, as in the faults that reading the file finds.
    for number, mistake in enumerate(vignette.mistakes):
        faults += _check_mistake(f"{where}.mistakes[{number}]", scorer, item, vignette.key, mistake)
    return faults


def _check_key(where: str, scorer: Scorer[Any], item: Item[Any], key: ClaimKey) -> list[str]:
    claim = Claim(claim_action=key.claim_action, diagnoses=key.diagnoses, procedures=key.procedures)
    score = _score(scorer, item, claim)
    if isinstance(score, str):
        return [f"{where}.key: {score}"]
    if score.points >= _FULL:
        return []
    short = [c.label for c in score.criteria if c.earned < c.possible]
    return [f"{where}.key: earns {score.points:.3f}, not full marks; short at {', '.join(short)}."]


def _check_mistake(
    where: str, scorer: Scorer[Any], item: Item[Any], key: ClaimKey, mistake: Mistake
) -> list[str]:
    score = _score(scorer, item, apply_diff(key, mistake.diff))
    if isinstance(score, str):
        return [f"{where}: {score}"]
    faults: list[str] = []
    if score.points >= _FULL:
        faults.append(f"{where}: {mistake.answer!r} earns full marks; it should earn less.")
    named = {rule for criterion in score.criteria for rule in criterion.rules}
    if not named & set(mistake.rules):
        wanted, got = ", ".join(mistake.rules), ", ".join(sorted(named)) or "no rule"
        faults.append(f"{where}: {mistake.answer!r}: feedback names {got}, not {wanted}.")
    return faults


def _score(scorer: Scorer[Any], item: Item[Any], claim: Claim) -> Score | str:
    response = Response(item_id=item.prompt.item_id, answers={_CLAIM_FIELD: claim})
    try:
        outcome: Outcome = score_response(scorer, item, response)
    except ResponseError as error:
        return f"cannot be scored: {error}"
    return outcome if isinstance(outcome, Score) else f"cannot be scored: {outcome.reason}"
