"""A note while it is written: numbers its statements and findings, and keeps the facts behind them."""

from sacral_edu.domain.cases import Fact, Finding, Section, Statement
from sacral_edu.generation.observations import Remark, findings_named


class Note:
    """Statements in order, with the findings and facts that they convey."""

    def __init__(self) -> None:
        """Begin an empty note."""
        self.statements: list[Statement] = []
        self.findings: list[Finding] = []
        self.facts: list[Fact] = []

    def state(self, section: Section, text: str, *facts: Fact) -> str:
        """Add a sentence that conveys facts, and return its id."""
        self.facts += facts
        return self._add(section, text, tuple(fact.id for fact in facts))

    def observe(self, remark: Remark, text: str) -> str:
        """Add a sentence of the examination with the findings that its remark conveys; return its id."""
        said, names = findings_named(remark, len(self.findings) + 1)
        self.findings += said
        return self._add("exam", text, names)

    def _add(self, section: Section, text: str, conveys: tuple[str, ...]) -> str:
        name = f"s{len(self.statements) + 1}"
        self.statements.append(Statement(id=name, section=section, text=text, conveys=conveys))
        return name
