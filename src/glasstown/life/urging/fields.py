"""How readily ties urge a listed debtor to pay, and how readily the debtor does, in each world."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np


class Urging(NamedTuple):
    """W worlds."""

    urges: (
        np.ndarray
    )  # (W, layers) int64 threshold: a tie of the layer has learned of it, and urges at an occasion
    pays: np.ndarray  # (W,) int64 threshold: somebody whom at least one tie urges pays; 0 nobody does
