"""Step 6 of the day: grades and lists follow the scores of today; sanctions begin and end.

*Sanctioned*: standing would refuse at least one service or imposes a burden. The sanction is *inaccurate* where the
shadow on own, true records would not refuse the same service, or impose the same burden; *illegitimate* where it is
accurate but the shadow on unlawful and unprotected conduct alone would not; *wrongful* where either; *induced* where it
vanishes without the acts that exist only because of the regime. Each is judged service by service and burden by burden.

What standing gives to those who stand well, its *rewards*, is counted beside that, by the real standing alone.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from glasstown.core.calendar import TERM_ENDS, entry, put
from glasstown.core.counters import MAX_BURDENS, MAX_REWARDS, G, count_person
from glasstown.core.jit import inlined, inner, seldom
from glasstown.core.places import places_of
from glasstown.core.state import (
    ACCURATE,
    BAND_BITS,
    BAND_MASK,
    EVER_INACCURATE,
    EVER_RECOVERED,
    EVER_SANCTIONED,
    EVER_WRONGFUL,
    INDUCED,
    LEGITIMATE,
    MAX_LISTS,
    MAX_TERMS,
    REAL,
    STRUCK,
)
from glasstown.core.trace import Code, note
from glasstown.system.stand.fields import FIRST_BIT

RECOVERY_DAYS = 90
_SANCTIONED = G["sanctioned_change"]
_INACCURATE = G["inaccurate_change"]
_ILLEGITIMATE = G["illegitimate_change"]
_INDUCED = G["induced_change"]
_WRONGFUL = G["wrongful_change"]
_LISTED = G["listed_change"]
_FIRST = G["first_sanctioned"]
_FIRST_WRONGFUL = G["first_wrongful"]
_BURDENED = G["burdened_change"]
_REWARDED = G["rewarded_change"]
_GIVEN = G["given_change"]
_STANDING = int(Code.STANDING)


@inlined
def band_of(score: Any, cuts: Any, n: Any) -> Any:
    """How many of the rising cut-offs a score reaches."""
    band = 0
    for c in range(n):
        band += np.int64(score >= cuts[c])
    return band


@inlined
def refused_services(standing: Any, by_band: Any, by_list: Any, lists: Any) -> Any:
    """The services that a standing refuses and the burdens that it imposes, as bits."""
    mask = by_band[standing & BAND_MASK]
    on = standing >> BAND_BITS
    for i in range(lists):
        if (on >> i) & 1 != 0:
            mask |= by_list[i]
    return mask


@inlined
def rewards_given(standing: Any, given: Any, given_on: Any, lists: Any) -> Any:
    """The rewards that a standing has, and the services at which there is one, as bits."""
    band = standing & BAND_MASK
    mask = given[band]
    if mask != 0:
        for i in range(lists):
            if (standing >> (BAND_BITS + i)) & 1 != 0:
                mask &= given_on[i, band]
    return mask


@inlined
def _next_standing(
    standing: Any, band: Any, held: Any, grounds: Any, row: Any, ledger: Any, standards: Any, w: Any
) -> Any:
    after = band
    for i in range(standards.lists[w]):
        on = (standing >> (BAND_BITS + i)) & 1
        if standards.by_ground[w, i] != 0:
            on = np.int64(grounds[ledger, row] & standards.by_ground[w, i] != 0)
        elif on == 0:
            on = np.int64(band < standards.enter_below[w, i])
        elif band >= standards.leave_from[w, i]:
            term = standards.term_of[w, i]
            on = np.int64(term >= 0 and (held >> (ledger * MAX_TERMS + term)) & 1 != 0)
        after |= on << (BAND_BITS + i)
    return after & ~(standards.asleep[w] << BAND_BITS)


@inlined
def wrongs(real: Any, accurate: Any, legitimate: Any, induced: Any) -> Any:
    """Bits of a day under the four standings' refusals: 1 sanctioned, 2 inaccurate, 4 illegitimate, 8 induced,
    16 wrongful."""
    bits = np.int64(real != 0)
    bits |= np.int64(real & ~accurate != 0) << 1
    bits |= np.int64(real & accurate & ~legitimate != 0) << 2
    bits |= np.int64(real & ~induced != 0) << 3
    bits |= np.int64(real & ~(accurate & legitimate) != 0) << 4
    return bits


@inlined
def _count_change(grouped: Any, groups: Any, row: Any, before: Any, after: Any) -> None:
    for bit, counter in (
        (1, _SANCTIONED),
        (2, _INACCURATE),
        (4, _ILLEGITIMATE),
        (8, _INDUCED),
        (16, _WRONGFUL),
    ):
        change = np.int64(after & bit != 0) - np.int64(before & bit != 0)
        if change != 0:
            count_person(grouped, groups, row, counter, change)


@inlined
def _count_burdens(grouped: Any, groups: Any, row: Any, before: Any, after: Any) -> None:
    for b in range(MAX_BURDENS):
        change = ((after >> (FIRST_BIT + b)) & 1) - ((before >> (FIRST_BIT + b)) & 1)
        if change != 0:
            count_person(grouped, groups, row, _BURDENED + b, change)


@seldom
def count_rewards(grouped: Any, groups: Any, row: Any, before: Any, after: Any) -> None:
    """Count that what a row is given has changed, from bits of `Gates.given` to others."""
    rewarded = np.int64(after >> FIRST_BIT != 0) - np.int64(before >> FIRST_BIT != 0)
    if rewarded != 0:
        count_person(grouped, groups, row, _REWARDED, rewarded)
    for r in range(MAX_REWARDS):
        change = ((after >> (FIRST_BIT + r)) & 1) - ((before >> (FIRST_BIT + r)) & 1)
        if change != 0:
            count_person(grouped, groups, row, _GIVEN + r, change)


@inlined
def _follow_sanction(
    before: Any,
    after: Any,
    row: Any,
    day: Any,
    since: Any,
    cleared: Any,
    days: Any,
    ever: Any,
    grouped: Any,
    groups: Any,
) -> None:
    """First days, and the spells from which recovery is read. Who starts sanctioned is so from day 1 on."""
    if after & 1 != 0 and before & 1 == 0:
        from_day = max(np.int64(day), np.int64(1))
        days[row] -= np.uint16(from_day)
        if since[row] == 0:
            since[row] = np.uint16(from_day)
            count_person(grouped, groups, row, _FIRST, 1)
        elif cleared[row] != 0:
            if day - np.int64(cleared[row]) >= RECOVERY_DAYS:
                ever[row] |= np.uint16(EVER_RECOVERED)
            if ever[row] & EVER_RECOVERED == 0:
                cleared[row] = np.uint16(0)
        ever[row] |= np.uint16(EVER_SANCTIONED)
    elif after & 1 == 0 and before & 1 != 0:
        days[row] += np.uint16(day)
        if ever[row] & EVER_RECOVERED == 0:
            cleared[row] = np.uint16(day)
    if after & 2 != 0:
        ever[row] |= np.uint16(EVER_INACCURATE)
    if after & 16 != 0 and ever[row] & EVER_WRONGFUL == 0:
        ever[row] |= np.uint16(EVER_WRONGFUL)
        count_person(grouped, groups, row, _FIRST_WRONGFUL, 1)


@inlined
def _unless_struck(now: Any, row: Any, standing: Any, heard: Any, standards: Any, w: Any) -> Any:
    """The real standing from which today's follows: a correction today takes off what the accurate shadow is not on."""
    if heard.size == 0 or heard[row] & STRUCK == 0:
        return now
    after = now
    for i in range(standards.lists[w]):
        bit = 1 << (BAND_BITS + i)
        if standards.by_ground[w, i] == 0 and np.int64(standing[ACCURATE, row]) & bit == 0:
            after &= ~bit
    return after


