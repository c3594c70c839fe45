"""Make the chapters that are notebooks from their text.

python book/notebooks/make.py

Each `.md` beside this file becomes a notebook of the same name in the book. What stands in a fence
`{code-cell}` becomes a cell of code, all else cells of text. Outputs are not kept: the cells run when the
book is built.
"""

import re
from hashlib import sha256
from pathlib import Path

import nbformat
from nbformat import v4

HERE = Path(__file__).parent
CODE = re.compile(r"^```\{code-cell\}\n(.*?)^```$\n*", re.MULTILINE | re.DOTALL)
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def notebook(text: str) -> str:
    """Return the notebook of a text, the same each time."""
    cells = []
    for number, part in enumerate(CODE.split(text)):
        source = part.strip("\n")
        if source:
            make = v4.new_code_cell if number % 2 else v4.new_markdown_cell
            cells.append(make(source, id=sha256(f"{number} {source}".encode()).hexdigest()[:12]))
    made = v4.new_notebook(cells=cells, metadata=METADATA)
    nbformat.validate(made)
    return nbformat.writes(made) + "\n"


def main() -> None:
    """Write every notebook."""
    for source in sorted(HERE.glob("*.md")):
        target = HERE.parent / f"{source.stem}.ipynb"
        target.write_text(notebook(source.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
