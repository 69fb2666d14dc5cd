"""Lists entered by events, and grades set directly: a due term passes, a record puts somebody on a list, payment or
time takes them off.

`come_due` and `evaded` belong to step 2 of the day (a record is made or not), `put_on` to step 3, `take_off` to step 5.
Draws are keyed by the person and the day of the judgment, of the entry, or of the payment behind them.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from glasstown.core.calendar import (
    CORRECTED,
    FALLS_DUE,
    LEAVES,
    TERM_ENDS,
    entry,
    entry_amount,
    entry_index,
    entry_kind,
    entry_row,
    put_off,
)
from glasstown.core.counters import G, P, count_person
from glasstown.core.jit import inlined, seldom
from glasstown.core.randomness import below, person_draw
from glasstown.core.state import (
    ABLE,
    ENROLLED,
    IN_REVIEW,
    LEAVING,
    MAX_LISTS,
    MAX_TERMS,
    OWES,
    PUT_RIGHT,
    REAL,
    WRONGLY,
)
from glasstown.core.streams import STREAMS
from glasstown.core.trace import Code, note
from glasstown.system.redress.kernel import ask
from glasstown.system.watch.fields import (
    BY_ACCURATE,
    BY_INDUCED,
    BY_LEGITIMATE,
    BY_REAL,
    HAPPENED,
    LABELLED,
    LAWFUL,
    OWN,
)
from glasstown.system.watch.kernel import post

_JUDGED = np.uint32(STREAMS["judged"])
_REVIEW = np.uint32(STREAMS["review"])
_EARLY = np.uint32(STREAMS["early-removal"])
_LISTINGS = P["listings"]
_WRONG = P["wrong_listings"]
_NEVER = P["listed_never_did"]
_LAWFUL = P["listed_lawful"]
_ELSE = P["listed_somebody_else"]
_HARM = P["listed_harm"]
_ASKS = P["reviews_asked"]
_WRONG_ASKS = P["wrong_reviews_asked"]
_PAID_OFF = P["left_by_payment"]
_PUT_RIGHT = P["left_by_correction"]
_TERM_OVER = P["left_by_term"]
_NOBODY = P["credited_nobody"]
_GRADES = P["direct_grades"]
_WRONG_GRADES = P["wrong_direct_grades"]
_FIRST_ASKED = G["first_asked"]
_FIRST_CORRECTED = G["first_corrected"]
_LISTED_CODE = int(Code.LISTED)
_UNLISTED_CODE = int(Code.UNLISTED)
_REVIEW_CODE = int(Code.REVIEW)
_GRADED_CODE = int(Code.GRADED)
_TRUE = OWN | HAPPENED | LABELLED
_BY_ALL = BY_REAL | BY_ACCURATE | BY_LEGITIMATE | BY_INDUCED


@inlined
def _in_force(entries: Any, w: Any, label: Any, day: Any) -> Any:
    """The ground for a label on a day, −1 none."""
    for g in range(entries.grounds[w]):
        if entries.label[w, g] == label and entries.first[w, g] <= day < entries.last[w, g]:
            return g
    return -1


@inlined
def _record(
    row: Any, to: Any, s: Any, label: Any, keep: Any, truth: Any, day: Any, world: Any, flags: Any, records: Any,
    made: Any, mail: Any, plain: Any,
) -> Any:  # fmt: skip
    """A record in one's own name, or a letter to a namesake; returns how many records there are."""
    if to != row:
        post(mail, world, row, to, s, label, truth, keep, day, day)
        return made
    if flags[row] & ENROLLED == 0:
        plain[_NOBODY] += 1
        return made
    records.row[made] = row
    records.label[made] = label
    records.keep[made] = keep
    records.truth[made] = truth
    records.stream[made] = s
    records.origin[made] = row
    records.day[made] = day
    return made + 1


@inlined
def _namesake(row: Any, word: Any, whom: Any, limit: Any, people: Any) -> Any:
    """Who is credited with it: oneself, or anybody else in the town."""
    if np.int64(word) >= limit or people < 2:
        return row
    pick = below(whom, people - 1)
    return pick + np.int64(pick >= row)


@inlined
def _kept(row: Any, since: Any, twin_owed: Any) -> Any:
    """The ledgers that keep a true record about the debt of a day; `twin_owed` (N,), or empty without a twin.

    Whoever pays sooner under a regime may be ordered to pay again: a debt that the twin does not have is its doing.
    """
    if twin_owed.size > 0 and np.int64(twin_owed[row]) != since:
        return _BY_ALL ^ BY_INDUCED
    return _BY_ALL


