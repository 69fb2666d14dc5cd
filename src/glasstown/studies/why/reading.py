"""What a standing means under a regime: its grade, its lists, which services it closes and what it imposes."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Any

from glasstown.core.state import BAND_BITS, BAND_MASK
from glasstown.engine.tables import World, rows_of
from glasstown.life.catalogue import SERVICES, Service
from glasstown.regimes.entering import grades_set
from glasstown.system.stand.fields import BURDENS, FIRST_BIT
from glasstown.system.stand.kernel import refused_services


@dataclass(frozen=True)
class Standing:
    """A standing in words: grade (empty where the regime has none), names of lists, services closed, burdens."""

    grade: str
    lists: tuple[str, ...]
    closed: tuple[Service, ...]
    imposed: tuple[str, ...] = ()

    @property
    def sanctions(self) -> tuple[str, ...]:
        """All that it refuses and imposes, by name."""
        return (*(service.name for service in self.closed), *self.imposed)


class Reading:
    """Reads the standings of one world, the first regime's of `tables`, by what is in force on a day."""

    def __init__(self, world: World, tables: Any) -> None:
        self.tables = tables
        self.firsts = [row.first for row in rows_of([world])]
        self.lists = tuple(entry.name for entry in world.regime.lists)
        self.set = grades_set(world.regime)
        self.grades = sorted((10 * cut.value, name) for name, cut in world.regime.grades.items())

    def closed(self, standing: int, day: int) -> int:
        """The services that a standing closes on a day, and above them the burdens that it imposes, as bits."""
        gates, standards = self.tables.gates, self.tables.standards
        row = bisect_right(self.firsts, day) - 1
        return int(
            refused_services(standing, gates.by_band[row], gates.by_list[row], int(standards.lists[row]))
        )

    def of(self, standing: int, day: int) -> Standing:
        """A standing in words, on a day."""
        on = standing >> BAND_BITS
        closed = self.closed(standing, day)
        return Standing(
            self._grade(standing & BAND_MASK, on >> len(self.lists)),
            tuple(name for i, name in enumerate(self.lists) if (on >> i) & 1),
            tuple(service for i, service in enumerate(SERVICES) if (closed >> i) & 1),
            tuple(name for i, name in enumerate(BURDENS) if (closed >> (FIRST_BIT + i)) & 1),
        )

    def _grade(self, band: int, held: int) -> str:
        """The highest grade whose cut-off lies at or under the band's lower edge; no better than those set directly."""
        edge = int(self.tables.standards.cuts[0][band - 1]) if band > 0 else -1
        reached = [name for cut, name in self.grades if cut <= edge]
        if not self.grades:
            return ""
        names = [name for _cut, name in self.grades]
        found = [reached[-1] if reached else names[0]]
        return min([*found, *(grade for i, grade in enumerate(self.set) if (held >> i) & 1)], key=names.index)
