"""The exchange: changes of published standing are pushed along ties, as ±1 in the counts of bad ties.

Work is divided by *receiver*: each call writes only rows of its own range and reads the published flags of all,
so integers commute and no order shows. Counts are of two views: 0 as the regime sees ties (its picture is fixed at
the start: some true ties missed, some invented), last the true ties that have not been cut. `recount` does by
gathering what `push` does by changes; the tests compare the two.

A tie cut at an exchange still counted there; what it counted is taken back once its end is known to have been listed.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import numpy as np

from glasstown.core.counters import P
from glasstown.core.jit import inlined, kernel, prefetch
from glasstown.core.randomness import tie_draw
from glasstown.core.state import (
    BAD,
    COLLEAGUE,
    FRIEND,
    HOUSEHOLD,
    KIN,
    KNOWN,
    NEIGHBOUR,
    WAS_BAD,
    WAS_KNOWN,
)
from glasstown.core.streams import STREAMS
from glasstown.engine.publish import NOW_BAD, NOW_KNOWN
from glasstown.life.shunning.kernel import cut_by

PAGE_BITS: Final = 11
"""`reached` has one byte for each page of 2,048 rows: a page no change has reached needs no settling."""

_AHEAD: Final = 8
_SEEN = np.uint32(STREAMS["tie-seen"])
_KIN_CUT = P["kin_cut"]
_FRIENDS_CUT = P["friends_cut"]


class Invented(NamedTuple):
    """Ties that do not exist and that some world may believe in, both ways; world w does where ``word < share``."""

    ptr: np.ndarray  # (N+1,) int64, or (1,) where nobody believes in any
    other: np.ndarray  # int32
    word: np.ndarray  # int64


@inlined
def _sees(one: Any, other: Any, missed: Any, key: Any) -> Any:
    """Whether the regime sees a true tie."""
    if missed == 0:
        return True
    word, _b, _c, _d = tie_draw(one, other, _SEEN, 0, 0, key.k0, key.k1)
    return np.int64(word) >= missed


@inlined
def _add(ties: Any, row: Any, slot: Any, view: Any, amount: Any) -> None:
    ties[slot, view, row] = np.uint8(np.int64(ties[slot, view, row]) + amount)


@inlined
def _tell(
    one: Any, other: Any, slot: Any, amount: Any, cut: Any, missed: Any, ties: Any, reached: Any, key: Any
) -> None:
    """`one` changed; the count of `other` follows."""
    last = ties.shape[1] - 1
    if last > 0 and _sees(one, other, missed, key):
        _add(ties, other, slot, 0, amount)
    if not cut:
        _add(ties, other, slot, last, amount)
    reached[other >> PAGE_BITS] = np.uint8(1)


@kernel
def push(
    first: Any, upto: Any, flips: Any, n: Any, people: Any, invented: Any, association: Any, shunning: Any, w: Any,
    flags: Any, ties: Any, reached: Any, plain: Any, key: Any,
) -> None:  # fmt: skip
    """Bring the counts of the receivers `first`…`upto` up to date with all flips of a world."""
    missed = association.missed[w]
    slots = association.slot
    for x in range(n):
        if flips[x] & 3 == NOW_KNOWN:
            _cut_ties(first, upto, flips[x] >> 2, people, shunning, w, slots, flags, ties, plain, key)
    for x in range(n):
        # ties of rows far apart are each a wait for memory, unless asked for in time
        if x + 2 * _AHEAD < n:
            prefetch(people.tie_ptr, flips[x + 2 * _AHEAD] >> 2)
            prefetch(people.tie, np.int64(people.tie_ptr[flips[x + _AHEAD] >> 2]))
        what = flips[x] & 3
        if what == NOW_KNOWN:
            continue
        row = flips[x] >> 2
        amount = 1 if what == NOW_BAD else -1
        _tell_group(first, upto, row, row - np.int64(people.place[row]), np.int64(people.size[row]),
                    slots[HOUSEHOLD], amount, missed, ties, reached, key)  # fmt: skip
        _tell_neighbours(first, upto, row, people, slots[NEIGHBOUR], amount, missed, ties, reached, key)
        unit = people.unit[row]
        if slots[COLLEAGUE] >= 0 and unit >= 0:
            for y in range(people.unit_ptr[unit], people.unit_ptr[unit + 1]):
                other = np.int64(people.unit_member[y])
                if other != row and first <= other < upto:
                    _tell(row, other, slots[COLLEAGUE], amount, False, missed, ties, reached, key)
        start = people.tie_ptr[row]
        friends = start + np.int64(people.kin[row])
        _tell_ties(first, upto, row, people.tie, start, friends, slots[KIN], shunning.kin[w], amount, missed,
                   flags, ties, reached, key)  # fmt: skip
        _tell_ties(first, upto, row, people.tie, friends, people.tie_ptr[row + 1], slots[FRIEND], shunning.friend[w],
                   amount, missed, flags, ties, reached, key)  # fmt: skip
        if invented.other.size > 0 and association.invented[w] > 0 and slots[FRIEND] >= 0:
            for y in range(invented.ptr[row], invented.ptr[row + 1]):
                other = np.int64(invented.other[y])
                if first <= other < upto and invented.word[y] < association.invented[w]:
                    _add(ties, other, slots[FRIEND], 0, amount)
                    reached[other >> PAGE_BITS] = np.uint8(1)


@inlined
def _tell_ties(
    first: Any, upto: Any, row: Any, tie: Any, start: Any, stop: Any, slot: Any, limit: Any, amount: Any,
    missed: Any, flags: Any, ties: Any, reached: Any, key: Any,
) -> None:  # fmt: skip
    """Kin, or friends, outside the household."""
    if slot < 0:
        return
    known = flags[row] & KNOWN != 0
    for y in range(start, stop):
        other = np.int64(tie[y])
        if first <= other < upto:
            cut = limit > 0 and cut_by(row, other, known, flags[other] & KNOWN != 0, limit, key)
            _tell(row, other, slot, amount, cut, missed, ties, reached, key)


@inlined
def _tell_group(
    first: Any, upto: Any, row: Any, start: Any, size: Any, slot: Any, amount: Any, missed: Any, ties: Any,
    reached: Any, key: Any,
) -> None:  # fmt: skip
    if slot >= 0 and first <= row < upto:
        for other in range(start, start + size):
            if other != row:
                _tell(row, other, slot, amount, False, missed, ties, reached, key)


@inlined
def _tell_neighbours(
    first: Any,
    upto: Any,
    row: Any,
    people: Any,
    slot: Any,
    amount: Any,
    missed: Any,
    ties: Any,
    reached: Any,
    key: Any,
) -> None:
    """Neighbours are the stair without one's own household. Stairs may cross the edge of a range."""
    if slot >= 0:
        start = row - np.int64(people.stair_place[row])
        home = row - np.int64(people.place[row])
        leave = home + np.int64(people.size[row])
        for other in range(max(first, start), min(upto, start + np.int64(people.stair_size[row]))):
            if other < home or other >= leave:
                _tell(row, other, slot, amount, False, missed, ties, reached, key)


