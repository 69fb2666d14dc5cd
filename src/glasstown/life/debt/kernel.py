"""Step 1 of the day: courts order people to pay; who is able to does so, or not, at the occasions that come.

A judgment and the occasions to pay are candidates, the same in every world. Word 1 of a judgment decides whether the
debtor is able to pay. Words of an occasion: 0 one's own will, 1 the court's collection, 2 the pressure of being listed;
lane 1 of it: 0 whether somebody becomes able to pay, 1 whether one who does not pay hides what there is to take,
2 whether that is seen, 3 whether one who is urged pays. More pressure only ever brings payment forward.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from glasstown.core.calendar import FALLS_DUE, LEAVES, entry, put_off
from glasstown.core.counters import P
from glasstown.core.jit import inlined, seldom
from glasstown.core.randomness import person_draw
from glasstown.core.state import ABLE, BAD, LEAVING, OWES, REAL
from glasstown.core.trace import Code, note
from glasstown.life.debt.fields import JUDGED_APART
from glasstown.life.urging.kernel import is_urged

_JUDGMENT = 5
_JUDGMENTS = P["judgments"]
_PAID = P["debts_paid"]
_PAID_LISTED = P["paid_listed"]
_PAID_URGED = P["paid_urged"]
_JUDGED = int(Code.JUDGMENT)
_PAYS = int(Code.PAID)
_SETTLED = np.uint8(0xFF ^ (OWES | ABLE))


@inlined
def _is_ordered(x: Any, row: Any, s: Any, day: Any, candidates: Any, acts: Any, debt: Any, owed: Any) -> Any:
    """A judgment against `row`: whether a debt begins."""
    last = np.int64(owed[row])
    if debt[row] & OWES != 0 or (last > 0 and day - last < JUDGED_APART):
        return False
    able = np.int64(candidates[2, x]) < acts.able[s]
    debt[row] = (debt[row] & _SETTLED) | np.uint8(OWES) | np.uint8(ABLE * np.int64(able))
    owed[row] = np.uint16(day)
    return True


@inlined
def _becomes_able(row: Any, s: Any, acts: Any, debt: Any, word: Any) -> None:
    if np.int64(word) < acts.recovers[s]:
        debt[row] |= np.uint8(ABLE)


@seldom
def owe_without(
    n: Any, done: Any, base: Any, candidates: Any, acts: Any, columns: Any, debt: Any, owed: Any, plain: Any, log: Any,
    day: Any, key: Any,
) -> None:  # fmt: skip
    """Debts in the world without: nobody collects them and nobody is listed for them."""
    for y in range(n):
        x = done[y]
        s = np.int64(candidates[0, x] >> np.uint32(16))
        if acts.kind[s] < _JUDGMENT:
            continue
        row = np.int64(candidates[0, x] & np.uint32(0xFFFF)) + base
        if acts.kind[s] == _JUDGMENT:
            if _is_ordered(x, row, s, day, candidates, acts, debt, owed):
                plain[_JUDGMENTS] += 1
                note(log, day, row, 0, _JUDGED, debt[row] & ABLE != 0, 0)
        elif debt[row] & OWES != 0:
            able, _b, _c, _d = person_draw(row, acts.stream[s], day, 1, key.k0, key.k1)
            if debt[row] & ABLE == 0:
                _becomes_able(row, s, acts, debt, able)
            elif np.int64(candidates[1, x]) < acts.done[s, columns[acts.column[s], row]]:
                debt[row] &= _SETTLED
                plain[_PAID] += 1
                note(log, day, row, 0, _PAYS, 0, 0)


@inlined
def _due_term(entries: Any, w: Any, day: Any) -> Any:
    """Days until a debt of today counts as unpaid: by the rule in force, else by the first; 0 none."""
    term = np.int64(0)
    for g in range(entries.grounds[w]):
        if entries.due_term[w, g] > 0:
            if entries.first[w, g] <= day < entries.last[w, g]:
                return entries.due_term[w, g]
            if term == 0:
                term = entries.due_term[w, g]
    return term


@seldom
def owe(
    n: Any, done: Any, base: Any, candidates: Any, acts: Any, debts: Any, urging: Any, shunning: Any, entries: Any,
    w: Any, world: Any, people: Any, flags: Any, debt: Any, owed: Any, grounds: Any, hidden: Any, pool: Any,
    pending: Any, due: Any, dues: Any, last_day: Any, plain: Any, log: Any, day: Any, key: Any,
) -> Any:  # fmt: skip
    """Debts in a regime's world. `hidden` are filled with the candidates at which somebody hid what there was to take.

    Returns (how many of these, entries of the calendar in use, entries due in this segment).
    """
    evaded = 0
    for y in range(n):
        x = done[y]
        s = np.int64(candidates[0, x] >> np.uint32(16))
        if acts.kind[s] < _JUDGMENT:
            continue
        row = np.int64(candidates[0, x] & np.uint32(0xFFFF)) + base
        if acts.kind[s] == _JUDGMENT:
            if _is_ordered(x, row, s, day, candidates, acts, debt, owed):
                plain[_JUDGMENTS] += 1
                note(log, day, row, world, _JUDGED, debt[row] & ABLE != 0, 0)
                term = _due_term(entries, w, day)
                if term > 0:
                    packed = entry(day + term, row - base, FALLS_DUE, s, day)
                    pending, dues = put_off(pool, pending, due, dues, last_day, packed)
            continue
        if debt[row] & OWES == 0:
            continue
        able, hides, seen, yields = person_draw(row, acts.stream[s], day, 1, key.k0, key.k1)
        if debt[row] & ABLE == 0:
            _becomes_able(row, s, acts, debt, able)
            continue
        listed = grounds.size > 0 and grounds[REAL, row] & np.uint8(entries.paid_on[w]) != 0
        pays = (
            np.int64(candidates[1, x]) < acts.done[s, people.columns[acts.column[s], row]]
            or np.int64(candidates[2, x]) < debts.collects[w]
            or (listed and np.int64(candidates[3, x]) < debts.pressed[w])
        )
        urged = (
            not pays
            and listed
            and flags[row] & BAD != 0
            and np.int64(yields) < urging.pays[w]
            and is_urged(row, urging.urges[w], shunning, w, people, flags, day, key)
        )
        if pays or urged:
            debt[row] &= _SETTLED
            plain[_PAID] += 1
            plain[_PAID_LISTED] += np.int64(listed)
            plain[_PAID_URGED] += np.int64(urged)
            note(log, day, row, world, _PAYS, listed, urged)
            if debt[row] & LEAVING == 0 and _is_held(grounds, row, np.uint8(entries.of_debts[w])):
                debt[row] |= np.uint8(LEAVING)
                packed = entry(day + entries.paid_within[w], row - base, LEAVES, 0, day)
                pending, dues = put_off(pool, pending, due, dues, last_day, packed)
        elif np.int64(hides) < acts.hides[s] and np.int64(seen) < entries.coverage[w]:
            hidden[evaded] = x
            evaded += 1
    return evaded, pending, dues


@inlined
def _is_held(grounds: Any, row: Any, of_debts: Any) -> Any:
    """Whether a debt holds somebody on the list in any ledger."""
    held = np.uint8(0)
    if grounds.size > 0:
        for ledger in range(grounds.shape[0]):
            held |= grounds[ledger, row] & of_debts
    return held != 0
