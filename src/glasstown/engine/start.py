"""How worlds begin: arrays at their first values, keyed starts, the pool of ties that only a regime believes in."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from glasstown.core.counters import P
from glasstown.core.jit import inlined, inner, kernel
from glasstown.core.randomness import Key, below, person_draw, tie_draw
from glasstown.core.state import ENROLLED, LEDGERS, State
from glasstown.core.streams import STREAMS
from glasstown.core.trace import Code, note
from glasstown.engine.push import Invented
from glasstown.system.stand.kernel import band_of, count_rewards, stand

_NOT_SCORED = np.iinfo(np.int16).max
_SCORE_SUM = P["score_sum"]
_BELOW = P["below_change"]
_CODE = int(Code.ENROLLED)
_START = np.uint32(STREAMS["start-score"])
_ENROLMENT = np.uint32(STREAMS["enrolment"])
_INVENTED = np.uint32(STREAMS["tie-invented"])


def new_state(
    worlds: int,
    rows: int,
    *,
    shadows: bool,
    layers: int,
    views: int,
    capped: bool,
    events: bool,
    spans: int,
    owing: bool,
    swayed: bool,
    heard: bool,
) -> State:
    """State at zero. Without shadows there is one ledger; what no world has is not kept: allowances without capped
    rules, grounds without lists entered by events, ends of terms without lists whose events have terms (`spans` of them
    at most), debts where nothing depends on them, opinions where nothing moves them, what was heard without reviews of
    lists entered by score.
    """
    ledgers = LEDGERS if shadows else 1
    return State(
        score=np.zeros((worlds, ledgers, rows), np.int16),
        standing=np.zeros((worlds, ledgers, rows), np.uint16),
        held=np.zeros((worlds, rows), np.uint16),
        used=np.zeros((worlds, ledgers, rows if capped else 0), np.uint8),
        ties=np.zeros((worlds, layers, views, rows), np.uint8),
        flags=np.zeros((worlds, rows), np.uint8),
        since=np.zeros((worlds, rows), np.uint16),
        cleared=np.zeros((worlds, rows), np.uint16),
        days=np.zeros((worlds, rows), np.uint16),
        ever=np.zeros((worlds, rows), np.uint16),
        domains=np.zeros((worlds, rows), np.uint8),
        grounds=np.zeros((worlds, ledgers, rows if events else 0), np.uint8),
        until=np.zeros((worlds, spans, ledgers, rows if spans else 0), np.uint16),
        cause=np.zeros((worlds, rows if events or heard else 0), np.uint16),
        debt=np.zeros((worlds + 1, rows if owing or events else 0), np.uint8),
        owed=np.zeros((worlds + 1, rows if owing else 0), np.uint16),
        opinion=np.zeros((worlds, rows if swayed else 0), np.uint8),
        heard=np.zeros((worlds, rows if heard else 0), np.uint8),
    )


@inlined
def start_score(row: Any, low: Any, high: Any, key: Any) -> Any:
    """The score that a person starts with, tenths of a point, uniform from `low` to `high`."""
    if high == low:
        return np.int64(low)
    word, _b, _c, _d = person_draw(row, _START, 0, 0, key.k0, key.k1)
    return low + below(word, high - low + 1)


class Waves(NamedTuple):
    """Who is under each world's regime by each row of the tables: by age and by lot."""

    age: np.ndarray  # (N,) uint8 years
    from_age: np.ndarray  # (W,) int64
    share: np.ndarray  # (W,) int64 thresholds


@inlined
def _is_covered(row: Any, waves: Any, v: Any, key: Any) -> Any:
    """Whether a person is enrolled by now: one word a person, so that a larger share takes in the smaller."""
    if waves.age[row] < waves.from_age[v]:
        return False
    word, _b, _c, _d = person_draw(row, _ENROLMENT, 0, 0, key.k0, key.k1)
    return np.int64(word) < waves.share[v]


