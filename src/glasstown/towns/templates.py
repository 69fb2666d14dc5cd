"""Kinds of household: how many generations, who is whose parent, of what age and sex.

A template lists the members of a household as cells of age and sex, the head (an adult) first. They are
spelled out from a few demographic assumptions (ages of mothers, husbands older than wives, lone parents,
grown children at home); `balance` then weighs them so that sizes, generations, ages and sexes all come out as
published.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from glasstown.towns.cells import FEMALE, MALE, Cells
from glasstown.towns.model import Families

LEAST_GAP: Final = 15
"""Years by which a parent is older than a child, at the least."""

_GROWN: Final = 25
_LARGE: Final = 6  # from this size on, few patterns are spelled out
_SKIPPED: Final = (
    0.02  # grandparents with grandchildren and nobody between, against other homes; fitted after
)
_SIBLING: Final = 0.3  # each grown sibling or further adult in a home

Member = tuple[int, int]  # band, sex
Home = tuple[list[Member], int, float]  # members, generations, weight


@dataclass(frozen=True, eq=False)
class Templates:
    """T templates in order of size, generations and age of the head."""

    members: np.ndarray  # (T, S) uint8 cells, 255 beyond the size
    size: np.ndarray  # (T,) int64
    generations: np.ndarray  # (T,) int64
    weight: np.ndarray  # (T,) float64, before fitting

    def counts(self, cells: int) -> np.ndarray:
        """(T, cells) members in each cell."""
        found = np.zeros((self.size.size, cells))
        for place in range(self.members.shape[1]):
            there = np.flatnonzero(self.size > place)
            found[there, self.members[there, place]] += 1.0
        return found


class _Writer:
    def __init__(self, cells: Cells, families: Families) -> None:
        self.low: list[int] = cells.low.tolist()
        self.high: list[int] = cells.high.tolist()
        self.middle: list[float] = cells.middle.tolist()
        self.adult_age = cells.adult_age
        self.families = families
        self.mothers = _shares(families.mothers.years, families.mothers.table.values)
        self.husbands = _shares(families.husbands.years, families.husbands.table.values)
        self.usual_gap = max(self.husbands, key=lambda pair: pair[1])[0]
        self.usual_births = sorted(self.mothers, key=lambda pair: -pair[1])[:2]
        self.grown_ups = [b for b in range(cells.low.size) if cells.low[b] >= cells.adult_age]

    def band_of(self, age: float) -> int:
        """The band of an age, −1 outside all."""
        inside = self.low[0] <= age < self.high[-1]
        return bisect_right(self.low, age) - 1 if inside else -1

    def _older(self, band: int, years: float) -> int:
        return self.band_of(self.middle[band] + years)

    def _is_adult(self, band: int) -> bool:
        return band >= 0 and self.low[band] >= self.adult_age

    def _may_be_parent(self, parent: int, child: int) -> bool:
        return self.low[parent] - (self.high[child] - 1) >= LEAST_GAP

    def parents(self) -> Iterator[tuple[str, int, list[Member], float]]:
        """Couples, and parents alone, by the band that children are reckoned from."""
        lone = self.families.lone_parents.value
        for band in self.grown_ups:
            for years, share in self.husbands:
                husband = self._older(band, years)
                if self._is_adult(husband):
                    yield "couple", band, [(husband, MALE), (band, FEMALE)], (1.0 - lone) * share
            yield "lone", band, [(band, FEMALE)], lone * 0.7
            yield "lone", band, [(band, MALE)], lone * 0.3

    def children(
        self, band: int, number: int, older: float = 0.0, few: bool = False
    ) -> Iterator[tuple[list[Member], float]]:
        """Children of a parent in `band`, the eldest first, three years apart; `older` adds to the mothers'
        ages.

        `few` spells out fewer patterns of their sexes and only the usual ages of mothers.
        """
        if number == 0:
            yield [], 1.0
            return
        for years, share in self.usual_births if few else self.mothers:
            bands: list[int] = []
            for child in range(number):
                age = self.middle[band] - older - years - 3.0 * child
                there = self.band_of(age)
                if there < 0 or not self._may_be_parent(band, there):
                    break
                bands.append(there)
            if len(bands) < number:
                continue
            grown = sum(self.middle[b] >= _GROWN for b in bands)
            weight = share * self.families.grown_children.value**grown
            patterns = _sexes(number, few)
            for pattern in patterns:
                yield list(zip(bands, pattern, strict=True)), weight / len(patterns)

    def elders(self, band: int) -> Iterator[tuple[list[Member], float]]:
        """One or two parents of somebody in `band`."""
        one = self.families.one_elder.value
        for years, share in self.usual_births:
            mother = self._older(band, years)
            father = self._older(band, years + self.usual_gap)
            if mother >= 0 and self._may_be_parent(mother, band):
                yield [(mother, FEMALE)], share * one * 0.7
                if father >= 0:
                    yield [(father, MALE)], share * one * 0.3
                    yield [(father, MALE), (mother, FEMALE)], share * (1.0 - one)

    def _is_unusual(self, band: int, parents: list[Member]) -> bool:
        return len(parents) == 2 and self._older(band, self.usual_gap) != parents[0][0]

    def one_generation(self, size: int) -> Iterator[Home]:
        strangers = self.families.strangers.value
        for band in self.grown_ups:
            if size == 1:
                yield [(band, FEMALE)], 1, 1.0
                yield [(band, MALE)], 1, 1.0
                continue
            for years, share in self.husbands:
                husband = self._older(band, years)
                if self._is_adult(husband):
                    others = [(band, (MALE, FEMALE)[i % 2]) for i in range(size - 2)]
                    weight = share * (1.0 - strangers) * _SIBLING ** (size - 2)
                    yield [(husband, MALE), (band, FEMALE), *others], 1, weight
            for near in (band, band + 1):
                if near in self.grown_ups:
                    for first in (FEMALE, MALE):
                        pair = [((band, near)[i % 2], (first + i // 2) % 2) for i in range(size)]
                        yield pair, 1, strangers / 4.0

    def two_generations(self, size: int) -> Iterator[Home]:
        for kind, band, parents, share in self.parents():
            rest = size - len(parents)
            if size >= _LARGE and self._is_unusual(band, parents):
                continue
            for further in _further(rest, size):
                siblings = [(band, (MALE, FEMALE)[i % 2]) for i in range(further)]
                for children, weight in self.children(band, rest - further, few=size >= _LARGE):
                    if children:
                        yield [*parents, *children, *siblings], 2, share * weight * _SIBLING**further
            if kind == "couple" and rest in (1, 2):
                for elders, weight in self.elders(band):
                    if len(elders) == rest:
                        yield [*parents, *elders], 2, share * weight * 0.2
            for children, weight in self.children(band, min(rest, 3), older=25.0, few=True):
                if len(children) == rest:
                    yield [*parents, *children], 2, share * weight * _SKIPPED

    def three_generations(self, size: int, great: bool = False) -> Iterator[Home]:
        for _kind, band, parents, share in self.parents():
            if self._is_unusual(band, parents):
                continue
            for elders, chance in self.elders(band):
                if len(elders) > len(parents) or (size >= _LARGE and elders[0][1] != len(elders) - 1):
                    continue
                rest = size - len(parents) - len(elders)
                oldest: list[Member] = []
                if great:
                    if len(elders) != 1:
                        continue
                    there = self._older(elders[0][0], self.usual_births[0][0])
                    if there < 0 or not self._may_be_parent(there, elders[0][0]):
                        continue
                    oldest = [(there, FEMALE)]
                    rest -= 1
                if rest < 1:
                    continue
                for further in _further(rest, size):
                    siblings = [(band, (MALE, FEMALE)[i % 2]) for i in range(further)]
                    for children, weight in self.children(band, rest - further, few=True):
                        if children:
                            home = [*parents, *children, *siblings, *elders, *oldest]
                            yield home, 3 + great, share * chance * weight * _SIBLING**further

    def homes(self, size: int) -> Iterator[Home]:
        yield from self.one_generation(size)
        if size >= 2:
            yield from self.two_generations(size)
        if size >= 3:
            yield from self.three_generations(size)
        if size >= 4:
            yield from self.three_generations(size, great=True)


def _shares(years: tuple[int, ...], values: tuple[float, ...]) -> list[tuple[int, float]]:
    total = sum(values)
    return [(year, value / total) for year, value in zip(years, values, strict=True) if value > 0]


def _sexes(number: int, few: bool) -> list[tuple[int, ...]]:
    """Patterns of children's sexes: all for one, all or two for two, two for more."""
    if number == 1:
        return [(FEMALE,), (MALE,)]
    if number == 2 and not few:
        return [(FEMALE, FEMALE), (MALE, FEMALE), (FEMALE, MALE), (MALE, MALE)]
    return [tuple((first + i) % 2 for i in range(number)) for first in (FEMALE, MALE)]


def _further(rest: int, size: int) -> range:
    """How many grown siblings may stand among the `rest`: none in small homes; else two or three children."""
    return range(max(0, rest - 3), max(1, rest - 1)) if size >= _LARGE else range(1)


def templates_of(cells: Cells, families: Families, sizes: list[int]) -> Templates:
    """All templates of homes of the given sizes."""
    writer = _Writer(cells, families)
    homes = [home for size in sizes for home in writer.homes(size)]
    homes.sort(key=lambda home: (len(home[0]), home[1], home[0][0]))
    widest = max(sizes)
    members = np.full((len(homes), widest), 255, np.uint8)
    for t, (home, _generations, _weight) in enumerate(homes):
        members[t, : len(home)] = [2 * band + sex for band, sex in home]
    return Templates(
        members,
        np.array([len(home[0]) for home in homes]),
        np.array([home[1] for home in homes]),
        np.array([home[2] for home in homes]),
    )
