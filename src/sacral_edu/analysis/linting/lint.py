"""The linter: every rule over every item."""

from collections import defaultdict

from sacral_edu.analysis.asked import Asking
from sacral_edu.analysis.linting.cues import cue_findings
from sacral_edu.analysis.linting.flaws import LintReport
from sacral_edu.analysis.linting.ledger import Ledger
from sacral_edu.analysis.linting.lists import OptionList, option_lists, standing
from sacral_edu.analysis.linting.positions import favors, positions_of
from sacral_edu.analysis.linting.wording import list_findings, option_findings, stem_findings


def lint(asking: Asking) -> LintReport:
    """Look for the known flaws of item writing in items that were asked for, and report what was found."""
    ledger = Ledger()
    lists: list[OptionList] = []
    for asked in asking.items:
        ledger.looked_at(asked.prompt, asked.kind)
        for finding in (*stem_findings(asked.prompt), *option_findings(asked.prompt)):
            ledger.note(asked.prompt, asked.kind, finding)
        lists += option_lists(asked)
    stands = standing(lists)
    for one in lists:
        for finding in list_findings(one, stands=stands.has(one)):
            ledger.note(one.prompt, one.kind, finding)
    by_field: dict[tuple[str, str, str], list[OptionList]] = defaultdict(list)
    for one in lists:
        by_field[one.place].append(one)
    for group in by_field.values():
        for one, finding in cue_findings(group, stands):
            ledger.note(one.prompt, one.kind, finding)
    positions = positions_of(lists, stands)
    for row in positions:
        finding = favors(row)
        if finding is not None:
            first = by_field[row.scorer, row.kind, row.field][0]
            ledger.note(first.prompt, first.kind, finding)
    return LintReport(
        cases=asking.cases,
        items=len(asking.items),
        faults=ledger.flaws("fault"),
        remarks=ledger.flaws("remark"),
        positions=tuple(positions),
        failures=asking.failures,
        unjudged=asking.unjudged,
    )
