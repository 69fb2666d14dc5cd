"""A range of blocks lives a segment in all worlds: the loop around the day."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import numpy as np

from glasstown.core.calendar import take_due
from glasstown.core.jit import inlined, inner, kernel, prefetch
from glasstown.core.state import Own
from glasstown.day import believe, live_day, live_without, settle
from glasstown.engine.candidates import candidates
from glasstown.engine.plan import EXCHANGE_DAYS
from glasstown.engine.publish import publish
from glasstown.engine.push import PAGE_BITS
from glasstown.engine.start import amend, begin
from glasstown.system.judge.fields import Ledgers
from glasstown.system.stand.fields import Gates, Standards

_LINE: Final = 64
"""Bytes that memory gives at once."""


class Calendars(NamedTuple):
    """Entries waiting, per block and world; B blocks, W worlds."""

    pool: np.ndarray  # (B, W, capacity) uint64
    pending: np.ndarray  # (B, W) int64


class Starting(NamedTuple):
    """What of the tables a world's first day reads: fewer arrays to take apart than all."""

    ledgers: Ledgers
    standards: Standards
    gates: Gates


class Flips(NamedTuple):
    """Changes of published standing of a segment; a block writes only its own rows' places."""

    rows: np.ndarray  # (W, 2 · N) int64
    used: np.ndarray  # (W, B) int64


@inlined
def own_state(state: Any, w: Any) -> Any:
    """One world's part of the state."""
    return Own(
        state.score[w],
        state.standing[w],
        state.held[w],
        state.used[w],
        state.ties[w],
        state.flags[w],
        state.since[w],
        state.cleared[w],
        state.days[w],
        state.ever[w],
        state.domains[w],
        state.grounds[w],
        state.until[w],
        state.cause[w],
        state.debt[w + 1],
        state.owed[w + 1],
        state.opinion[w],
        state.heard[w],
    )


@inlined
def _is_reached(reached: Any, base: Any, end: Any) -> Any:
    any_reached = np.uint8(0)
    for page in range(base >> PAGE_BITS, ((end - 1) >> PAGE_BITS) + 1):
        any_reached |= reached[page]
    return any_reached != 0


