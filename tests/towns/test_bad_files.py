"""Towns that are valid, ones that are not, and the very words in which these are refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from glasstown.core.errors import InputError
from glasstown.towns import load_town

HERE = Path(__file__).parent
GOOD = sorted((HERE / "good").glob("*.yaml"))
BAD = sorted((HERE / "bad").glob("*.yaml"))


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_good_file_is_read(path: Path) -> None:
    assert load_town(path).name == path.stem


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_bad_file_is_refused_with_the_very_words(path: Path) -> None:
    with pytest.raises(InputError) as refusal:
        load_town(path)
    assert (
        str(refusal.value).replace(str(path), path.name) + "\n" == path.with_suffix(".expected").read_text()
    )


def test_there_are_files_of_both_kinds() -> None:
    assert GOOD
    assert len(BAD) >= 25
