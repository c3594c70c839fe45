"""The script by which the pages of a site that is being written show themselves anew."""

from pathlib import Path

_SCRIPT = "_static/sacral-edu/watch.js"


def place_watch(html: Path) -> None:
    """Let every page of a finished site ask whether it was built anew."""
    for page in html.rglob("*.html"):
        below = len(page.relative_to(html).parts) - 1
        tag = f'<script type="module" src="{"../" * below}{_SCRIPT}"></script>'
        page.write_text(
            page.read_text(encoding="utf-8").replace("</head>", f"{tag}</head>", 1), encoding="utf-8"
        )