@inlined
def _cut_ties(
    first: Any, upto: Any, row: Any, people: Any, shunning: Any, w: Any, slots: Any, flags: Any, ties: Any,
    plain: Any, key: Any,
) -> None:  # fmt: skip
    """`row` has just become known: those of its ties that break now no longer count, at either end."""
    start = people.tie_ptr[row]
    friends = start + np.int64(people.kin[row])
    last = ties.shape[1] - 1
    for y in range(start, people.tie_ptr[row + 1]):
        is_kin = y < friends
        limit = shunning.kin[w] if is_kin else shunning.friend[w]
        if limit == 0:
            continue
        other = np.int64(people.tie[y])
        if not (first <= row < upto or first <= other < upto):
            continue
        known = flags[other] & KNOWN != 0
        was_known = flags[other] & WAS_KNOWN != 0
        if known and not was_known and other < row:
            continue  # both became known at once: the lower id sees to the tie
        if cut_by(row, other, False, was_known, limit, key) or not cut_by(
            row, other, True, known, limit, key
        ):
            continue
        slot = slots[KIN] if is_kin else slots[FRIEND]
        if first <= row < upto:
            plain[_KIN_CUT if is_kin else _FRIENDS_CUT] += 1
            if slot >= 0 and flags[other] & WAS_BAD != 0:
                _add(ties, row, slot, last, -1)
        if first <= other < upto and slot >= 0 and flags[row] & WAS_BAD != 0:
            _add(ties, other, slot, last, -1)


@kernel
def recount(
    first: Any, upto: Any, people: Any, invented: Any, association: Any, shunning: Any, w: Any, flags: Any,
    ties: Any, key: Any, counts: Any,
) -> Any:  # fmt: skip
    """How many counts of the rows differ from what gathering the published flags of all their ties gives.

    `counts` is scratch, (layers, 2) int64.
    """
    wrong = 0
    missed = association.missed[w]
    slots = association.slot
    last = ties.shape[1] - 1
    for row in range(first, upto):
        counts[:, :] = 0
        home = row - np.int64(people.place[row])
        leave = home + np.int64(people.size[row])
        stair = row - np.int64(people.stair_place[row])
        for other in range(min(home, stair), max(leave, stair + np.int64(people.stair_size[row]))):
            slot = slots[HOUSEHOLD] if home <= other < leave else slots[NEIGHBOUR]
            if other != row and slot >= 0 and flags[other] & BAD != 0:
                counts[slot, 1] += 1
                counts[slot, 0] += np.int64(_sees(row, other, missed, key))
        unit = people.unit[row]
        if slots[COLLEAGUE] >= 0 and unit >= 0:
            for y in range(people.unit_ptr[unit], people.unit_ptr[unit + 1]):
                other = np.int64(people.unit_member[y])
                if other != row and flags[other] & BAD != 0:
                    counts[slots[COLLEAGUE], 1] += 1
                    counts[slots[COLLEAGUE], 0] += np.int64(_sees(row, other, missed, key))
        start = people.tie_ptr[row]
        friends = start + np.int64(people.kin[row])
        for y in range(start, people.tie_ptr[row + 1]):
            other = np.int64(people.tie[y])
            slot = slots[KIN] if y < friends else slots[FRIEND]
            if slot < 0 or flags[other] & BAD == 0:
                continue
            limit = shunning.kin[w] if y < friends else shunning.friend[w]
            counts[slot, 0] += np.int64(_sees(row, other, missed, key))
            if not cut_by(row, other, flags[row] & KNOWN != 0, flags[other] & KNOWN != 0, limit, key):
                counts[slot, 1] += 1
        if invented.other.size > 0 and slots[FRIEND] >= 0:
            for y in range(invented.ptr[row], invented.ptr[row + 1]):
                if invented.word[y] < association.invented[w] and flags[invented.other[y]] & BAD != 0:
                    counts[slots[FRIEND], 0] += 1
        for slot in range(ties.shape[0]):
            wrong += np.int64(np.int64(ties[slot, last, row]) != counts[slot, 1])
            if last > 0:
                wrong += np.int64(np.int64(ties[slot, 0, row]) != counts[slot, 0])
    return wrong