@inner
def _fetch_ahead(first: Any, upto: Any, acts: Any, columns: Any, schedule: Any, state: Any) -> None:
    """Ask memory for what the days of the rows `first`…`upto` read most, while the rows before them are lived."""
    for s in range(schedule.next_day.shape[0]):
        for row in range(first, upto, _LINE // 2):
            prefetch(schedule.next_day[s], row)
        for row in range(first, upto, _LINE):
            prefetch(columns[acts.column[s]], row)
    for w in range(state.flags.shape[0]):
        for row in range(first, upto, _LINE // 2):
            for ledger in range(state.score.shape[1]):
                prefetch(state.score[w, ledger], row)
                prefetch(state.standing[w, ledger], row)
        for row in range(first, upto, _LINE):
            prefetch(state.flags[w], row)


@kernel
def live(
    first_day: Any, last_day: Any, exchange: Any, from_block: Any, upto_block: Any, blocks: Any, people: Any,
    tables: Any, guarded: Any, schedule: Any, state: Any, reached: Any, calendars: Any, letters: Any, flips: Any,
    work: Any, mail: Any, tally: Any, log: Any, key: Any, capacity: Any, ready: Any, rows: Any, were: Any,
    waves: Any,
) -> Any:  # fmt: skip
    """Take the blocks through the days; day index 0 of the tally is the exchange before `first_day`, if one was.

    `rows` (W,) are the rows of the tables in force, `were` those of the day before. Where they differ, those are
    enrolled whom the `waves` reach now, and everybody stands anew.

    Returns the block before which it stopped because the mail might not hold what that block sends, its candidates
    drawn (call again with `ready` from there), or `upto_block`.
    """
    worlds = tally.plain.shape[0]
    regimes = state.flags.shape[0]
    twin = worlds - regimes
    twin_owed = state.owed[0] if twin == 1 else state.owed[0, :0]
    letter = np.int64(np.searchsorted(letters.to, blocks[from_block])) if letters.to.size > 0 else np.int64(0)
    settles = first_day > 1 and (first_day - 1) % EXCHANGE_DAYS == 0
    for block in range(from_block, upto_block):
        base = blocks[block]
        end = blocks[block + 1]
        last_letter = letter
        while last_letter < letters.to.size and letters.to[last_letter] < end:
            last_letter += 1
        if not ready:
            candidates(
                first_day, last_day, base, end, tables.acts, people.columns, schedule, key, work, capacity
            )
        ready = False
        if block + 1 < upto_block:
            _fetch_ahead(end, blocks[block + 2], tables.acts, people.columns, schedule, state)
        letters_at_most = regimes * work.counts.sum()
        for w in range(regimes):
            letters_at_most += calendars.pending[block, w]
        if mail.used[0] + letters_at_most > mail.to.size:
            return block
        if twin == 1:
            for j in range(last_day - first_day + 1):
                at = j * capacity
                live_without(
                    first_day + j, at, at + work.counts[j], base, people, tables, state.debt[0], state.owed[0],
                    work, tally.plain[0, j + 1], tally.grouped[0, j + 1], log, key,
                )  # fmt: skip
        for w in range(regimes):
            world = w + twin
            own = own_state(state, w)
            touches = np.int64(0)
            v = rows[w]
            was = were[w]
            if settles:
                believe(first_day - 1, base, end, was, world, tables, own, tally.plain[world, 0], log, key)
            if settles and _is_reached(reached[w], base, end):
                touches = settle(
                    first_day - 1, base, end, was, world, tables, own, work, tally.plain[world, 0], log, key
                )
            pool = calendars.pool[block, w]
            if v != was:
                calendars.pending[block, w], touches = amend(
                    first_day, base, end, v, was, world, tables, waves, own, pool, calendars.pending[block, w],
                    work.touched, people.groups, tally.plain[world, 1], tally.grouped[world, 1], log, key,
                )  # fmt: skip
            pending, dues = take_due(pool, calendars.pending[block, w], last_day, work.entries)
            due_at = np.int64(0)
            letter_at = letter
            for j in range(last_day - first_day + 1):
                at = j * capacity
                pending, due_at, dues = live_day(
                    first_day + j, at, at + work.counts[j], base, end, v, world, people, tables,
                    own, twin_owed, work.did, letters, letter_at, last_letter, touches, pool, pending,
                    work.entries, due_at, dues, last_day, work, mail, tally.plain[world, j + 1],
                    tally.grouped[world, j + 1], log, key,
                )  # fmt: skip
                touches = np.int64(0)
                letter_at = last_letter
            calendars.pending[block, w] = pending
            if exchange:
                flips.used[w, block] = publish(
                    base, end, tables.standards, tables.gates, v, guarded, own, work.fresh, work.marks, work.due,
                    flips.rows[w, 2 * base : 2 * end], 0,
                )  # fmt: skip
        letter = last_letter
    return upto_block


@kernel
def begin_all(
    from_block: Any, upto_block: Any, blocks: Any, tables: Any, waves: Any, state: Any, calendars: Any, touched: Any,
    groups: Any, tally: Any, log: Any, key: Any, rows: Any,
) -> None:  # fmt: skip
    """Day 0 of the blocks in all regime worlds; `rows` (W,) are the rows of the tables in force."""
    regimes = state.flags.shape[0]
    twin = tally.plain.shape[0] - regimes
    for w in range(regimes):
        own = own_state(state, w)
        for block in range(from_block, upto_block):
            calendars.pending[block, w] = begin(
                blocks[block], blocks[block + 1], rows[w], w + twin, tables, waves, own, calendars.pool[block, w],
                touched, groups, tally.grouped[w + twin, 0], log, key,
            )  # fmt: skip


@kernel
def settle_all(
    day: Any, from_block: Any, upto_block: Any, blocks: Any, tables: Any, state: Any, reached: Any, work: Any,
    tally: Any, log: Any, key: Any, rows: Any,
) -> None:  # fmt: skip
    """The exchange at the very end of a run, after which no day is lived."""
    regimes = state.flags.shape[0]
    twin = tally.plain.shape[0] - regimes
    for w in range(regimes):
        own = own_state(state, w)
        for block in range(from_block, upto_block):
            believe(
                day, blocks[block], blocks[block + 1], rows[w], w + twin, tables, own, tally.plain[w + twin, 0],
                log, key,
            )  # fmt: skip
            if _is_reached(reached[w], blocks[block], blocks[block + 1]):
                settle(
                    day, blocks[block], blocks[block + 1], rows[w], w + twin, tables, own, work,
                    tally.plain[w + twin, 0], log, key,
                )  # fmt: skip
