"""Finding the installed scorers. The only place that loads entry points."""

from sacral_edu.plugin_manager.discovery import (
    ENTRY_POINT_GROUP,
    Installed,
    create_plugin_manager,
    installed_scorers,
    load_scorers,
)

__all__ = [
    "ENTRY_POINT_GROUP",
    "Installed",
    "create_plugin_manager",
    "installed_scorers",
    "load_scorers",
]
