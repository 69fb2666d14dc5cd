"""Kernels: who joins a circle in a round, and in which bucket."""

from __future__ import annotations

from typing import Any

import numpy as np

from glasstown.core.jit import kernel
from glasstown.core.randomness import person_draw, uniform
from glasstown.core.streams import STREAMS

_TAKES_PART = np.uint32(STREAMS["town-friend"])
_SOCIABILITY = np.uint32(STREAMS["town-sociability"])
_UNIT = np.uint32(STREAMS["town-unit"])

PUPILS = 1
SMALL_WORK = 2
LARGE_WORK = 3


@kernel
def look_for_friends(
    first: Any, upto: Any, power: Any, from_age: Any, age: Any, looks: Any, k0: Any, k1: Any
) -> None:
    """In which of eight rounds each person looks for friends, as bits of `looks` (N,) uint8.

    A person's chance in each is drawn from the beta distribution (1, b), b = 1 / `power`: 1 − u^power.
    """
    for row in range(first, upto):
        looks[row] = np.uint8(0)
        if age[row] >= from_age:
            a, _b, _c, _d = person_draw(row, _SOCIABILITY, 0, 0, k0, k1)
            limit = np.int64((1.0 - uniform(a) ** power) * 4294967296.0)
            bits = np.int64(0)
            for half in range(2):
                a, b, c, d = person_draw(row, _SOCIABILITY, 0, 1 + half, k0, k1)
                bits |= np.int64(np.int64(a) < limit) << (4 * half)
                bits |= np.int64(np.int64(b) < limit) << (4 * half + 1)
                bits |= np.int64(np.int64(c) < limit) << (4 * half + 2)
                bits |= np.int64(np.int64(d) < limit) << (4 * half + 3)
            looks[row] = np.uint8(bits)


@kernel
def join_friends(
    first: Any, upto: Any, number: Any, anywhere: Any, far: Any, looks: Any, group: Any, same: Any, second: Any,
    joining: Any, k0: Any, k1: Any,
) -> None:  # fmt: skip
    """Who joins a circle of friends in round `number`: 0 nobody, else 1 + the group that they look in.

    Of those who look for friends in it, some look anywhere (threshold `far`), the others near by; `anywhere`
    tells which of them join now. The group is their own (threshold `same`), else drawn like anybody's
    (threshold `second` of group 1).
    """
    for row in range(first, upto):
        bucket = np.int64(0)
        if (np.int64(looks[row]) >> number) & 1 != 0:
            a, b, c, _d = person_draw(row, _TAKES_PART, 0, 2 * number, k0, k1)
            if (np.int64(c) < far) == anywhere:
                bucket = np.int64(1)
                if group.size > 0:
                    own = np.int64(a) < same
                    bucket += np.int64(group[row]) if own else np.int64(np.int64(b) < second)
        joining[row] = np.uint8(bucket)


@kernel
def join_units(
    first: Any, upto: Any, anywhere: Any, far: Any, small: Any, activity: Any, joining: Any, k0: Any, k1: Any
) -> None:
    """Who joins a class or work group: of those who look anywhere (threshold `far`), or of the others.

    Workers of small workplaces (threshold `small`) have groups of their own.
    """
    for row in range(first, upto):
        joining[row] = np.uint8(0)
        if activity[row] == 0:
            continue
        a, b, _c, _d = person_draw(row, _UNIT, 0, 1, k0, k1)
        if (np.int64(a) < far) != anywhere:
            continue
        if activity[row] == 1:
            joining[row] = np.uint8(PUPILS)
        else:
            joining[row] = np.uint8(SMALL_WORK if np.int64(b) < small else LARGE_WORK)
