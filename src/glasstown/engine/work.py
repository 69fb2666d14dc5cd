"""A thread's working space, allocated once: what a block's days are computed in."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from glasstown.core.places import SPARE
from glasstown.core.state import LEDGERS, MAX_TERMS, WAITS
from glasstown.system.watch.fields import Mail, Records


class Work(NamedTuple):
    """Sized for the largest block; only the part in use is ever touched, so the rest costs no memory."""

    due: np.ndarray  # (block,) int32
    words: np.ndarray  # (7 · block,) uint32
    candidates: np.ndarray  # (4, days · capacity) uint32: row | stream << 16, words 0…2
    did: np.ndarray  # (days · capacity,) uint8
    counts: np.ndarray  # (days,) int64
    done: np.ndarray  # (capacity,) int64
    attempts: np.ndarray  # (capacity,) int64
    records: Records
    touched: np.ndarray  # int64
    marks: np.ndarray  # (block + SPARE,) uint8
    fresh: np.ndarray  # (block,) uint8
    seen_points: np.ndarray  # (block,) int32
    true_points: np.ndarray  # (block,) int32
    entries: np.ndarray  # uint64: calendar entries due in the segment
    hidden: np.ndarray  # (block,) int64: candidates at which somebody hid what there was to take


def new_work(block: int, streams: int, days: int, with_twin: bool, letters: int) -> Work:
    """Space for blocks of up to `block` rows, `streams` candidates a row and day, and `letters` letters a segment."""
    capacity = block * streams
    records = capacity + letters
    column = [np.empty(records, np.int64) for _ in Records._fields]
    return Work(
        due=np.empty(block, np.int32),
        words=np.empty(7 * block, np.uint32),
        candidates=np.empty((4, days * capacity), np.uint32),
        did=np.empty(days * capacity if with_twin else 0, np.uint8),
        counts=np.zeros(days, np.int64),
        done=np.empty(capacity, np.int64),
        attempts=np.empty(capacity, np.int64),
        records=Records(*column),
        touched=np.empty(records + 2 * block * (LEDGERS + 4 * LEDGERS), np.int64),
        marks=np.empty(block + SPARE, np.uint8),
        fresh=np.empty(block, np.uint8),
        seen_points=np.empty(block, np.int32),
        true_points=np.empty(block, np.int32),
        entries=np.empty(block * (2 * MAX_TERMS * LEDGERS + 4 * WAITS), np.uint64),
        hidden=np.empty(block, np.int64),
    )


def new_mail(capacity: int) -> Mail:
    """An empty outbox of records that wait for an exchange."""
    return Mail(*(np.empty(capacity, np.int64) for _ in range(4)), np.zeros(1, np.int64))


def grown_mail(mail: Mail, needed: int) -> Mail:
    """An empty outbox in place of one that was too full for `needed` more letters."""
    return new_mail(max(2 * mail.to.size, 2 * needed))
