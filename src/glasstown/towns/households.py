"""How many households of which kind there are, and in which order they stand.

Numbers are quotas: sizes in whole households that add up to exactly the people asked for, kinds within a size
by systematic sampling with one keyed offset. The order is that of a keyed priority.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np

from glasstown.core.errors import InputError, Problem
from glasstown.core.randomness import Key
from glasstown.towns.balance import balance
from glasstown.towns.cells import Cells, cells_of, profile
from glasstown.towns.draws import group_words
from glasstown.towns.fill import Homes
from glasstown.towns.model import TownModel
from glasstown.towns.templates import Templates, templates_of

ROOM: Final = 0
STRANGERS: Final = 1
"""Kinds of open home, whose members are drawn by age and sex alone: rooms of collective households, and,
in a town without families, all others.
"""


@dataclass(frozen=True, eq=False)
class Plan:
    """What follows from a town's file before anybody is drawn; S sizes from 1, C cells, T templates."""

    cells: Cells
    size_share: np.ndarray  # (S,) of family households
    generations: np.ndarray  # (S, 4) of the households of each size; zeros where the file says nothing
    templates: Templates | None
    weight: np.ndarray  # (T,) of all family households
    collective: float  # share of people
    room: int
    open_cells: np.ndarray  # (4, C) distributions: head and others of a room, of a home of strangers
    family_cells: np.ndarray  # (C,) share of people in family households by cell
    room_cells: np.ndarray  # (C,) the same of people in rooms

    @property
    def kinds(self) -> int:
        """How many templates; the kinds of open home are numbered from here."""
        return 0 if self.templates is None else self.templates.size.size

    @property
    def mean(self) -> float:
        """People a family household."""
        return float((self.size_share * np.arange(1, self.size_share.size + 1)).sum())


def _open_home(shares: np.ndarray, adult: np.ndarray, size: float) -> tuple[np.ndarray, np.ndarray]:
    """Distributions of the head, an adult, and of the others, so that together they are `shares`."""
    head = np.where(adult, shares, 0.0) / shares[adult].sum()
    if size <= 1.0:
        return head, shares
    others = np.maximum(0.0, (size * shares - head) / (size - 1.0))
    return head, others / others.sum()


@lru_cache(maxsize=4)
def _plan(text: str, file: str) -> Plan:
    model = TownModel.model_validate_json(text)
    cells = cells_of(model.ages)
    sizes = np.array(model.households.sizes.values)
    size_share = sizes / sizes.sum()
    collective = 0.0 if model.collective is None else model.collective.share.value
    room = 1 if model.collective is None else int(model.collective.room.value)
    room_cells = cells.share.copy()
    if model.collective is not None:
        years = profile(model.collective.by_age)
        factor = [years[lo:hi].mean() for lo, hi in zip(cells.low, cells.high, strict=True)]
        room_cells = cells.share * np.repeat(factor, 2)
        room_cells /= room_cells.sum()
    family_cells = cells.share - collective * room_cells
    if family_cells.min() < 0.0:
        band = int(family_cells.argmin()) // 2
        raise InputError(
            [
                Problem(
                    file,
                    None,
                    "collective.by_age",
                    f"more people of ages {cells.low[band]} to {cells.high[band] - 1} than there are",
                    "a profile by which no age lives in collective households alone",
                )
            ]
        )
    family_cells /= family_cells.sum()
    generations = np.zeros((sizes.size, 4))
    for row in model.households.generations:
        values = np.array(row.table.values)
        for size in row.sizes:
            generations[size - 1, : values.size] = values / values.sum()
    mean = float((size_share * np.arange(1, sizes.size + 1)).sum())
    templates = None
    weight = np.zeros(0)
    if model.families is not None:
        templates = templates_of(cells, model.families, [s + 1 for s in range(sizes.size) if sizes[s] > 0])
        told = generations.sum(axis=1) > 0
        kind = np.where(told[templates.size - 1], templates.generations, 1)
        share = np.where(told[:, None], generations, [1.0, 0.0, 0.0, 0.0]) * size_share[:, None]
        classes = (templates.size - 1) * 4 + kind - 1
        weight = balance(templates, classes, share.ravel(), family_cells * mean, cells.names)
    adult = cells.adult
    tables = [*_open_home(room_cells, adult, room), *_open_home(family_cells, adult, mean)]
    return Plan(
        cells, size_share, generations, templates, weight, collective, room, np.array(tables), family_cells,
        room_cells,
    )  # fmt: skip


