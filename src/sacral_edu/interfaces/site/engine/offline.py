"""What lets a site that grades by itself be read without a line: a service worker, and what it may keep."""

import json
from hashlib import sha256
from pathlib import Path

SCRIPT = "sacral-edu-sw.js"
"""Lies at the root, since a service worker reaches no further than its own folder."""

_LIST = "_static/sacral-edu/offline.json"
_SHORT = 16


def place_offline(html: Path, engine: Path) -> None:
    """Put the service worker into a finished site, named after all that the site holds.

    `engine` is the folder of the engine inside `html`. Call it last: what is added later is not kept.
    """
    inside = engine.relative_to(html).as_posix() + "/"
    names = sorted(path.relative_to(html).as_posix() for path in html.rglob("*") if path.is_file())
    pages = [name for name in names if not name.startswith(inside)]
    listed = {"engine": [name for name in names if name.startswith(inside)], "pages": ["./", *pages]}
    (html / _LIST).write_text(json.dumps(listed), encoding="utf-8")
    digest = sha256()
    for name in names:
        digest.update(name.encode() + b"\0" + sha256((html / name).read_bytes()).digest())
    script = (Path(__file__).parent / "service-worker.js").read_text(encoding="utf-8")
    filled = {"@BUILD@": digest.hexdigest()[:_SHORT], "@ENGINE@": inside, "@LIST@": _LIST}
    for mark, value in filled.items():
        script = script.replace(mark, value)
    (html / SCRIPT).write_text(script, encoding="utf-8")
