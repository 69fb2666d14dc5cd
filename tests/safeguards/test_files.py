"""Safeguards that are valid, ones that are not, and what is said about them."""

from __future__ import annotations

from pathlib import Path

import pytest

from glasstown.core.documents import json_schema_of, shipped
from glasstown.core.errors import InputError
from glasstown.regimes.safeguards import Safeguard, load_safeguard
from glasstown.regimes.safeguards.operations import Operation
from glasstown.regimes.safeguards.words import does_in_words

HERE = Path(__file__).parent
GOOD = sorted((HERE / "good").glob("*.yaml"))
BAD = sorted((HERE / "bad").glob("*.yaml"))


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_good_file_is_read(path: Path) -> None:
    model = load_safeguard(path).model
    assert model.safeguard == path.stem
    told = does_in_words(model)
    assert len(told) == len(set(told)) == len(model.does), "each operation has words of its own"


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_bad_file_is_refused_with_the_very_words(path: Path) -> None:
    with pytest.raises(InputError) as refusal:
        load_safeguard(path)
    assert (
        str(refusal.value).replace(str(path), path.name) + "\n" == path.with_suffix(".expected").read_text()
    )


def test_there_are_files_of_both_kinds() -> None:
    assert len(GOOD) >= 2
    assert len(BAD) >= 20


def test_abolish_is_always_among_them() -> None:
    assert "abolish" in shipped("safeguards")
    assert [one.end for one in load_safeguard("abolish").model.does] == ["everything"]


@pytest.mark.parametrize("name", sorted(shipped("safeguards")))
def test_a_shipped_one_names_its_law_and_its_name(name: str) -> None:
    document = load_safeguard(name)
    assert document.name == name
    assert {law.source for law in document.model.law} == set(document.sources), "no source is idle"


def test_the_set_of_operations_is_closed() -> None:
    """A further operation has to be looked at here: it may only take away, cap, shorten, or hear sooner."""
    assert list(Operation.model_fields) == ["end", "remove", "cap", "expiry", "correction"]
    schema = json_schema_of(Safeguard)
    assert all(
        part.get("additionalProperties") is False
        for part in schema["$defs"].values()
        if part.get("type") == "object"
    )
