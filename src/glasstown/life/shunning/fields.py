"""How likely a tie is to break off once a listing is known, in each world."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np


class Shunning(NamedTuple):
    """W worlds."""

    kin: np.ndarray  # (W,) int64 threshold: learns of it and breaks off
    friend: np.ndarray  # (W,) int64 threshold
