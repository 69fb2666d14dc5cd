"""Step 8 of the day: reviews are decided; what was wrong is put right later, what was refused may go higher.

Draws are keyed by the person, the day of the entry and the ordinal of the decision. An entry stands until it is
corrected. What is no longer there to review, because the debt was paid, say, is dropped.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from glasstown.core.calendar import (
    CORRECTED,
    DECIDED,
    entry,
    entry_amount,
    entry_index,
    entry_kind,
    entry_row,
    put_off,
)
from glasstown.core.counters import P
from glasstown.core.jit import inlined, seldom
from glasstown.core.randomness import person_draw
from glasstown.core.state import IN_REVIEW, REAL, WRONGLY
from glasstown.core.streams import STREAMS
from glasstown.core.trace import Code, note

_REVIEW = np.uint32(STREAMS["review"])
_DECIDED = P["reviews_decided"]
_UPHELD = P["reviews_upheld"]
_WRONG_DECIDED = P["wrong_reviews_decided"]
_WRONG_UPHELD = P["wrong_reviews_upheld"]
_CODE = int(Code.REVIEW)


@inlined
def verdict(row: Any, since: Any, place: Any, wrongly: Any, review: Any, w: Any, key: Any) -> Any:
    """Whether a place finds the entry of a day wrong; and whether, if not, the person goes to the higher place."""
    word, goes, _c, _d = person_draw(row, _REVIEW, since, 1 + place, key.k0, key.k1)
    upheld = np.int64(word) >= review.specificity[w, place]
    if wrongly:
        upheld = np.int64(word) < review.sensitivity[w, place]
    return upheld, place == 0 and review.higher_answer[w] > 0 and np.int64(goes) < review.higher[w]


@seldom
def decide(
    due: Any, at: Any, upto: Any, base: Any, review: Any, reviewed: Any, w: Any, world: Any, grounds: Any, cause: Any,
    debt: Any, pool: Any, pending: Any, dues: Any, last_day: Any, plain: Any, log: Any, day: Any, key: Any,
) -> Any:  # fmt: skip
    """Decide the reviews due today, `due[at:upto]`; returns (entries of the calendar in use, entries due).

    `reviewed` are the events, as bits, of the list whose entries are reviewed.
    """
    for x in range(at, upto):
        if entry_kind(due[x]) != DECIDED:
            continue
        row = base + entry_row(due[x])
        place = entry_index(due[x])
        since = entry_amount(due[x])
        if grounds[REAL, row] & np.uint8(reviewed) == 0 or np.int64(cause[row]) != since:
            debt[row] &= np.uint8(0xFF ^ IN_REVIEW)
            continue
        wrongly = debt[row] & WRONGLY != 0
        upheld, higher = verdict(row, since, place, wrongly, review, w, key)
        plain[_DECIDED] += 1
        plain[_WRONG_DECIDED] += np.int64(wrongly)
        note(log, day, row, world, _CODE, 1 + place, upheld)
        if upheld:
            plain[_UPHELD] += 1
            plain[_WRONG_UPHELD] += np.int64(wrongly)
            packed = entry(day + review.within[w], row - base, CORRECTED, 0, since)
            pending, dues = put_off(pool, pending, due, dues, last_day, packed)
        elif higher:
            packed = entry(day + review.higher_answer[w], row - base, DECIDED, 1, since)
            pending, dues = put_off(pool, pending, due, dues, last_day, packed)
        else:
            debt[row] &= np.uint8(0xFF ^ IN_REVIEW)
    return pending, dues
