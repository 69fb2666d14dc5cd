"""Counting by name, and the two arrays that the engine's counters come in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import numpy as np

from glasstown.core.counters import G, P
from tests.reference.people import Person


class Tally:
    """The counters of one world."""

    def __init__(self) -> None:
        self.plain: Counter[tuple[int, str, int]] = Counter()
        self.grouped: Counter[tuple[int, int, str, int]] = Counter()

    def count(self, day: int, name: str, amount: int = 1, which: int = 0) -> None:
        """Add to a plain counter; `which` is the place in a family of counters."""
        self.plain[day, name, which] += amount

    def count_person(self, day: int, person: Person, name: str, amount: int = 1, which: int = 0) -> None:
        """Add to a grouped counter, for everybody and for the person's group on each axis."""
        for group in person.groups:
            self.grouped[day, group, name, which] += amount

    def count_change(
        self,
        day: int,
        people: list[Person],
        name: str,
        before: Iterable[int],
        after: Iterable[int],
        which: int = 0,
    ) -> None:
        """Entries minus exits of a set of rows."""
        was, now = set(before), set(after)
        for row in now - was:
            self.count_person(day, people[row], name, 1, which)
        for row in was - now:
            self.count_person(day, people[row], name, -1, which)

    def arrays(self, days: int, groups: int) -> tuple[np.ndarray, np.ndarray]:
        """(days + 1, plain) and (days + 1, groups, grouped), int64."""
        plain = np.zeros((days + 1, len(P)), np.int64)
        grouped = np.zeros((days + 1, groups, len(G)), np.int64)
        for (day, name, which), amount in self.plain.items():
            plain[day, P[name] + which] = amount
        for (day, group, name, which), amount in self.grouped.items():
            grouped[day, group, G[name] + which] = amount
        return plain, grouped
