"""Where this machine keeps what makes the next build of a book fast."""

import os
from pathlib import Path

VARIABLE = "SACRAL_EDU_CACHE"
"""Names a folder to keep it in instead of the system's own place for such things."""


def cache_folder() -> Path | None:
    """Return the folder, or None where the packages for the website are missing: then nothing is built."""
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named)
    try:
        from platformdirs import user_cache_path  # noqa: PLC0415 comes with the extra for the site
    except ImportError:
        return None
    return user_cache_path("sacral-edu", appauthor=False)
