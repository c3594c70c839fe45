"""Python in the reader's browser: getting its runtime, bundling what it runs, putting both into a site."""

from sacral_edu.interfaces.site.engine.bundling import bundle
from sacral_edu.interfaces.site.engine.keeping import Kept
from sacral_edu.interfaces.site.engine.placing import STAND_IN, STATIC, place_engine, place_notice
from sacral_edu.interfaces.site.engine.runtime import Runtime, RuntimeMissingError, fetched, taken_from

__all__ = [
    "STAND_IN",
    "STATIC",
    "Kept",
    "Runtime",
    "RuntimeMissingError",
    "bundle",
    "fetched",
    "place_engine",
    "place_notice",
    "taken_from",
]
