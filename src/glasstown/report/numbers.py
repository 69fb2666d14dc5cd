"""How numbers are written for readers: rounded to what they can bear, with their unit."""

from __future__ import annotations

import math
from collections.abc import Sequence

from glasstown.measures import Value

MISSING = "–"
_SHARE = "share"
_COUNTS = ("attempts", "people", "ties", "calls", "records", "days")
"""Units of what cannot be less than none."""
REASONS = {
    "undefined": "nothing to count",
    "censored": "the run ended before it could be seen",
    "not_applicable": "does not apply",
}


def decimals(value: float) -> int:
    """Decimals that leave about two figures: 0.34, 3.4, 34."""
    size = float(f"{abs(value):.1e}")  # 9.99 is written as 10, not as 10.0
    if size == 0 or size >= 10:
        return 0
    return 1 if size >= 1 else min(3, 1 - math.floor(math.log10(size)))


def percent(share: float, places: int | None = None) -> str:
    """A share as a percentage: 0.1234 → 12%, 0.0123 → 1.2%; never 100% for less than all."""
    value = 100 * share
    if 0 < abs(value) < 0.001:
        return "under 0.001%"
    if 99.5 <= value < 100:
        places = max(1, places or 1)
        return f"{min(value, 100 - 10.0**-places):.{places}f}%"
    return f"{value:.{decimals(value) if places is None else places}f}%".replace("-", "−")


def alike(shares: Sequence[float]) -> int:
    """Decimals with which all these shares are written as percentages in one column: two figures of the largest,
    one more than that where there are smaller ones, at most 3."""
    most = max((abs(share) for share in shares), default=0.0)
    return min(3, decimals(100 * most) + 1) if most else 0


def number(value: float, places: int | None = None) -> str:
    """A plain number with thousands separated: 12,300; 34; 3.4; 0.34."""
    if value and round(value, 3 if places is None else places) == 0:
        return f"under {10.0 ** -(3 if places is None else places):.{3 if places is None else places}f}"
    if abs(value) >= 1000 and places is None:
        value = round(value, 2 - math.floor(math.log10(abs(value))))  # three figures
    return f"{value:,.{decimals(value) if places is None else places}f}".replace("-", "−")


def count(value: float) -> str:
    """People or events, an average over replicates: whole, three figures."""
    return (
        number(round(value), None if abs(value) >= 1000 else 0)
        if abs(value) >= 1 or value == 0
        else "under 1"
    )


def is_share(unit: str) -> bool:
    """True of measures that are written as percentages."""
    return unit.startswith(_SHARE)


def written(value: float | None, unit: str, places: int | None = None) -> str:
    """A value of a measure in its unit's manner."""
    if value is None:
        return MISSING
    if is_share(unit):
        return percent(value, places)
    return number(value, 2 if places is None and unit == "times" else places)


def precision(value: float, low: float, high: float, unit: str) -> int:
    """Decimals of a value beside its interval: two figures, or one more where the interval is narrower than
    the last of them; so the value as written lies in the interval as written.
    """
    times = 100 if is_share(unit) else 1
    fewest = 2 if unit == "times" else decimals(times * value)
    return fewest if times * (high - low) >= 10.0**-fewest or high == low else fewest + 1


def pair(value: float | None, low: float | None, high: float | None, unit: str) -> tuple[str, str]:
    """(value, its interval) as written, with as many decimals each; the interval is empty where there is
    none.
    """
    if value is None or low is None or high is None:
        return written(value, unit), ""
    places = precision(value, low, high, unit)
    return written(value, unit, places), span(low, high, unit, places)


def of(value: Value) -> tuple[str, str]:
    """(value, its interval for chance) of a measure in a world, as written; see `pair`.

    The end of an interval is not written below 0 where nothing of the kind can be.
    """
    low = value.low
    if low is not None and value.unit.startswith(_COUNTS):
        low = max(0.0, low)
    return pair(value.value, low, value.high, value.unit)


def difference(value: Value) -> str:
    """The difference of a measure to another world, with its sign and interval; shares in percentage points."""
    if value.value is None:
        return MISSING
    times, unit = (100, " pp") if is_share(value.unit) else (1, "")
    ends = () if value.low is None or value.high is None else (times * value.low, times * value.high)
    places = decimals(times * value.value) if not ends else precision(times * value.value, *ends, "")
    signed = f"{_signed(times * value.value, places)}{unit}"
    if ends and ends[0] != ends[1]:
        signed += f" ({_signed(ends[0], places)} to {_signed(ends[1], places)})"
    return signed if value.value else "0"


def _signed(value: float, places: int) -> str:
    """With its sign, but for what is written as 0."""
    text = f"{value:+,.{places}f}".replace("-", "−")
    return text if any(figure in text for figure in "123456789") else "0"


def span(low: float | None, high: float | None, unit: str, places: int | None = None) -> str:
    """An interval, with as many decimals as keep its ends apart (one more than a value has, if need be), or
    with `places`.

    A share's end is not written below 0 or above 1. Empty where there is no interval.
    """
    if low is None or high is None:
        return ""
    if is_share(unit):
        low, high = max(0.0, low), min(1.0, high)
    if low == high:
        return written(low, unit)
    times = 100 if is_share(unit) else 1
    fewest = 2 if unit == "times" else min(decimals(times * low) if low else 9, decimals(times * high))
    if low == 0 and places is not None:  # then the other end needs no more than its own figures
        places = min(places, max(2 if unit == "times" else 0, decimals(times * high)))
    for decimal in (fewest, fewest + 1) if places is None else (places,):
        first = written(low, unit, decimal if low else 0)
        last = written(high, unit, decimal)
        if first != last:
            break
    if low < 0 or "under" in first:
        return f"{first} to {last}"
    return f"{first.removesuffix('%')}–{last}"


def spread(low: float | None, high: float | None, unit: str) -> str:
    """Least and most over draws, each end with figures of its own: 0.085–84%."""
    if low is None or high is None:
        return ""
    first, last = written(low, unit), written(high, unit)
    if first == last:
        return span(low, high, unit)
    between = " to " if low < 0 or "under" in first else "–"
    return f"{first if between == ' to ' else first.removesuffix('%')}{between}{last}"


def why_missing(value: Value) -> str:
    """Why there is no number, in words."""
    if "fewer than 50" in value.method:
        return "suppressed: fewer than 50 people"
    return REASONS[value.reason] if value.reason else ""
