"""The page "Running the course": what it shows is what the program does."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from sacral_edu.clinical.dysfunctions import dysfunctions
from sacral_edu_audit.reasons import FAULTS
from sacral_edu_audit.shares import CORRECTION, ENTRY, FAULT
from sacral_edu_coding.grading import HELD_WEIGHTS, WEIGHTS
from sacral_edu_region.primary import FINDINGS_SHARE, MOST_FINDINGS, REGION_SHARE
from sacral_edu_region.reasons import nearness
from sacral_edu_tart.evidence import WRONG_LETTER


@pytest.fixture(scope="module")
def text(page):
    return page("instructors")


@pytest.fixture(scope="module")
def example(text):
    """The worked example: responses, the program that prints, what it prints, and one criterion."""
    section = text.section("instructors-score")
    responses, printed, criterion = section.fences("text")
    (program,) = section.fences("python")
    return responses, program, printed, criterion


@pytest.fixture(scope="module")
def scored(example, tmp_path_factory):
    folder = tmp_path_factory.mktemp("class")
    (folder / "responses.jsonl").write_text(example[0], encoding="utf-8")
    command = [sys.executable, "-m", "sacral_edu", "score", "responses.jsonl", "-o", "scores.jsonl"]
    subprocess.run(command, cwd=folder, check=True)
    return folder


def test_the_worked_example_prints_what_the_page_shows(example, scored):
    ran = subprocess.run(
        [sys.executable, "-c", example[1]], cwd=scored, check=True, capture_output=True, text=True
    )
    assert ran.stdout == example[2]


def test_the_criterion_shown_is_one_of_the_scores(example, scored):
    shown = json.loads(example[3])
    scores = [json.loads(line) for line in (scored / "scores.jsonl").read_text(encoding="utf-8").splitlines()]
    (found,) = [c for score in scores for c in score["criteria"] if c["id"] == shown["id"]]
    assert {**found, "feedback": "..."} == shown


def test_every_installed_scorer_stands_in_the_table(text, scorers, in_ticks):
    rows = text.section("instructors-see").tables("Scorer", "Asks")
    assert {in_ticks(row[0])[0] for row in rows} == set(scorers) & {
        *("audit", "coding", "documentation", "dysfunction", "region", "tart", "triage"),
    }


def test_every_dysfunction_stands_in_the_list(text, in_ticks):
    rows = text.section("instructors-generated").tables("Region", "Ids")
    listed: set[str] = set()
    for region, ids in rows:
        sided = in_ticks(region)
        listed |= {side + name for name in in_ticks(ids) for side in sided or [""]}
    assert listed == set(dysfunctions())


def test_the_weights_of_a_claim_are_those_of_the_code(text, in_ticks):
    rows = text.section("instructors-points").tables("Criterion", "Weight")
    weights = [(in_ticks(name)[0], float(weight)) for name, weight, _ in rows]
    assert weights == [*WEIGHTS.items(), *HELD_WEIGHTS.items()]


def test_the_points_of_tart_region_and_audit_are_those_of_the_code(text):
    section = text.section("instructors-points").text
    assert "a quarter of 1/*n*" in section
    assert WRONG_LETTER == 0.25
    assert f"region, {REGION_SHARE}" in section
    assert f"findings, {FINDINGS_SHARE}" in section
    assert re.search(rf"lower extremity \| {REGION_SHARE * nearness('pelvic', 'sacral')} \|", section)
    assert "the smaller of three" in section
    assert MOST_FINDINGS == 3
    assert f"entry, {ENTRY}" in section
    assert f"fault, {FAULT}" in section
    assert f"correction, {CORRECTION}" in section


def test_the_kinds_of_error_are_those_of_the_code(text, in_ticks):
    rows = text.section("instructors-points").tables("Kind", "What is done to the note or the claim")
    assert [in_ticks(row[0])[0] for row in rows] == list(FAULTS)


def test_the_book_lies_beside_the_cases_as_the_page_says():
    command = [sys.executable, "-m", "sacral_edu", "cases", "where"]
    cases = Path(subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip())
    assert (cases.parent / "book" / "_config.yml").is_file()


def test_the_workflow_for_publishing_builds_with_what_the_page_tells(text) -> None:
    (workflow,) = text.section("instructors-publish").fences("yaml")
    steps = yaml.safe_load(workflow)["jobs"]["publish"]["steps"]
    runs = [step["run"] for step in steps if "run" in step]
    assert runs[-1] == "sacral-edu build -o site --book my-book --cases my-cases"
    assert steps[-2]["with"]["path"] == "site"
