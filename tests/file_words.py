"""Good and bad files of a kind: read, or refused in the very words that stand beside them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from glasstown.core.errors import InputError


def files_of(here: str, kind: str) -> list[Path]:
    """The files of a folder `good` or `bad` beside a test, whose own path is `here`."""
    return sorted((Path(here).parent / kind).glob("*.yaml"))


def must_be_refused(load: Callable[[Path], Any], path: Path) -> InputError:
    """A bad file is refused with the words of the file of the same name that ends in .expected; returns the refusal."""
    with pytest.raises(InputError) as refusal:
        load(path)
    said = str(refusal.value).replace(str(path), path.name) + "\n"
    assert said == path.with_suffix(".expected").read_text()
    return refusal.value
