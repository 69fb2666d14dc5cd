"""How each world looks at public words."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np


class Sentiment(NamedTuple):
    """Thresholds of each world, W of them; S streams with up to C channels; K kinds of person as in `Watching`."""

    observes: np.ndarray  # (W,) uint8
    seen: np.ndarray  # (W, S, C, K) int64: words in a channel that are counted; 0 of what is no word
    misread: np.ndarray  # (W,) int64: counted words taken for the opposite
