"""Who sees a channel, and how much of it reaches the regime along the network of flows."""

from __future__ import annotations

from typing import Any

COMPANIES = {"private", "employer", "foreign-partner", "carrier-abroad"}
ABROAD = {"foreign-partner", "university", "carrier-abroad", "intrusion"}


def flows(watch: Any) -> dict[str, list[tuple[float, int, str]]]:
    """By channel, in the order of the file: (seen by this collector or one before it, its place, its kind)."""
    seen: dict[str, list[tuple[float, int, str]]] = {}
    for place, collector in enumerate(watch.collectors.values()):
        arrives = _arrives(collector, watch.fusion)
        for channel, share in collector.sees.items():
            eyes = seen.setdefault(channel, [])
            sees = share.value * arrives
            if eyes:
                sees = 1.0 - (1.0 - eyes[-1][0]) * (1.0 - sees)
            eyes.append((sees, place, collector.kind))
    return seen


def _arrives(one: Any, fusion: Any) -> float:
    """The share of what somebody has that comes through to the regime."""
    share = 1.0
    while True:
        if one.passes is not None:
            share *= one.passes.value
        if one.feeds is None:
            return share
        one = fusion[one.feeds]
