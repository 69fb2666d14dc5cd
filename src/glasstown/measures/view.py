"""One world of one replicate, with the sums over days that measures are made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

import numpy as np

from glasstown.core.counters import MAX_SERVICES, G, P
from glasstown.engine.result import End, Lives

WITHOUT = "without"
BEFORE = "before"
"""The world of the practice that a regime followed, where it names one."""
YEAR = 365


class View:
    """World `w` of `lives`; `twin` is the view of the world without, None where it was not run."""

    def __init__(self, lives: Lives, w: int, twin: View | None = None) -> None:
        self.lives = lives
        self.w = w
        self.twin = twin

    @property
    def name(self) -> str:
        return self.lives.worlds[self.w]

    @property
    def without(self) -> bool:
        """True in the world without the regime."""
        return self.name == WITHOUT

    @property
    def scored(self) -> bool:
        """Whether the regime of this world keeps a score; without one people are listed for events."""
        return self.lives.scored[self.w]

    @property
    def end(self) -> End:
        return self.lives.ends[self.w]

    @property
    def years(self) -> float:
        return self.lives.days / YEAR

    @property
    def enrolled(self) -> int:
        return self.lives.enrolled[self.w]

    @cached_property
    def at_risk(self) -> np.ndarray:
        """(G,) int64: people under the regime, by group; group 0 is everybody."""
        return self.lives.group_enrolled[self.w]

    @cached_property
    def _plain(self) -> np.ndarray:
        return self.lives.plain[self.w].sum(axis=0)

    @cached_property
    def _grouped(self) -> np.ndarray:
        return self.lives.grouped[self.w].sum(axis=0)

    @cached_property
    def _stock_days(self) -> np.ndarray:
        """(groups, grouped): sum over days 1…D of each running sum; a change on day d counts on D − d + 1
        days.
        """
        days = self.lives.days
        weight = days + 1 - np.maximum(np.arange(days + 1), 1)
        return np.tensordot(weight, self.lives.grouped[self.w], axes=(0, 0))

    def total(self, counter: str, offset: int = 0) -> int:
        """A plain counter summed over the run."""
        return int(self._plain[P[counter] + offset])

    def count(self, counter: str, group: int = 0, offset: int = 0) -> int:
        """A grouped counter summed over the run."""
        return int(self._grouped[group, G[counter] + offset])

    def person_days(self, counter: str, group: int = 0, offset: int = 0) -> int:
        """Person-days of a stock, from its changes."""
        return int(self._stock_days[group, G[counter] + offset])

    def stock(self, counter: str, group: int = 0) -> np.ndarray:
        """(D + 1,) int64: people of a stock at the end of each day, from its changes; day 0 is the start."""
        return np.cumsum(self.lives.grouped[self.w, :, group, G[counter]])

    def during(self, counter: str, span: slice) -> int:
        """A grouped counter of everybody, summed over the days of `span`."""
        return int(self.lives.grouped[self.w, span, 0, G[counter]].sum())

    def by_day(self, counter: str) -> np.ndarray:
        """(D + 1,) int64: a grouped counter of everybody on each day; day 0 is the start."""
        return self.lives.grouped[self.w, :, 0, G[counter]]

    def refused_during(self, span: slice) -> np.ndarray:
        """(services,) int64: attempts refused on the days of `span`, by service."""
        first = P["refused"]
        return self.lives.plain[self.w, span, first : first + MAX_SERVICES].sum(axis=0)

    def score_sums(self) -> np.ndarray:
        """(D + 1,) int64: sum of scores at the end of each day, tenths of a point."""
        return self.lives.start_score_sum[self.w] + np.cumsum(self.lives.plain[self.w, :, P["score_sum"]])


def views(lives: Lives) -> list[View]:
    """A view of each world of a replicate, in order."""
    at = lives.worlds.index(WITHOUT) if WITHOUT in lives.worlds else -1
    twin = View(lives, at) if at >= 0 else None
    if twin is not None:
        twin.twin = twin
    return [twin if twin is not None and w == at else View(lives, w, twin) for w in range(len(lives.worlds))]


def each_axis(groups: Sequence[tuple[str, str]]) -> Iterator[tuple[str, list[tuple[str, int]]]]:
    """(axis, [(group, number)]) for every axis but `everybody`, in order."""
    axes: dict[str, list[tuple[str, int]]] = {}
    for number, (axis, group) in enumerate(groups):
        if number:
            axes.setdefault(axis, []).append((group, number))
    yield from axes.items()
