"""Words that several kinds of question share."""

from sacral_edu.api import Case, Statement

_LONGEST_QUOTE = 90


def quoted(text: str) -> str:
    """Return the text, cut at a word where it is long, as the label of a criterion."""
    return text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE].rsplit(' ', 1)[0]}..."


def listed(words: list[str]) -> str:
    """Return words as a list in a sentence: `a`, `a and b`, `a, b and c`; `none` for no words."""
    if not words:
        return "none"
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def examination(case: Case) -> list[Statement]:
    """Return the statements of the examination."""
    return [statement for statement in case.note if statement.section == "exam"]
