"""What each adult thinks in private: a draw of its own, by which nothing else of a town is changed."""

from __future__ import annotations

from typing import Any

import numpy as np

from glasstown.core.jit import kernel
from glasstown.core.randomness import Key, person_draw, threshold
from glasstown.core.state import CRITICAL, NOT_ASKED, SUPPORTIVE, UNDECIDED
from glasstown.core.streams import STREAMS
from glasstown.towns.model import TownModel
from glasstown.towns.team import Team

_OPINION = np.uint32(STREAMS["opinion"])


@kernel
def _draw(
    first: Any,
    upto: Any,
    age: Any,
    adult: Any,
    critical: Any,
    not_supportive: Any,
    out: Any,
    k0: Any,
    k1: Any,
) -> None:
    """Fill `out` of the rows; `critical` and `not_supportive` are thresholds."""
    for row in range(first, upto):
        out[row] = np.uint8(NOT_ASKED)
        if np.int64(age[row]) < adult:
            continue
        word, _b, _c, _d = person_draw(row, _OPINION, 0, 0, k0, k1)
        out[row] = np.uint8(SUPPORTIVE)
        if np.int64(word) < critical:
            out[row] = np.uint8(CRITICAL)
        elif np.int64(word) < not_supportive:
            out[row] = np.uint8(UNDECIDED)


def opinions_of(model: TownModel, age: np.ndarray, key: Key, team: Team) -> np.ndarray:
    """(N,) uint8, as in `People.opinion`; empty where the file says nothing of it."""
    if model.opinion is None:
        return np.zeros(0, np.uint8)
    out = np.empty(age.size, np.uint8)
    adult = int(model.ages.adult.value)
    critical = threshold(model.opinion.critical.value)
    not_supportive = threshold(1.0 - model.opinion.supportive.value)
    team.each(lambda a, b: _draw(a, b, age, adult, critical, not_supportive, out, key.k0, key.k1), age.size)
    return out
