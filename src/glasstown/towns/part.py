"""Kernels: who takes part in a round of circles, and in which bucket."""

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
def join(
    first: Any, upto: Any, lane: Any, power: Any, from_age: Any, age: Any, group: Any, same: Any, second: Any,
    part: Any, k0: Any, k1: Any,
) -> None:  # fmt: skip
    """Who looks for friends in a round: 0 nobody, else 1 + the group looked in.

    A person's chance p is drawn from the beta distribution (1, b), b = 1 / `power`: 1 − u^power.
    """
    for row in range(first, upto):
        part[row] = np.uint8(0)
        if age[row] < from_age:
            continue
        a, _b, _c, _d = person_draw(row, _SOCIABILITY, 0, 0, k0, k1)
        chance = 1.0 - uniform(a) ** power
        a, b, c, _d = person_draw(row, _TAKES_PART, 0, 2 * lane, k0, k1)
        if uniform(a) < chance:
            wanted = 0
            if group.size > 0:
                wanted = np.int64(group[row])
                if np.int64(b) >= same:
                    wanted = np.int64(np.int64(c) < second)
            part[row] = np.uint8(1 + wanted)


@kernel
def enlist(
    first: Any, upto: Any, far_round: Any, far: Any, small: Any, activity: Any, part: Any, k0: Any, k1: Any
) -> None:
    """Who looks for a class or work group near by (`far_round` 0) or anywhere (1); `far`, `small` thresholds."""
    for row in range(first, upto):
        part[row] = np.uint8(0)
        if activity[row] == 0:
            continue
        a, b, _c, _d = person_draw(row, _UNIT, 0, 1, k0, k1)
        if (np.int64(a) < far) != (far_round == 1):
            continue
        if activity[row] == 1:
            part[row] = np.uint8(PUPILS)
        else:
            part[row] = np.uint8(SMALL_WORK if np.int64(b) < small else LARGE_WORK)
