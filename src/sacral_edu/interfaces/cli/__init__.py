"""The command `sacral-edu`. Commands are imported when they are run, so that `--help` answers at once."""

from sacral_edu.interfaces.cli.entry import main

__all__ = ["main"]
