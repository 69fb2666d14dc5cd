"""Safeguards that are valid, ones that are not, and what is said about them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from glasstown.core.documents import json_schema_of, shipped
from glasstown.regimes.safeguards import Safeguard, load_safeguard
from glasstown.regimes.safeguards.operations import Operation
from glasstown.regimes.safeguards.words import does_in_words
from tests.file_words import files_of, must_be_refused

HERE = Path(__file__).parent
GOOD, BAD = files_of(__file__, "good"), files_of(__file__, "bad")
PAGE = HERE.parent.parent / "docs" / "concepts" / "safeguards.md"


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_good_file_is_read(path: Path) -> None:
    model = load_safeguard(path).model
    assert model.safeguard == path.stem
    told = does_in_words(model)
    assert len(told) == len(set(told)) == len(model.does), "each operation has words of its own"


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_bad_file_is_refused_with_the_very_words(path: Path) -> None:
    must_be_refused(load_safeguard, path)


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
    """A further operation has to be looked at here: it may only take away, cap, shorten, tell, or hear sooner."""
    assert list(Operation.model_fields) == [
        "end",
        "remove",
        "cap",
        "expiry",
        "correction",
        "notice",
        "discretion",
    ]
    schema = json_schema_of(Safeguard)
    assert all(
        part.get("additionalProperties") is False
        for part in schema["$defs"].values()
        if part.get("type") == "object"
    )


def test_the_example_of_the_page_is_valid(tmp_path: Path) -> None:
    (example,) = re.findall(r"^```yaml\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.M | re.S)
    path = tmp_path / "example.yaml"
    path.write_text(example, encoding="utf-8")
    assert len(load_safeguard(path).model.does) == 3


def keys(schema: Any) -> Iterator[str]:
    """Every key, and every word of a closed set, that a file of this JSON Schema may have."""
    if isinstance(schema, dict):
        yield from schema.get("properties", {}) if isinstance(schema.get("properties", {}), dict) else ()
        for inner in schema.values():
            yield from keys(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from keys(inner)


def test_every_key_and_every_operation_is_told() -> None:
    text = PAGE.read_text(encoding="utf-8")
    told_elsewhere = {
        "title",
        "status",
        "sources",
        "confidence",
        "link",
        "note",
        "value",
        "assumed",
        "source",
    }
    wanted = {*keys(json_schema_of(Safeguard))} - told_elsewhere
    endings = json_schema_of(Safeguard)["$defs"]["Operation"]["properties"]["end"]["anyOf"][0]["enum"]
    assert len(wanted) > 15
    assert [key for key in sorted(wanted) if f"`{key}" not in text and f"{key}:" not in text] == []
    assert [word for word in endings if f"`end: {word}`" not in text] == []
