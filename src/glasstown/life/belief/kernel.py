"""Step 10, at exchanges: a broadcast moves some people one step toward support.

What somebody thinks is critical, undecided or supportive. It is drawn with the town; nothing in the world without
moves it. What a broadcast says is not modelled: it is a number, the same for everybody.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from glasstown.core.counters import P
from glasstown.core.jit import inlined, inner
from glasstown.core.randomness import person_draw
from glasstown.core.state import CRITICAL, UNDECIDED
from glasstown.core.streams import STREAMS
from glasstown.core.trace import Code, note

_BELIEF = np.uint32(STREAMS["belief"])
_SWAYED = int(Code.SWAYED)
_SUPPORTIVE = P["supportive_change"]
_CRITICAL = P["critical_change"]


@inlined
def not_meant(row: Any, opinion: Any) -> Any:
    """Whether praise by the row is not meant: by what they think they are critical or undecided."""
    return opinion.size > 0 and (opinion[row] == CRITICAL or opinion[row] == UNDECIDED)


@inner
def sway(
    first: Any, upto: Any, swayed: Any, opinion: Any, world: Any, plain: Any, log: Any, day: Any, key: Any
) -> None:
    """Each of the rows who is not supportive takes a step toward it with a chance, keyed by person and week."""
    for row in range(first, upto):
        before = np.int64(opinion[row])
        if before != CRITICAL and before != UNDECIDED:
            continue
        word, _b, _c, _d = person_draw(row, _BELIEF, day, 0, key.k0, key.k1)
        if np.int64(word) < swayed:
            opinion[row] = np.uint8(before + 1)
            if before == CRITICAL:
                plain[_CRITICAL] -= 1
            else:
                plain[_SUPPORTIVE] += 1
            note(log, day, row, world, _SWAYED, before, before + 1)
