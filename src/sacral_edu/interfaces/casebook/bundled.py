"""Where the cases and the book sources lie that come with the package."""

from pathlib import Path
from typing import Literal

_PACKAGED = Path(__file__).parent / "bundled"
_CHECKOUT = Path(__file__).parents[4]


def bundled(what: Literal["cases", "book"]) -> Path:
    """Return the folder of bundled cases or book sources: in the wheel, or in the checkout.

    An editable installation has no copy inside the package, so the checkout's own folder is used.
    """
    packaged = _PACKAGED / what
    return packaged if packaged.is_dir() else _CHECKOUT / what