@inner
def stand(
    touches: Any,
    touched: Any,
    base: Any,
    standards: Any,
    gates: Any,
    w: Any,
    was: Any,
    world: Any,
    score: Any,
    standing: Any,
    held: Any,
    grounds: Any,
    heard: Any,
    since: Any,
    cleared: Any,
    days: Any,
    ever: Any,
    pool: Any,
    pending: Any,
    groups: Any,
    grouped: Any,
    log: Any,
    day: Any,
) -> Any:
    """Bring the standing of the touched rows up to date; returns the number of calendar entries in use.

    `w` is the row of the tables in force, `was` the one that the standing so far is read by.
    """
    ledgers = score.shape[0]
    cuts = standards.cuts[w]
    n = standards.used_cuts[w]
    for x in range(touches):
        row = touched[x]
        changed = was != w or (heard.size > 0 and heard[row] & STRUCK != 0)
        for ledger in range(ledgers):
            now = np.int64(standing[ledger, row])
            band = band_of(score[ledger, row], cuts, n)
            if band != now & BAND_MASK:
                changed = True
            elif now >> BAND_BITS != 0 or grounds.size > 0:
                # a term may have ended, or an event have happened, while the band stood still
                after = _next_standing(now, band, np.int64(held[row]), grounds, row, ledger, standards, w)
                changed = changed or after != now
        if not changed:
            continue
        real = np.int64(standing[REAL, row])
        old_real = refused_services(real, gates.by_band[was], gates.by_list[was], standards.lists[was])
        old_bits = np.int64(old_real != 0)
        if ledgers > 1:
            old_bits = _bits(standing, row, old_real, gates, standards, was)
        for ledger in range(ledgers):
            now = np.int64(standing[ledger, row])
            if ledger == REAL:
                now = _unless_struck(now, row, standing, heard, standards, w)
            band = band_of(score[ledger, row], cuts, n)
            after = _next_standing(now, band, np.int64(held[row]), grounds, row, ledger, standards, w)
            entered = (after >> BAND_BITS) & ~(now >> BAND_BITS)
            for i in range(standards.lists[w]):
                if (entered >> i) & 1 != 0 and standards.term[w, i] > 0:
                    bit = ledger * MAX_TERMS + standards.term_of[w, i]
                    held[row] |= np.uint16(1 << bit)
                    until = min(day + standards.term[w, i], 65535)
                    pending = put(
                        pool, pending, entry(until, row - base, TERM_ENDS, ledger * MAX_LISTS + i, 0)
                    )
            standing[ledger, row] = np.uint16(after)
        if heard.size > 0:
            heard[row] &= np.uint8(0xFF ^ STRUCK)
        after_real = np.int64(standing[REAL, row])
        if after_real != real:
            note(log, day, row, world, _STANDING, real, after_real)
            named = standards.named[w] << BAND_BITS
            listed = np.int64(after_real & named != 0) - np.int64(real & named != 0)
            if listed != 0:
                count_person(grouped, groups, row, _LISTED, listed)
        before = rewards_given(real, gates.given[was], gates.given_on[was], standards.lists[was])
        given = rewards_given(after_real, gates.given[w], gates.given_on[w], standards.lists[w])
        if given != before:
            count_rewards(grouped, groups, row, before, given)
        new_real = refused_services(after_real, gates.by_band[w], gates.by_list[w], standards.lists[w])
        if (new_real ^ old_real) >> FIRST_BIT != 0:
            _count_burdens(grouped, groups, row, old_real, new_real)
        if was != w and after_real == real and new_real != old_real:
            note(log, day, row, world, _STANDING, real, real)  # it stands for other things now
        new_bits = np.int64(new_real != 0)
        if ledgers > 1:
            new_bits = _bits(standing, row, new_real, gates, standards, w)
        if new_bits != old_bits:
            _count_change(grouped, groups, row, old_bits, new_bits)
            _follow_sanction(old_bits, new_bits, row, day, since, cleared, days, ever, grouped, groups)
    return pending


