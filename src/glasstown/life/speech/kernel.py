"""Step 10, at exchanges: who stands beside a punished tie, and so speaks less until the next exchange."""

from __future__ import annotations

from typing import Any

import numpy as np

from glasstown.core.jit import inlined, inner
from glasstown.core.state import BESIDE

_BIT = np.uint8(BESIDE)


@inner
def hear_of_ties(first: Any, upto: Any, ties: Any, hears: Any, flags: Any) -> None:
    """Set or clear the bit `BESIDE`; `ties` (A, V, N) bad ties, `hears` (A,) uint8 layers that count."""
    view = ties.shape[1] - 1
    mine = flags[first:upto]
    for i in range(mine.size):
        mine[i] &= np.uint8(0xFF ^ BESIDE)
    for slot in range(ties.shape[0]):
        if hears[slot] != 0:
            _mark(ties[slot, view, first:upto], mine)


@inlined
def _mark(bad: Any, flags: Any) -> None:
    for i in range(flags.size):
        flags[i] |= _BIT * np.uint8(bad[i] != 0)
