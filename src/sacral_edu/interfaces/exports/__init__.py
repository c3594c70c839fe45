"""Cases for other programs: FHIR R4 bundles, and notebooks that grade themselves."""

from sacral_edu.interfaces.exports.fhir import bundle, bundle_json
from sacral_edu.interfaces.exports.grading import Graded, grade
from sacral_edu.interfaces.exports.notebook import notebook, notebook_json

__all__ = ["Graded", "bundle", "bundle_json", "grade", "notebook", "notebook_json"]
