"""Who sees a channel, and how much of it reaches the regime along the network of flows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

COMPANIES = {"private", "employer", "foreign-partner", "carrier-abroad"}
ABROAD = {"foreign-partner", "university", "carrier-abroad", "intrusion"}


@dataclass(frozen=True)
class Eye:
    """What of a channel comes through from a collector, and of whom."""

    share: float
    place: int
    kind: str
    among: frozenset[str]
    delay: int


def flows(watch: Any, watching: set[str]) -> dict[str, list[Eye]]:
    """By channel, in the order of the file; only those `watching` see anything."""
    seen: dict[str, list[Eye]] = {}
    for place, (name, collector) in enumerate(watch.collectors.items()):
        if name not in watching:
            continue
        arrives = _arrives(collector, watch.fusion)
        for channel, share in collector.sees.items():
            among = frozenset(collector.among or ())
            delay = 0 if collector.delay is None else int(collector.delay.value)
            eye = Eye(share.value * arrives, place, collector.kind, among, delay)
            seen.setdefault(channel, []).append(eye)
    return seen


def seen_of(eyes: list[Eye], kinds: frozenset[str]) -> list[tuple[float, Eye]]:
    """Who sees people of these kinds: each with the share that it or one before it sees."""
    found: list[tuple[float, Eye]] = []
    for eye in eyes:
        if eye.among <= kinds:
            before = found[-1][0] if found else 0.0
            found.append((1.0 - (1.0 - before) * (1.0 - eye.share) if before > 0.0 else eye.share, eye))
    return found


def seen_by_two(eyes: list[Eye], kinds: frozenset[str]) -> list[tuple[float, Eye]]:
    """Who is the second to see people of these kinds: each with the share that two up to it see."""
    found: list[tuple[float, Eye]] = []
    by_none, by_one, by_more = 1.0, 0.0, 0.0
    for eye in eyes:
        if eye.among <= kinds:
            by_more += by_one * eye.share
            by_one = by_one * (1.0 - eye.share) + by_none * eye.share
            by_none *= 1.0 - eye.share
            found.append((min(1.0, by_more), eye))
    return found


def _arrives(one: Any, fusion: Any) -> float:
    """The share of what somebody has that comes through to the regime."""
    share = 1.0
    while True:
        if one.passes is not None:
            share *= one.passes.value
        if one.feeds is None:
            return share
        one = fusion[one.feeds]
