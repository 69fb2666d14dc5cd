"""What does not go together in the network of watching: who sees a channel, and where what is seen flows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from glasstown.core.counters import MAX_COLLECTORS
from glasstown.core.errors import Mismatch, among, nearest
from glasstown.core.marks import quoted
from glasstown.system.watch.fields import MAX_SIGHTS

if TYPE_CHECKING:
    from glasstown.regimes.model import Regime
    from glasstown.regimes.watching import Watch


def of_flows(watch: Watch) -> Iterator[Mismatch]:
    """All of it, in the order of the file."""
    watchers: dict[str, list[str]] = {}
    for name, collector in watch.collectors.items():
        for channel in collector.sees:
            others = watchers.setdefault(channel, [])
            if len(others) >= MAX_SIGHTS:
                yield Mismatch(
                    f"{channel}, which {', '.join(others)} see already",
                    f"each channel seen by at most {MAX_SIGHTS} collectors",
                    at=("watch", "collectors", name, "sees", channel),
                )
            others.append(name)
        at = ("watch", "collectors", name, "among")
        if collector.among == ():
            yield Mismatch("an empty list", "at least one kind of person, or none said", at=at)
        among_whom = collector.among or ()
        for place, kind in enumerate(among_whom):
            if kind in among_whom[:place]:
                yield Mismatch(f"{kind} again", "each kind once", at=(*at, place))
        if collector.delay is not None and "court-files" in collector.sees:
            yield Mismatch(
                "court files that come late",
                "court files without a delay, since a list entered by events has its own terms",
                at=("watch", "collectors", name, "delay"),
            )
        if among_whom and "court-files" in collector.sees:
            yield Mismatch(
                f"court files seen only of people who are {' and '.join(among_whom)}",
                "court files seen of everybody whom they are about",
                at=at,
            )
    if len(watch.collectors) > MAX_COLLECTORS:
        yield Mismatch(
            f"{len(watch.collectors)} collectors", f"at most {MAX_COLLECTORS}", at=("watch", "collectors")
        )
    for name in watch.fusion:
        if name in watch.collectors:
            yield Mismatch(
                f"{name}, which is a collector too", "each name once", at=("watch", "fusion", name)
            )
    for part, parts in (("collectors", watch.collectors), ("fusion", watch.fusion)):
        for name, one in parts.items():
            if one.feeds is not None and one.feeds not in watch.fusion:
                yield Mismatch(
                    f"the unknown point {quoted(one.feeds)}",
                    among("a point of watch.fusion", watch.fusion),
                    nearest(one.feeds, watch.fusion),
                    at=("watch", part, name, "feeds"),
                )
    yield from _circles(watch)


def of_evidence(regime: Regime) -> Iterator[Mismatch]:
    """An omission is seen by nobody: it is no evidence."""
    for place, rule in enumerate(regime.rules if regime.watch.evidence is not None else ()):
        if rule.duty is not None:
            yield Mismatch(
                f"the duty {rule.duty}, whose omission nobody sees, beside evidence: {regime.watch.evidence}",
                "rules about what collectors see",
                at=("rules", place, "duty"),
            )


def _circles(watch: Watch) -> Iterator[Mismatch]:
    """Points whose flow comes back to them: each circle once, at its first point in the file."""
    told: set[str] = set()
    for name in watch.fusion:
        circle = [name]
        while (following := watch.fusion[circle[-1]].feeds) in watch.fusion and following not in circle:
            circle.append(following)
        if following == name and not told & set(circle):
            told |= set(circle)
            yield Mismatch(
                f"a flow in a circle: {' -> '.join([*circle, name])}",
                "flows that end at the regime",
                at=("watch", "fusion", name, "feeds"),
            )
