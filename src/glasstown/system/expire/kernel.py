"""Step 5 of the day: decay, new periods of capped rules, ends of terms.

Decay moves every score by a share of its distance to a target, truncated toward zero in tenths of a point:
Δ = trunc((target − score) · share / 10 000): a correctly rounded quotient of integers, exact where it is whole.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from glasstown.core.calendar import TERM_ENDS, entry_index, entry_kind, entry_row
from glasstown.core.counters import P
from glasstown.core.jit import expanded, inlined, inner
from glasstown.core.state import ENROLLED, MAX_LISTS, MAX_TERMS, REAL
from glasstown.core.trace import Code, note

_ENROLLED_BIT = np.uint8(ENROLLED.bit_length() - 1)
_SCORE_SUM = P["score_sum"]
_BELOW = P["below_change"]
_CODE = int(Code.DECAY)


@inlined
def _move(score: Any, toward: Any, share: Any) -> Any:
    return np.int32(np.float64((toward - score) * share) / 10000.0)


@expanded
def decay(
    first: Any, upto: Any, ledgers: Any, w: Any, world: Any, flags: Any, score: Any, plain: Any, log: Any, day: Any
) -> None:  # fmt: skip
    """Decay of all enrolled rows of a block; `score` (L, N) int16."""
    toward = np.int32(ledgers.decay_toward[w])
    share = np.int32(ledgers.decay_share[w])
    low_cut = np.int32(ledgers.low_cut[w])
    if log.watched.size > 0:
        # apart from the loop below, which a line written in it would keep from vectorising
        for row in range(first, upto):
            move = _move(np.int32(score[REAL, row]), toward, share)
            if move != 0 and flags[row] & ENROLLED != 0:
                note(log, day, row, world, _CODE, move, 0)
    for ledger in range(score.shape[0]):
        change = np.int64(0)
        below = np.int64(0)
        column = score[ledger, first:upto]
        enrolled = flags[first:upto]
        for i in range(column.size):
            before = np.int32(column[i])
            move = _move(before, toward, share)
            after = before + move * np.int32((enrolled[i] >> _ENROLLED_BIT) & np.uint8(1))
            change += np.int64(after - before)
            below += np.int64(after < low_cut) - np.int64(before < low_cut)
            column[i] = np.int16(after)
        if ledger == REAL:
            plain[_SCORE_SUM] += change
            plain[_BELOW] += below


@inner
def renew_allowances(first: Any, upto: Any, slot: Any, used: Any) -> None:
    """Forget how often a capped rule has been used: its period is over. `used` (L, N) uint8."""
    keep = np.uint8(0xF0) if slot == 0 else np.uint8(0x0F)
    for ledger in range(used.shape[0]):
        column = used[ledger, first:upto]
        for i in range(column.size):
            column[i] &= keep


@expanded
def end_terms(
    due: Any,
    at: Any,
    upto: Any,
    base: Any,
    term_of: Any,
    by_ground: Any,
    held: Any,
    touched: Any,
    touches: Any,
) -> Any:
    """Terms that end today, `due[at:upto]`, no longer hold anybody on a list; returns the number of touched rows.

    Those of lists entered by events (`by_ground` is not 0) are left to the step that takes people off these.
    """
    for x in range(at, upto):
        index = entry_index(due[x])
        if entry_kind(due[x]) == TERM_ENDS and by_ground[index % MAX_LISTS] == 0:
            row = base + entry_row(due[x])
            bit = (index // MAX_LISTS) * MAX_TERMS + term_of[index % MAX_LISTS]
            held[row] &= np.uint16(0xFFFF ^ (1 << bit))
            touched[touches] = row
            touches += 1
    return touches
