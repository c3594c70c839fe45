"""The worked answer of a practice page, and the list of the course's exercises."""

import json
import re
from pathlib import Path

from sacral_edu.domain.items import Criterion, Response, Score
from sacral_edu.interfaces.casebook import Solution, Told
from sacral_edu.interfaces.site.worked import worked_html

NASTY = "</details><img src=x onerror='alert(1)'>&"


def test_nothing_in_a_worked_answer_becomes_markup() -> None:
    line = Criterion(id="a", label=NASTY, earned=1, possible=1, feedback=NASTY, read_more="intro#intro-start")
    solution = Solution(
        response=Response(item_id="a/b/c", answers={}),
        told=(Told(label=NASTY, lines=(NASTY,)),),
        score=Score(item_id="a/b/c", scorer="b", points=1.0, criteria=(line,)),
    )
    html = worked_html(solution)
    assert "<img" not in html
    assert html.count("</details>") == 1
    assert html.count("&lt;img") == 4


def test_every_exercise_of_the_course_is_listed_once_in_the_order_of_its_page(bundled_site: Path) -> None:
    listed = json.loads((bundled_site / "_static/sacral-edu/exercises.json").read_bytes())
    found = {
        path.relative_to(bundled_site).with_suffix("").as_posix(): re.findall(
            r'<sacral-exercise item="([^"]+)"', path.read_text(encoding="utf-8")
        )
        for path in bundled_site.rglob("*.html")
    }
    assert {one["page"]: [each["item"] for each in one["exercises"]] for one in listed} == {
        page: items for page, items in found.items() if items
    }
    assert [one["page"] for one in listed[:2]] == ["index", "intro"]
