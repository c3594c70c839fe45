"""Building the pages of an exam, and the key beside them."""

import tempfile
from pathlib import Path

import click
import msgspec

from sacral_edu.domain.errors import SacralEduError
from sacral_edu.interfaces.casebook import code_list
from sacral_edu.interfaces.exam import new_key, read_key, write_key
from sacral_edu.interfaces.site.build import build_site

_CODES = "_static/sacral-edu/codes.json"


def build_exam(output: Path, key_file: Path, book: Path | None, cases: tuple[Path, ...]) -> None:
    """Build an exam into `output`, and write what grades it into `key_file`.

    Raises SacralEduError where no book of the exam's own is named, where the key would lie in the site, and
    where the book cannot be built or asks nothing.
    """
    if book is None:
        raise SacralEduError(
            "name the book of the exam with --book; the answers of the course's own are public."
        )
    if key_file.resolve().is_relative_to(output.resolve()):
        raise SacralEduError(f"{key_file}: lies in the site; name a file outside {output} for the key.")
    key = read_key(key_file) if key_file.exists() else new_key()
    with tempfile.TemporaryDirectory(prefix="sacral-edu-") as scratch:
        made = Path(scratch) / "key.json"
        write_key(made, msgspec.structs.replace(key, questions=()))

        def finish(html: Path) -> None:
            # Before the site takes its place: no exam without its key.
            if not read_key(made).questions:
                raise SacralEduError(f"{book}: asks nothing; put `{{sacral-exercise}}` on a page of it.")
            (html / _CODES).write_bytes(msgspec.json.encode(code_list()))
            write_key(key_file, read_key(made))

        build_site(output, book=book, cases=cases, engine="exam", exam=made, finish=finish)
    count = len(read_key(key_file).questions)
    click.echo(f"Built {output}, an exam of {count} {'question' if count == 1 else 'questions'}.")
    click.echo(
        f"Keep {key_file} to yourself; it grades what learners save: sacral-edu exam grade {key_file} FILES"
    )
