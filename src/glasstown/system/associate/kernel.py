"""Step 4, at exchanges: points for the bad ties of each person.

The real ledger and the induced shadow are charged for the ties that the regime *sees*, its picture of the start,
in which nobody breaks with anybody (or for true ties, where the regime says so); the accurate shadow for those that
exist; the legitimate shadow for none. The standing of ties is the one just published.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from glasstown.core.counters import P
from glasstown.core.jit import expanded, inlined
from glasstown.core.state import ACCURATE, ENROLLED, INDUCED, LAYERS, REAL
from glasstown.core.trace import Code, note
from glasstown.system.judge.kernel import moved

_SCORE_SUM = P["score_sum"]
_BELOW = P["below_change"]
_LOST = P["points_lost"]
_ELSE = P["lost_somebody_else"]
_NOT_THERE = P["lost_ties_not_there"]
_HARM = P["lost_harm"]
_LAYERS = len(LAYERS)
_CODE = int(Code.TIES)
_ENROLLED = np.uint8(ENROLLED)


@inlined
def _add_up(bad: Any, points: Any, total: Any) -> None:
    for i in range(bad.size):
        total[i] = np.int32(total[i] + points * np.int32(bad[i]))


@inlined
def _charge(score: Any, flags: Any, points: Any, floor: Any, ceiling: Any) -> None:
    """Move the scores of enrolled rows by `points`, within bounds."""
    for i in range(score.size):
        before = np.int32(score[i])
        after = min(ceiling, max(floor, np.int32(before + points[i])))
        score[i] = np.int16(after if flags[i] & _ENROLLED != 0 else before)


@inlined
def _charge_real(
    score: Any, flags: Any, seen: Any, true: Any, floor: Any, ceiling: Any, low_cut: Any, plain: Any
) -> None:
    """The same for the real ledger, counting what was lost; a tie gained by mistake makes up for none missed."""
    # a block's sums fit 32 bits
    lost_sum = np.int32(0)
    not_there = np.int32(0)
    below = np.int32(0)
    for i in range(score.size):
        before = np.int32(score[i])
        after = min(ceiling, max(floor, np.int32(before + seen[i])))
        after = np.int32(after if flags[i] & _ENROLLED != 0 else before)
        score[i] = np.int16(after)
        lost = np.int32(before - after)
        lost_sum = np.int32(lost_sum + lost)
        not_there = np.int32(not_there + max(np.int32(0), min(lost, np.int32(true[i] - seen[i]))))
        below = np.int32(below + np.int32(after < low_cut) - np.int32(before < low_cut))
    plain[_SCORE_SUM] -= lost_sum
    plain[_BELOW] += below
    plain[_LOST] += lost_sum
    plain[_ELSE] += lost_sum
    plain[_HARM] += lost_sum
    plain[_NOT_THERE] += not_there


@expanded
def associate(
    first: Any, upto: Any, association: Any, ledgers: Any, w: Any, world: Any, ties: Any, flags: Any, score: Any,
    seen: Any, true: Any, plain: Any, log: Any, day: Any,
) -> None:  # fmt: skip
    """Charge the rows of a block; `ties` (A, V, N), `score` (L, N); `seen` and `true` scratch, (block,) int32."""
    floor = np.int32(ledgers.floor[w])
    ceiling = np.int32(ledgers.ceiling[w])
    view = ties.shape[1] - 1
    charged = 0 if association.seen[w] != 0 else view
    size = upto - first
    if view == charged and score.shape[0] == 1:
        true = seen
    for i in range(size):
        seen[i] = 0
        true[i] = 0
    for layer in range(_LAYERS):
        slot = association.slot[layer]
        points = np.int32(association.points[w, layer])
        if slot >= 0 and points != 0:
            _add_up(ties[slot, charged, first:upto], points, seen)
            if view != charged or score.shape[0] > 1:
                _add_up(ties[slot, view, first:upto], points, true)
    if log.watched.size > 0:
        for i in range(size):
            before = np.int64(score[REAL, first + i])
            after = moved(before, seen[i], ledgers.floor[w], ledgers.ceiling[w])
            if after != before and flags[first + i] & ENROLLED != 0:
                note(log, day, first + i, world, _CODE, after - before, 0)
    mine = flags[first:upto]
    _charge_real(
        score[REAL, first:upto], mine, seen, true, floor, ceiling, np.int32(ledgers.low_cut[w]), plain
    )
    if score.shape[0] > 1:
        _charge(score[ACCURATE, first:upto], mine, true, floor, ceiling)
        _charge(score[INDUCED, first:upto], mine, seen, floor, ceiling)
