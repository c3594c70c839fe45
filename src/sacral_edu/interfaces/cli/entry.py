"""The root command: which commands there are, and how an error reaches a person."""

import sys
from importlib import import_module
from io import TextIOWrapper
from typing import TextIO

import click

from sacral_edu import __version__
from sacral_edu.domain.errors import SacralEduError

_COMMANDS: dict[str, tuple[str, str]] = {
    "build": ("sacral_edu.interfaces.cli.site", "Build the course website into a folder."),
    "cases": ("sacral_edu.interfaces.cli.cases", "List, show and check case files."),
    "codes": ("sacral_edu.interfaces.cli.codes", "Look diagnosis codes up and check them."),
    "course": ("sacral_edu.interfaces.cli.course", "Begin a course of your own."),
    "exam": ("sacral_edu.interfaces.cli.exam", "Grade exams that were built with `build --exam`."),
    "generate": ("sacral_edu.interfaces.cli.generate", "Generate synthetic patient cases."),
    "items": ("sacral_edu.interfaces.cli.items", "Print the questions on a case as JSON."),
    "plugins": ("sacral_edu.interfaces.cli.plugins", "Show the installed scoring plugins."),
    "quiz": ("sacral_edu.interfaces.cli.quiz", "Do exercises in the terminal."),
    "score": ("sacral_edu.interfaces.cli.score", "Score responses from a file."),
    "serve": ("sacral_edu.interfaces.cli.site", "Build the course website and serve it on this machine."),
}

_EPILOG = """\b
Examples:
  sacral-edu serve --open           the whole course in your browser
  sacral-edu course new my-course   one of your own, to begin from
  sacral-edu quiz --scorer tart     one exercise after another, here
  sacral-edu generate -n 3 --seed 7
"""


class _LazyGroup(click.Group):
    """A group whose commands are imported only when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        return getattr(import_module(_COMMANDS[cmd_name][0]), cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, words) for name, (_, words) in sorted(_COMMANDS.items())])


@click.group(cls=_LazyGroup, epilog=_EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="sacral-edu")
def cli() -> None:
    """Teach and assess somatic dysfunction of the sacral region (ICD-10-CM M99.04).

    Patients are synthetic. Nothing here is clinical, billing or legal advice.
    """


def _let_every_word_through(stream: TextIO) -> None:
    """Write UTF-8 to files and pipes, as JSON asks for, and ? to a terminal for what it cannot show."""
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")


def main() -> None:
    """Run the command; an error is one sentence on standard error and exit status 2."""
    for stream in (sys.stdout, sys.stderr):
        _let_every_word_through(stream)
    try:
        status = cli.main(prog_name="sacral-edu", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        status = 2
    except click.Abort:
        click.echo("Interrupted.", err=True)
        status = 130
    except SacralEduError as error:
        click.echo(f"Error: {error}", err=True)
        status = 2
    except BrokenPipeError:
        # The reader of our output went away, as `head` does; that is no error.
        sys.stderr.close()
        status = 0
    except OSError as error:
        where = f" {error.filename}:" if error.filename else ""
        click.echo(f"Error:{where} {error.strerror or error}.", err=True)
        status = 2
    sys.exit(status if isinstance(status, int) else 0)
