"""Telling what a failed build has said: every fault once, with its place, page by page."""

from pathlib import Path

from sacral_edu.interfaces.site.faults import MOST, failure

WORK, SOURCE = Path("/scratch/book"), Path("my-book")


def test_one_fault_stands_in_the_sentence_itself() -> None:
    said = ["reading sources...", "/scratch/book/page.md:3: WARNING: There is no scorer 'nope'."]
    assert failure(said, WORK, SOURCE) == (
        "The book could not be built: my-book/page.md:3: There is no scorer 'nope'."
    )


def test_several_faults_follow_it_by_page_and_line_each_once() -> None:
    said = [
        "/scratch/book/two.md:30: WARNING: late",
        "/scratch/book/one.md:7: ERROR: other page",
        "/scratch/book/two.md:4: CRITICAL: early",
        "/scratch/book/two.md:30: WARNING: late",
        "/scratch/book/one.md: WARNING: no line of its own",
        "WARNING: no file at all",
    ]
    assert failure(said, WORK, SOURCE).splitlines() == [
        "The book could not be built; it has 5 faults:",
        "  my-book/two.md:4: early.",
        "  my-book/two.md:30: late.",
        "  my-book/one.md: no line of its own.",
        "  my-book/one.md:7: other page.",
        "  no file at all.",
    ]


def test_of_very_many_faults_the_number_is_told() -> None:
    said = [f"/scratch/book/page.md:{line}: WARNING: fault {line}" for line in range(1, MOST + 6)]
    lines = failure(said, WORK, SOURCE).splitlines()
    assert lines[0] == "The book could not be built; it has 25 faults:"
    assert lines[-2:] == ["  my-book/page.md:20: fault 20.", "  And 5 more."]


def test_a_kind_that_the_tools_add_in_brackets_is_left_out() -> None:
    said = ["/scratch/book/page.md:3: WARNING: Unknown directive type: 'x' [myst.directive_unknown]"]
    assert failure(said, WORK, SOURCE).endswith("my-book/page.md:3: Unknown directive type: 'x'.")


def test_a_heading_of_a_fault_brings_the_line_that_says_what_is_wrong() -> None:
    said = ['/scratch/book/a.rst:1: ERROR: Error in "note" directive:', "1 argument(s) required."]
    assert failure(said, WORK, SOURCE) == (
        'The book could not be built: my-book/a.rst:1: Error in "note" directive: 1 argument(s) required.'
    )


def test_a_program_that_broke_off_is_told_by_what_it_raised_or_by_its_last_words() -> None:
    assert failure(["Traceback", "ValueError: a bad value"], WORK, SOURCE) == (
        "The book could not be built: ValueError: a bad value."
    )
    assert failure(["one", "two."], WORK, SOURCE) == ("The book could not be built. Its last words: one two.")
    assert "pip install" in failure(["ModuleNotFoundError: No module named 'jupyter_book'"], WORK, SOURCE)
