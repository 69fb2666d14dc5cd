"""Reviews of an entry on a list, in each world."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np


class Review(NamedTuple):
    """W worlds; index 0 of a pair is the first place, 1 the higher one. Days, and thresholds."""

    decided_in: np.ndarray  # (W,) int64 days, 0 where there is no review
    first_answer: np.ndarray  # (W,) int64 days from the entry until the first place has decided
    higher_answer: np.ndarray  # (W,) int64 days from its refusal until the higher place has; 0 none
    within: np.ndarray  # (W,) int64 days until a correction is made
    sensitivity: np.ndarray  # (W, 2) int64: a wrong entry is found wrong
    specificity: np.ndarray  # (W, 2) int64: a right one is found right
    asks: np.ndarray  # (W, 2) int64: asks for a review, rightly listed and wrongly
    higher: np.ndarray  # (W,) int64: goes to the higher place
    by_score: np.ndarray  # (W,) int64: lists entered by score whose entries are reviewed, bits
    notice: np.ndarray  # (W,) int64: is told of an entry on one of these
    told_after: np.ndarray  # (W,) int64 days from the entry
