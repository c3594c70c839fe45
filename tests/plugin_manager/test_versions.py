from types import SimpleNamespace

import pytest

from sacral_edu import __version__
from sacral_edu.plugin_manager.versions import version_fault


def _fault(stated: object, installed: str = "2.3") -> str | None:
    return version_fault(SimpleNamespace(SACRAL_EDU_API=stated), installed)


def test_a_plugin_that_states_nothing_fits() -> None:
    assert version_fault(SimpleNamespace()) is None


@pytest.mark.parametrize("stated", ["2", "2.0", "2.3"])
def test_the_same_major_and_no_newer_minor_fits(stated: str) -> None:
    assert _fault(stated) is None


@pytest.mark.parametrize("stated", ["2.4", "2.10", "3", "3.0"])
def test_something_newer_says_which_sacral_edu_is_needed(stated: str) -> None:
    assert _fault(stated) == (
        f"needs plugin API {stated}, and sacral-edu {__version__} has 2.3; install a sacral-edu with plugin "
        f"API {stated} or newer (pip install --upgrade sacral-edu)"
    )


@pytest.mark.parametrize("stated", ["1", "1.9", "0.1"])
def test_an_older_major_says_that_the_plugin_or_sacral_edu_must_change(stated: str) -> None:
    fault = _fault(stated)
    assert fault is not None
    assert fault.startswith(f"was written for plugin API {stated}, ")
    assert fault.endswith(f"a sacral-edu that still has plugin API {stated[0]}")


@pytest.mark.parametrize("stated", [1, 1.0, "", "v1", "1.0.0", "1.", " 1", (1, 0)])
def test_what_is_no_version_says_how_to_write_one(stated: object) -> None:
    fault = _fault(stated)
    assert fault is not None
    assert f'SACRAL_EDU_API = {stated!r}; write the major, or major and minor, as "2.3"' in fault
