"""`sacral-edu plugins list`: what is installed and what it can do."""

import json
from collections.abc import Callable

from sacral_edu import __version__


def test_the_bundled_scorers_are_listed_as_a_table(printed: Callable[..., str]) -> None:
    table = printed("plugins", "list")
    assert table.startswith(
        "audit         Find the error in a note\n"
        f"              sacral-edu {__version__}; 1 item on the bundled cases\n"
        "              skills: audit, naming, documentation, claims\n"
    )
    names = [line.split()[0] for line in table.splitlines() if not line.startswith(" ")]
    assert names == sorted(names)
    assert {"audit", "coding", "region", "tart"} <= set(names)
    assert [line for line in table.split("\n") if len(line) > 80] == []


def test_the_bundled_scorers_are_listed_as_json(printed: Callable[..., str]) -> None:
    listed = json.loads(printed("plugins", "list", "--format", "json", "--strict"))
    assert listed["problems"] == []
    rows = {row["name"]: row for row in listed["scorers"]}
    assert list(rows) == sorted(rows)
    assert {"audit", "coding", "region", "tart"} <= set(rows)
    for row in rows.values():
        assert {"name", "title", "distribution", "version", "skills", "items"} <= set(row)
        assert (row["distribution"], row["version"]) == ("sacral-edu", __version__)
        assert row["title"]
        assert row["skills"]
        # No case from a file says which history pattern it follows, so triage asks nothing of them.
        assert row["items"] > 0 or row["name"] == "triage"


def test_a_format_that_is_not_there_is_refused(refused: Callable[..., str]) -> None:
    assert refused("plugins", "list", "--format", "xml").startswith("Invalid value for '--format': 'xml'")
