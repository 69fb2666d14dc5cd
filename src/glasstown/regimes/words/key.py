"""What a key of a regime file is for: a name, and the question that it answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from glasstown.regimes.words.phrases import series


@dataclass(frozen=True)
class Key:
    """`name` stands in sentences; `asks` is the question that the value answers; `explains` says more."""

    name: str
    asks: str
    explains: str = ""


def either(names: Iterable[str]) -> str:
    """Names, of which one is to be chosen."""
    return series(names, "or")


def dated(place: str, name: str) -> dict[str, Key]:
    """The keys `from` and `until` of a part, which is called by `name` in sentences."""
    how = 'A date, or a day of the run, written "day 100".'
    return {
        f"{place}.from": Key(f"first day of {name}", "From when on?", f"{how} Left out: from the start."),
        f"{place}.until": Key(f"day on which {name} is over", "Until when?", f"{how} Left out: for good."),
    }
