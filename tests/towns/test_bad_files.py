"""Towns that are valid, ones that are not, and the very words in which these are refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from glasstown.towns import load_town
from tests.file_words import files_of, must_be_refused

GOOD, BAD = files_of(__file__, "good"), files_of(__file__, "bad")


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_good_file_is_read(path: Path) -> None:
    assert load_town(path).name == path.stem


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_bad_file_is_refused_with_the_very_words(path: Path) -> None:
    must_be_refused(load_town, path)


def test_there_are_files_of_both_kinds() -> None:
    assert GOOD
    assert len(BAD) >= 25
