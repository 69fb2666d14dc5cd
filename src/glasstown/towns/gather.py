"""Kernels: from circles to each person's kin and friends.

Whether two people of a circle are tied is a draw keyed by both, so either end finds the same; each row is
written by gathering, and nobody writes another's.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from glasstown.core.jit import inlined, kernel
from glasstown.core.randomness import tie_draw
from glasstown.core.streams import STREAMS

_KIN = np.uint32(STREAMS["tie-kin"])
_FRIEND = np.uint32(STREAMS["tie-friend"])

_PARENT_LEAST = 18
_PARENT_MOST = 45


class Circles(NamedTuple):
    """Circles of R rounds over n items: members of circle c are ``member[ptr[c]:ptr[c + 1]]``."""

    circle_of: np.ndarray  # (R, n) int32, −1 where an item has no part
    ptr: np.ndarray  # int64
    member: np.ndarray  # int32


@inlined
def _put_sorted(out: Any, start: Any, end: Any, other: Any) -> Any:
    """Insert `other` in the rising run ``out[start:end]`` unless it is there; returns the new end."""
    x = end
    while x > start and out[x - 1] > other:
        x -= 1
    if x > start and out[x - 1] == other:
        return end
    y = end
    while y > x:
        out[y] = out[y - 1]
        y -= 1
    out[x] = np.int32(other)
    return end + 1


@inlined
def _holds(out: Any, start: Any, end: Any, other: Any) -> Any:
    x = start
    while x < end and out[x] != other:
        x += 1
    return x < end


@kernel
def gather(
    first: Any, upto: Any, unit_ptr: Any, families: Any, kin_limit: Any, elders_from: Any, friends: Any,
    friend_limit: Any, age: Any, place: Any, size: Any, kin: Any, degree: Any, has_elders: Any, out: Any,
    k0: Any, k1: Any,
) -> Any:  # fmt: skip
    """Kin and friends of the people of the kin units `first`…`upto`, one row after another in `out`.

    A kin unit is a household, or one person of a collective one. Sets `kin`, `degree` and `has_elders` of
    each row; returns how much of `out` is used, or −1 where it is too short.
    """
    used = np.int64(0)
    rounds = families.circle_of.shape[0]
    friend_rounds = friends.circle_of.shape[0]
    for unit in range(first, upto):
        for row in range(unit_ptr[unit], unit_ptr[unit + 1]):
            start = np.int64(used)
            home = row - np.int64(place[row])
            leave = home + np.int64(size[row])
            if out.size - used < 1024:
                return -1
            elders = np.uint8(0)
            for r in range(rounds):
                circle = families.circle_of[r, unit]
                if circle < 0:
                    continue
                for y in range(families.ptr[circle], families.ptr[circle + 1]):
                    other_unit = families.member[y]
                    if other_unit == unit:
                        continue
                    for other in range(unit_ptr[other_unit], unit_ptr[other_unit + 1]):
                        if home <= other < leave:
                            continue
                        word, _b, _c, _d = tie_draw(row, other, _KIN, 0, 0, k0, k1)
                        if np.int64(word) < kin_limit:
                            used = _put_sorted(out, start, used, other)
                            older = np.int64(age[other]) - np.int64(age[row])
                            if age[other] >= elders_from and _PARENT_LEAST <= older <= _PARENT_MOST:
                                elders = np.uint8(1)
            kin[row] = np.uint8(used - start)
            has_elders[row] = elders
            from_here = np.int64(used)
            for r in range(friend_rounds):
                circle = friends.circle_of[r, row]
                if circle < 0:
                    continue
                for y in range(friends.ptr[circle], friends.ptr[circle + 1]):
                    friend = np.int64(friends.member[y])
                    if home <= friend < leave or _holds(out, start, from_here, friend):
                        continue
                    word, _b, _c, _d = tie_draw(row, friend, _FRIEND, 0, r, k0, k1)
                    if np.int64(word) < friend_limit:
                        used = _put_sorted(out, from_here, used, friend)
            degree[row] = np.int32(used - start)
    return used
