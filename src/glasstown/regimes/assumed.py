"""What is assumed in a file, and files like it with other numbers from the assumed ranges."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

import numpy as np

from glasstown.core.documents import Document, Root
from glasstown.core.marks import Where
from glasstown.core.numbers import Number
from glasstown.core.randomness import STUDY, Key, philox_words
from glasstown.core.streams import STREAMS
from glasstown.core.values import named, numbers_in, with_numbers
from glasstown.regimes.model import Regime, Uniform

M = TypeVar("M", bound=Root)


@dataclass(frozen=True)
class Stated:
    """A number of a file: assumed from `low` to `high`, or from a `source` (a key of the file's sources)."""

    key: str
    value: float
    low: float | None
    high: float | None
    unit: str
    source: str | None
    line: int


def stated(document: Document[M]) -> tuple[Stated, ...]:
    """Every number of a file, in the order of its model."""
    found = []
    for where, number in numbers_in(document.model):
        low, high = number.assumed or (None, None)
        found.append(
            Stated(
                key=named(document.model, where),
                value=number.value,
                low=low,
                high=high,
                unit=number.unit,
                source=number.source,
                line=document.line_of(where),
            )
        )
    return tuple(found)


def assumptions(document: Document[M]) -> tuple[Stated, ...]:
    """The assumed numbers of a file: those that no source gives."""
    return tuple(number for number in stated(document) if number.source is None)


def with_assumed(model: M, key: Key, number: int) -> M:
    """Draw number 1, 2, … of every assumed number, uniform over its range.

    Keyed by the number's name in the file, so that a number added to a file changes no other. Numbers with
    a step (days, weeks, counts, tenths of a point) stay multiples of it. Where a regime orders two numbers
    (falling grades, floor, start and ceiling, entering and leaving a list), the lower one is moved down,
    then the higher one up, as far as the order needs and within their ranges.
    """
    if number < 1:
        raise ValueError(f"draws are numbered from 1, found {number}")
    numbers = dict(numbers_in(model))
    drawn = {
        where: _draw(entry, _uniform(named(model, where), key, number))
        for where, entry in numbers.items()
        if entry.assumed is not None
    }
    if isinstance(model, Regime):
        _keep_order(drawn, numbers, orders(model))
    changed = {where: _with_value(numbers[where], value) for where, value in drawn.items()}
    return with_numbers(model, changed)


def with_association(regime: Regime, factor: float) -> Regime:
    """The regime with the points of ties multiplied by a factor of at least 0, in tenths of a point."""
    if not factor >= 0.0:
        raise ValueError(f"a factor is at least 0, found {factor!r}")
    changed = {}
    for where, number in numbers_in(regime):
        if where[:2] == ("association", "points_per_tie"):
            changed[where] = _with_value(number, max(number.least, round(number.value * factor, 1)))
    return with_numbers(regime, changed)


def orders(regime: Regime) -> list[tuple[Where, Where, float]]:
    """Pairs of numbers of which the first must lie under the second, by at least a gap."""
    if regime.score is None:
        return []
    floor: Where = ("score", "floor")
    ceiling: Where = ("score", "ceiling")
    start: Where = ("score", "start")
    starts = (
        [(*start, "uniform", 0), (*start, "uniform", 1)]
        if isinstance(regime.score.start, Uniform)
        else [start]
    )
    chain: list[Where] = [floor, *starts, ceiling]
    pairs = [(low, high, 0.0) for low, high in pairwise(chain)]
    if regime.score.decay is not None:
        toward: Where = ("score", "decay", "toward")
        pairs += [(floor, toward, 0.0), (toward, ceiling, 0.0)]
    grades = list(regime.grades)
    pairs += [(("grades", low), ("grades", high), 0.1) for high, low in pairwise(grades)]
    if grades:
        pairs.append((("grades", grades[-1]), floor, 0.0))
    for place, listed in enumerate(regime.lists):
        if listed.grounds:
            continue
        entry: Where = ("lists", place)
        pairs.append(((*entry, "enter", "score_below"), (*entry, "leave", "score_at_least"), 0.0))
    return pairs


def _with_value(number: Number, value: float) -> Number:
    kept = int(value) if isinstance(number.value, int) else value
    return number.model_copy(update={"value": kept})


def _uniform(name: str, key: Key, number: int) -> int:
    """A 32-bit word, keyed by the name of a number and the number of a draw."""
    digest = hashlib.sha256(name.encode()).digest()
    counter = [
        int.from_bytes(digest[:4], "little"),
        int.from_bytes(digest[4:8], "little"),
        number & 0xFFFFFFFF,
        STREAMS["assumed-draw"],
    ]
    words = philox_words(np.array([counter], np.uint32), key.k0, key.k1 ^ int(STUDY))
    return int(words[0, 0])


def _draw(number: Number, word: int) -> float:
    """A value of the range; of a stepped number each multiple in the range is as likely as the others."""
    low, high = number.assumed or (number.value, number.value)
    if number.step:
        steps = round((high - low) / number.step) + 1
        return round(low + number.step * ((word * steps) >> 32), 9)
    return low + (high - low) * (word + 0.5) / 2**32


def _keep_order(
    drawn: dict[Where, float], numbers: dict[Where, Number], pairs: list[tuple[Where, Where, float]]
) -> None:
    """Move drawn values, within their ranges, until every pair is in order.

    It can be done since the values of the file are in order and in their ranges: what is above a lower
    number's highest possible place is first brought down to it, then each higher number is lifted over the
    lower one.
    """
    most = {
        where: (numbers[where].assumed or (0.0, numbers[where].value))[1]
        for pair in pairs
        for where in pair[:2]
    }
    for _ in pairs:
        for low, high, gap in pairs:
            most[low] = min(most[low], round(most[high] - gap, 9))
    for where in most:
        if where in drawn:
            drawn[where] = min(drawn[where], most[where])
    for _ in pairs:
        for low, high, gap in pairs:
            least = round(drawn.get(low, numbers[low].value) + gap, 9)
            if high in drawn:
                drawn[high] = max(drawn[high], least)
