"""Whether listing spreads by itself: listed share year by year, its range over the assumed numbers, the
strength of association above which it tips over, and whether replicates fall into two camps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from glasstown.engine.result import Lives
from glasstown.measures.view import WITHOUT, YEAR, views

MULTIPLES = (0.0, 0.25, 0.5, 1.0, 2.0, 4.0)
"""Multiples of the points for ties at which a critical strength is looked for."""


@dataclass(frozen=True)
class Range:
    """Listed share at the end of a year, over draws of the assumed numbers; shares of people under the
    regime.
    """

    last_day: int
    low: float
    middle: float  # the median draw
    high: float
    draws: tuple[float, ...]


def year_ends(days: int) -> tuple[int, ...]:
    """Last days of the years of a run; a last year that is cut short ends with the run."""
    return (*range(YEAR, days, YEAR), days)


def listed_by_year(lives: Lives, w: int) -> tuple[float, ...]:
    """Share of people under the regime who are listed at the end of each year, in world `w`."""
    view = views(lives)[w]
    stock = view.stock("listed_change")
    return tuple(int(stock[day]) / view.enrolled if view.enrolled else 0.0 for day in year_ends(lives.days))


def range_by_year(assumed: Sequence[Lives]) -> tuple[Range, ...]:
    """Least, middle and most listed at the end of each year, over all worlds but `without`."""
    rows = [
        listed_by_year(lives, w)
        for lives in assumed
        for w, name in enumerate(lives.worlds)
        if name != WITHOUT
    ]
    return tuple(
        Range(day, min(draws), median(draws), max(draws), draws)
        for day, draws in zip(year_ends(assumed[0].days), zip(*rows, strict=True), strict=True)
    )


def critical_strength(listed: Sequence[float], multiples: Sequence[float] = MULTIPLES) -> float | None:
    """The smallest multiple of the points for ties at which more than twice as many are listed as at the
    first, 0.

    `listed`: share or number listed at the end, for each multiple in rising order. None where no multiple
    does. ValueError if the first multiple is not 0.
    """
    if multiples[0] != 0:
        raise ValueError("the first multiple must be 0: points for ties switched off")
    for multiple, share in zip(multiples[1:], listed[1:], strict=True):
        if share > 2 * listed[0]:
            return multiple
    return None


def split(values: Sequence[float], least: float = 0.1) -> bool:
    """Whether replicates fall into two camps: one gap is wider than all the rest of their range, and than
    `least`.
    """
    ordered = sorted(values)
    gaps = [after - before for before, after in pairwise(ordered)]
    return len(ordered) > 2 and max(gaps) > least and 2 * max(gaps) > ordered[-1] - ordered[0]
