"""`sacral-edu plugins new`: a whole scoring plugin, ready to install, to begin from."""

import re
import shlex
from importlib.resources import files
from keyword import iskeyword, issoftkeyword
from pathlib import Path
from string import Template

import click

from sacral_edu import __version__
from sacral_edu.api.versions import API_VERSION
from sacral_edu.domain.errors import PluginError
from sacral_edu.plugin_manager import discover_scorers

_EPILOG = """\b
Examples:
  sacral-edu plugins new my_scorer
  sacral-edu plugins new my_scorer -o ~/my-scorer --title "Read the test"
"""

_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_LONGEST_NAME = 30
_LONGEST_TITLE = 60
_TITLE = "Find the side of the seated flexion test"

_FILES = {
    "gitignore.tmpl": ".gitignore",
    "readme.tmpl": "README.md",
    "pyproject.tmpl": "pyproject.toml",
    "package.tmpl": "src/{package}/__init__.py",
    "scorer.tmpl": "src/{package}/scorer.py",
    "plugin.tmpl": "src/{package}/plugin.py",
    "test.tmpl": "tests/test_{name}.py",
}
"""Which template becomes which file."""


@click.command(epilog=_EPILOG)
@click.argument("name")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="DIR",
              help="Folder to make; sacral-edu-NAME by default.")  # fmt: skip
@click.option("--title", default=_TITLE, show_default=True, help="What a learner reads.")
def new(name: str, output: Path | None, title: str) -> None:
    """Write a new scoring plugin into a folder of its own.

    NAME is the scorer's name in snake_case. The plugin asks one small question with full feedback, brings
    its own tests, and works as soon as it is installed: in the quiz, on the website, everywhere.
    """
    _check_name(name)
    folder = output or Path(f"sacral-edu-{name.replace('_', '-')}")
    _check_folder(folder)
    written = plugin_files(name, _checked_title(title))
    for path, text in written.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")
    click.echo(f"Wrote {len(written)} files to {folder}. Next:")
    click.echo(f"  cd {shlex.quote(str(folder))}")
    click.echo('  python -m pip install -e ".[dev]"')
    click.echo("  python -m pytest")
    click.echo(f"  sacral-edu quiz --scorer {name} -n 1")


def plugin_files(name: str, title: str) -> dict[str, str]:
    """Return the files of a new plugin by path. `name` is snake_case, `title` one line."""
    package = f"sacral_edu_{name}"
    camel = "".join(part.capitalize() for part in name.removesuffix("_scorer").split("_"))
    values = {
        "name": name,
        "title": title,
        "title_literal": _literal(title),
        "package": package,
        "distribution": package.replace("_", "-"),
        "scorer_class": f"{camel}Scorer",
        "api": API_VERSION,
        "version": __version__,
    }
    templates = files("sacral_edu.interfaces.cli").joinpath("templates")
    return {
        path.format(package=package, name=name): Template(
            templates.joinpath(template).read_text(encoding="utf-8")
        ).substitute(values)
        for template, path in _FILES.items()
    }


def _check_name(name: str) -> None:
    """Refuse a name that the scorer could not have, or that another one has."""
    if not _NAME.fullmatch(name) or len(name) > _LONGEST_NAME:
        raise PluginError(
            f"{name!r} cannot name a scorer; use snake_case of at most {_LONGEST_NAME} letters, such as "
            "my_scorer."
        )
    if iskeyword(name) or issoftkeyword(name):
        raise PluginError(f"{name!r} is a word of Python itself; name the scorer otherwise.")
    found = discover_scorers()
    if name in found.scorers:
        owner = found.scorers[name].distribution
        raise PluginError(f"{owner} has a scorer named {name!r} already; name yours otherwise.")
    for problem in found.problems:
        if problem.plugin == name:
            raise PluginError(f"{problem.distribution} brings {name!r} already; name yours otherwise.")


def _check_folder(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise PluginError(f"{folder}: is a file; name a new folder with -o.")
    if folder.is_dir() and any(folder.iterdir()):
        raise PluginError(f"{folder}: is not empty; name a new folder with -o.")


def _checked_title(title: str) -> str:
    """Return the title, or refuse one that could not stand on one line of a list."""
    words = title.strip()
    if not words or len(words) > _LONGEST_TITLE or not words.isprintable() or "\\" in words:
        raise PluginError(
            f"--title {title!r}: a title is one line of 1 to {_LONGEST_TITLE} letters, without a backslash."
        )
    return words


def _literal(title: str) -> str:
    """Return the title as Python writes it, in the quotes that need the fewer backslashes."""
    quote = "'" if title.count('"') > title.count("'") else '"'
    return f"{quote}{title.replace(quote, chr(92) + quote)}{quote}"
