"""Finding the installed scorers. The only place that loads entry points."""

from sacral_edu.plugin_manager.discovery import (
    Discovery,
    Installed,
    bundled_scorer,
    discover_scorers,
    installed_scorers,
    load_scorers,
)
from sacral_edu.plugin_manager.loading import BUNDLED, ENTRY_POINT_GROUP, create_plugin_manager
from sacral_edu.plugin_manager.problems import Problem, ProblemKind, said_by

__all__ = [
    "BUNDLED",
    "ENTRY_POINT_GROUP",
    "Discovery",
    "Installed",
    "Problem",
    "ProblemKind",
    "bundled_scorer",
    "create_plugin_manager",
    "discover_scorers",
    "installed_scorers",
    "load_scorers",
    "said_by",
]
