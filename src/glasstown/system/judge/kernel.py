"""Step 3 of the day: rules turn records into points, in the real ledger and in each shadow that keeps them.

A shadow is a second run of the same rules with its own caps, floor and ceiling; it keeps a record only where the
record passes its standard. Points are tenths, all arithmetic is in integers.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from glasstown.core.counters import P
from glasstown.core.jit import expanded, inlined
from glasstown.core.randomness import below, person_draw
from glasstown.core.state import REAL
from glasstown.core.streams import STREAMS
from glasstown.core.trace import Code, note
from glasstown.system.watch.fields import FOREIGN, HAPPENED, LABELLED, LAWFUL, OWN, PRIVATE

_SCORE_SUM = P["score_sum"]
_BELOW = P["below_change"]
_RECORDS = P["records"]
_WRONG_PERSON = P["wrong_person"]
_WRONG_LABEL = P["wrong_label"]
_WRONG_OMISSION = P["wrong_omission"]
_INVENTED = P["invented_record"]
_PRIVATE = P["private_records"]
_FOREIGN = P["foreign_records"]
_BREACHES = P["adverse_breaches"]
_GAINED = P["points_gained"]
_LOST = P["points_lost"]
_NEVER = P["lost_never_did"]
_LAWFUL = P["lost_lawful"]
_ELSE = P["lost_somebody_else"]
_VAGUE = P["lost_vague"]
_CHOSEN = P["lost_discretionary"]
_HARM = P["lost_harm"]
_RECORD = int(Code.RECORD)
_POINTS = int(Code.POINTS)
_DUTY = 2
_NOISE = 4
_JUDGMENT = 5
_DISCRETION = np.uint32(STREAMS["discretion"])


@inlined
def moved(score: Any, points: Any, floor: Any, ceiling: Any) -> Any:
    """A score after a change, within its bounds."""
    return min(ceiling, max(floor, np.int64(score) + points))


@inlined
def count_move(plain: Any, before: Any, after: Any, low_cut: Any) -> None:
    """Keep the sum of scores and the number of people below the lowest cut-off."""
    plain[_SCORE_SUM] += after - before
    plain[_BELOW] += np.int64(after < low_cut) - np.int64(before < low_cut)


@inlined
def _count_record(plain: Any, truth: Any, kind: Any) -> None:
    plain[_RECORDS] += 1
    if truth & (OWN | HAPPENED | LABELLED) != (OWN | HAPPENED | LABELLED):
        if truth & OWN == 0:
            plain[_WRONG_PERSON] += 1
        elif kind == _NOISE:
            plain[_INVENTED] += 1
        elif kind in (_DUTY, _JUDGMENT):
            plain[_WRONG_OMISSION] += 1
        else:
            plain[_WRONG_LABEL] += 1
    if truth & PRIVATE != 0:
        plain[_PRIVATE] += 1
    if truth & FOREIGN != 0:
        plain[_FOREIGN] += 1


@inlined
def _count_loss(plain: Any, lost: Any, truth: Any, vague: Any, chosen: Any, harm: Any) -> None:
    """Say what the lost points were for; the classes exclude each other."""
    plain[_LOST] += lost
    if truth & OWN == 0:
        plain[_ELSE] += lost
    elif truth & HAPPENED == 0:
        plain[_NEVER] += lost
    elif truth & LAWFUL != 0:
        plain[_LAWFUL] += lost
    else:
        plain[_BREACHES] += 1
    if vague != 0:
        plain[_VAGUE] += lost
    if chosen != 0:
        plain[_CHOSEN] += lost
    plain[_HARM + harm] += lost


@expanded
def judge(
    n: Any,
    records: Any,
    rules: Any,
    ledgers: Any,
    w: Any,
    world: Any,
    acts: Any,
    score: Any,
    used: Any,
    domains: Any,
    touched: Any,
    touches: Any,
    plain: Any,
    log: Any,
    day: Any,
    key: Any,
) -> Any:
    """Judge `n` records. `score` (L, N), `used` (L, N) or empty; rows whose score moved are added to `touched`.

    Returns the number of touched rows (a row may stand there more than once).
    """
    floor = ledgers.floor[w]
    ceiling = ledgers.ceiling[w]
    low_cut = ledgers.low_cut[w]
    for x in range(n):
        row = records.row[x]
        label = records.label[x]
        keep = records.keep[x]
        truth = records.truth[x]
        _count_record(plain, truth, acts.kind[records.stream[x]])
        note(log, day, row, world, _RECORD, label, keep | (truth << 8))
        if rules.scored[w, label] == 0:
            continue
        points = rules.points[w, label]
        choices = rules.choices[w, label]
        if choices > 0:
            # keyed by the act, whoever it is credited to, so that every world and ledger has the same number
            lane = acts.stream[records.stream[x]]
            word, _b, _c, _d = person_draw(
                records.origin[x], _DISCRETION, records.day[x], lane, key.k0, key.k1
            )
            points += below(word, choices)
        slot = rules.capped[w, label]
        any_moved = False
        for ledger in range(score.shape[0]):
            if (keep >> ledger) & 1 == 0:
                continue
            if slot >= 0:
                count = (np.int64(used[ledger, row]) >> (4 * slot)) & 15
                if count >= rules.times[w, slot]:
                    continue
                used[ledger, row] += np.uint8(1 << (4 * slot))
            before = np.int64(score[ledger, row])
            after = moved(before, points, floor, ceiling)
            if after != before:
                score[ledger, row] = np.int16(after)
                any_moved = True
                if ledger == REAL:
                    count_move(plain, before, after, low_cut)
                    note(log, day, row, world, _POINTS, after - before, label)
                    if after < before:
                        _count_loss(
                            plain, before - after, truth, rules.vague[w, label], choices, rules.harm[label]
                        )  # fmt: skip
                        if truth & OWN != 0:
                            domains[row] |= rules.domain[label]
                    else:
                        plain[_GAINED] += after - before
        if any_moved:
            touched[touches] = row
            touches += 1
    return touches
