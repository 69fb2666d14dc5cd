"""Draws about groups, many at once."""

from __future__ import annotations

import numpy as np

from glasstown.core.randomness import GROUP, Key, philox_words
from glasstown.core.streams import stream


def group_words(stream_name: str, count: int, key: Key, lane: int = 0) -> np.ndarray:
    """(count,) uint32: the first word of each group's draw, groups numbered from 0."""
    counters = np.zeros((count, 4), np.uint32)
    counters[:, 0] = np.arange(count, dtype=np.uint32)
    counters[:, 1] = np.uint32(stream(stream_name)) << np.uint32(8)
    counters[:, 3] = lane
    return np.asarray(philox_words(counters, key.k0, key.k1 ^ int(GROUP)))[:, 0]
