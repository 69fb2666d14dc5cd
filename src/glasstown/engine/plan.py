"""The plan of segments: runs of days between which people influence each other."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Final, NamedTuple

EXCHANGE_DAYS: Final = 7
"""People influence each other every seventh day, counted from day 0."""


class Segment(NamedTuple):
    """Days `first`…`last`, both lived; `exchange` where the last day is an exchange.

    Whatever regimes say is the same on all days of a segment.
    """

    first: int
    last: int
    exchange: bool


def plan(days: int, changes: Iterable[int] = ()) -> list[Segment]:
    """Segments of a run of `days` days, numbered 1…days (day 0 is the state at the start).

    On the days `changes` something that regimes say begins or ends: a segment begins there.
    """
    firsts = {*range(1, days + 1, EXCHANGE_DAYS), *(day for day in changes if 1 <= day <= days)}
    bounds = [*sorted(firsts), days + 1]
    return [Segment(first, upto - 1, (upto - 1) % EXCHANGE_DAYS == 0) for first, upto in pairwise(bounds)]
