"""Beside step 2: public words that collectors see are counted, as praise or as criticism, rightly or wrongly.

A word is seen by the draw by which it would be recorded, in the channel in which it would be; so what is counted is
a part of what collectors see. Whether it is misread is a draw of its own, keyed by person, day and kind of word. What
is counted belongs to nobody: no record of anybody follows from it.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from glasstown.core.counters import P
from glasstown.core.jit import expanded
from glasstown.core.randomness import person_draw
from glasstown.core.state import PRAISE
from glasstown.core.streams import STREAMS
from glasstown.system.watch.kernel import channel_of

_READ = np.uint32(STREAMS["word-read"])
_AS_PRAISE = P["seen_praise"]
_AS_CRITICISM = P["seen_criticism"]


@expanded
def overhear(
    n: Any, done: Any, base: Any, candidates: Any, acts: Any, sentiment: Any, w: Any, kinds: Any, plain: Any,
    key: Any, day: Any,
) -> None:  # fmt: skip
    """Count the public words among what was done (`done[:n]`, candidate indices), as the regime reads them."""
    alike = np.uint8(sentiment.seen.shape[3] - 1)
    for y in range(n):
        x = done[y]
        s = np.int64(candidates[0, x] >> np.uint32(16))
        spoken = acts.expression[s]
        if spoken == 0:
            continue
        row = np.int64(candidates[0, x] & np.uint32(0xFFFF)) + base
        slot = np.int64(0)
        if acts.channels[s] > 1:
            _p, way, _w, _m = person_draw(row, acts.stream[s], day, 1, key.k0, key.k1)
            slot = channel_of(acts, s, way)
        if np.int64(candidates[2, x]) >= sentiment.seen[w, s, slot, kinds[row] & alike]:
            continue
        read, _b, _c, _d = person_draw(row, _READ, day, acts.stream[s], key.k0, key.k1)
        if (spoken == PRAISE) != (np.int64(read) < sentiment.misread[w]):
            plain[_AS_PRAISE] += 1
        else:
            plain[_AS_CRITICISM] += 1
