"""All cases within reach: generated ones by their id, authored ones and vignettes from files."""

from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path

from sacral_edu.domain.cases import Case
from sacral_edu.domain.errors import CaseError
from sacral_edu.generation.generate import regenerate
from sacral_edu.generation.spec import is_generated_id
from sacral_edu.generation.vignettes import vignette_case
from sacral_edu.interfaces.casebook.bundled import bundled
from sacral_edu.interfaces.casebook.reading import case_files, read_file


class Casebook:
    """Resolves case ids. Files are read when a case of theirs is first asked for."""

    def __init__(self, paths: Iterable[Path] = (), *, with_bundled: bool = True) -> None:
        """Take cases from the bundled folder, and from files and folders of one's own."""
        self._paths = ([bundled("cases")] if with_bundled else []) + list(paths)
        self._cases: dict[str, Case] | None = None

    @classmethod
    def holding(cls, cases: Iterable[Case]) -> "Casebook":
        """Return a casebook of these authored cases, for where there are no files."""
        made = cls(with_bundled=False)
        made._cases = {case.id: case for case in cases}
        return made

    def case(self, case_id: str) -> Case:
        """Return a case by its id; raise CaseError, naming near ids, where there is none."""
        if is_generated_id(case_id):
            return regenerate(case_id)
        found = self._authored().get(case_id)
        if found is None:
            near = get_close_matches(case_id, list(self._authored()), n=3)
            hint = f"Did you mean {', '.join(near)}?" if near else "`sacral-edu cases list` shows all."
            raise CaseError(f"There is no case {case_id!r}. {hint}")
        return found

    def cases(self) -> list[Case]:
        """Return every case that stands in a file, sorted by id."""
        return [case for _, case in sorted(self._authored().items())]

    def next_after(self, case_id: str) -> str:
        """Return the id of another authored case or vignette after this one, the first after the last."""
        own = self._authored()[case_id].origin
        ids = sorted(name for name, case in self._authored().items() if case.origin == own)
        return ids[(ids.index(case_id) + 1) % len(ids)]

    def _authored(self) -> dict[str, Case]:
        if self._cases is None:
            self._cases = self._read()
        return self._cases

    def _read(self) -> dict[str, Case]:
        read: dict[str, Case] = {}
        origin: dict[str, Path] = {}
        for file in (file for path in self._paths for file in case_files(path)):
            contents = read_file(file)
            if contents.faults:
                raise CaseError(f"{contents.faults[0]} `sacral-edu cases check {file}` lists every fault.")
            for case in (*contents.cases, *map(vignette_case, contents.vignettes)):
                if case.id in read:
                    raise CaseError(
                        f"{file}: id: case {case.id!r} also stands in {origin[case.id]}; rename one."
                    )
                read[case.id], origin[case.id] = case, file
        return read
