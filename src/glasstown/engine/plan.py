"""The plan of segments: runs of days between which people influence each other."""

from __future__ import annotations

from typing import Final, NamedTuple

EXCHANGE_DAYS: Final = 7
"""People influence each other every seventh day, counted from day 0."""


class Segment(NamedTuple):
    """Days `first`…`last`, both lived; `exchange` where the last day is an exchange."""

    first: int
    last: int
    exchange: bool


def plan(days: int) -> list[Segment]:
    """Segments of a run of `days` days, numbered 1…days (day 0 is the state at the start)."""
    segments = []
    first = 1
    while first <= days:
        last = min(days, first + EXCHANGE_DAYS - 1)
        segments.append(Segment(first, last, last % EXCHANGE_DAYS == 0))
        first = last + 1
    return segments
