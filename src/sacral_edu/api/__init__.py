"""The one door for plugins. Everything here is public; nothing else is.

Names are kept stable; a change that would break a plugin is announced in the changelog first, and a name
that is to go warns with the version it goes in.
"""

import typing
import warnings

from sacral_edu.api.versions import API_VERSION
from sacral_edu.clinical import coding
from sacral_edu.clinical.biomechanics import axis_side, bits_of, is_flexed, is_torsion
from sacral_edu.clinical.dysfunctions import REGION_CODES, Dysfunction, dysfunctions
from sacral_edu.clinical.facts import contraindications, red_flags, technique_rules, techniques
from sacral_edu.clinical.pictures import (
    Picture,
    draw_beside_normal,
    draw_dysfunction,
    draw_findings,
    draw_unmarked,
    spots,
)
from sacral_edu.clinical.proving import posterior
from sacral_edu.clinical.solver import decides_region, expected_reading, reading, solve
from sacral_edu.clinical.tables import Bits
from sacral_edu.clinical.tart import CRITERIA, criteria_in
from sacral_edu.domain.cases import (
    Case,
    Encounter,
    Fact,
    Finding,
    Patient,
    PlantedError,
    Region,
    Side,
    Statement,
    Tart,
    Truth,
    VisitFacts,
    VisitLevel,
)
from sacral_edu.domain.claims import (
    AlternativeDiagnosis,
    AlternativeLines,
    Claim,
    ClaimKey,
    ProcedureLine,
)
from sacral_edu.domain.errors import CaseError, CodeError, PluginError, ResponseError, SacralEduError
from sacral_edu.domain.items import (
    ChoiceField,
    ChoicesField,
    ClaimField,
    Criterion,
    Drawing,
    Example,
    ExampleKind,
    Highlight,
    Illustration,
    Item,
    MarkField,
    NoteLine,
    NotGraded,
    Option,
    Outcome,
    Prompt,
    Response,
    Score,
    Spot,
    TextField,
)
from sacral_edu.hookspecs import hookimpl
from sacral_edu.scoring import (
    Scorer,
    choice,
    choices,
    claim,
    drawn,
    marks,
    note_lines,
    rounded,
    text,
    total,
    with_hints,
)

__all__ = [
    "API_VERSION",
    "CRITERIA",
    "REGION_CODES",
    "AlternativeDiagnosis",
    "AlternativeLines",
    "Bits",
    "Case",
    "CaseError",
    "ChoiceField",
    "ChoicesField",
    "Claim",
    "ClaimField",
    "ClaimKey",
    "CodeError",
    "Criterion",
    "Drawing",
    "Dysfunction",
    "Encounter",
    "Example",
    "ExampleKind",
    "Fact",
    "Finding",
    "Highlight",
    "Illustration",
    "Item",
    "MarkField",
    "NotGraded",
    "NoteLine",
    "Option",
    "Outcome",
    "Patient",
    "Picture",
    "PlantedError",
    "PluginError",
    "ProcedureLine",
    "Prompt",
    "Region",
    "Response",
    "ResponseError",
    "SacralEduError",
    "Score",
    "Scorer",
    "Side",
    "Spot",
    "Statement",
    "Tart",
    "TextField",
    "Truth",
    "VisitFacts",
    "VisitLevel",
    "axis_side",
    "bits_of",
    "choice",
    "choices",
    "claim",
    "coding",
    "contraindications",
    "criteria_in",
    "decides_region",
    "draw_beside_normal",
    "draw_dysfunction",
    "draw_findings",
    "draw_unmarked",
    "drawn",
    "dysfunctions",
    "expected_reading",
    "hookimpl",
    "is_flexed",
    "is_torsion",
    "marks",
    "note_lines",
    "posterior",
    "reading",
    "red_flags",
    "rounded",
    "solve",
    "spots",
    "technique_rules",
    "techniques",
    "text",
    "total",
    "with_hints",
]

_DEPRECATED: dict[str, tuple[str, str]] = {}
"""Names on their way out: the name that replaces each, and the version of sacral-edu in which it goes."""

if not typing.TYPE_CHECKING:  # A checker that saw this would take every misspelled name for one of ours.

    def __getattr__(name: str) -> object:
        """Return what replaces a name on its way out, with a warning; any other name is an error."""
        if name not in _DEPRECATED:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        replacement, goes_in = _DEPRECATED[name]
        warnings.warn(
            f"{__name__}.{name} goes in sacral-edu {goes_in}; use {replacement} instead.",
            DeprecationWarning,
            stacklevel=2,
        )
        return globals()[replacement]
