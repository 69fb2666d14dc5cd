"""Step 10, at exchanges: who stands beside a punished tie, and so speaks less until the next exchange.

Where only a share of ties tell of a punishment, each bad tie of a layer is one more draw, keyed by the person, the
layer and the number of the tie among the bad ones: who hears through one bad tie hears as well through two.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from glasstown.core.jit import inlined, inner, seldom
from glasstown.core.randomness import person_draw
from glasstown.core.state import BESIDE
from glasstown.core.streams import STREAMS

_BIT = np.uint8(BESIDE)
_HEARD = np.uint32(STREAMS["heard"])
_ALWAYS = 2**32
_LANES = 64


@inner
def hear_of_ties(first: Any, upto: Any, ties: Any, slots: Any, hears: Any, flags: Any, key: Any) -> None:
    """Set or clear the bit `BESIDE`; `ties` (A, V, N) bad ties, `slots` their places by layer, `hears` thresholds."""
    view = ties.shape[1] - 1
    mine = flags[first:upto]
    for i in range(mine.size):
        mine[i] &= np.uint8(0xFF ^ BESIDE)
    for layer in range(slots.size):
        if slots[layer] >= 0 and hears[layer] >= _ALWAYS:
            _mark(ties[slots[layer], view, first:upto], mine)
        elif slots[layer] >= 0 and hears[layer] > 0:
            _mark_some(first, ties[slots[layer], view, first:upto], layer, hears[layer], mine, key)


@inlined
def _mark(bad: Any, flags: Any) -> None:
    for i in range(flags.size):
        flags[i] |= _BIT * np.uint8(bad[i] != 0)


@seldom
def _mark_some(first: Any, bad: Any, layer: Any, limit: Any, flags: Any, key: Any) -> None:
    for i in range(flags.size):
        if bad[i] != 0 and flags[i] & BESIDE == 0 and _hears(first + i, np.int64(bad[i]), layer, limit, key):
            flags[i] |= _BIT


@inlined
def _hears(row: Any, bad: Any, layer: Any, limit: Any, key: Any) -> Any:
    """Whether at least one of so many bad ties is heard of."""
    for at in range(0, bad, 4):
        a, b, c, d = person_draw(row, _HEARD, 0, _LANES * layer + at // 4, key.k0, key.k1)
        if (
            np.int64(a) < limit
            or (at + 1 < bad and np.int64(b) < limit)
            or (at + 2 < bad and np.int64(c) < limit)
            or (at + 3 < bad and np.int64(d) < limit)
        ):
            return True
    return False
