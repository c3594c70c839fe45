"""What every explorer puts into its page: a table that reads without JavaScript, and data for its script."""

from collections.abc import Iterable, Sequence
from html import escape

from sacral_edu.interfaces.site.rendering import script_json, table_html


def explorer_element(tag: str, heads: Sequence[str], rows: Iterable[Sequence[str]], data: object) -> str:
    """Return the custom element `tag` with a table of plain words and its data as JSON.

    `heads` are the heads of the columns and `rows` their cells, both as text and not as HTML.
    """
    table = table_html(map(escape, heads), (map(escape, row) for row in rows))
    return f'<{tag}>{table}<script type="application/json">{script_json(data)}</script></{tag}>'
