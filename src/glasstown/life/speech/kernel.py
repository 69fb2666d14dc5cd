"""Step 10, at exchanges: who stands beside a punished tie, and so speaks less until the next exchange."""

from __future__ import annotations

from typing import Any

import numpy as np

from glasstown.core.jit import kernel
from glasstown.core.state import BESIDE


@kernel
def hear_of_ties(first: Any, upto: Any, ties: Any, hears: Any, flags: Any) -> None:
    """Set or clear the bit `BESIDE`; `ties` (N, A, V) bad ties, `hears` (A,) uint8 layers that count."""
    view = ties.shape[2] - 1
    for row in range(first, upto):
        bad = np.uint8(0)
        for slot in range(ties.shape[1]):
            bad |= ties[row, slot, view] * hears[slot]
        if bad != 0:
            flags[row] |= np.uint8(BESIDE)
        else:
            flags[row] &= np.uint8(0xFF ^ BESIDE)
