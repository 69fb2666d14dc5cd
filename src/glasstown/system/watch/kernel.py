"""Step 2 of the day: an act, or its absence, becomes a record or not.

Each observation has fixed lanes: word 1 of the candidate decides whether it is seen, word 2 under which label;
lane 1 of the same person, stream and day holds partner, channel, wrong person and whom. All are the same in
every world, and none is drawn before it is needed.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from glasstown.core.counters import P
from glasstown.core.jit import expanded, inlined, seldom
from glasstown.core.meeting import bad_layer_met
from glasstown.core.randomness import below, person_draw
from glasstown.core.state import ENROLLED, EVER_WARNED
from glasstown.core.streams import STREAMS
from glasstown.core.trace import Code, note
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

_MISTAKEN = np.uint32(STREAMS["mistaken-for"])
_LATE = int(Code.LATE)
_CONTACT = 1
_DUTY = 2
_NOISE = 4
_WARNED = P["warned_callers"]
_CONTACTS = P["contacts_with_listed"]
_NOBODY = P["credited_nobody"]
_COLLECTED = P["collected"]


@inlined
def channel_of(acts: Any, s: Any, word: Any) -> Any:
    """The channel slot in which an act leaves its trace."""
    slot = 0
    last = acts.channels[s] - 1
    while slot < last and np.int64(word) >= acts.channel_upto[s, slot]:
        slot += 1
    return slot


@inlined
def _neighbour(row: Any, word: Any, town: Any) -> Any:
    """Somebody else on the same stair; oneself where nobody else lives there."""
    others = np.int64(town.stair_size[row]) - 1
    if others <= 0:
        return row
    at = np.int64(town.stair_place[row])
    pick = below(word, others)
    return row - at + pick + np.int64(pick >= at)


@seldom
def _mistaken_for(row: Any, whom: Any, town: Any, falls_on: Any, w: Any, key: Any) -> Any:
    """Whom a record of somebody's act is credited to: one of three people who stay the same, or anybody on the stair.

    Oneself where nobody else is of one's household, or on the stair beside it.
    """
    if falls_on[w, 2] == 0:
        return _neighbour(row, whom, town)
    home, near, far, _d = person_draw(row, _MISTAKEN, 0, 0, key.k0, key.k1)
    size = np.int64(town.size[row])
    first = row - np.int64(town.place[row])
    if np.int64(whom) < falls_on[w, 0]:
        if size < 2:
            return row
        pick = first + below(home, size - 1)
        return pick + np.int64(pick >= row)
    if np.int64(whom) < falls_on[w, 1]:
        beside = np.int64(town.stair_size[row]) - size
        if beside <= 0:
            return row
        pick = row - np.int64(town.stair_place[row]) + below(near, beside)
        return pick + size * np.int64(pick >= first)
    people = town.size.size
    if people < 2:
        return row
    pick = below(far, people - 1)
    return pick + np.int64(pick >= row)


@inlined
def post(
    mail: Any, world: Any, row: Any, to: Any, s: Any, label: Any, truth: Any, keep: Any, day: Any, due: Any
) -> None:  # fmt: skip
    """Send a record to a judge after an exchange, its own or somebody else's; the engine has seen to the room."""
    if to != row:
        truth &= ~OWN
        keep &= BY_REAL | BY_INDUCED
    at = mail.used[0]
    mail.to[at] = to
    mail.origin[at] = row
    mail.what[at] = (np.int64(world) << 48) | (s << 40) | (label << 32) | (truth << 24) | (keep << 16) | day
    mail.due[at] = due
    mail.used[0] = at + 1