@seldom
def evaded(
    n: Any, hidden: Any, base: Any, candidates: Any, acts: Any, entries: Any, w: Any, world: Any, owed: Any,
    twin_owed: Any, flags: Any, records: Any, made: Any, mail: Any, plain: Any, day: Any, key: Any,
) -> Any:  # fmt: skip
    """Records of `n` candidates at which somebody hid what there was to take; returns how many records there are."""
    for y in range(n):
        x = hidden[y]
        s = np.int64(candidates[0, x] >> np.uint32(16))
        row = np.int64(candidates[0, x] & np.uint32(0xFFFF)) + base
        if _in_force(entries, w, acts.label[s], day) < 0:
            continue
        _a, _b, word, whom = person_draw(row, _JUDGED, day, 1, key.k0, key.k1)
        to = _namesake(row, word, whom, entries.namesakes[w], flags.size)
        keep = _kept(row, np.int64(owed[row]), twin_owed)
        made = _record(row, to, s, acts.label[s], keep, _TRUE, day, world, flags, records, made, mail, plain)
    return made


@seldom
def come_due(
    due: Any, at: Any, upto: Any, base: Any, acts: Any, entries: Any, w: Any, world: Any, debt: Any, owed: Any,
    twin_owed: Any, flags: Any, records: Any, made: Any, mail: Any, plain: Any, day: Any, key: Any,
) -> Any:  # fmt: skip
    """Debts whose due term ends today, `due[at:upto]`, are recorded as unpaid, or not; returns how many records there
    are.

    Whoever cannot pay has not refused to: the record is true of those who are able, and only they owe an unlawful
    omission (ICCPR 11).
    """
    for x in range(at, upto):
        if entry_kind(due[x]) != FALLS_DUE:
            continue
        row = base + entry_row(due[x])
        since = entry_amount(due[x])
        if debt[row] & OWES == 0 or np.int64(owed[row]) != since:
            continue
        s = entry_index(due[x])
        g = _in_force(entries, w, acts.label[s], day)
        if g < 0:
            continue
        seen, judged, word, whom = person_draw(row, _JUDGED, since, 0, key.k0, key.k1)
        if np.int64(seen) >= entries.coverage[w]:
            continue
        able = debt[row] & ABLE != 0
        truth = _TRUE
        keep = _kept(row, since, twin_owed)
        if not able:
            keep ^= BY_LEGITIMATE
            truth |= LAWFUL
        if entries.claims_able[w, g] != 0:
            if able and np.int64(judged) < entries.missed[w]:
                continue
            if not able:
                if np.int64(judged) >= entries.invented[w]:
                    continue
                keep ^= BY_ACCURATE
                truth &= ~HAPPENED
        to = _namesake(row, word, whom, entries.namesakes[w], flags.size)
        made = _record(row, to, s, acts.label[s], keep, truth, day, world, flags, records, made, mail, plain)
    return made


@inlined
def _count_entry(plain: Any, truth: Any, harm: Any) -> None:
    """Say what the entry was for; the classes exclude each other, what remains is an unlawful act of one's own."""
    plain[_LISTINGS] += 1
    plain[_WRONG] += np.int64(truth & _TRUE != _TRUE)
    if truth & OWN == 0:
        plain[_ELSE] += 1
    elif truth & HAPPENED == 0:
        plain[_NEVER] += 1
    elif truth & LAWFUL != 0:
        plain[_LAWFUL] += 1
    plain[_HARM + harm] += 1


@inlined
def _new_end(entries: Any, w: Any, g: Any, running: Any, until: Any, day: Any) -> Any:
    """The day on which a term ends that an event begins, lengthens or begins anew."""
    end = day + entries.term[w, g]
    if running:
        longer = np.int64(until) + entries.extend[w, g]
        end = longer if entries.extend[w, g] >= 0 else max(end, np.int64(until))
    return np.uint16(min(end, np.int64(65535)))


