"""Kernel: people move into their households, with an age, a sex and what goes with them.

Everything is keyed by the household's or the person's number, so ranges of households may be filled in any
order.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from glasstown.core.jit import inlined, kernel
from glasstown.core.randomness import below, group_draw, person_draw, uniform
from glasstown.core.streams import STREAMS

_AGE = np.uint32(STREAMS["town-age"])
_GROUP = np.uint32(STREAMS["town-group"])
_ACTIVITY = np.uint32(STREAMS["town-activity"])
_ONLINE = np.uint32(STREAMS["town-online"])
_HOME_REGISTRATION = np.uint32(STREAMS["household-registration"])
_HOME_GROUP = np.uint32(STREAMS["household-group"])
_HOME_INCOME = np.uint32(STREAMS["household-income"])

NOTHING = 0
PUPIL = 1
WORKER = 2


class Traits(NamedTuple):
    """How attributes are drawn; thresholds are out of 2³², B bands, 2·B cells, K kinds of open home."""

    low: np.ndarray  # (2·B,) int64 first age of a cell
    width: np.ndarray  # (2·B,) int64 years
    open_cells: np.ndarray  # (2·K, 2·B) int64 cumulated: of kind k the head's in 2k, the others' in 2k + 1
    members: np.ndarray  # (T, S) uint8 templates; an open home of kind k has template T + k
    non_local: np.ndarray  # (2, 128) int64 by place and age
    second_group: int
    as_household: int
    fifths: np.ndarray  # (2, 5) int64 cumulated, by place
    log_edges: np.ndarray  # (5,) float64 logarithm of the income at which each fifth begins
    log_widths: np.ndarray  # (5,) float64; of the last fifth the exponent of its tail, negative
    pupil: np.ndarray  # (128,) int64
    pupil_or_worker: np.ndarray  # (128,) int64
    online: np.ndarray  # (128,) int64
    age_group: np.ndarray  # (128,) uint8 number of the group of an age
    axis: np.ndarray  # (7,) int64: rows of `groups` for the axes of `people.AXES`; −1 none
    first: np.ndarray  # (7,) int64 number of the first group of each
    stair: int  # households
    top: float  # uniform above which incomes are cut


class Homes(NamedTuple):
    """H households in the order of their rows."""

    ptr: np.ndarray  # (H+1,) int64 first rows
    template: np.ndarray  # (H,) int32
    place: np.ndarray  # (H,) uint8: 0 first kind of place, 1 second


class Rows(NamedTuple):
    """What is filled in, N rows."""

    place: np.ndarray  # (N,) uint8
    size: np.ndarray  # (N,) uint8
    stair_place: np.ndarray  # (N,) uint8
    stair_size: np.ndarray  # (N,) uint8
    age: np.ndarray  # (N,) uint8
    cell: np.ndarray  # (N,) uint8
    activity: np.ndarray  # (N,) uint8
    online: np.ndarray  # (N,) uint8
    fifth: np.ndarray  # (N,) uint8
    income: np.ndarray  # (N,) uint16, hundreds; or empty
    groups: np.ndarray  # (A, N) uint8


@inlined
def _pick(cumulated: Any, word: Any) -> Any:
    cell = 0
    while np.int64(word) >= cumulated[cell]:
        cell += 1
    return cell


@inlined
def _set(groups: Any, axis: Any, first: Any, which: Any, row: Any, group: Any) -> None:
    if axis[which] >= 0:
        groups[axis[which], row] = np.uint8(first[which] + group)


@kernel
def fill(first: Any, upto: Any, homes: Any, traits: Any, rows: Any, k0: Any, k1: Any) -> None:
    """Fill the rows of the households `first`…`upto`."""
    templates = traits.members.shape[0]
    households = homes.template.size
    axis = traits.axis
    number = traits.first
    for home in range(first, upto):
        start = homes.ptr[home]
        end = homes.ptr[home + 1]
        stair = home // traits.stair * traits.stair
        stair_start = homes.ptr[stair]
        stair_size = homes.ptr[min(households, stair + traits.stair)] - stair_start
        place = np.int64(homes.place[home])
        template = homes.template[home]
        home_registration, _b, _c, _d = group_draw(home, _HOME_REGISTRATION, 0, 0, k0, k1)
        home_group, _b, _c, _d = group_draw(home, _HOME_GROUP, 0, 0, k0, k1)
        fifth = 0
        income = 0.0
        if rows.income.size > 0:
            a, b, _c, _d = group_draw(home, _HOME_INCOME, 0, 0, k0, k1)
            fifth = _pick(traits.fifths[place], a)
            u = uniform(b)
            if fifth < 4:
                income = np.exp(traits.log_edges[fifth] + u * traits.log_widths[fifth])
            else:
                u = min(u, traits.top)
                income = np.exp(traits.log_edges[4] + np.log(1.0 - u) * traits.log_widths[4])
        for row in range(start, end):
            a, b, _c, _d = person_draw(row, _AGE, 0, 0, k0, k1)
            if template < templates:
                cell = np.int64(traits.members[template, row - start])
            else:
                kind = 2 * (template - templates) + (0 if row == start else 1)
                cell = _pick(traits.open_cells[kind], a)
            age = traits.low[cell] + below(b, traits.width[cell])
            rows.place[row] = np.uint8(row - start)
            rows.size[row] = np.uint8(end - start)
            rows.stair_place[row] = np.uint8(row - stair_start)
            rows.stair_size[row] = np.uint8(stair_size)
            rows.age[row] = np.uint8(age)
            rows.cell[row] = np.uint8(cell)
            a, _b, _c, _d = person_draw(row, _ACTIVITY, 0, 0, k0, k1)
            activity = NOTHING
            if np.int64(a) < traits.pupil[age]:
                activity = PUPIL
            elif np.int64(a) < traits.pupil_or_worker[age]:
                activity = WORKER
            rows.activity[row] = np.uint8(activity)
            a, _b, _c, _d = person_draw(row, _ONLINE, 0, 0, k0, k1)
            online = np.int64(a) < traits.online[age]
            rows.online[row] = np.uint8(online)
            a, b, _c, _d = person_draw(row, _GROUP, 0, 0, k0, k1)
            word = home_group if np.int64(a) < traits.as_household else b
            rows.fifth[row] = np.uint8(fifth)
            if rows.income.size > 0:
                rows.income[row] = np.uint16(min(65535.0, np.floor(income / 100.0 + 0.5)))
            if axis[0] >= 0:
                rows.groups[axis[0], row] = traits.age_group[age]
            _set(rows.groups, axis, number, 1, row, cell & 1)
            _set(rows.groups, axis, number, 2, row, place)
            _set(
                rows.groups,
                axis,
                number,
                3,
                row,
                np.int64(np.int64(home_registration) < traits.non_local[place, age]),
            )
            _set(rows.groups, axis, number, 4, row, np.int64(np.int64(word) < traits.second_group))
            _set(rows.groups, axis, number, 5, row, fifth)
            _set(rows.groups, axis, number, 6, row, np.int64(not online))
