"""Step 1 of the day: which candidates are done in this world.

A candidate with word x is done iff x < λ/Λ · 2³² for the person's present inclination. The world without runs
first and leaves one bit a candidate, so that an act not done because of the regime is counted on the spot.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from glasstown.core.counters import G, P, count_person
from glasstown.core.jit import expanded
from glasstown.core.state import BESIDE, EVER_SILENCED, PRAISE, WORDS
from glasstown.core.trace import Code, note
from glasstown.life.belief.kernel import not_meant

_ATTEMPT = 3
_DUTY = 2
_ACTS = P["acts"]
_INSINCERE = P["insincere_praise"]
_DONE = G["protected_done"]
_LOST = G["protected_lost"]
_GAINED = G["protected_gained"]
_SILENCED = G["first_silenced"]
_NOT_SAID = int(Code.NOT_SAID)
_ACT = int(Code.ACT)


@expanded
def act_without(
    first: Any,
    upto: Any,
    base: Any,
    candidates: Any,
    did: Any,
    acts: Any,
    accept: Any,
    columns: Any,
    groups: Any,
    opinion: Any,
    done: Any,
    plain: Any,
    grouped: Any,
    log: Any,
    day: Any,
) -> Any:
    """The world without: nobody is watched, everybody is at the ordinary inclination. Returns the number done."""
    n = np.int64(0)
    for x in range(first, upto):
        row = np.int64(candidates[0, x] & np.uint32(0xFFFF)) + base
        s = np.int64(candidates[0, x] >> np.uint32(16))
        limit = accept[s, 0]
        if acts.kind[s] == _DUTY:
            limit = acts.done[s, columns[acts.column[s], row]]
        yes = np.int64(candidates[1, x]) < limit
        did[x] = np.uint8(yes)
        if yes:
            done[n] = x
            n += 1
            plain[_ACTS + s] += 1
            spoken = acts.expression[s]
            if spoken == WORDS:
                count_person(grouped, groups, row, _DONE, 1)
            elif spoken == PRAISE and not_meant(row, opinion):
                plain[_INSINCERE] += 1
            note(log, day, row, 0, _ACT, s, 1)
    return n


@expanded
def act(
    first: Any,
    upto: Any,
    base: Any,
    candidates: Any,
    did: Any,
    acts: Any,
    accept: Any,
    columns: Any,
    groups: Any,
    flags: Any,
    ever: Any,
    opinion: Any,
    moved: Any,
    done: Any,
    attempts: Any,
    plain: Any,
    grouped: Any,
    log: Any,
    day: Any,
    world: Any,
) -> Any:
    """A regime's world. Fills `done` (acts, and duties done or not) and `attempts` with candidate indices.

    Returns (acts and duties, attempts).
    """
    n = np.int64(0)
    m = np.int64(0)
    for x in range(first, upto):
        row = np.int64(candidates[0, x] & np.uint32(0xFFFF)) + base
        s = np.int64(candidates[0, x] >> np.uint32(16))
        limit = accept[s, (flags[row] // np.uint8(BESIDE)) & np.uint8(1)]
        kind = acts.kind[s]
        if kind == _DUTY:
            limit = acts.done[s, columns[acts.column[s], row]]
        yes = np.int64(candidates[1, x]) < limit
        if acts.expression[s] == WORDS and did.size > 0:
            if yes:
                count_person(grouped, groups, row, _DONE, 1)
                if did[x] == 0:
                    count_person(grouped, groups, row, _GAINED, 1)
            elif did[x] != 0:
                count_person(grouped, groups, row, _LOST, 1)
                if ever[row] & EVER_SILENCED == 0:
                    ever[row] |= np.uint16(EVER_SILENCED)
                    count_person(grouped, groups, row, _SILENCED, 1)
                note(log, day, row, world, _NOT_SAID, s, 0)
        if yes:
            plain[_ACTS + s] += 1
            if acts.expression[s] == PRAISE and (
                not_meant(row, moved) if moved.size > 0 else not_meant(row, opinion)
            ):
                plain[_INSINCERE] += 1
            note(log, day, row, world, _ACT, s, 1)
        if kind == _ATTEMPT:
            attempts[m] = x
            m += np.int64(yes)
        elif yes or kind == _DUTY:
            done[n] = x
            n += 1
    return n, m
