"""Step 2 of the day: an act, or its absence, becomes a record or not.

Each observation has fixed lanes: word 1 of the candidate decides whether it is seen, word 2 under which label;
lane 1 of the same person, stream and day holds partner, channel, wrong person and whom. All are the same in
every world, and none is drawn before it is needed.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from glasstown.core.counters import P
from glasstown.core.jit import inlined, kernel
from glasstown.core.randomness import below, person_draw
from glasstown.core.state import (
    COLLEAGUE,
    ENROLLED,
    EVER_WARNED,
    FRIEND,
    HOUSEHOLD,
    KIN,
)
from glasstown.system.watch.fields import HAPPENED, LABELLED, LAWFUL, OWN, PRIVATE

_CONTACT = 1
_DUTY = 2
_NOISE = 4
_WARNED = P["warned_callers"]
_CONTACTS = P["contacts_with_listed"]
_NOBODY = P["credited_nobody"]
_REAL_BIT = 1
_ACCURATE_BIT = 2
_LEGITIMATE_BIT = 4
_INDUCED_BIT = 8


@inlined
def _channel(acts: Any, s: Any, word: Any) -> Any:
    """The channel slot in which an act leaves its trace."""
    slot = 0
    last = acts.channels[s] - 1
    while slot < last and np.int64(word) >= acts.channel_upto[s, slot]:
        slot += 1
    return slot


@inlined
def _met_listed(row: Any, word: Any, town: Any, ties: Any, slots: Any) -> Any:
    """Whether the tie that was contacted (one of the person's own, all alike) is one published as bad."""
    view = ties.shape[2] - 1
    bad = np.int64(0)
    for layer in (HOUSEHOLD, KIN, FRIEND, COLLEAGUE):
        if slots[layer] >= 0:
            bad += np.int64(ties[row, slots[layer], view])
    if bad == 0:
        return False
    known = town.tie_ptr[row + 1] - town.tie_ptr[row] + np.int64(town.size[row]) - 1
    unit = town.unit[row]
    if unit >= 0:
        known += np.int64(town.unit_ptr[unit + 1]) - np.int64(town.unit_ptr[unit]) - 1
    return below(word, max(known, bad)) < bad


@kernel
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
    accept: Any,
    columns: Any,
    records: Any,
    made: Any,
    mail: Any,
    plain: Any,
    key: Any,
    day: Any,
) -> Any:
    """Turn what was done (`done[:n]`, candidate indices) into records from `made` on; returns how many there are.

    Acts credited to somebody else go to the mail and reach that person's judge after the next exchange.
    """
    for y in range(n):
        x = done[y]
        row = np.int64(candidates[0, x] & np.uint32(0xFFFF)) + base
        s = np.int64(candidates[0, x] >> np.uint32(16))
        kind = acts.kind[s]
        seen_word = np.int64(candidates[2, x])
        label = acts.label[s]
        truth = OWN | HAPPENED | LABELLED
        keep = _REAL_BIT | _ACCURATE_BIT
        if acts.good[s] != 0 or acts.ground[s] != 0:
            keep |= _LEGITIMATE_BIT
        if acts.ground[s] == 0:
            truth |= LAWFUL
        if did.size == 0 or did[x] != 0:
            keep |= _INDUCED_BIT
        slot = 0
        if kind == _NOISE:
            which = below(candidates[3, x], watching.false_labels[w])
            label = watching.false_label[w, which]
            truth = OWN
            keep = _REAL_BIT | _INDUCED_BIT
        elif kind == _DUTY:
            visited = np.int64(candidates[1, x]) < acts.done[s, columns[acts.column[s], row]]
            if visited and seen_word < watching.coverage[w, s, 0]:
                continue
            truth = OWN | LABELLED
            if visited:
                keep = _REAL_BIT | _INDUCED_BIT
            else:
                truth |= HAPPENED
                # an omission that the world without shares is not the regime's doing
                keep &= ~_INDUCED_BIT
                if did.size == 0 or did[x] == 0:
                    keep |= _INDUCED_BIT
        elif kind == _CONTACT:
            a, b, _c, _d = person_draw(row, acts.stream[s], day, 1, key.k0, key.k1)
            if not _met_listed(row, a, town, ties, slots):
                continue
            plain[_CONTACTS] += 1
            slot = _channel(acts, s, b)
            if acts.by_call[s, slot] != 0 and watching.tone_from[w] > 0 and day >= watching.tone_from[w]:
                plain[_WARNED] += 1
                ever[row] |= np.uint16(EVER_WARNED)
            label = watching.contact_label[w]
            if seen_word >= watching.coverage[w, s, slot]:
                continue
        else:
            if acts.channels[s] > 1:
                _a, b, _c, _d = person_draw(row, acts.stream[s], day, 1, key.k0, key.k1)
                slot = _channel(acts, s, b)
            if seen_word >= watching.coverage[w, s, slot]:
                continue
            if np.int64(candidates[3, x]) < watching.mislabel[w, s]:
                label = watching.other_label[w, s]
                truth &= ~LABELLED
                keep &= ~(_ACCURATE_BIT | _LEGITIMATE_BIT)
        if label < 0:
            continue
        if watching.private[w, s, slot] != 0 and kind != _NOISE:
            truth |= PRIVATE
        if watching.misattributed[w] > 0 and kind != _NOISE and kind != _DUTY:
            _a, _b, c, d = person_draw(row, acts.stream[s], day, 1, key.k0, key.k1)
            others = np.int64(town.stair_size[row]) - 1
            if np.int64(c) < watching.misattributed[w] and others > 0:
                at = np.int64(town.stair_place[row])
                pick = below(d, others)
                to = row - at + pick + np.int64(pick >= at)
                if mail.used[0] < mail.to.size:
                    mail.to[mail.used[0]] = to
                    mail.origin[mail.used[0]] = row
                    mail.what[mail.used[0]] = (
                        (np.int64(world) << 48)
                        | (s << 40)
                        | (label << 32)
                        | (((truth & ~OWN) | ((keep & _INDUCED_BIT) << 3)) << 24)
                        | day
                    )
                mail.used[0] += 1
                continue
        if flags[row] & ENROLLED == 0:
            plain[_NOBODY] += 1
            continue
        records.row[made] = row
        records.label[made] = label
        records.keep[made] = keep
        records.truth[made] = truth
        records.stream[made] = s
        made += 1
    return made


@kernel
def open_mail(
    first: Any, upto: Any, letters: Any, w: Any, world: Any, flags: Any, records: Any, made: Any, plain: Any
) -> Any:
    """Records that reached this block's people with the last exchange; returns how many records there are."""
    for x in range(first, upto):
        what = letters.what[x]
        if what >> 48 != world:
            continue
        row = letters.to[x]
        if flags[row] & ENROLLED == 0:
            plain[_NOBODY] += 1
            continue
        bits = (what >> 24) & 0xFF
        records.row[made] = row
        records.label[made] = (what >> 32) & 0xFF
        records.stream[made] = (what >> 40) & 0xFF
        records.truth[made] = bits & 0x3F & ~OWN
        records.keep[made] = _REAL_BIT | ((bits >> 6) << 3)
        made += 1
    return made
