"""Case files to break: a bundled authored case as text, a bundled vignette as data."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from sacral_edu.interfaces.casebook import bundled


@pytest.fixture
def authored(tmp_path: Path) -> Callable[..., Path]:
    """Write the case `left-on-left` with some of its text replaced, each piece of which must be there."""

    def write(*replaced: tuple[str, str], name: str = "case.toml") -> Path:
        words = (bundled("cases") / "left-on-left.toml").read_text(encoding="utf-8")
        for old, new in replaced:
            assert words.count(old) == 1, old
            words = words.replace(old, new)
        path = tmp_path / name
        path.write_text(words, encoding="utf-8")
        return path

    return write


@pytest.fixture
def vignette(tmp_path: Path) -> Callable[..., Path]:
    """Write the vignette V09, changed by a function, into a file of its own."""
    raw = (bundled("cases") / "vignettes/chiropractic.yaml").read_text(encoding="utf-8")

    def write(change: Callable[[dict[str, Any]], object] = lambda _: None, name: str = "v.yaml") -> Path:
        (chosen,) = (one for one in yaml.safe_load(raw)["vignettes"] if one["id"] == "V09")
        change(chosen)
        path = tmp_path / name
        path.write_text(yaml.safe_dump({"vignettes": [chosen]}), encoding="utf-8")
        return path

    return write