@expanded
def watch(
    n: Any,
    done: Any,
    base: Any,
    candidates: Any,
    did: Any,
    acts: Any,
    watching: Any,
    w: Any,
    world: Any,
    town: Any,
    flags: Any,
    ever: Any,
    ties: Any,
    slots: Any,
    records: Any,
    made: Any,
    mail: Any,
    plain: Any,
    key: Any,
    day: Any,
) -> Any:
    """Turn what was done (`done[:n]`, candidate indices) into records from `made` on; returns how many there are.

    Acts credited to somebody else, and those of a collector that is late, go to the mail and reach a judge after an
    exchange.
    """
    unsure = watching.unsure[w]
    kinds = np.uint8(watching.coverage.shape[3] - 1)
    for y in range(n):
        x = done[y]
        s = np.int64(candidates[0, x] >> np.uint32(16))
        seen = np.int64(candidates[2, x])
        if seen >= watching.reach[w, s]:
            continue
        row = np.int64(candidates[0, x] & np.uint32(0xFFFF)) + base
        kind = acts.kind[s]
        label = acts.label[s]
        truth = OWN | HAPPENED | LABELLED
        keep = BY_REAL | BY_ACCURATE
        if acts.good[s] != 0 or acts.ground[s] != 0:
            keep |= BY_LEGITIMATE
        if acts.ground[s] == 0:
            truth |= LAWFUL
        if did.size == 0 or did[x] != 0:
            keep |= BY_INDUCED
        slot = 0
        to = row
        waits = np.int64(0)
        sort = town.kinds[row] & kinds
        if kind == _NOISE:
            label = watching.false_label[w, below(candidates[3, x], watching.false_labels[w])]
            truth = OWN
            keep = BY_REAL | BY_INDUCED
        elif kind == _DUTY:
            visited = np.int64(candidates[1, x]) < acts.done[s, town.columns[acts.column[s], row]]
            if visited and seen < watching.coverage[w, s, 0, sort]:
                continue
            truth = OWN | LABELLED
            if visited:
                keep = BY_REAL | BY_INDUCED
            else:
                truth |= HAPPENED
                # an omission that the world without shares is not the regime's doing
                keep &= ~BY_INDUCED
                if did.size == 0 or did[x] == 0:
                    keep |= BY_INDUCED
        else:
            if kind == _CONTACT or acts.channels[s] > 1 or unsure > 0:
                partner, way, wrong, whom = person_draw(row, acts.stream[s], day, 1, key.k0, key.k1)
                slot = channel_of(acts, s, way)
                if np.int64(wrong) < unsure:
                    to = np.int64(-1)
                    if np.int64(wrong) < watching.misattributed[w]:
                        to = _mistaken_for(row, whom, town, watching.falls_on, w, key)
                if kind == _CONTACT:
                    if bad_layer_met(row, partner, town, ties, slots) < 0:
                        continue
                    plain[_CONTACTS] += 1
                    if acts.by_call[s, slot] != 0 and 0 < watching.tone_from[w] <= day:
                        plain[_WARNED] += 1
                        ever[row] |= np.uint16(EVER_WARNED)
                    label = watching.contact_label[w]
            if seen >= watching.coverage[w, s, slot, sort] or to < 0:
                continue
            named = np.int64(candidates[3, x])
            if named < watching.unsure_label[w, s]:
                if named >= watching.mislabel[w, s]:
                    continue
                label = watching.other_label[w, s]
                truth &= ~LABELLED
                keep &= ~(BY_ACCURATE | BY_LEGITIMATE)
            eye = 0
            while seen >= watching.upto[w, s, slot, sort, eye]:
                eye += 1
            truth |= np.int64(watching.eyes[w, s, slot, eye])
            plain[_COLLECTED + np.int64(watching.collector[w, s, slot, eye])] += 1
            waits = watching.delay[w, s, slot, eye]
        if label < 0:
            continue
        if to != row or waits > 0:
            post(mail, world, row, to, s, label, truth, keep, day, day + waits)
            continue
        if flags[row] & ENROLLED == 0:
            plain[_NOBODY] += 1
            continue
        records.row[made] = row
        records.label[made] = label
        records.keep[made] = keep
        records.truth[made] = truth
        records.stream[made] = s
        records.origin[made] = row
        records.day[made] = day
        made += 1
    return made


@expanded
def open_mail(
    first: Any, upto: Any, letters: Any, world: Any, flags: Any, records: Any, made: Any, plain: Any, log: Any, day: Any
) -> Any:  # fmt: skip
    """Records that reached this block's people with the last exchange; returns how many records there are."""
    for x in range(first, upto):
        what = letters.what[x]
        if what >> 48 != world:
            continue
        if letters.due[x] > day:
            continue
        row = letters.to[x]
        if flags[row] & ENROLLED == 0:
            plain[_NOBODY] += 1
            continue
        label = (what >> 32) & 0xFF
        truth = (what >> 24) & 0xFF
        if truth & OWN != 0:
            note(log, day, row, world, _LATE, label, what & 0xFFFF)
        records.row[made] = row
        records.label[made] = label
        records.stream[made] = (what >> 40) & 0xFF
        records.truth[made] = truth
        records.keep[made] = (what >> 16) & 0xF
        records.origin[made] = letters.origin[x]
        records.day[made] = what & 0xFFFF
        made += 1
    return made