@seldom
def put_on(
    n: Any, records: Any, entries: Any, redress: Any, rules: Any, w: Any, world: Any, base: Any, held: Any,
    grounds: Any, until: Any, cause: Any, debt: Any, domains: Any, touched: Any, touches: Any, pool: Any,
    pending: Any, due: Any, dues: Any, last_day: Any, groups: Any, plain: Any, grouped: Any, log: Any, day: Any,
    key: Any,
) -> Any:  # fmt: skip
    """Records put people on lists, or at grades, in each ledger that keeps them; some ask for a review.

    Returns (touched rows, entries of the calendar in use, entries due in this segment).
    """
    for x in range(n):
        row = records.row[x]
        label = records.label[x]
        keep = records.keep[x]
        truth = records.truth[x]
        wrongly = truth & _TRUE != _TRUE
        for g in range(entries.grounds[w]):
            if entries.label[w, g] != label or day < entries.first[w, g] or day >= entries.last[w, g]:
                continue
            on = entries.on[w, g]
            before = grounds[REAL, row] & np.uint8(entries.bits[w, on])
            timed = np.uint8(entries.timed[w, on])
            for ledger in range(grounds.shape[0]):
                if (keep >> ledger) & 1 == 0:
                    continue
                if entries.term[w, g] > 0:
                    span = entries.span[w, on]
                    running = grounds[ledger, row] & timed != 0
                    until[span, ledger, row] = _new_end(entries, w, g, running, until[span, ledger, row], day)
                    runs = np.uint16(1 << (ledger * MAX_TERMS + entries.slot[w, on]))
                    if held[row] & runs == 0:
                        held[row] |= runs
                        index = ledger * MAX_LISTS + on
                        packed = entry(day + entries.shortest[w, on], row - base, TERM_ENDS, index, 0)
                        pending, dues = put_off(pool, pending, due, dues, last_day, packed)
                grounds[ledger, row] |= np.uint8(1 << g)
            if touches == 0 or touched[touches - 1] != row:
                touched[touches] = row
                touches += 1
            if truth & OWN != 0 and before == 0:
                domains[row] |= rules.domain[label]
            if entries.graded[w, on] != 0:
                if before == 0:
                    plain[_GRADES] += 1
                    plain[_WRONG_GRADES] += np.int64(wrongly)
                    note(log, day, row, world, _GRADED_CODE, label, on)
                continue
            reviewed = entries.bits[w, on] == entries.reviewed[w]
            if before != 0:
                if reviewed and not wrongly:
                    debt[row] &= np.uint8(0xFF ^ WRONGLY)
                continue
            _count_entry(plain, truth, rules.harm[label])
            note(log, day, row, world, _LISTED_CODE, label, truth)
            if not reviewed:
                continue
            debt[row] = (debt[row] & np.uint8(0xFF ^ WRONGLY)) | np.uint8(WRONGLY * np.int64(wrongly))
            cause[row] = np.uint16(day)
            if debt[row] & IN_REVIEW == 0 and redress.decided_in[w] > 0:
                pending, dues = ask(
                    row, base, redress, w, world, debt, wrongly, day, day, pool, pending, due, dues, last_day, groups,
                    plain, grouped, log, day, key,
                )  # fmt: skip
    return touches, pending, dues


@inlined
def _paid(row: Any, entries: Any, w: Any, grounds: Any, since: Any, key: Any) -> None:
    """Payment ends what holds somebody until they pay and, by chance, a term that a debt began; nothing else."""
    ended = entries.unpaid[w]
    word, _b, _c, _d = person_draw(row, _EARLY, since, 0, key.k0, key.k1)
    if np.int64(word) < entries.ends_early[w]:
        ended |= entries.early[w]
    for ledger in range(grounds.shape[0]):
        grounds[ledger, row] &= np.uint8(0xFF ^ ended)


@seldom
def take_off(
    due: Any, at: Any, upto: Any, base: Any, entries: Any, w: Any, world: Any, held: Any, grounds: Any, until: Any,
    cause: Any, debt: Any, touched: Any, touches: Any, pool: Any, pending: Any, dues: Any, last_day: Any,
    groups: Any, plain: Any, grouped: Any, log: Any, day: Any, key: Any,
) -> Any:  # fmt: skip
    """Terms end, payment and corrections take effect: `due[at:upto]`. Returns as `put_on`."""
    for x in range(at, upto):
        kind = entry_kind(due[x])
        row = base + entry_row(due[x])
        index = entry_index(due[x])
        before = grounds[REAL, row]
        ends = np.int64(0)
        how = -1
        if kind == TERM_ENDS and entries.timed[w, index % MAX_LISTS] != 0:
            ledger = index // MAX_LISTS
            on = index % MAX_LISTS
            timed = np.uint8(entries.timed[w, on])
            end = np.int64(until[entries.span[w, on], ledger, row])
            if grounds[ledger, row] & timed != 0 and end > day:
                packed = entry(min(end, day + entries.shortest[w, on]), row - base, TERM_ENDS, index, 0)
                pending, dues = put_off(pool, pending, due, dues, last_day, packed)
                continue
            grounds[ledger, row] &= np.uint8(0xFF) ^ timed
            held[row] &= np.uint16(0xFFFF ^ (1 << (ledger * MAX_TERMS + entries.slot[w, on])))
            if entries.graded[w, on] == 0:
                ends = entries.bits[w, on]
            how = 0
        elif kind == LEAVES:
            debt[row] &= np.uint8(0xFF ^ LEAVING)
            _paid(row, entries, w, grounds, entry_amount(due[x]), key)
            ends = entries.paid_on[w]
            how = 1
        elif kind == CORRECTED:
            debt[row] &= np.uint8(0xFF ^ IN_REVIEW)
            ends = entries.reviewed[w]
            if before & np.uint8(ends) != 0 and np.int64(cause[row]) == entry_amount(due[x]):
                grounds[REAL, row] &= np.uint8(0xFF ^ ends)
                how = 2
                if debt[row] & PUT_RIGHT == 0:
                    debt[row] |= np.uint8(PUT_RIGHT)
                    count_person(grouped, groups, row, _FIRST_CORRECTED, 1)
        if how < 0:
            continue
        touched[touches] = row
        touches += 1
        if before & np.uint8(ends) != 0 and grounds[REAL, row] & np.uint8(ends) == 0:
            plain[_TERM_OVER if how == 0 else (_PAID_OFF if how == 1 else _PUT_RIGHT)] += 1
            note(log, day, row, world, _UNLISTED_CODE, how, 0)
    return touches, pending, dues
