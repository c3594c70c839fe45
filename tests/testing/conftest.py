"""Shared by the tests of the kit: scorers that are faulty on purpose."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="session")
def faulty() -> ModuleType:
    """The module of faulty scorers, one class for each fault, and a sound one to begin from."""
    spec = spec_from_file_location("faulty_scorers", Path(__file__).with_name("faulty_scorers.py"))
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
