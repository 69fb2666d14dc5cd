"""The exchange in all worlds: what was published is pushed along ties, what was sent is sorted for its receivers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from glasstown.core.jit import kernel
from glasstown.engine.live import Flips
from glasstown.engine.push import Invented, push
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


def push_all(
    blocks: np.ndarray,
    flips: Flips,
    people: Any,
    invented: Invented,
    tables: Any,
    state: Any,
    reached: np.ndarray,
    plains: Sequence[np.ndarray],
    key: Any,
    for_ranges: ForRanges,
) -> None:
    """Bring the counts of bad ties up to date in every world; `plains` the (W, plain) counters of each thread."""
    for w in range(state.flags.shape[0]):
        n = int(flips.used[w].sum())
        if n == 0:
            continue
        changed = np.empty(n, np.int64)
        _gather(blocks, flips.rows[w], flips.used[w], changed)

        def tell(thread: int, first: int, upto: int, w: int = w, changed: np.ndarray = changed) -> None:
            push(
                first, upto, changed, changed.size, people, invented, tables.association, tables.shunning, w,
                state.flags[w], state.ties[w], reached[w], plains[thread][w], key,
            )  # fmt: skip

        for_ranges(tell)


def sort_letters(sent: Sequence[Mail]) -> Mail:
    """All letters of a segment in the order (receiver, day, sender, what), whoever's thread wrote them."""
    to, origin, what = (
        np.concatenate([getattr(mail, field)[: mail.used[0]] for mail in sent])
        for field in ("to", "origin", "what")
    )
    order = np.lexsort((what, origin, what & 0xFFFFFF, to))
    return Mail(to[order], origin[order], what[order], np.array([to.size], np.int64))
