"""The end of a segment in a block: standing is published, and what changed is listed for the exchange.

A flip is one int64, ``row << 2 | what``. Only changes are listed, so an exchange costs what has happened.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from glasstown.core.jit import kernel
from glasstown.core.state import BAD, BAND_BITS, BAND_MASK, CLOSES_SCHOOL, KNOWN, REAL, WAS_BAD, WAS_KNOWN
from glasstown.system.stand.kernel import refused_services

NOW_BAD: Final = 0
NOW_CLEAR: Final = 1
NOW_KNOWN: Final = 2

_PUBLISHED = BAD | WAS_BAD | KNOWN | WAS_KNOWN | CLOSES_SCHOOL


@kernel
def publish(
    base: Any, end: Any, standards: Any, gates: Any, w: Any, guarded: Any, own: Any, flips: Any, used: Any
) -> Any:
    """Publish the rows `base`…`end`; `guarded` are the services read through a guardian, as bits.

    Returns the number of `flips` in use. Somebody is *known* from the exchange after the first at which they were bad.
    """
    below = standards.bad_below[w]
    bad_lists = standards.bad_lists[w]
    lists = standards.lists[w]
    for row in range(base, end):
        standing = np.int64(own.standing[REAL, row])
        old = np.int64(own.flags[row])
        if standing >> BAND_BITS == 0 and standing & BAND_MASK >= below and old & _PUBLISHED == 0:
            if gates.by_band[w, standing & BAND_MASK] & guarded == 0:
                continue
        bad = standing & BAND_MASK < below or (standing >> BAND_BITS) & bad_lists != 0
        new = old & ~_PUBLISHED
        if bad:
            new |= BAD
        if old & BAD != 0:
            new |= WAS_BAD | KNOWN
        if old & KNOWN != 0:
            new |= KNOWN | WAS_KNOWN
        if refused_services(standing, gates.by_band[w], gates.by_list[w], lists) & guarded != 0:
            new |= CLOSES_SCHOOL
        own.flags[row] = np.uint8(new)
        if new & KNOWN != 0 and old & KNOWN == 0:
            flips[used] = (row << 2) | NOW_KNOWN
            used += 1
        if bad != (old & BAD != 0):
            flips[used] = (row << 2) | (NOW_BAD if bad else NOW_CLEAR)
            used += 1
    return used
