"""Responses that are valid, ones that are not, and what is said about them."""

from __future__ import annotations

from pathlib import Path

import pytest

from glasstown.core.errors import InputError
from glasstown.responses import load_response

HERE = Path(__file__).parent
GOOD = sorted((HERE / "good").glob("*.yaml"))
BAD = sorted((HERE / "bad").glob("*.yaml"))


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_good_file_is_read(path: Path) -> None:
    assert load_response(path).name == path.stem


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_bad_file_is_refused_with_the_very_words(path: Path) -> None:
    with pytest.raises(InputError) as refusal:
        load_response(path)
    assert (
        str(refusal.value).replace(str(path), path.name) + "\n" == path.with_suffix(".expected").read_text()
    )


def test_there_are_files_of_both_kinds() -> None:
    assert len(GOOD) >= 2
    assert len(BAD) >= 20
