"""What happened to the few people one asks about, written down by the very kernels that run everybody.

A mechanism calls `note`, which returns at once unless the row is watched. Tracing draws nothing and changes
no state, so a traced run has the same bits.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Any, Final, NamedTuple

import numpy as np

from glasstown.core.jit import expanded, seldom


class Code(IntEnum):
    """What a line of the trace says; `a` and `b` are the two numbers beside it."""

    ACT = 1  # a: stream index, b: 1 done, 0 not done
    RECORD = 2  # a: label, b: keep mask (bit 0 real, 1 accurate, 2 legitimate, 3 induced)
    POINTS = 3  # a: change of the real score in tenths, b: label
    TIES = 4  # a: change of the real score in tenths through ties
    STANDING = 5  # a: standing before, b: standing after
    REFUSED = 6  # a: service, b: further tries, refused as well
    NOT_SAID = 7  # a: stream index of the protected act not done here
    DECAY = 8  # a: change of the real score in tenths
    JUDGMENT = 9  # ordered to pay; a: 1 able to, 0 not
    PAID = 10  # a: 1 while on a list; b: 1 for being urged by ties
    LISTED = 11  # put on a list by an event; a: label, b: truth of the record
    UNLISTED = 12  # taken off it; a: 0 a term ended, 1 paid, 2 corrected
    REVIEW = 13  # a: 0 asked for, 1 decided, 2 decided at the higher place; b: 1 found wrong
    ENROLLED = 14  # came under the regime after its start; a: score at the start
    TOLD = 28  # of an entry on a list by score; a: days until they hear of it
    STRUCK = 29  # a correction; a: change of the real score in tenths
    LATE = 34  # a record that waited reaches the judge; a: label, b: day of the act
    SWAYED = 30  # thinks better of it for what it broadcasts; a: opinion before, b: after
    GRADED = 31  # put at no better than a grade by a record; a: label, b: place of the grade among the lists
    AVOIDED = 43  # a contact of today was left undone; a: kind of tie


ENTRY_FIELDS: Final = ("day", "row", "world", "code", "a", "b")


class Log(NamedTuple):
    """A buffer of trace lines. `watched` is (rows,) uint8, or empty when nobody is watched."""

    watched: np.ndarray
    lines: np.ndarray  # (capacity, 6) int64
    used: np.ndarray  # (1,) int64; may exceed the capacity, which the engine reports


def new_log(rows: int = 0, watched: Any = (), capacity: int = 0) -> Log:
    """A log that watches the given rows; without arguments, one that watches nobody."""
    flags = np.zeros(rows, np.uint8)
    for row in watched:
        flags[row] = 1
    return Log(flags, np.zeros((capacity, len(ENTRY_FIELDS)), np.int64), np.zeros(1, np.int64))


@expanded
def note(log: Any, day: Any, row: Any, world: Any, code: Any, a: Any, b: Any) -> None:
    """Write a line if `row` is watched."""
    if log.watched.size > 0 and log.watched[row] != 0:
        _write(
            log.lines, log.used, np.int64(day), np.int64(row), np.int64(world), np.int64(code), np.int64(a),
            np.int64(b),
        )  # fmt: skip


@seldom
def _write(lines: Any, used: Any, day: Any, row: Any, world: Any, code: Any, a: Any, b: Any) -> None:
    at = used[0]
    if at < lines.shape[0]:
        lines[at, 0] = day
        lines[at, 1] = row
        lines[at, 2] = world
        lines[at, 3] = code
        lines[at, 4] = a
        lines[at, 5] = b
    used[0] = at + 1
