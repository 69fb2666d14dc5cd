"""The exchange: changes of published standing are pushed along ties, as ±1 in the counts of bad ties.

Each thread tells the ties of the changed rows of its own range. It writes only rows of that range: what it has to tell
others it leaves in an envelope, which their thread opens (`push_rest`). All read published flags only and add
integers, so no order shows. Counts are of two views: 0 as the regime sees ties (its picture is fixed at
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


class Envelope(NamedTuple):
    """What one thread has to tell people of other ranges; made large enough for all ties of its changed rows."""

    to: np.ndarray  # int32 rows
    what: (
        np.ndarray
    )  # uint8: bit 0 add (else take away), bit 1 to the seen count, bit 2 to the true one; layer above
    used: np.ndarray  # (1,) int64


_MORE: Final = 1
_SEEN_COUNT: Final = 2
_TRUE_COUNT: Final = 4
_LAYER_SHIFT: Final = 3


@inlined
def _count(other: Any, what: Any, ties: Any, reached: Any) -> None:
    slot = what >> _LAYER_SHIFT
    amount = 2 * (what & _MORE) - 1
    if what & _SEEN_COUNT != 0:
        _add(ties, other, slot, 0, amount)
    if what & _TRUE_COUNT != 0:
        _add(ties, other, slot, ties.shape[1] - 1, amount)
    reached[other >> PAGE_BITS] = np.uint8(1)


@inlined
def _send(first: Any, upto: Any, other: Any, what: Any, ties: Any, reached: Any, envelope: Any) -> None:
    """Count at once for a row of one's own range, else put it in the envelope."""
    if first <= other < upto:
        _count(other, what, ties, reached)
    else:
        at = envelope.used[0]
        envelope.to[at] = other
        envelope.what[at] = what
        envelope.used[0] = at + 1


@inlined
def _tell(
    first: Any, upto: Any, one: Any, other: Any, slot: Any, more: Any, cut: Any, missed: Any, ties: Any,
    reached: Any, envelope: Any, key: Any,
) -> None:  # fmt: skip
    """`one` changed; the counts of `other` follow. With one view of ties, what is seen is what is true."""
    what = np.int64(more) | (np.int64(slot) << _LAYER_SHIFT)
    if ties.shape[1] > 1 and _sees(one, other, missed, key):
        what |= _SEEN_COUNT
    if not cut:
        what |= _TRUE_COUNT
    _send(first, upto, other, what, ties, reached, envelope)


@kernel
def push(
    first: Any, upto: Any, flips: Any, start: Any, stop: Any, people: Any, invented: Any, association: Any,
    shunning: Any, w: Any, flags: Any, ties: Any, reached: Any, envelope: Any, plain: Any, key: Any,
) -> None:  # fmt: skip
    """Tell the ties of the changed rows in `first`…`upto`, which are flips `start`…`stop`.

    Counts of rows that lie there, too, are brought up to date; what others have to be told goes in the envelope.
    """
    missed = association.missed[w]
    slots = association.slot
    for x in range(flips.size):
        if flips[x] & 3 == NOW_KNOWN:
            _cut_ties(first, upto, flips[x] >> 2, people, shunning, w, slots, flags, ties, plain, key)
    for x in range(start, stop):
        # ties of rows far apart are each a wait for memory, unless asked for in time
        if x + 2 * _AHEAD < flips.size:
            prefetch(people.tie_ptr, flips[x + 2 * _AHEAD] >> 2)
            prefetch(people.tie, np.int64(people.tie_ptr[flips[x + _AHEAD] >> 2]))
        if flips[x] & 3 == NOW_KNOWN:
            continue
        row = flips[x] >> 2
        more = np.int64(flips[x] & 3 == NOW_BAD)
        home = row - np.int64(people.place[row])
        leave = home + np.int64(people.size[row])
        slot = slots[HOUSEHOLD]
        if slot >= 0:
            for other in range(home, leave):
                if other != row:
                    _tell(first, upto, row, other, slot, more, False, missed, ties, reached, envelope, key)
        slot = slots[NEIGHBOUR]
        if slot >= 0:
            # the stair without one's own household
            stair = row - np.int64(people.stair_place[row])
            for other in range(stair, stair + np.int64(people.stair_size[row])):
                if other < home or other >= leave:
                    _tell(first, upto, row, other, slot, more, False, missed, ties, reached, envelope, key)
        unit = people.unit[row]
        slot = slots[COLLEAGUE]
        if slot >= 0 and unit >= 0:
            for y in range(people.unit_ptr[unit], people.unit_ptr[unit + 1]):
                other = np.int64(people.unit_member[y])
                if other != row:
                    _tell(first, upto, row, other, slot, more, False, missed, ties, reached, envelope, key)
        known = flags[row] & KNOWN != 0
        friends = people.tie_ptr[row] + np.int64(people.kin[row])
        for y in range(people.tie_ptr[row], people.tie_ptr[row + 1]):
            other = np.int64(people.tie[y])
            slot = slots[KIN] if y < friends else slots[FRIEND]
            if slot >= 0:
                limit = shunning.kin[w] if y < friends else shunning.friend[w]
                cut = limit > 0 and cut_by(row, other, known, flags[other] & KNOWN != 0, limit, key)
                _tell(first, upto, row, other, slot, more, cut, missed, ties, reached, envelope, key)
        if invented.other.size > 0 and association.invented[w] > 0 and slots[FRIEND] >= 0:
            what = more | _SEEN_COUNT | (slots[FRIEND] << _LAYER_SHIFT)
            for y in range(invented.ptr[row], invented.ptr[row + 1]):
                if invented.word[y] < association.invented[w]:
                    _send(first, upto, np.int64(invented.other[y]), what, ties, reached, envelope)


@kernel
def push_rest(first: Any, upto: Any, envelope: Any, ties: Any, reached: Any) -> None:
    """Count what another thread has left for the rows `first`…`upto`."""
    for x in range(envelope.used[0]):
        other = np.int64(envelope.to[x])
        if first <= other < upto:
            _count(other, np.int64(envelope.what[x]), ties, reached)


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
