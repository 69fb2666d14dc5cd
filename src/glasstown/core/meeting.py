"""Whom somebody meets who calls, writes to or visits one of their ties: one of all of them alike."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from glasstown.core.jit import inlined
from glasstown.core.randomness import below
from glasstown.core.state import COLLEAGUE, FRIEND, HOUSEHOLD, KIN

NOT_BAD: Final = np.int64(-1)


@inlined
def bad_layer_met(row: Any, word: Any, town: Any, ties: Any, slots: Any) -> Any:
    """The layer of the tie that is contacted where that person is published as bad; `NOT_BAD` where they are not.

    `ties` (A, V, N) bad ties by layer, `slots` the layers' places there.
    """
    view = ties.shape[1] - 1
    bad = np.int64(0)
    for layer in (HOUSEHOLD, KIN, FRIEND, COLLEAGUE):
        if slots[layer] >= 0:
            bad += np.int64(ties[slots[layer], view, row])
    if bad == 0:
        return NOT_BAD
    known = town.tie_ptr[row + 1] - town.tie_ptr[row] + np.int64(town.size[row]) - 1
    unit = town.unit[row]
    if unit >= 0:
        known += np.int64(town.unit_ptr[unit + 1]) - np.int64(town.unit_ptr[unit]) - 1
    at = below(word, max(known, bad))
    if at >= bad:
        return NOT_BAD
    for layer in (HOUSEHOLD, KIN, FRIEND):
        if slots[layer] >= 0:
            at -= np.int64(ties[slots[layer], view, row])
            if at < 0:
                return np.int64(layer)
    return np.int64(COLLEAGUE)
