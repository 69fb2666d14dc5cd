"""Which ties are cut: a fixed tolerance of each tie, drawn once for each of its two ends being listed.

A tie is cut once an end that has been listed is known to be (one exchange after the listing was published) and the
tie's draw for that end falls under the world's chance. So a tie that bore one listing bears the next, the same tie
has the same tolerance in every world, and no list of cut ties need be kept.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from glasstown.core.jit import inlined
from glasstown.core.randomness import tie_draw
from glasstown.core.streams import STREAMS

_CUT = np.uint32(STREAMS["tie-cut"])


@inlined
def cut_by(one: Any, other: Any, known_one: Any, known_other: Any, limit: Any, key: Any) -> Any:
    """Whether the tie between two ids is cut, given which ends are known to have been listed."""
    if limit == 0 or not (known_one or known_other):
        return False
    low, high, _c, _d = tie_draw(one, other, _CUT, 0, 0, key.k0, key.k1)
    if one < other:
        return (known_one and np.int64(low) < limit) or (known_other and np.int64(high) < limit)
    return (known_other and np.int64(low) < limit) or (known_one and np.int64(high) < limit)
