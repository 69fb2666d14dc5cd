"""A file or a measure for machines."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from glasstown.core.documents import Document
from glasstown.measures.measure import Measure
from glasstown.regimes.assumed import stated


def as_data(thing: Document[Any] | Measure) -> dict[str, Any]:
    """The same for machines."""
    if isinstance(thing, Measure):
        return {"schema": 1, "measure": thing.key, **_said_of(thing)}
    return {"schema": 1, "sha256": thing.sha256, **thing.model.model_dump(mode="json", by_alias=True)}


def counted(document: Document[Any]) -> tuple[int, int]:
    """(numbers with a source, numbers that are assumed) in a file."""
    numbers = stated(document)
    sourced = sum(number.source is not None for number in numbers)
    return sourced, len(numbers) - sourced


def _said_of(measure: Measure) -> dict[str, Any]:
    said: dict[str, Any] = {}
    for field in fields(measure):
        value = getattr(measure, field.name)
        if isinstance(value, str) and value and field.name != "key":
            said[field.name.replace("null", "no_value_means")] = value
        elif isinstance(value, Measure):
            said["without_a_score"] = _said_of(value)
    return said
