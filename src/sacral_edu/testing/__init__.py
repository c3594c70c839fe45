"""What a plugin's author needs to prove a scorer: one call that checks all of it, and cases to try it on."""

from sacral_edu.testing.cases_to_try import mixed_cases
from sacral_edu.testing.conformance import STEPS, assert_conforms, conformance
from sacral_edu.testing.examples import check_examples, generated_cases
from sacral_edu.testing.report import Check, Fault, Report, Speed

__all__ = [
    "STEPS",
    "Check",
    "Fault",
    "Report",
    "Speed",
    "assert_conforms",
    "check_examples",
    "conformance",
    "generated_cases",
    "mixed_cases",
]
