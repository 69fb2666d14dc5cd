"""Delayed things of one block in one world: what falls due on which day.

An entry is one uint64, ``day (16) | row in block (16) | kind (8) | index (8) | amount (16)``, so that the order of
the integers is the order (day, row, kind, index). Entries wait in a pool, unordered; before a segment those
that fall due in it are taken out and sorted. Kernels never allocate: the pool's capacity is the most entries
that can be pending at once.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from glasstown.core.jit import inlined
from glasstown.core.sorting import sort_first

TERM_ENDS: Final = 1  # index: ledger * 16 + list
FALLS_DUE: Final = 2  # index: the stream of the judgment; amount: its day
LEAVES: Final = 3  # whoever has paid is taken off the list; amount: the day they paid
CORRECTED: Final = 4  # an entry is taken back; amount: the day of the entry
DECIDED: Final = 5  # a review; index: 0 the first, 1 the higher place; amount: the day of the entry

_16 = np.uint64(0xFFFF)
_8 = np.uint64(0xFF)


@inlined
def entry(day: Any, row: Any, kind: Any, index: Any, amount: Any) -> Any:
    """Pack an entry; `row` counts from the block's first row, `amount` is 0…65535."""
    return (
        (np.uint64(day) << np.uint64(48))
        | (np.uint64(row) << np.uint64(32))
        | (np.uint64(kind) << np.uint64(24))
        | (np.uint64(index) << np.uint64(16))
        | np.uint64(amount)
    )


@inlined
def entry_day(packed: Any) -> Any:
    return np.int64(packed >> np.uint64(48))


@inlined
def entry_row(packed: Any) -> Any:
    return np.int64((packed >> np.uint64(32)) & _16)


@inlined
def entry_kind(packed: Any) -> Any:
    return np.int64((packed >> np.uint64(24)) & _8)


@inlined
def entry_index(packed: Any) -> Any:
    return np.int64((packed >> np.uint64(16)) & _8)


@inlined
def put(pool: Any, used: Any, packed: Any) -> Any:
    """Add an entry; returns the new number in use. The caller has ensured the capacity."""
    pool[used] = packed
    return used + 1


@inlined
def entry_amount(packed: Any) -> Any:
    return np.int64(packed & _16)


@inlined
def due_today(due: Any, at: Any, upto: Any, day: Any) -> Any:
    """The place after the entries `due[at:upto]` of up to `day`."""
    while at < upto and entry_day(due[at]) <= day:
        at += 1
    return at


@inlined
def put_off(pool: Any, used: Any, due: Any, upto: Any, last_day: Any, packed: Any) -> Any:
    """Add an entry for a later day: among those due in this segment, `due[:upto]`, or else in the pool.

    Returns the new numbers (in use, due).
    """
    if entry_day(packed) > last_day:
        pool[used] = packed
        return used + 1, upto
    at = upto
    while at > 0 and due[at - 1] > packed:
        due[at] = due[at - 1]
        at -= 1
    due[at] = packed
    return used, upto + 1


@inlined
def take_due(pool: Any, used: Any, last_day: Any, due: Any) -> Any:
    """Move the entries due up to `last_day` from `pool[:used]` into `due`, in order.

    Returns (entries left in the pool, entries taken).
    """
    kept = 0
    taken = 0
    for x in range(used):
        if entry_day(pool[x]) <= last_day:
            due[taken] = pool[x]
            taken += 1
        else:
            pool[kept] = pool[x]
            kept += 1
    sort_first(due, taken)
    return kept, taken