@inner
def amend(
    day: Any, base: Any, end: Any, v: Any, was: Any, world: Any, tables: Any, waves: Any, own: Any, pool: Any,
    pending: Any, touched: Any, groups: Any, plain: Any, grouped: Any, log: Any, key: Any,
) -> Any:  # fmt: skip
    """At the beginning of a day row `v` of the tables comes into force instead of `was` for the people `base`…`end`.

    Those whom it reaches are enrolled, and everybody under the regime stands by it. Returns (calendar entries in use,
    touched rows): these are looked at again as the day ends.
    """
    if tables.entries.grounds[v] == 0 and own.grounds.size > 0:
        for ledger in range(own.grounds.shape[0]):
            for row in range(base, end):
                own.grounds[ledger, row] = np.uint8(0)
    ledgers = tables.ledgers
    given = np.int64(tables.gates.given[was, tables.standards.used_cuts[v]])
    grows = waves.share[v] != waves.share[was]
    touches = np.int64(0)
    for row in range(base, end):
        if grows and own.flags[row] & ENROLLED == 0 and _is_covered(row, waves, v, key):
            own.flags[row] |= np.uint8(ENROLLED)
            score = start_score(row, ledgers.start_low[v], ledgers.start_high[v], key)
            for ledger in range(own.score.shape[0]):
                own.score[ledger, row] = np.int16(score)
            plain[_SCORE_SUM] += score
            plain[_BELOW] += np.int64(score < ledgers.low_cut[v])
            if given != 0:
                count_rewards(grouped, groups, row, np.int64(0), given)
            note(log, day, row, world, _CODE, score, 0)
        if own.flags[row] & ENROLLED != 0:
            touched[touches] = row
            touches += 1
    pending = stand(
        touches, touched, base, tables.standards, tables.gates, v, was, world, own.score, own.standing, own.held,
        own.grounds, own.heard, own.since, own.cleared, own.days, own.ever, pool, pending, groups, grouped, log, day,
    )  # fmt: skip
    return pending, touches


@inner
def begin(
    base: Any, end: Any, w: Any, world: Any, tables: Any, waves: Any, own: Any, pool: Any, touched: Any, groups: Any,
    grouped: Any, log: Any, key: Any,
) -> Any:  # fmt: skip
    """Enrol, score and stand the rows `base`…`end` of one world, by row `w` of the tables; returns the calendar entries
    in use.

    Who is not enrolled has a score above every cut-off, so that no rule about a low one reaches them.
    """
    ledgers = tables.ledgers
    cuts = tables.standards.cuts[w]
    n = tables.standards.used_cuts[w]
    given = np.int64(tables.gates.given[w, n])
    touches = np.int64(0)
    for row in range(base, end):
        enrolled = _is_covered(row, waves, w, key)
        score = np.int64(_NOT_SCORED)
        if enrolled:
            own.flags[row] = np.uint8(ENROLLED)
            score = start_score(row, ledgers.start_low[w], ledgers.start_high[w], key)
        for ledger in range(own.score.shape[0]):
            own.score[ledger, row] = np.int16(score)
            own.standing[ledger, row] = np.uint16(n)
        if enrolled and given != 0:
            # everybody is taken to begin at the top; whoever stands lower is told so at once
            count_rewards(grouped, groups, row, np.int64(0), given)
        if enrolled and band_of(score, cuts, n) != n:
            touched[touches] = row
            touches += 1
    return stand(
        touches, touched, base, tables.standards, tables.gates, w, w, world, own.score, own.standing, own.held,
        own.grounds, own.heard, own.since, own.cleared, own.days, own.ever, pool, np.int64(0), groups, grouped, log,
        np.int64(0),
    )  # fmt: skip


@kernel
def _invented_pairs(
    n: Any, tie_ptr: Any, tie: Any, highest: Any, key: Any, one: Any, other: Any, words: Any
) -> Any:
    """Each true tie may beget one invented tie of its lower end, with somebody drawn from the whole town."""
    used = 0
    for row in range(n):
        for y in range(tie_ptr[row], tie_ptr[row + 1]):
            if tie[y] <= row:
                continue
            word, who, _c, _d = tie_draw(row, tie[y], _INVENTED, 0, 0, key.k0, key.k1)
            stranger = below(who, n)
            if np.int64(word) < highest and stranger != row:
                if used < one.size:
                    one[used] = row
                    other[used] = stranger
                    words[used] = np.int64(word)
                used += 1
    return used


def invent(tie_ptr: np.ndarray, tie: np.ndarray, highest: int, key: Key) -> Invented:
    """The pool of ties that a world with a share up to `highest` (a threshold) may believe in."""
    n = tie_ptr.size - 1
    if highest == 0:
        return Invented(np.zeros(1, np.int64), np.zeros(0, np.int32), np.zeros(0, np.int64))
    empty = np.zeros(0, np.int64)
    used = _invented_pairs(n, tie_ptr, tie, highest, key, empty, empty, empty)
    one, other, words = (np.zeros(used, np.int64) for _ in range(3))
    _invented_pairs(n, tie_ptr, tie, highest, key, one, other, words)
    ends = np.concatenate([one, other])
    order = np.argsort(ends, kind="stable")
    ptr = np.zeros(n + 1, np.int64)
    np.cumsum(np.bincount(ends, minlength=n), out=ptr[1:])
    return Invented(
        ptr, np.concatenate([other, one])[order].astype(np.int32), np.concatenate([words, words])[order]
    )
