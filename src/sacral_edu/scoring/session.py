"""Asking and scoring with many plugins at once, so that one that fails spoils nothing but its own items."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct

from sacral_edu.domain.cases import Case, Section
from sacral_edu.domain.errors import PluginError, ResponseError, SacralEduError
from sacral_edu.domain.items import Item, NoteLine, NotGraded, Outcome, Response, Score
from sacral_edu.scoring.answers import check_response
from sacral_edu.scoring.protocol import Scorer

_TOLERANCE = 1e-6


class ItemSet(Struct, frozen=True, kw_only=True):
    """The items that plugins made for a case, and one sentence for each plugin that failed to."""

    items: tuple[Item[Any], ...]
    failures: tuple[str, ...] = ()

    def find(self, item_id: str) -> Item[Any] | None:
        """Return the item of that id, or None."""
        return next((item for item in self.items if item.prompt.item_id == item_id), None)


def make_items(scorers: Mapping[str, Scorer[Any]], case: Case, *, only: str | None = None) -> ItemSet:
    """Ask every scorer (or the one named `only`) for its items on the case.

    Items come in the order of the scorers' names. Raises PluginError where `only` names no scorer.
    """
    if only is not None and only not in scorers:
        raise PluginError(
            f"There is no scorer {only!r}; installed are {', '.join(sorted(scorers)) or 'none'}. "
            "`sacral-edu plugins list` shows them."
        )
    items: list[Item[Any]] = []
    failures: list[str] = []
    for name in [only] if only is not None else sorted(scorers):
        try:
            items.extend(_checked_items(scorers[name], case))
        except Exception as error:  # noqa: BLE001 a stranger's plugin may raise anything
            failures.append(f"Plugin {name} made no items for case {case.id}: {_words(error)}")
    return ItemSet(items=tuple(items), failures=tuple(failures))


def score_response(scorer: Scorer[Any], item: Item[Any], response: Response) -> Outcome:
    """Check the response against the item's prompt and have the plugin score it.

    Raises ResponseError for a response of the wrong shape. A plugin that raises, or returns something
    that is no proper score, gives NotGraded and never a zero.
    """
    checked = check_response(item.prompt, response)
    try:
        score: object = scorer.score(item.key, checked)
        return _checked_score(score, item, scorer.name)
    except ResponseError:
        raise
    except Exception as error:  # noqa: BLE001 a stranger's plugin may raise anything
        return NotGraded(item_id=item.prompt.item_id, scorer=scorer.name, reason=_words(error))


def note_lines(case: Case, sections: Iterable[Section]) -> tuple[NoteLine, ...]:
    """Return the note's statements of those sections as a learner may see them."""
    wanted = frozenset(sections)
    return tuple(
        NoteLine(id=statement.id, section=statement.section, text=statement.text)
        for statement in case.note
        if statement.section in wanted
    )


def _checked_items(scorer: Scorer[Any], case: Case) -> Sequence[Item[Any]]:
    made = list(scorer.items(case))
    prefix = f"{case.id}/{scorer.name}/"
    if len({item.prompt.item_id for item in made}) < len(made):
        raise PluginError("two of its items have one id")
    for item in made:
        if not item.prompt.item_id.startswith(prefix):
            raise PluginError(f"item id {item.prompt.item_id!r} must begin with {prefix!r}")
    return made


def _checked_score(score: object, item: Item[Any], scorer: str) -> Score:
    if not isinstance(score, Score):
        raise PluginError(f"score() returned {type(score).__name__} instead of a Score")
    if score.item_id != item.prompt.item_id or score.scorer != scorer:
        raise PluginError(f"score() named item {score.item_id!r} of scorer {score.scorer!r}")
    if not -_TOLERANCE <= score.points <= 1 + _TOLERANCE:
        raise PluginError(f"score() gave {score.points} points, outside 0 to 1")
    return score


def _words(error: Exception) -> str:
    if isinstance(error, SacralEduError):
        return str(error)
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
