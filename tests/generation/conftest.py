"""Generated cases of every kind that can be asked for."""

import pytest

from sacral_edu.clinical.dysfunctions import dysfunctions
from sacral_edu.domain.cases import Case
from sacral_edu.generation.fitting import FLAGS, challenges_of
from sacral_edu.generation.generate import generate
from sacral_edu.generation.spec import checked_spec
from sacral_edu.generation.wishes import HABIT_NAMES, HABIT_STATES
from sacral_edu.generation.wording import stories


@pytest.fixture(scope="session")
def varied_cases() -> tuple[Case, ...]:
    """Every dysfunction at every difficulty, every story with a warning, every habit kept and not kept."""
    asked = [
        checked_spec(seed=seed, dysfunction=name, challenge=challenge)
        for name in dysfunctions()
        for challenge in sorted(challenges_of(name) - {"red_flag"})
        for seed in range(4)
    ]
    asked += [
        checked_spec(seed=seed, challenge="red_flag", archetype=name)
        for name in FLAGS
        if name in stories()
        for seed in range(10)
    ]
    asked += [
        checked_spec(seed=seed, habits={habit: state})
        for habit in HABIT_NAMES
        for state in HABIT_STATES
        for seed in range(10)
    ]
    return tuple(generate(spec) for spec in asked)
