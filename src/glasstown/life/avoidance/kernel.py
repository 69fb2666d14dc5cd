"""Step 1 of the day: a contact with somebody published as bad is left undone.

Whom a contact is with is word 0 of lane 1 of its candidate, as for whoever watches; whether it is avoided is a draw of
its own, keyed by person and day.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from glasstown.core.counters import P
from glasstown.core.jit import seldom
from glasstown.core.meeting import bad_layer_met
from glasstown.core.randomness import person_draw
from glasstown.core.streams import STREAMS
from glasstown.core.trace import Code, note

_CONTACT = 1
_AVOIDS = np.uint32(STREAMS["avoided"])
_ACTS = P["acts"]
_AVOIDED = P["contacts_avoided"]
_SHUNS = int(Code.AVOIDED)


@seldom
def avoid(
    n: Any, done: Any, base: Any, candidates: Any, acts: Any, avoids: Any, town: Any, ties: Any, slots: Any, plain: Any,
    log: Any, day: Any, world: Any, key: Any,
) -> Any:  # fmt: skip
    """Take the contacts that are avoided out of `done[:n]`, candidate indices; returns how many acts remain."""
    kept = np.int64(0)
    for y in range(n):
        x = done[y]
        s = np.int64(candidates[0, x] >> np.uint32(16))
        if acts.kind[s] == _CONTACT:
            row = np.int64(candidates[0, x] & np.uint32(0xFFFF)) + base
            partner, _b, _c, _d = person_draw(row, acts.stream[s], day, 1, key.k0, key.k1)
            layer = bad_layer_met(row, partner, town, ties, slots)
            if layer >= 0 and avoids[layer] > 0:
                word, _b, _c, _d = person_draw(row, _AVOIDS, day, 0, key.k0, key.k1)
                if np.int64(word) < avoids[layer]:
                    plain[_ACTS + s] -= 1
                    plain[_AVOIDED] += 1
                    note(log, day, row, world, _SHUNS, layer, 0)
                    continue
        done[kept] = x
        kept += 1
    return kept
