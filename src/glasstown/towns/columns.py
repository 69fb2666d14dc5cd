"""Kernel: each person's classes of conduct.

A column of *status* has a bit for each condition that its streams ask for. A column of a *trait* has class 0
for those who never do it and quantiles 1…255 of a person's own draw; 0…255 where everybody may.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from glasstown.core.jit import kernel
from glasstown.core.randomness import below, person_draw
from glasstown.core.streams import STREAMS

_CONDUCT = np.uint32(STREAMS["town-conduct"])

AGES = 0
ONLINE = 1
OFFLINE = 2
WORKS = 3
LEARNS = 4
HAS_ELDERS = 5


class Conditions(NamedTuple):
    """Q conditions on a person: `kind` as above; of ages, `low` ≤ age < `high`."""

    kind: np.ndarray  # (Q,) int64
    low: np.ndarray  # (Q,) int64
    high: np.ndarray  # (Q,) int64


class Columns(NamedTuple):
    """C columns."""

    lane: np.ndarray  # (C,) int64: number of the stream that names the trait's draw; 0 for status
    needs: np.ndarray  # (C,) int64: conditions of a trait, as bits
    share: np.ndarray  # (C, 5) int64: chance of a trait, by fifth of income, out of 2³²
    lowest: np.ndarray  # (C,) int64: 1 where class 0 means never, 0 where everybody has a quantile
    bit: np.ndarray  # (C, 8) int64: conditions of the bits of a status, −1 none


@kernel
def classify(
    first: Any, upto: Any, conditions: Any, columns: Any, age: Any, online: Any, activity: Any, elders: Any,
    fifth: Any, out: Any, k0: Any, k1: Any,
) -> None:  # fmt: skip
    """Fill the columns, ``out`` (C, N) uint8, of the rows `first`…`upto`."""
    for row in range(first, upto):
        meets = np.int64(0)
        for q in range(conditions.kind.size):
            kind = conditions.kind[q]
            yes = False
            if kind == AGES:
                yes = conditions.low[q] <= age[row] < conditions.high[q]
            elif kind == ONLINE:
                yes = online[row] != 0
            elif kind == OFFLINE:
                yes = online[row] == 0
            elif kind == WORKS:
                yes = activity[row] == 2
            elif kind == LEARNS:
                yes = activity[row] == 1
            elif kind == HAS_ELDERS:
                yes = elders[row] != 0
            meets |= np.int64(yes) << q
        for c in range(columns.lane.size):
            group = np.int64(0)
            if columns.lane[c] == 0:
                for bit in range(8):
                    q = columns.bit[c, bit]
                    if q >= 0:
                        group |= ((meets >> q) & 1) << bit
            elif meets & columns.needs[c] == columns.needs[c]:
                a, b, _c, _d = person_draw(row, _CONDUCT, 0, columns.lane[c], k0, k1)
                if np.int64(b) < columns.share[c, fifth[row]]:
                    group = columns.lowest[c] + below(a, 256 - columns.lowest[c])
            out[c, row] = np.uint8(group)
