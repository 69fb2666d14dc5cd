"""How readily people think better of a regime for what it broadcasts, in each world."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np


class Belief(NamedTuple):
    """W worlds."""

    swayed: np.ndarray  # (W,) int64 threshold of a step toward support, each week; 0 nobody moves
