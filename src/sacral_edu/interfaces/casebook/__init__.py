"""Case files: finding them, reading them, checking them, and resolving a case id to a case."""

from sacral_edu.interfaces.casebook.bundled import bundled
from sacral_edu.interfaces.casebook.casebook import Casebook
from sacral_edu.interfaces.casebook.checking import CheckReport, check_paths
from sacral_edu.interfaces.casebook.desk import Desk
from sacral_edu.interfaces.casebook.reading import MAX_BYTES, read_file

__all__ = ["MAX_BYTES", "Casebook", "CheckReport", "Desk", "bundled", "check_paths", "read_file"]
