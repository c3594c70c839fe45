"""What a site needs to know its own address for: a page for what is not there, and a list for search engines.

No other page names the site's address, so that the folder works wherever it is put.
"""

import re
from html import escape
from pathlib import Path
from urllib.parse import quote, urlsplit

from sacral_edu.domain.errors import SacralEduError

NOT_FOUND = "404.html"
SITE_MAP = "sitemap.xml"

_PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Not here</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ font: 1.1rem/1.6 system-ui, sans-serif; max-width: 34rem; margin: 15vh auto; padding: 0 1rem; }}
a {{ color: LinkText; }}
</style>
</head>
<body>
<main>
<h1>There is no such page here</h1>
<p>The address may have a slip in it, or the page has moved. {everything} course begins on its
<a href="{root}index.html">first page</a>.</p>
</main>
</body>
</html>
"""
_EVERYTHING = """Everything that there is stands in the
<a href="{root}map.html">list of all pages</a>; the"""
_HEAD = (
    '<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
)
_ASIDE = re.compile(r"(?:404|search|genindex|map)\.html")


def checked_address(address: str) -> str:
    """Return the address with one slash at its end; raise SacralEduError for what is no web address."""
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment:
        raise SacralEduError(
            f"{address!r} is no address that a site can stand at; give one such as "
            "https://example.org/course/."
        )
    return address.rstrip("/") + "/"


def place_not_found(html: Path, address: str | None) -> None:
    """Put the page for what is not there into a built site.

    Hosts show it in place of any missing page, however deep, so its links are whole ones: from `address`, or
    from the root of the host where none is known. A course without a list of pages is led to its first.
    """
    root = escape(address or "/")
    everything = _EVERYTHING.format(root=root) if (html / "map.html").is_file() else "The"
    (html / NOT_FOUND).write_text(_PAGE.format(root=root, everything=everything), encoding="utf-8")


def place_site_map(html: Path, address: str) -> None:
    """List every page of a built site with its whole address, sorted, for search engines."""
    names = sorted(path.relative_to(html).as_posix() for path in html.rglob("*.html"))
    shown = [name for name in names if not name.startswith("_") and not _ASIDE.fullmatch(name)]
    rows = "".join(f"<url><loc>{escape(address + quote(name))}</loc></url>\n" for name in shown)
    (html / SITE_MAP).write_text(f"{_HEAD}{rows}</urlset>\n", encoding="utf-8")
