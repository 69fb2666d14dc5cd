"""When the parts of a regime are in force, and what does not go together in time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from glasstown.core.errors import Mismatch
from glasstown.core.marks import spelled
from glasstown.regimes.dated import Dated, written

if TYPE_CHECKING:
    from glasstown.regimes.model import Regime

ALWAYS: Final = 2**31
"""A day after every run; its negative is one before."""

PARTS: Final = ("rules", "gates", "burdens", "rewards")
"""Parts of a regime that are lists of what may be dated, but the lists of people."""


def in_force(regime: Regime, part: Dated, day: int) -> bool:
    """Whether a part of a regime is in force on a run day."""
    return regime.run_day(part.from_date, -ALWAYS) <= day < regime.run_day(part.until, ALWAYS)


def placed(regime: Regime, part: Dated) -> bool:
    """Whether it is known on which run days a part is in force: dates need a regime that `begins`."""
    return regime.begins is not None or not (isinstance(part.from_date, date) or isinstance(part.until, date))


def overlap(regime: Regime, one: Dated, other: Dated) -> tuple[int, int]:
    """Run days on which two parts are both in force: the first, and the one after the last."""
    first = max(regime.run_day(part.from_date, -ALWAYS) for part in (one, other))
    last = min(regime.run_day(part.until, ALWAYS) for part in (one, other))
    return first, last


def dated_parts(regime: Regime) -> Iterator[tuple[tuple[str | int, ...], Dated]]:
    """Every part that may be dated, with its place, but the grounds of lists."""
    for part in (*PARTS, "lists"):
        for place, each in enumerate(getattr(regime, part)):
            yield (part, place), each
    for name, collector in regime.watch.collectors.items():
        yield ("watch", "collectors", name), collector
    if regime.association is not None:
        yield ("association",), regime.association


def dates_in(regime: Regime) -> Iterator[tuple[tuple[str | int, ...], date | int]]:
    """Every date or day that a regime's parts give, with its place, but of the grounds of lists and of shaming."""
    for at, part in dated_parts(regime):
        if part.from_date is not None:
            yield (*at, "from"), part.from_date
        if part.until is not None:
            yield (*at, "until"), part.until
    yield ("enrol", "from"), regime.enrol.from_date
    for place, wave in enumerate(regime.enrol.then):
        yield ("enrol", "then", place, "from"), wave.from_date
    if regime.ends is not None:
        yield ("ends",), regime.ends


def of_dates(regime: Regime) -> Iterator[Mismatch]:
    """What does not go together in time, in the order of the file's parts."""
    dates = list(dates_in(regime))
    dates += [
        (("lists", place, "enter", i, key), when)
        for place, entry in enumerate(regime.lists)
        for i, ground in enumerate(entry.grounds)
        for key, when in (("from", ground.from_date), ("until", ground.until))
        if when is not None
    ]
    for at, when in dates:
        if isinstance(when, date) and regime.begins is None:
            yield Mismatch(
                f"{at[-1]} {when} in a regime without begins",
                "begins: the date of day 0, to which dated rules refer",
                at=at,
            )
    for at, part in dated_parts(regime):
        first, last = (regime.run_day(when, 0) for when in (part.from_date, part.until))
        mixed = isinstance(part.from_date, int) != isinstance(part.until, int)
        if part.from_date is not None and part.until is not None and mixed and last <= first:
            yield Mismatch(
                f"until {written(part.until)}, from {written(part.from_date)}",
                "from before until",
                at=(*at, "until"),
            )
    yield from _of_waves(regime)
    if regime.run_day(regime.ends, ALWAYS) <= 0:
        yield Mismatch("an end on day 0 or earlier", "a later day", at=("ends",))


def _of_waves(regime: Regime) -> Iterator[Mismatch]:
    """People are enrolled and stay so: later waves are of more of them."""
    enrol = regime.enrol
    days = [regime.run_day(enrol.from_date, 0)]
    days += [regime.run_day(wave.from_date, 0) for wave in enrol.then]
    for place, (before, after) in enumerate(pairwise(days)):
        if after <= before:
            when = written(enrol.then[place].from_date)
            yield Mismatch(
                f"{when}, not after the wave before it",
                "waves in the order of their days",
                at=("enrol", "then", place, "from"),
            )
    shares = [enrol.share, *(wave.share for wave in enrol.then)]
    for place, (less, more) in enumerate(pairwise(shares)):
        if more.value < less.value:
            yield Mismatch(
                f"{more.value:g} after {less.value:g}, which would take people out of the regime",
                "a share at least as large as the one before",
                at=("enrol", "then", place, "share"),
            )


def dated_outside(regime: Regime, days: int) -> list[str]:
    """Sentences about parts whose dates lie outside a run of so many days."""

    def outside(part: Dated) -> str | None:
        if regime.run_day(part.from_date, 0) > days and part.from_date is not None:
            return f"from {written(part.from_date)}"
        if regime.run_day(part.until, days + 1) <= 1 and part.until is not None:
            return f"until {written(part.until)}"
        return None

    named: list[tuple[str, Dated]] = [
        (f'ground {ground.event} of the list "{entry.name}"', ground)
        for entry in regime.lists
        for ground in entry.grounds
    ]
    named += [(f"part {spelled(at)}", part) for at, part in dated_parts(regime)]
    since = f", which begins on {regime.begins} and has" if regime.begins else ", which has"
    return [
        f"The {name} ({when}) lies outside the run{since} {days} days."
        for name, part in named
        if (when := outside(part)) is not None
    ]
