"""Known flaws of item writing, looked for in the items that scorers make."""

from sacral_edu.analysis.linting.flaws import Flaw, LintReport, Positions
from sacral_edu.analysis.linting.lint import lint

__all__ = ["Flaw", "LintReport", "Positions", "lint"]
