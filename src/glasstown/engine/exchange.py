"""The exchange in all worlds: what was published is pushed along ties, what was sent is sorted for its receivers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from glasstown.core.jit import kernel
from glasstown.engine.live import Flips
from glasstown.engine.push import Envelope, Invented, push, push_rest
from glasstown.system.watch.fields import Mail

ForRanges = Callable[[Callable[[int, int, int], None]], None]
"""Calls its argument with (thread, first row, row after the last), in parallel, for ranges of whole blocks."""


@kernel
def _gather(blocks: Any, rows: Any, used: Any, out: Any) -> Any:
    """The flips of one world, block after block."""
    n = 0
    for block in range(used.size):
        start = 2 * blocks[block]
        for x in range(used[block]):
            out[n] = rows[start + x]
            n += 1
    return n


def most_ties(people: Any, invented: Invented) -> int:
    """The most people that one change of standing can have to be told to."""
    ties = int(np.diff(people.tie_ptr).max(initial=0)) + int(np.diff(invented.ptr).max(initial=0))
    units = int(np.diff(people.unit_ptr).max(initial=0))
    return ties + units + int(people.size.max()) + int(people.stair_size.max())


def push_all(
    blocks: np.ndarray,
    flips: Flips,
    people: Any,
    invented: Invented,
    tables: Any,
    state: Any,
    reached: np.ndarray,
    plains: Sequence[np.ndarray],
    most: int,
    key: Any,
    for_ranges: ForRanges,
    rows: np.ndarray,
) -> None:
    """Bring the counts of bad ties up to date in every world.

    `plains` are the (W, plain) counters of each thread, `most` as from `most_ties`, `rows` (W,) the rows of the
    tables in force.
    """
    for w in range(state.flags.shape[0]):
        changed = np.empty(int(flips.used[w].sum()), np.int64)
        if changed.size > 0:
            _gather(blocks, flips.rows[w], flips.used[w], changed)
            plain = [counters[w] for counters in plains]
            v = rows[w]
            _push_world(changed, people, invented, tables, state, reached, plain, most, key, for_ranges, w, v)


def _push_world(
    changed: np.ndarray,
    people: Any,
    invented: Invented,
    tables: Any,
    state: Any,
    reached: np.ndarray,
    plain: Sequence[np.ndarray],
    most: int,
    key: Any,
    for_ranges: ForRanges,
    w: int,
    v: int,
) -> None:
    envelopes: dict[int, Envelope] = {}

    def tell(thread: int, first: int, upto: int) -> None:
        start, stop = np.searchsorted(changed, (first << 2, upto << 2))
        room = most * int(stop - start)
        envelopes[thread] = Envelope(
            np.empty(room, np.int32), np.empty(room, np.uint8), np.zeros(1, np.int64)
        )
        push(
            first, upto, changed, start, stop, people, invented, tables.association, tables.shunning, v,
            state.flags[w], state.ties[w], reached[w], envelopes[thread], plain[thread], key,
        )  # fmt: skip

    def tell_rest(thread: int, first: int, upto: int) -> None:
        for sender, envelope in envelopes.items():
            if sender != thread:
                push_rest(first, upto, envelope, state.ties[w], reached[w])

    for_ranges(tell)
    for_ranges(tell_rest)


def sort_letters(sent: Sequence[Mail]) -> Mail:
    """All letters in the order (receiver, day, sender, what), whoever's thread wrote them."""
    to, origin, what, due = (
        np.concatenate([getattr(mail, field)[: mail.used[0]] for mail in sent])
        for field in ("to", "origin", "what", "due")
    )
    order = np.lexsort((what, origin, what & 0xFFFF, to))
    return Mail(to[order], origin[order], what[order], due[order], np.array([to.size], np.int64))


def not_yet(letters: Mail, day: int) -> Mail:
    """The letters that may not be opened on a day."""
    late = letters.due > day
    return Mail(*(part[late] for part in letters[:-1]), np.array([late.sum()], np.int64))
