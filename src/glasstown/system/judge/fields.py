"""Rules and ledgers of each world as arrays."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

MAX_CAPPED = 2
"""Rules with `at_most` in one regime: their counts share a byte."""


class Rules(NamedTuple):
    """What each label earns or costs; W worlds, B labels."""

    points: np.ndarray  # (W, B) int64, tenths of a point; of a band the lower end
    choices: (
        np.ndarray
    )  # (W, B) int64: numbers of points that an official can choose from, 0 where nobody chooses
    scored: np.ndarray  # (W, B) uint8: a rule names the label
    vague: np.ndarray  # (W, B) uint8
    capped: np.ndarray  # (W, B) int64: slot of its cap, −1 none
    times: np.ndarray  # (W, MAX_CAPPED) int64
    period: np.ndarray  # (W, MAX_CAPPED) int64 days, 0 none
    harm: np.ndarray  # (B,) int64 whom the act harms
    domain: np.ndarray  # (B,) uint8 bit of the context of life


class Ledgers(NamedTuple):
    """Bounds and decay of the score in each world; W worlds, tenths of a point."""

    floor: np.ndarray  # (W,) int64
    ceiling: np.ndarray  # (W,) int64
    start_low: np.ndarray  # (W,) int64
    start_high: np.ndarray  # (W,) int64, equal to start_low for a fixed start
    low_cut: np.ndarray  # (W,) int64: under it people count as `below`
    decay_every: np.ndarray  # (W,) int64 days, 0 none
    decay_toward: np.ndarray  # (W,) int64
    decay_share: np.ndarray  # (W,) int64: parts of 10,000
