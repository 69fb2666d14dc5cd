"""Step 4, at exchanges: points for the bad ties of each person.

The real ledger and the induced shadow are charged for the ties that the regime *sees*, its picture of the start,
in which nobody breaks with anybody (or for true ties, where the regime says so); the accurate shadow for those that
exist; the legitimate shadow for none. The standing of ties is the one just published.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from glasstown.core.counters import P
from glasstown.core.jit import kernel
from glasstown.core.state import ACCURATE, ENROLLED, INDUCED, LAYERS, REAL
from glasstown.core.trace import Code, note
from glasstown.system.judge.kernel import count_move, moved

_LOST = P["points_lost"]
_ELSE = P["lost_somebody_else"]
_NOT_THERE = P["lost_ties_not_there"]
_HARM = P["lost_harm"]
_LAYERS = len(LAYERS)
_CODE = int(Code.TIES)


@kernel
def associate(
    first: Any,
    upto: Any,
    association: Any,
    ledgers: Any,
    w: Any,
    world: Any,
    ties: Any,
    flags: Any,
    score: Any,
    plain: Any,
    log: Any,
    day: Any,
) -> None:
    """Charge the rows of a block; `ties` (N, A, V), `score` (L, N)."""
    floor = ledgers.floor[w]
    ceiling = ledgers.ceiling[w]
    low_cut = ledgers.low_cut[w]
    view = ties.shape[2] - 1
    charged = 0 if association.seen[w] != 0 else view
    for row in range(first, upto):
        seen = np.int64(0)
        true = np.int64(0)
        for layer in range(_LAYERS):
            slot = association.slot[layer]
            if slot >= 0:
                points = association.points[w, layer]
                seen += points * np.int64(ties[row, slot, charged])
                true += points * np.int64(ties[row, slot, view])
        if (seen == 0 and true == 0) or flags[row] & ENROLLED == 0:
            continue
        before = np.int64(score[REAL, row])
        after = moved(before, seen, floor, ceiling)
        score[REAL, row] = np.int16(after)
        count_move(plain, before, after, low_cut)
        if after != before:
            note(log, day, row, world, _CODE, after - before, 0)
        if after < before:
            lost = before - after
            plain[_LOST] += lost
            plain[_ELSE] += lost
            plain[_HARM] += lost
            plain[_NOT_THERE] += max(np.int64(0), min(lost, true - seen))
        if score.shape[0] > 1:
            score[ACCURATE, row] = np.int16(moved(score[ACCURATE, row], true, floor, ceiling))
            score[INDUCED, row] = np.int16(moved(score[INDUCED, row], seen, floor, ceiling))