@inlined
def _bits(standing: Any, row: Any, real: Any, gates: Any, standards: Any, w: Any) -> Any:
    by_band = gates.by_band[w]
    by_list = gates.by_list[w]
    lists = standards.lists[w]
    return wrongs(
        real,
        refused_services(np.int64(standing[ACCURATE, row]), by_band, by_list, lists),
        refused_services(np.int64(standing[LEGITIMATE, row]), by_band, by_list, lists),
        refused_services(np.int64(standing[INDUCED, row]), by_band, by_list, lists),
    )


@inner
def shifted(
    first: Any,
    upto: Any,
    cuts: Any,
    n: Any,
    score: Any,
    standing: Any,
    marks: Any,
    places: Any,
    touched: Any,
    touches: Any,
) -> Any:
    """Rows of a block whose band has shifted since they last stood, after a change of all scores at once.

    `marks` (at least upto − first + SPARE,) uint8 and `places` (upto − first,) int32 are scratch. Returns the number
    of touched rows.
    """
    size = upto - first
    for ledger in range(score.shape[0]):
        column = score[ledger, first:upto]
        stands = standing[ledger, first:upto]
        for i in range(size):
            marks[i] = np.uint8(stands[i] & np.uint16(BAND_MASK))
        for c in range(n):
            cut = cuts[c]
            for i in range(size):
                marks[i] -= np.uint8(column[i] >= cut)
        for i in range(size):
            marks[i] = np.uint8(marks[i] != 0)
        for x in range(places_of(marks, size, places)):
            touched[touches] = first + np.int64(places[x])
            touches += 1
    return touches