def plan_of(model: TownModel, file: str) -> Plan:
    """The plan of a town; remembered, since replicates share it. `file` is named in errors."""
    return _plan(model.model_dump_json(), file)


def numbers_of(plan: Plan, people: int) -> tuple[np.ndarray, int]:
    """Households of each size (from 1) that hold exactly `people`, and the size of one more home, or 0.

    Rounding leaves a few people over or short; as many households become one larger or one smaller. Where
    sizes have no neighbour, one home is smaller than the others.
    """
    size = np.arange(1, plan.size_share.size + 1)
    number = np.floor(people / plan.mean * plan.size_share + 0.5).astype(np.int64)
    left = people - int((number * size).sum())
    pairs = [s for s in range(size.size - 1) if min(plan.size_share[s : s + 2]) > 0]
    pairs.sort(key=lambda s: -min(plan.size_share[s : s + 2]))
    while left != 0 and pairs:
        before = left
        for s in pairs:
            smaller, larger = (s, s + 1) if left > 0 else (s + 1, s)
            if left != 0 and number[smaller] > 0:
                number[smaller] -= 1
                number[larger] += 1
                left -= 1 if left > 0 else -1
        if left == before:
            break
    while left < 0:
        last = int(np.flatnonzero(number)[-1])
        number[last] -= 1
        left += last + 1
    while left >= size[-1]:
        number[-1] += 1
        left -= int(size[-1])
    return number, left


def draw_homes(plan: Plan, people: int, locality: int, first_place: float, key: Key) -> Homes:
    """Households in the order of their rows.

    Each locality (at least one; about `locality` people) has its share `first_place` of the first kind of
    place, then the other kind.
    """
    collective = round(plan.collective * people)
    number, rest = numbers_of(plan, people - collective)
    kinds = plan.kinds
    template: list[np.ndarray] = []
    size: list[np.ndarray] = []
    offsets = (group_words("household-size", number.size, key) + 0.5) / 2.0**32
    for s in np.flatnonzero(number):
        if plan.templates is None:
            found = np.full(number[s], kinds + STRANGERS, np.int32)
        else:
            there = np.flatnonzero(plan.templates.size == s + 1)
            running = np.cumsum(plan.weight[there])
            upto = np.floor(running / running[-1] * number[s] + offsets[s])
            found = np.repeat(there, np.diff(upto, prepend=0.0).astype(np.int64)).astype(np.int32)
        template.append(found)
        size.append(np.full(found.size, s + 1, np.uint8))
    rooms = [plan.room] * (collective // plan.room) + [collective % plan.room] * (collective % plan.room > 0)
    template.append(np.full(len(rooms) + (rest > 0), kinds + ROOM, np.int32))
    if rest > 0:
        rooms.append(rest)
        template[-1][-1] = kinds + STRANGERS
    size.append(np.array(rooms, np.uint8))
    all_templates = np.concatenate(template)
    all_sizes = np.concatenate(size)
    order = group_words("household-place", all_sizes.size, key).astype(np.uint64) << np.uint64(32)
    order |= np.arange(all_sizes.size, dtype=np.uint64)
    order.sort()
    order &= np.uint64(0xFFFFFFFF)
    ptr = np.zeros(all_sizes.size + 1, np.int64)
    np.cumsum(all_sizes[order], out=ptr[1:])
    return Homes(ptr, all_templates[order], _places(ptr, people, locality, first_place))


def _places(ptr: np.ndarray, people: int, locality: int, first_place: float) -> np.ndarray:
    localities = max(1, round(people / locality))
    edges = np.arange(localities + 1) * people // localities
    middle = (ptr[:-1] + ptr[1:] - 1) // 2
    inside = np.searchsorted(edges, middle, side="right") - 1
    upto = edges[inside] + (edges[inside + 1] - edges[inside]) * first_place
    return np.asarray((ptr[:-1] + ptr[1:]) / 2.0 > upto).astype(np.uint8)
