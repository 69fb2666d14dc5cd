"""How likely a contact with somebody published as bad is left undone, in each world."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np


class Avoidance(NamedTuple):
    """W worlds."""

    avoids: np.ndarray  # (W, layers) int64 threshold: a contact with a bad tie of the layer is left undone
    anywhere: np.ndarray  # (W,) uint8: whether any of them is above 0
