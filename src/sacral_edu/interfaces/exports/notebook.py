"""Cases as Jupyter notebooks: the case first, then each question with cells to answer and to grade it."""

import hashlib
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, cast

from sacral_edu.domain.cases import Case
from sacral_edu.domain.errors import SacralEduError
from sacral_edu.domain.items import Prompt
from sacral_edu.interfaces.exports.cells import (
    answer_code,
    case_text,
    grading_code,
    question_text,
    shared_lines,
)

if TYPE_CHECKING:
    from nbformat import NotebookNode

_NEED_NBFORMAT = 'Notebooks need nbformat; `pip install "sacral-edu[site]"` brings it.'
_METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def notebook(case: Case, prompts: Sequence[Prompt]) -> "NotebookNode":
    """Return a notebook of one case: the case, then for each prompt a question, an answer and a grading cell.

    `prompts` are the public parts of items on the case, so that no key can get in; the grading cells make
    the items anew and need sacral-edu where the notebook runs. The notebook is valid by nbformat and the
    same, cell ids included, each time. Questions that show less of the note come first; the case cell shows
    no more of it than all of them do, and each question what the one before has not shown. Raises
    SacralEduError where nbformat is not installed.
    """
    return _notebook([(case, prompts)])


def notebook_json(sheets: Iterable[tuple[Case, Sequence[Prompt]]]) -> str:
    """Return one notebook with all cases, each followed by its questions, as the text of an .ipynb file.

    Raises SacralEduError where nbformat is not installed.
    """
    return cast("Any", _nbformat()).writes(_notebook(sheets)) + "\n"


def _notebook(sheets: Iterable[tuple[Case, Sequence[Prompt]]]) -> "NotebookNode":
    nbformat = cast("Any", _nbformat())
    cells: list[Any] = []
    number = 0
    for case, prompts in sheets:
        ordered = sorted(prompts, key=lambda prompt: len(prompt.note))
        shown = shared_lines(case, ordered)
        cells.append(_cell("markdown", f"{case.id}/{len(cells)}", case_text(case, shown)))
        for prompt in ordered:
            number += 1
            name = f"{prompt.item_id}/{number}"
            cells.append(
                _cell("markdown", f"{name}/question", question_text(prompt, number, shown, case.title))
            )
            shown = prompt.note
            cells.append(_cell("code", f"{name}/answer", answer_code(prompt, number)))
            cells.append(_cell("code", f"{name}/grade", grading_code(prompt, number)))
    made = nbformat.v4.new_notebook(cells=cells, metadata=_METADATA)
    nbformat.validate(made)
    return cast("NotebookNode", made)


def _cell(kind: str, name: str, source: str) -> Any:
    v4 = cast("Any", _nbformat()).v4
    digest = hashlib.blake2b(name.encode(), digest_size=8).hexdigest()
    make = v4.new_markdown_cell if kind == "markdown" else v4.new_code_cell
    return make(source, id=digest)


def _nbformat() -> object:
    try:
        import nbformat  # noqa: PLC0415 an extra; only notebooks need it
    except ImportError as error:
        raise SacralEduError(_NEED_NBFORMAT) from error
    return nbformat
