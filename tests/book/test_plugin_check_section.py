"""The section "Check it" of the page on writing plugins says what the kit does."""

import re

import pytest

from sacral_edu.interfaces.cli.entry import cli
from sacral_edu.plugin_manager import load_scorers
from sacral_edu.testing import conformance, mixed_cases, speed


@pytest.fixture(scope="module")
def section(page):
    return page("write-a-plugin").section("plugin-check")


def test_every_check_of_a_report_has_its_row(section, in_ticks):
    rows = section.tables("Check", "What it looks for")
    report = conformance(load_scorers()["audit"], mixed_cases(7))
    assert [in_ticks(row[0])[0] for row in rows] == [check.name for check in report.checks]
    assert all(all(row) for row in rows)


def test_the_budgets_are_those_that_are_measured_against(section):
    (budgets,) = re.findall(r"budget: (.*)\.$", section.text, re.MULTILINE)
    assert [float(number.replace(",", "")) for number in re.findall(r"[\d,]*\d", budgets)] == [
        speed.CHOICE_BUDGET,
        speed.READING_BUDGET,
        speed.ITEMS_BUDGET,
    ]


def test_the_options_are_those_of_the_command(section):
    command = cli.get_command(None, "plugins").commands["check"]
    options = {option for parameter in command.params for option in parameter.opts}
    named = set(re.findall(r"(?<![\w-])--?[a-z]+", section.text))
    assert named <= options
    assert {"-n", "--seed", "--cases", "--all", "--format"} <= named
