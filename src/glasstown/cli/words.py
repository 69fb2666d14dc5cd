"""A file or a measure in words: every number with its source or the range over which it is assumed."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import fields
from typing import Any, Final

from glasstown.core.documents import Document
from glasstown.life.catalogue import BY_NAME, LABELS
from glasstown.measures.measure import Measure
from glasstown.regimes import Regime
from glasstown.regimes.assumed import Stated, stated
from glasstown.studies import naming

_WIDTH: Final = 100


def as_data(thing: Document[Any] | Measure) -> dict[str, Any]:
    """The same for machines."""
    if isinstance(thing, Measure):
        return {"schema": 1, "measure": thing.key, **_said_of(thing)}
    return {"schema": 1, "sha256": thing.sha256, **thing.model.model_dump(mode="json", by_alias=True)}


def in_text(thing: Document[Any] | Measure) -> str:
    """Several lines of plain text."""
    return "\n".join(_measure(thing) if isinstance(thing, Measure) else _document(thing))


def counted(document: Document[Any]) -> tuple[int, int]:
    """(numbers with a source, numbers that are assumed) in a file."""
    numbers = stated(document)
    sourced = sum(number.source is not None for number in numbers)
    return sourced, len(numbers) - sourced


def _said_of(measure: Measure) -> dict[str, str]:
    said = {}
    for field in fields(measure):
        value = getattr(measure, field.name)
        if isinstance(value, str) and value and field.name != "key":
            said[field.name.replace("null", "no_value_means")] = value
    return said


def _measure(measure: Measure) -> Iterator[str]:
    yield measure.key
    for name, text in _said_of(measure).items():
        yield from textwrap.wrap(f"{name.replace('_', ' ')}: {text}", _WIDTH, subsequent_indent="  ")


def _document(document: Document[Any]) -> Iterator[str]:
    model = document.model
    sourced, assumed = counted(document)
    yield f"{document.name} ({model.status})"
    if not isinstance(model, Regime):
        yield model.title
    yield "Invented people, a model: not a country."
    if isinstance(model, Regime):
        from glasstown.regimes.words import in_words

        for paragraph in in_words(model):
            yield ""
            yield from textwrap.wrap(paragraph, _WIDTH, break_on_hyphens=False)
        yield ""
        yield "What its labels claim"
        for label in dict.fromkeys(rule.scored_label for rule in model.rules):
            yield f"  {label}: {_claim(label)}"
    yield ""
    yield f"Numbers: {sourced} with a source, {assumed} assumed with a range"
    for number in stated(document):
        yield from textwrap.wrap(
            _number(number), _WIDTH, initial_indent="  ", subsequent_indent="    ", break_on_hyphens=False
        )
    yield from _tables(document)
    yield ""
    yield "Sources"
    for key, source in document.sources.items():
        link = f" {source.link}" if source.link else ""
        text = f"{key}: {source.title} (confidence: {source.confidence}){link}. {source.note or ''}"
        yield from textwrap.wrap(
            text, _WIDTH, initial_indent="  ", subsequent_indent="    ", break_on_hyphens=False
        )
    if not document.sources:
        yield "  none: everything in this file is assumed"


def _claim(label: str) -> str:
    act = BY_NAME[LABELS[label]]
    law = f"protected by {act.protected}" if act.protected else act.domestic.replace("-", " ")
    return f"{'has not ' if act.period else ''}{act.title} ({law})"


def _number(number: Stated) -> str:
    key, unit = number.key, number.unit
    value = naming.with_unit(key, number.value, unit)
    if number.low is None or number.high is None:
        known = f"source: {number.source}"
    else:
        low, high = naming.end_of_range(number.low, unit), naming.with_unit(key, number.high, unit)
        known = f"assumed, {low} to {high}"
    return f"{naming.in_words(key)}: {value} ({known}) [{key}]"


def _tables(document: Document[Any]) -> Iterator[str]:
    """Rows of figures of a town, which share one source or one range of factors."""
    rows = list(naming.rows(document.tree.value))
    if rows:
        yield ""
        yield "Rows of figures (an assumed row is multiplied by a factor of its range)"
    for key, row in rows:
        known = (
            f"source: {row['source']}"
            if "source" in row
            else "assumed, times {} to {}".format(*row["assumed"])
        )
        yield f"  {len(row['values'])} figure{'' if len(row['values']) == 1 else 's'} ({known}) [{key}]"
