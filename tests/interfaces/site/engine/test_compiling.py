"""What of the standard library goes along to a browser."""

import pytest

from sacral_edu.interfaces.site.engine.compiling import slim
from sacral_edu.interfaces.site.engine.placing import zipped


@pytest.mark.parametrize(
    "path",
    ["asyncio/events.py", "logging/__init__.py", "urllib/parse.py", "xml/sax/saxutils.py", "difflib.py"],
)
def test_what_a_plugin_may_use_goes_along(path: str) -> None:
    assert slim(zipped({path: b"x = 1"})) == {path: b"x = 1"}


@pytest.mark.parametrize(
    "path",
    ["asyncio/windows_events.py", "logging/handlers.py", "ssl.py", "urllib/robotparser.py", "pdb.py"],
)
def test_what_grades_nothing_stays_behind(path: str) -> None:
    assert slim(zipped({path: b"x = 1"})) == {}
