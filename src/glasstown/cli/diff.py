"""`glasstown diff`: two files of one kind beside each other, in words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from glasstown.cli.change_words import in_sentence
from glasstown.cli.changes import Change, changes, plainly
from glasstown.cli.pages import Entry, page, wrapped
from glasstown.cli.parts import heading
from glasstown.cli.shelf import find
from glasstown.core.documents import Document
from glasstown.core.errors import InputError, Problem
from glasstown.measures.measure import Measure
from glasstown.regimes.words.phrases import series
from glasstown.regimes.words.section import Section

Two = tuple[Document[Any], Document[Any]]


def both(a: str, b: str) -> Two:
    """Two files of one kind; ``InputError`` where they are of two kinds, or no files."""
    one, other = find(a, "diff"), find(b, "diff")
    if isinstance(one, Measure) or isinstance(other, Measure):
        name, key = (a, "A") if isinstance(one, Measure) else (b, "B")
        raise InputError(
            [Problem("diff", None, key, f"{name}, a measure", "two regimes, towns, responses or safeguards")]
        )
    if one.model.kind != other.model.kind:
        raise InputError(
            [
                Problem(
                    "diff",
                    None,
                    "B",
                    f"{other.name}, a {other.model.kind}",
                    f"another {one.model.kind}, as {one.name} is one",
                )
            ]
        )
    return one, other


def as_data(two: Two) -> dict[str, Any]:
    """For machines."""
    a, b = two
    return {
        "schema": 1,
        "a": a.name,
        "b": b.name,
        "changes": [
            {"part": change.part, "key": change.key, "a": plainly(change.a), "b": plainly(change.b)}
            for change in changes(a, b)
        ],
    }


def in_text(two: Two, columns: int) -> str:
    """What B adds, lacks and changes, by part."""
    a, b = two
    found = changes(a, b)
    if not found:
        names = "" if a.name == b.name else ", but for their names"
        bytes_too = ": the files are the same to the byte" if a.sha256 == b.sha256 else ""
        return "\n".join(wrapped(f"{a.name} and {b.name} say the same{names}{bytes_too}.", columns))
    title = f"From {a.name} to {b.name}" if a.name != b.name else f"Two files named {a.name}"
    lead = (
        f"A is {a.name}: {a.model.title}.",
        f"B is {b.name}: {b.model.title}.",
        f"{_counted(found)} A figure is given with its source, or with the range over which it is assumed.",
    )
    return page(Entry(title, lead, tuple(_sections(two, found))), columns)


def _counted(found: tuple[Change, ...]) -> str:
    only_a = sum(change.b is None for change in found)
    only_b = sum(change.a is None for change in found)
    both_say = len(found) - only_a - only_b
    told = [
        f"{count} {what}"
        for count, what in (
            (both_say, "said otherwise by B"),
            (only_b, "said by B alone"),
            (only_a, "said by A alone"),
        )
        if count
    ]
    return f"They differ in {len(found)} place{'' if len(found) == 1 else 's'}: {series(told)}."


def _sections(two: Two, found: tuple[Change, ...]) -> Iterator[Section]:
    kind = two[0].model.kind
    for part, group in groupby(found, key=lambda change: change.part):
        yield Section(heading(kind, part), items=tuple(in_sentence(change, *two) for change in group))
