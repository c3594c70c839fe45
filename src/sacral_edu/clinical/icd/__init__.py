"""The ICD-10-CM table of this course: rows, whether a code may be reported, Excludes1, and a search.

The extract is that of the release named in `table().release`; see `tools/renew_icd10cm.py`.
"""

from sacral_edu.clinical.icd.claims import CodeFault, CodeList, check_codes, claims_in
from sacral_edu.clinical.icd.excludes import Conflict, covers, excludes1, excludes1_among
from sacral_edu.clinical.icd.rows import lookup
from sacral_edu.clinical.icd.search import search
from sacral_edu.clinical.icd.status import CodeState, CodeStatus, status
from sacral_edu.clinical.icd.table import (
    Changes,
    CodeRow,
    Exclusion,
    Laterality,
    Release,
    children,
    leaves,
    nodes,
    table,
    tidied,
)

__all__ = [
    "Changes",
    "CodeFault",
    "CodeList",
    "CodeRow",
    "CodeState",
    "CodeStatus",
    "Conflict",
    "Exclusion",
    "Laterality",
    "Release",
    "check_codes",
    "children",
    "claims_in",
    "covers",
    "excludes1",
    "excludes1_among",
    "leaves",
    "lookup",
    "nodes",
    "search",
    "status",
    "table",
    "tidied",
]
