"""Steps 5 to 8 of the day where a score puts people on lists: they hear of it, ask, and are put right, or are not.

A person's *entry* begins on the day they get on a list, having been on none, and ends when they are on none. It is
wrong where the accurate shadow is not on each list that it began with. Who is told of it asks at once, or not; who is
not told finds out by the first refusal. What is found wrong is struck: the real score becomes that of the accurate
shadow, and real lists that the shadow is not on are left. Draws are keyed by the person and the day of the entry.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from glasstown.core.calendar import (
    CORRECTED,
    DECIDED,
    TERM_ENDS,
    entry_index,
    entry_kind,
    entry_row,
)
from glasstown.core.counters import G, P, count_person
from glasstown.core.jit import inlined, seldom
from glasstown.core.randomness import person_draw
from glasstown.core.state import (
    ACCURATE,
    BAND_BITS,
    IN_REVIEW,
    MAX_LISTS,
    MAX_TERMS,
    PUT_RIGHT,
    REAL,
    STRUCK,
    UNTOLD,
    WITH_ENTRY,
    WRONGLY,
)
from glasstown.core.streams import STREAMS
from glasstown.core.trace import Code, note
from glasstown.system.judge.kernel import count_move
from glasstown.system.redress.kernel import answer, ask
from glasstown.system.stand.kernel import refused_services

_NOTICE = np.uint32(STREAMS["notice"])
_REVIEW = np.uint32(STREAMS["review"])
_LISTINGS = P["listings"]
_WRONG = P["wrong_listings"]
_NOTICES = P["notices"]
_FOUND_OUT = P["found_out"]
_ASKS = P["reviews_asked"]
_WRONG_ASKS = P["wrong_reviews_asked"]
_DECIDED = P["reviews_decided"]
_WRONG_DECIDED = P["wrong_reviews_decided"]
_UPHELD = P["reviews_upheld"]
_WRONG_UPHELD = P["wrong_reviews_upheld"]
_LEFT = P["left_by_correction"]
_FIRST_ASKED = G["first_asked"]
_FIRST_CORRECTED = G["first_corrected"]
_REVIEWED = int(Code.REVIEW)
_TOLD = int(Code.TOLD)
_STRUCK = int(Code.STRUCK)


@seldom
def tell(
    touches: Any, touched: Any, base: Any, end: Any, review: Any, w: Any, world: Any, standing: Any, heard: Any,
    since: Any, pool: Any, pending: Any, due: Any, dues: Any, last_day: Any, groups: Any, plain: Any, grouped: Any,
    log: Any, day: Any, key: Any,
) -> Any:  # fmt: skip
    """Entries that began or ended today, among the touched rows; on day 1 those of everybody listed at the start.

    Returns (entries of the calendar in use, entries due).
    """
    rows = end - base if day == 1 else touches
    for x in range(rows):
        row = base + x if day == 1 else touched[x]
        on = (np.int64(standing[REAL, row]) >> BAND_BITS) & review.by_score[w]
        if on == 0:
            heard[row] &= np.uint8(0xFF ^ (WITH_ENTRY | UNTOLD))
            continue
        if heard[row] & WITH_ENTRY != 0:
            continue
        heard[row] |= np.uint8(WITH_ENTRY)
        wrongly = on & ~(np.int64(standing[ACCURATE, row]) >> BAND_BITS) != 0
        plain[_LISTINGS] += 1
        plain[_WRONG] += np.int64(wrongly)
        if heard[row] & IN_REVIEW != 0:
            continue
        heard[row] = (heard[row] & np.uint8(0xFF ^ WRONGLY)) | np.uint8(WRONGLY * np.int64(wrongly))
        since[row] = np.uint16(day)
        word, _b, _c, _d = person_draw(row, _NOTICE, day, 0, key.k0, key.k1)
        if np.int64(word) >= review.notice[w]:
            heard[row] |= np.uint8(UNTOLD)
            continue
        plain[_NOTICES] += 1
        note(log, day, row, world, _TOLD, review.told_after[w], 0)
        pending, dues = ask(
            row, base, review, w, world, heard, wrongly, day, day + review.told_after[w], pool, pending, due, dues,
            last_day, groups, plain, grouped, log, day, key,
        )  # fmt: skip
    return pending, dues


@seldom
def find_out(
    n: Any, attempts: Any, base: Any, candidates: Any, acts: Any, gates: Any, lists: Any, review: Any, w: Any,
    world: Any, standing: Any, heard: Any, since: Any, pool: Any, pending: Any, due: Any, dues: Any, last_day: Any,
    groups: Any, plain: Any, grouped: Any, log: Any, day: Any, key: Any,
) -> Any:  # fmt: skip
    """Whoever was not told of their entry learns of it when a service is refused to them that they would have had."""
    for y in range(n):
        x = attempts[y]
        row = np.int64(candidates[0, x] & np.uint32(0xFFFF)) + base
        if heard[row] & UNTOLD == 0:
            continue
        s = np.int64(candidates[0, x] >> np.uint32(16))
        if acts.through_guardian[s] != 0 or np.int64(candidates[2, x]) >= acts.ordinary[s]:
            continue
        refused = refused_services(
            np.int64(standing[REAL, row]), gates.by_band[w], gates.by_list[w], lists[w]
        )
        if (refused >> acts.service[s]) & 1 == 0:
            continue
        heard[row] &= np.uint8(0xFF ^ UNTOLD)
        plain[_FOUND_OUT] += 1
        pending, dues = ask(
            row, base, review, w, world, heard, heard[row] & WRONGLY != 0, np.int64(since[row]), day, pool, pending,
            due, dues, last_day, groups, plain, grouped, log, day, key,
        )  # fmt: skip
    return pending, dues


@seldom
def decide_by_score(
    due: Any, at: Any, upto: Any, base: Any, review: Any, w: Any, world: Any, standing: Any, heard: Any, pool: Any,
    pending: Any, dues: Any, last_day: Any, plain: Any, log: Any, day: Any, key: Any,
) -> Any:  # fmt: skip
    """Decide the reviews due today, `due[at:upto]`; an entry that has ended meanwhile is not looked at."""
    for x in range(at, upto):
        if entry_kind(due[x]) != DECIDED:
            continue
        row = base + entry_row(due[x])
        if (np.int64(standing[REAL, row]) >> BAND_BITS) & review.by_score[w] == 0:
            heard[row] &= np.uint8(0xFF ^ IN_REVIEW)
            continue
        pending, dues = answer(
            due[x],
            row,
            base,
            review,
            w,
            world,
            heard,
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


@inlined
def _drop_term(place: Any, i: Any, pool: Any, pending: Any, due: Any, upto: Any, dues: Any) -> Any:
    """Take the end of a real term out of the calendar: what is struck leaves none behind."""
    index = REAL * MAX_LISTS + i
    for x in range(pending):
        if entry_row(pool[x]) == place and entry_kind(pool[x]) == TERM_ENDS and entry_index(pool[x]) == index:
            pool[x] = pool[pending - 1]
            return pending - 1, dues
    for x in range(upto, dues):
        if entry_row(due[x]) == place and entry_kind(due[x]) == TERM_ENDS and entry_index(due[x]) == index:
            for y in range(x, dues - 1):
                due[y] = due[y + 1]
            return pending, dues - 1
    return pending, dues


@seldom
def strike(
    due: Any, at: Any, upto: Any, base: Any, standards: Any, review: Any, low_cut: Any, w: Any, world: Any, score: Any,
    standing: Any, held: Any, heard: Any, touched: Any, touches: Any, pool: Any, pending: Any, dues: Any, groups: Any,
    plain: Any, grouped: Any, log: Any, day: Any,
) -> Any:  # fmt: skip
    """Corrections that take effect today, `due[at:upto]`; returns (touched rows, entries in use, entries due)."""
    for x in range(at, upto):
        if entry_kind(due[x]) != CORRECTED:
            continue
        row = base + entry_row(due[x])
        heard[row] &= np.uint8(0xFF ^ IN_REVIEW)
        on = (np.int64(standing[REAL, row]) >> BAND_BITS) & review.by_score[w]
        if on == 0:
            continue
        before = np.int64(score[REAL, row])
        after = np.int64(score[ACCURATE, row])
        score[REAL, row] = np.int16(after)
        count_move(plain, before, after, low_cut)
        note(log, day, row, world, _STRUCK, after - before, 0)
        leaves = on & ~(np.int64(standing[ACCURATE, row]) >> BAND_BITS)
        heard[row] |= np.uint8(STRUCK)
        for i in range(standards.lists[w]):
            term = standards.term_of[w, i]
            if (leaves >> i) & 1 != 0 and term >= 0:
                bit = np.uint16(1 << (REAL * MAX_TERMS + term))
                if held[row] & bit != 0:
                    held[row] &= np.uint16(0xFFFF) ^ bit
                    pending, dues = _drop_term(row - base, i, pool, pending, due, upto, dues)
        if leaves == on:
            plain[_LEFT] += 1
            if heard[row] & PUT_RIGHT == 0:
                heard[row] |= np.uint8(PUT_RIGHT)
                count_person(grouped, groups, row, _FIRST_CORRECTED, 1)
        touched[touches] = row
        touches += 1
    return touches, pending, dues
