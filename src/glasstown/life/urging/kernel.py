"""Step 1 of the day: whether anybody urges a listed debtor at an occasion to pay.

Each tie has a draw of its own for each occasion, kind of tie and end that is listed. Ties that have broken off over
this listing urge nobody. Only the debtor's own published standing is read: others' may be published meanwhile.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from glasstown.core.jit import inlined, seldom
from glasstown.core.randomness import tie_draw
from glasstown.core.state import COLLEAGUE, FRIEND, HOUSEHOLD, KIN, KNOWN, NEIGHBOUR
from glasstown.core.streams import STREAMS
from glasstown.life.shunning.kernel import cut_by

_URGED = np.uint32(STREAMS["urged"])


@inlined
def _urges(row: Any, other: Any, layer: Any, limit: Any, day: Any, key: Any) -> Any:
    low, high, _c, _d = tie_draw(row, other, _URGED, day, layer, key.k0, key.k1)
    return np.int64(low if row < other else high) < limit


@seldom
def is_urged(row: Any, urges: Any, shunning: Any, w: Any, people: Any, flags: Any, day: Any, key: Any) -> Any:
    """Whether at least one tie of `row` urges today; `urges` (layers,) thresholds."""
    home = row - np.int64(people.place[row])
    leave = home + np.int64(people.size[row])
    if urges[HOUSEHOLD] > 0:
        for other in range(home, leave):
            if other != row and _urges(row, other, HOUSEHOLD, urges[HOUSEHOLD], day, key):
                return True
    if urges[NEIGHBOUR] > 0:
        stair = row - np.int64(people.stair_place[row])
        for other in range(stair, stair + np.int64(people.stair_size[row])):
            if (other < home or other >= leave) and _urges(row, other, NEIGHBOUR, urges[NEIGHBOUR], day, key):
                return True
    unit = people.unit[row]
    if urges[COLLEAGUE] > 0 and unit >= 0:
        for y in range(people.unit_ptr[unit], people.unit_ptr[unit + 1]):
            other = np.int64(people.unit_member[y])
            if other != row and _urges(row, other, COLLEAGUE, urges[COLLEAGUE], day, key):
                return True
    known = flags[row] & KNOWN != 0
    friends = people.tie_ptr[row] + np.int64(people.kin[row])
    for y in range(people.tie_ptr[row], people.tie_ptr[row + 1]):
        other = np.int64(people.tie[y])
        layer = KIN if y < friends else FRIEND
        limit = shunning.kin[w] if y < friends else shunning.friend[w]
        if (
            urges[layer] > 0
            and _urges(row, other, layer, urges[layer], day, key)
            and not cut_by(row, other, known, False, limit, key)
        ):
            return True
    return False
