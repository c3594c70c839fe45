"""A plugin's own hints, put on its items by their kind."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from msgspec.structs import replace

from sacral_edu.domain.items import Item

K = TypeVar("K")


def with_hints(items: Iterable[Item[K]], hints: Mapping[str, tuple[str, ...]]) -> list[Item[K]]:
    """Return the items with the hints of their kind, the last part of an item's id.

    `hints` has sentences from mild to strong, none of which gives the whole answer away. Items whose kind it
    does not name stay as they are.
    """
    return [replace(item, hints=hints.get(_kind(item), item.hints)) for item in items]


def _kind(item: Item[K]) -> str:
    return item.prompt.item_id.rpartition("/")[2]
