"""Words in the drawings: large enough on a narrow page, apart from each other, and of enough contrast."""

import re
from collections.abc import Iterator
from itertools import combinations
from xml.etree import ElementTree as Tree

import pytest

from sacral_edu.clinical.dysfunctions import dysfunctions
from sacral_edu.clinical.pictures import Picture, draw_beside_normal, draw_dysfunction

SVG = "{http://www.w3.org/2000/svg}"
EVERY = tuple(dysfunctions())
NARROW = 360
PLAIN, BOLD = 0.5, 0.57
"""Mean width of a letter in ems, as measured with DejaVu Sans, which is wider than most readers' fonts."""


def boxes(
    element: Tree.Element, size: float, dx: float = 0, dy: float = 0
) -> Iterator[tuple[str, float, float, float, float]]:
    """Every line of text below an element as words, left, top, right and bottom."""
    moved = re.fullmatch(r"translate\(([\d.]+) ([\d.]+)\)", element.get("transform") or "")
    if moved:
        dx, dy = dx + float(moved[1]), dy + float(moved[2])
    for child in element:
        if child.tag == f"{SVG}text":
            words = child.text or ""
            bold = re.search("bold|title|green|red", child.get("class") or "")
            width = len(words) * size * (BOLD if bold else PLAIN)
            x, y = float(child.get("x", "")) + dx, float(child.get("y", "")) + dy
            left = x - {"start": 0.0, "middle": 0.5, "end": 1.0}[child.get("text-anchor", "")] * width
            yield words, left, y - size * 0.72, left + width, y + size * 0.05
        else:
            yield from boxes(child, size, dx, dy)


def parsed(picture: Picture) -> Tree.Element:
    return Tree.fromstring(picture.svg)  # noqa: S314 - it is our own drawing


def drawn(name: str) -> tuple[Picture, Picture]:
    return draw_dysfunction(name), draw_beside_normal(name)


@pytest.mark.parametrize("name", EVERY)
def test_letters_are_at_least_eleven_pixels_on_a_narrow_page(name: str) -> None:
    for picture in drawn(name):
        width = float(parsed(picture).get("viewBox", "").split()[2])
        sizes = [float(size) for size in re.findall(r"font-size:([\d.]+)px", picture.svg)]
        assert sizes
        assert min(sizes) * NARROW / width >= 11


@pytest.mark.parametrize("name", EVERY)
def test_words_stay_inside_and_apart(name: str) -> None:
    for picture in drawn(name):
        root = parsed(picture)
        _, _, width, height = (float(part) for part in root.get("viewBox", "").split())
        size = min(float(one) for one in re.findall(r"font-size:([\d.]+)px", picture.svg))
        lines = list(boxes(root, size))
        for words, left, top, right, bottom in lines:
            assert left >= 0, words
            assert right <= width, words
            assert top >= 0, words
            assert bottom <= height, words
        for one, two in combinations(lines, 2):
            apart = one[3] <= two[1] or two[3] <= one[1] or one[4] <= two[2] or two[4] <= one[2]
            assert apart, (one, two)


def luminance(color: str) -> float:
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, two: str) -> float:
    high, low = sorted((luminance(one), luminance(two)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_colors_are_of_enough_contrast_in_both_themes(theme: str) -> None:
    sheet = draw_dysfunction("L_ON_L").svg
    block = re.search(rf'html\[data-theme="{theme}"\] #p-picture\{{([^}}]*)\}}', sheet)
    assert block is not None
    colors = dict(re.findall(r"--se-(\w+):(#\w{6})", block[1]))
    for ground in ("ground", "bone", "sacrum", "far"):
        for words in ("ink", "soft", "blue", "red", "green"):
            assert contrast(colors[words], colors[ground]) >= 4.5, (words, ground)
    assert contrast(colors["line"], colors["ground"]) >= 3
    assert contrast(colors["line"], colors["bone"]) >= 3
    assert contrast(colors["hatch"], colors["deep"]) >= 4.5
    assert contrast(colors["deep"], colors["sacrum"]) >= 3 or contrast(colors["blue"], colors["sacrum"]) >= 3
