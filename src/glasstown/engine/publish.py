"""The end of a segment in a block: standing is published, and what changed is listed for the exchange.

A flip is one int64, ``row << 2 | what``. Only changes are listed, so an exchange costs what has happened.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from glasstown.core.jit import expanded, inlined
from glasstown.core.places import places_of
from glasstown.core.state import BAD, BAND_BITS, BAND_MASK, CLOSES_SCHOOL, KNOWN, REAL, WAS_BAD, WAS_KNOWN

NOW_BAD: Final = 0
NOW_CLEAR: Final = 1
NOW_KNOWN: Final = 2

_PUBLISHED = BAD | WAS_BAD | KNOWN | WAS_KNOWN | CLOSES_SCHOOL


@expanded
def publish(
    base: Any, end: Any, standards: Any, gates: Any, w: Any, guarded: Any, own: Any, fresh: Any, marks: Any,
    changed: Any, flips: Any, used: Any,
) -> Any:  # fmt: skip
    """Publish the rows `base`…`end`; `guarded` are the services read through a guardian, as bits.

    `fresh` and `marks` are scratch of a block's size, uint8, `changed` likewise, int32.

    Returns the number of `flips` in use. Somebody is *known* from the exchange after the first at which they were bad.
    """
    standing = own.standing[REAL]
    below = standards.bad_below[w]
    on = standards.bad_lists[w] << BAND_BITS
    # a guardian's standing closes a service in the lower bands, and on some lists
    closed_below = np.int64(0)
    while closed_below <= BAND_MASK and gates.by_band[w, closed_below] & guarded != 0:
        closed_below += 1
    closed_on = np.int64(0)
    for i in range(standards.lists[w]):
        if gates.by_list[w, i] & guarded != 0:
            closed_on |= np.int64(1) << (BAND_BITS + i)
    size = end - base
    mine = own.flags[base:end]
    _mark(standing[base:end], mine, below, on, closed_below, closed_on, fresh, marks)
    for x in range(places_of(marks, size, changed)):
        i = changed[x]
        row = base + np.int64(i)
        old = mine[i]
        new = fresh[i]
        if new & ~old & KNOWN != 0:
            flips[used] = (row << 2) | NOW_KNOWN
            used += 1
        if (new ^ old) & BAD != 0:
            flips[used] = (row << 2) | (NOW_BAD if new & BAD != 0 else NOW_CLEAR)
            used += 1
    for i in range(size):
        mine[i] = fresh[i]
    return used


@inlined
def _published(standing: Any, old: Any, below: Any, on: Any, closed_below: Any, closed_on: Any) -> Any:
    """The flags of a row once its standing is published."""
    band = standing & np.uint16(BAND_MASK)
    bad = np.uint8(band < np.uint16(below)) | np.uint8(standing & np.uint16(on) != 0)
    closed = np.uint8(band < np.uint16(closed_below)) | np.uint8(standing & np.uint16(closed_on) != 0)
    was_bad = (old // np.uint8(BAD)) & np.uint8(1)
    was_known = (old // np.uint8(KNOWN)) & np.uint8(1)
    return np.uint8(
        (old & np.uint8(0xFF ^ _PUBLISHED))
        | (bad * np.uint8(BAD))
        | (was_bad * np.uint8(WAS_BAD))
        | ((was_bad | was_known) * np.uint8(KNOWN))
        | (was_known * np.uint8(WAS_KNOWN))
        | (closed * np.uint8(CLOSES_SCHOOL))
    )


@inlined
def _mark(
    standing: Any, flags: Any, below: Any, on: Any, closed_below: Any, closed_on: Any, fresh: Any, marks: Any
) -> None:  # fmt: skip
    """The flags of some rows once their standing is published, and marks at those that ties have to be told of."""
    for i in range(standing.size):
        new = _published(standing[i], flags[i], below, on, closed_below, closed_on)
        fresh[i] = new
        told = (new ^ flags[i]) & np.uint8(BAD) | (new & ~flags[i] & np.uint8(KNOWN))
        marks[i] = np.uint8(told != 0)
