"""Step 7 of the day: attempts are granted or refused.

The ordinary outcome is a draw shared by all worlds (word 1 of the candidate). A refusal is the regime's only
where the ordinary outcome was yes. Whoever is refused a ticket may try again, that same day and in vain: each try is
an attempt and a refusal (word 2 of the candidate says how many). A child's school place is read through the head of
the household, whose standing is taken as published at the last exchange; such a refusal hits somebody through
another's standing. An attempt that is granted may have been made easier by standing; that is counted apart.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from glasstown.core.counters import G, P, count_person
from glasstown.core.jit import expanded
from glasstown.core.state import CLOSES_SCHOOL, ENROLLED, EVER_COLLATERAL, EVER_REFUSED
from glasstown.core.trace import Code, note
from glasstown.system.stand.fields import MAX_TRIES
from glasstown.system.stand.kernel import refused_services, rewards_given

_ATTEMPTS = P["attempts"]
_REFUSED = P["refused"]
_FAVOURED = P["favoured"]
_UNRELATED = P["unrelated_refusals"]
_HAD = G["had"]
_FIRST_REFUSED = G["first_refused"]
_COLLATERAL = G["first_collateral"]
_CODE = int(Code.REFUSED)


@expanded
def gate_without(
    n: Any, done: Any, base: Any, candidates: Any, acts: Any, groups: Any, plain: Any, grouped: Any
) -> None:
    """The world without: every attempt has its ordinary outcome."""
    for y in range(n):
        x = done[y]
        s = np.int64(candidates[0, x] >> np.uint32(16))
        service = acts.service[s]
        if service >= 0 and np.int64(candidates[2, x]) < acts.ordinary[s]:
            row = np.int64(candidates[0, x] & np.uint32(0xFFFF)) + base
            plain[_ATTEMPTS + service] += 1
            count_person(grouped, groups, row, _HAD + service, 1)


@expanded
def gate(
    n: Any,
    attempts: Any,
    base: Any,
    candidates: Any,
    acts: Any,
    gates: Any,
    standards: Any,
    service_domain: Any,
    w: Any,
    world: Any,
    place: Any,
    standing: Any,
    flags: Any,
    ever: Any,
    domains: Any,
    groups: Any,
    plain: Any,
    grouped: Any,
    log: Any,
    day: Any,
) -> None:
    """Decide the attempts of the day; `standing` (N,) is the real one."""
    for y in range(n):
        x = attempts[y]
        s = np.int64(candidates[0, x] >> np.uint32(16))
        if np.int64(candidates[2, x]) >= acts.ordinary[s]:
            continue
        row = np.int64(candidates[0, x] & np.uint32(0xFFFF)) + base
        service = acts.service[s]
        plain[_ATTEMPTS + service] += 1
        if acts.through_guardian[s] != 0:
            head = row - np.int64(place[row])
            refused = flags[head] & CLOSES_SCHOOL != 0
            refused &= (gates.of_children[w] >> service) & 1 != 0
        else:
            mask = refused_services(
                np.int64(standing[row]), gates.by_band[w], gates.by_list[w], standards.lists[w]
            )
            refused = (mask >> service) & 1 != 0
        if not refused:
            count_person(grouped, groups, row, _HAD + service, 1)
            given = rewards_given(
                np.int64(standing[row]), gates.given[w], gates.given_on[w], standards.lists[w]
            )
            if (given >> service) & 1 != 0 and flags[row] & ENROLLED != 0:
                plain[_FAVOURED + service] += 1
            continue
        tries = 0
        while tries < MAX_TRIES and np.int64(candidates[3, x]) < gates.again[w, service, tries]:
            tries += 1
        plain[_ATTEMPTS + service] += tries
        plain[_REFUSED + service] += 1 + tries
        note(log, day, row, world, _CODE, service, tries)
        if ever[row] & (EVER_REFUSED << service) == 0:
            ever[row] |= np.uint16(EVER_REFUSED << service)
            count_person(grouped, groups, row, _FIRST_REFUSED + service, 1)
        if acts.through_guardian[s] != 0:
            plain[_UNRELATED] += 1 + tries
            if ever[row] & EVER_COLLATERAL == 0:
                ever[row] |= np.uint16(EVER_COLLATERAL)
                count_person(grouped, groups, row, _COLLATERAL, 1)
        elif domains[row] & service_domain[service] == 0:
            plain[_UNRELATED] += 1 + tries
