"""Who pays what they owe, in each world."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

JUDGED_APART: Final = 180
"""A person is ordered to pay at most once in so many days; what else they owe is part of it."""


class Debts(NamedTuple):
    """Chances at each occasion to pay, beside one's own will, which is the town's (`Acts.done`); W worlds."""

    collects: np.ndarray  # (W,) int64 threshold: a court finds and takes it
    pressed: np.ndarray  # (W,) int64 threshold: one pays because one is listed
