"""What can be earned without knowing anything, beside what an honest novice earns."""

from sacral_edu.analysis.gaming.audit import audit
from sacral_edu.analysis.gaming.report import BAR, TRICKS, GamingReport, Row
from sacral_edu.analysis.gaming.tables import END, START, markdown, rows

__all__ = ["BAR", "END", "START", "TRICKS", "GamingReport", "Row", "audit", "markdown", "rows"]
