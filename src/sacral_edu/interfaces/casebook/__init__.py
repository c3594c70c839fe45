"""Case files: finding them, reading them, checking them, and resolving a case id to a case."""

from sacral_edu.interfaces.casebook.bundled import bundled
from sacral_edu.interfaces.casebook.casebook import Casebook
from sacral_edu.interfaces.casebook.catalogue import Catalogue, ScorerKinds
from sacral_edu.interfaces.casebook.checking import CheckReport, check_paths
from sacral_edu.interfaces.casebook.codes import Codes, code_list
from sacral_edu.interfaces.casebook.desk import Desk
from sacral_edu.interfaces.casebook.helping import Hint, Solution
from sacral_edu.interfaces.casebook.own_words import OwnText, Piece, own_texts
from sacral_edu.interfaces.casebook.reading import MAX_BYTES, read_file
from sacral_edu.interfaces.casebook.telling import Told
from sacral_edu.interfaces.casebook.watch import Watch

__all__ = [
    "MAX_BYTES",
    "Casebook",
    "Catalogue",
    "CheckReport",
    "Codes",
    "Desk",
    "Hint",
    "OwnText",
    "Piece",
    "ScorerKinds",
    "Solution",
    "Told",
    "Watch",
    "bundled",
    "check_paths",
    "code_list",
    "own_texts",
    "read_file",
]
