"""Points a bad tie costs, and how the regime's picture of ties errs, in each world."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np


class Association(NamedTuple):
    """W worlds; layers as in core.state.LAYERS."""

    every: np.ndarray  # (W,) int64 days, 0 none
    points: np.ndarray  # (W, layers) int64, tenths of a point for each bad tie
    missed: np.ndarray  # (W,) int64 threshold: a true tie that the regime does not see
    invented: np.ndarray  # (W,) int64 threshold: an invented tie of the pool that it believes in
    seen: np.ndarray  # (W,) uint8: charged for ties as the regime sees them, else for true ones
    slot: np.ndarray  # (layers,) int64 place of each layer in the state, −1 where no world reads it
