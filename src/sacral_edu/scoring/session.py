"""Asking and scoring with many plugins at once, so that one that fails spoils nothing but its own items."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from sacral_edu.domain.cases import Case, Section
from sacral_edu.domain.errors import PluginError, ResponseError, SacralEduError
from sacral_edu.domain.items import (
    Criterion,
    Help,
    Highlight,
    Item,
    NoteLine,
    NotGraded,
    Outcome,
    Prompt,
    Response,
    Score,
)
from sacral_edu.scoring.answers import check_response
from sacral_edu.scoring.credit import credit
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
        except (Exception, SystemExit) as error:  # noqa: BLE001 a stranger's plugin may raise anything
            failures.append(f"Plugin {name} made no items for case {case.id}: {_words(error)}")
    return ItemSet(items=tuple(items), failures=tuple(failures))


def score_response(scorer: Scorer[Any], item: Item[Any], response: Response) -> Outcome:
    """Check the response against the item's prompt and have the plugin score it.

    Raises ResponseError for a response of the wrong shape. A plugin that raises, or returns something
    that is no proper score, gives NotGraded, which keeps the answers, and never a zero.
    """
    checked = check_response(item.prompt, response)
    try:
        score: object = scorer.score(item.key, checked)
        return _credited(_checked_score(score, item), response.help)
    except ResponseError:
        raise
    except (Exception, SystemExit) as error:  # noqa: BLE001 a stranger's plugin may raise anything
        return NotGraded(
            item_id=item.prompt.item_id,
            scorer=item.prompt.scorer,
            reason=_words(error),
            answers=response.answers,
        )


def _credited(score: Score, had: Help | None) -> Score:
    """Set the credit where there was help, and take away one that the plugin set, for it has no say in it."""
    if had is None or had == Help():
        return score if score.credit is None else replace(score, credit=None)
    return replace(score, credit=credit(score.points, had))


def note_lines(case: Case, sections: Iterable[Section]) -> tuple[NoteLine, ...]:
    """Return the note's statements of those sections as a learner may see them."""
    wanted = frozenset(sections)
    return tuple(
        NoteLine(id=statement.id, section=statement.section, text=statement.text)
        for statement in case.note
        if statement.section in wanted
    )


def _checked_items(scorer: Scorer[Any], case: Case) -> Sequence[Item[Any]]:
    made: list[object] = list(scorer.items(case))
    prefix = f"{case.id}/{scorer.name}/"
    checked: list[Item[Any]] = []
    for item in made:
        if not isinstance(item, Item):
            raise PluginError(f"items() gave {type(item).__name__} instead of an Item")
        _check_prompt(cast("Item[Any]", item).prompt, scorer.name, case.id, prefix)
        checked.append(cast("Item[Any]", item))
    if len({item.prompt.item_id for item in checked}) < len(made):
        raise PluginError("two of its items have one id")
    return checked


def _check_prompt(prompt: object, scorer: str, case_id: str, prefix: str) -> None:
    """Raise PluginError unless this is a prompt that can be shown, of this scorer and on this case.

    Structs are not checked when they are made, and a prompt of wrong types would fail only on a page.
    """
    if not isinstance(prompt, Prompt):
        raise PluginError(f"an item's prompt is {type(prompt).__name__} instead of a Prompt")
    try:
        msgspec.convert(msgspec.to_builtins(prompt), Prompt)
    except (msgspec.ValidationError, TypeError) as error:
        raise PluginError(f"a prompt has a part of a wrong type: {error}") from error
    if not prompt.item_id.startswith(prefix):
        raise PluginError(f"item id {prompt.item_id!r} must begin with {prefix!r}")
    if (prompt.scorer, prompt.case_id) != (scorer, case_id):
        raise PluginError(
            f"item {prompt.item_id!r} names scorer {prompt.scorer!r} and case {prompt.case_id!r}"
        )


def _checked_score(score: object, item: Item[Any]) -> Score:
    if not isinstance(score, Score):
        raise PluginError(f"score() returned {type(score).__name__} instead of a Score")
    if score.item_id != item.prompt.item_id or score.scorer != item.prompt.scorer:
        raise PluginError(f"score() named item {score.item_id!r} of scorer {score.scorer!r}")
    if not -_TOLERANCE <= score.points <= 1 + _TOLERANCE:
        raise PluginError(f"score() gave {score.points} points, outside 0 to 1")
    for criterion in cast("Iterable[object]", score.criteria):
        if not isinstance(criterion, Criterion) or not _showable(criterion):
            raise PluginError("score() gave a criterion with a part of a wrong type")
    return score


def _showable(criterion: Any) -> bool:
    """Say whether the parts that every interface shows have their types; quick, for it runs at each score.

    Zero times a number is zero, but not for an infinity, for what is no number, or for a text.
    """
    return (
        isinstance(criterion.feedback, str)
        and isinstance(criterion.label, str)
        and isinstance(criterion.read_more, str)
        and criterion.earned * 0 == 0
        and criterion.possible * 0 == 0
        and (criterion.highlights == () or _markable(criterion.highlights))
    )


def _markable(highlights: object) -> bool:
    """Say whether the words that a criterion is about can be looked for in an answer."""
    return isinstance(highlights, tuple) and all(
        isinstance(one, Highlight) and all(isinstance(edge, int) for edge in _edges(one))
        for one in cast("tuple[object, ...]", highlights)
    )


def _edges(highlight: Any) -> tuple[object, object]:
    return highlight.start, highlight.end


def _words(error: BaseException) -> str:
    try:
        words = str(error)
    except Exception:  # noqa: BLE001 a stranger's exception may fail to become a text
        words = ""
    if isinstance(error, SacralEduError):
        return words
    return f"{type(error).__name__}: {words}" if words else type(error).__name__
