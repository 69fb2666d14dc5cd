"""Responses that are valid, ones that are not, and what is said about them."""

from __future__ import annotations

from pathlib import Path

import pytest

from glasstown.responses import load_response
from tests.file_words import files_of, must_be_refused

GOOD, BAD = files_of(__file__, "good"), files_of(__file__, "bad")


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_good_file_is_read(path: Path) -> None:
    assert load_response(path).name == path.stem


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_bad_file_is_refused_with_the_very_words(path: Path) -> None:
    must_be_refused(load_response, path)


def test_there_are_files_of_both_kinds() -> None:
    assert len(GOOD) >= 2
    assert len(BAD) >= 20
