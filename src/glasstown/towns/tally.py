"""Kernel: people counted once they are all there."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from glasstown.core.jit import kernel


class Tallies(NamedTuple):
    """Integer counts of people; A axes, C columns."""

    cell: np.ndarray  # (256,)
    activity: np.ndarray  # (128, 3) by year of age
    online: np.ndarray  # (128, 2) by year of age
    group: np.ndarray  # (64,) by number of group
    column: np.ndarray  # (C, 256)
    income: np.ndarray  # (5,) sums in hundreds, by fifth
    place_income: np.ndarray  # (2,) sums in hundreds, by kind of place


def new_tallies(columns: int) -> Tallies:
    """Counts at 0."""
    return Tallies(
        np.zeros(256, np.int64), np.zeros((128, 3), np.int64), np.zeros((128, 2), np.int64),
        np.zeros(64, np.int64), np.zeros((columns, 256), np.int64), np.zeros(5, np.int64),
        np.zeros(2, np.int64),
    )  # fmt: skip


@kernel
def tally(
    first: Any, upto: Any, rows: Any, columns: Any, place_axis: Any, place_first: Any, out: Any
) -> None:
    """Add the rows `first`…`upto`; `place_axis` is the row of `groups` with the kind of place, or −1."""
    for row in range(first, upto):
        age = np.int64(rows.age[row])
        out.cell[rows.cell[row]] += 1
        out.activity[age, rows.activity[row]] += 1
        out.online[age, rows.online[row]] += 1
        for axis in range(rows.groups.shape[0]):
            out.group[rows.groups[axis, row]] += 1
        for c in range(columns.shape[0]):
            out.column[c, columns[c, row]] += 1
        if rows.income.size > 0:
            income = np.int64(rows.income[row])
            out.income[rows.fifth[row]] += income
            if place_axis >= 0:
                out.place_income[np.int64(rows.groups[place_axis, row]) - place_first] += income
