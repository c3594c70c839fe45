import pytest

from sacral_edu.domain import errors


@pytest.mark.parametrize("name", ["CaseError", "ResponseError", "PluginError", "CodeError"])
def test_every_error_raised_on_purpose_can_be_caught_by_one_name(name: str) -> None:
    assert issubclass(getattr(errors, name), errors.SacralEduError)
