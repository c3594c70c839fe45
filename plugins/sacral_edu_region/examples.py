"""An answer to one of the questions, with the points it must earn."""

from collections.abc import Mapping

from sacral_edu.api import Example, ExampleKind, Response
from sacral_edu_region.keys import RegionKey


def example(
    kind: ExampleKind, name: str, key: RegionKey, answers: Mapping[str, object], points: float | None
) -> Example:
    """Return the example; `points` None says that the answer must be refused."""
    return Example(
        kind=kind, name=name, response=Response(item_id=key.item_id, answers=answers), points=points
    )
