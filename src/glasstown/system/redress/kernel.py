"""Step 8 of the day: reviews are asked for and decided; what was wrong is put right later, what was refused may go
higher.

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
from glasstown.core.counters import G, P, count_person
from glasstown.core.jit import inlined, seldom
from glasstown.core.randomness import person_draw
from glasstown.core.state import ASKED, IN_REVIEW, REAL, WRONGLY
from glasstown.core.streams import STREAMS
from glasstown.core.trace import Code, note

_REVIEW = np.uint32(STREAMS["review"])
_ASKS = P["reviews_asked"]
_WRONG_ASKS = P["wrong_reviews_asked"]
_FIRST_ASKED = G["first_asked"]
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


@inlined
def ask(
    row: Any, base: Any, review: Any, w: Any, world: Any, marks: Any, wrongly: Any, since: Any, hears_on: Any,
    pool: Any, pending: Any, due: Any, dues: Any, last_day: Any, groups: Any, plain: Any, grouped: Any, log: Any,
    day: Any, key: Any,
) -> Any:  # fmt: skip
    """Somebody hears on a day (`hears_on`) of their entry of the day `since`, and asks for a review, or does not.

    `marks` (N,) uint8 are the bits that say so, `State.debt` or `State.heard`. Returns (entries of the calendar in
    use, entries due).
    """
    word, _b, _c, _d = person_draw(row, _REVIEW, since, 0, key.k0, key.k1)
    if np.int64(word) < review.asks[w, np.int64(wrongly)]:
        plain[_ASKS] += 1
        plain[_WRONG_ASKS] += np.int64(wrongly)
        note(log, day, row, world, _CODE, 0, 0)
        if marks[row] & ASKED == 0:
            marks[row] |= np.uint8(ASKED)
            count_person(grouped, groups, row, _FIRST_ASKED, 1)
        marks[row] |= np.uint8(IN_REVIEW)
        packed = entry(hears_on + review.first_answer[w], row - base, DECIDED, 0, since)
        pending, dues = put_off(pool, pending, due, dues, last_day, packed)
    return pending, dues


@inlined
def answer(
    packed: Any, row: Any, base: Any, review: Any, w: Any, world: Any, marks: Any, pool: Any, pending: Any, due: Any,
    dues: Any, last_day: Any, plain: Any, log: Any, day: Any, key: Any,
) -> Any:  # fmt: skip
    """The review that a calendar entry is about is decided: put right later, taken to the higher place, or over.

    `marks` as in `ask`. Returns (entries of the calendar in use, entries due).
    """
    place = entry_index(packed)
    since = entry_amount(packed)
    wrongly = marks[row] & WRONGLY != 0
    upheld, higher = verdict(row, since, place, wrongly, review, w, key)
    plain[_DECIDED] += 1
    plain[_WRONG_DECIDED] += np.int64(wrongly)
    note(log, day, row, world, _CODE, 1 + place, upheld)
    if upheld:
        plain[_UPHELD] += 1
        plain[_WRONG_UPHELD] += np.int64(wrongly)
        follows = entry(day + review.within[w], row - base, CORRECTED, 0, since)
        pending, dues = put_off(pool, pending, due, dues, last_day, follows)
    elif higher:
        follows = entry(day + review.higher_answer[w], row - base, DECIDED, 1, since)
        pending, dues = put_off(pool, pending, due, dues, last_day, follows)
    else:
        marks[row] &= np.uint8(0xFF ^ IN_REVIEW)
    return pending, dues


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
        if grounds[REAL, row] & np.uint8(reviewed) == 0 or np.int64(cause[row]) != entry_amount(due[x]):
            debt[row] &= np.uint8(0xFF ^ IN_REVIEW)
            continue
        pending, dues = answer(
            due[x],
            row,
            base,
            review,
            w,
            world,
            debt,
            pool,
            pending,
            due,
            dues,
            last_day,
            plain,
            log,
            day,
            key,
        )
    return pending, dues
