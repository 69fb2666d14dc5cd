"""Build a town: homes, people, units, ties, conduct, and the check of every margin."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType
from typing import Final

import numpy as np

from glasstown.core.documents import Document, find_document, read_document
from glasstown.core.errors import InputError, Problem
from glasstown.core.randomness import Key
from glasstown.core.state import People
from glasstown.towns.conduct import ConductPlan
from glasstown.towns.fill import PUPIL, WORKER, Homes, Rows, fill
from glasstown.towns.households import ROOM, draw_homes, plan_of
from glasstown.towns.margins import Found
from glasstown.towns.model import TownModel
from glasstown.towns.opinions import opinions_of
from glasstown.towns.people import axes_of, first_place, traits_of
from glasstown.towns.residuals import judge
from glasstown.towns.tally import Tallies, new_tallies, tally
from glasstown.towns.team import Team
from glasstown.towns.ties import tie
from glasstown.towns.town import MADE, Axis, Town
from glasstown.towns.units import units_of

LEAST: Final = 1_000
MOST: Final = 100_000_000


def load_town(name_or_path: str | Path) -> Document[TownModel]:
    """A town's file, shipped or the user's; ``InputError`` with everything that is wrong with it."""
    return read_document(find_document("towns", name_or_path), TownModel)


def build_town(document: Document[TownModel], people: int, key: Key, threads: int = 1) -> Town:
    """A town of `people` invented people.

    The same for any number of threads; keyed by the town's key and the numbers of households and people.
    ``InputError`` for fewer than 1,000 people; ``GlasstownError`` where a margin of the file is missed by
    more than rounding and sampling explain at this size.
    """
    if not LEAST <= people <= MOST:
        found = f"{people:,} people"
        allowed = f"from {LEAST:,} to {MOST:,} people: fewer cannot have the make-up of a table"
        raise InputError([Problem(document.file, None, "people", found, allowed)])
    model = document.model
    plan = plan_of(model, document.file)
    axes = axes_of(model)
    conduct = ConductPlan(model)
    locality = people if model.place is None else int(model.place.locality.value)
    homes = draw_homes(plan, people, locality, first_place(model), key)
    with Team(threads) as team:
        rows = _rows(people, axes, model)
        traits = traits_of(model, plan, axes)
        team.each(
            lambda a, b: fill(a, b, homes, traits, rows, key.k0, key.k1),
            homes.template.size,
        )
        unit, unit_ptr, unit_member = units_of(model, rows, key, team)
        group = _group_of(axes, rows)
        ties = tie(model, plan, homes, homes.template == plan.kinds + ROOM, rows, group, key, team)
        columns = conduct.classes(rows, ties.has_elders, key, team)
        opinion = opinions_of(model, rows.age, key, team)
        tallies = _count(rows, columns, axes, team)
    residuals = judge(Found(model, plan, homes, axes, tallies, conduct, opinion).margins())
    return Town(
        name=model.town,
        title=model.title,
        status=model.status,
        people=People(
            place=rows.place,
            size=rows.size,
            stair_place=rows.stair_place,
            stair_size=rows.stair_size,
            unit=unit,
            unit_ptr=unit_ptr,
            unit_member=unit_member,
            tie_ptr=ties.ptr,
            tie=ties.tie,
            kin=ties.kin,
            groups=rows.groups,
            columns=columns,
            opinion=opinion,
            kinds=_kinds_of(rows, homes),
        ),
        age=rows.age,
        income=rows.income,
        axes=axes,
        conduct=MappingProxyType(conduct.conduct),
        residuals=residuals,
        made=MADE,
    )


def _rows(people: int, axes: tuple[Axis, ...], model: TownModel) -> Rows:
    def byte() -> np.ndarray:
        return np.empty(people, np.uint8)

    return Rows(
        place=byte(),
        size=byte(),
        stair_place=byte(),
        stair_size=byte(),
        age=byte(),
        cell=byte(),
        activity=byte(),
        online=byte(),
        fifth=byte(),
        income=np.empty(0 if model.income is None else people, np.uint16),
        groups=np.empty((len(axes), people), np.uint8),
    )


def _group_of(axes: tuple[Axis, ...], rows: Rows) -> np.ndarray:
    """(N,) 0 or 1, the group of each person; empty in a town without groups."""
    for row, axis in enumerate(axes):
        if axis.name == "group":
            return np.asarray(rows.groups[row] - np.uint8(axis.first))
    return np.zeros(0, np.uint8)


def _kinds_of(rows: Rows, homes: Homes) -> np.ndarray:
    """(N,) uint8: whether people are online, live in the first kind of place, work, are at school; bits of `KINDS`."""
    urban = np.repeat(homes.place == 0, np.diff(homes.ptr))
    told = (rows.online != 0, urban, rows.activity == WORKER, rows.activity == PUPIL)
    kinds = np.zeros(rows.age.size, np.uint8)
    for bit, has in enumerate(told):
        kinds |= has.astype(np.uint8) << np.uint8(bit)
    return kinds


def _count(rows: Rows, columns: np.ndarray, axes: tuple[Axis, ...], team: Team) -> Tallies:
    names = [axis.name for axis in axes]
    place = names.index("place") if "place" in names else -1
    first = axes[place].first if place >= 0 else 0

    def part(a: int, b: int) -> Tallies:
        out = new_tallies(columns.shape[0])
        tally(a, b, rows, columns, place, first, out)
        return out

    parts = team.each(part, rows.age.size)
    return Tallies(*(np.sum(arrays, axis=0) for arrays in zip(*parts, strict=True)))
