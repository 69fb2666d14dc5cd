"""What all programs of the mini-model share: its numbers, and the people, rates and ties that they are handed.

Nothing of Glasstown is imported here, so that the processes of the other programs hold their own libraries only.
Points are tenths.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Final

import numpy as np

OBSERVED: Final = 0.6
RUMOUR: Final = 0.2  # of observed posts
NOISE: Final = 1e-4
TRIP: Final = 0.01
BESIDE: Final = 0.5  # said by whoever had a bad tie, of what one says otherwise
CUT: Final = 6000
AIM: Final = 10000
CEILING: Final = 13000
GOOD, BAD, CALLED_RUMOUR, FALSE_RECORD, TIE = 50, -200, -300, -200, -20
DECAY_DAYS: Final = 30
TIE_DAYS: Final = 7
COUNTED: Final = ("mean score", "people below 600", "refusals", "posts")


@dataclass(frozen=True, eq=False)
class Inputs:
    """N people: rates a day (float32), and ties both ways, those of row i in ``tie[ptr[i]:ptr[i + 1]]``."""

    good: np.ndarray
    bad: np.ndarray
    posts: np.ndarray
    ptr: np.ndarray  # (N + 1,) int64
    tie: np.ndarray  # int32
    starts: tuple[int, int]  # lowest and highest start, tenths

    def write(self, file: Path) -> None:
        """Into a file of NumPy's own format."""
        np.savez(file, **{field.name: getattr(self, field.name) for field in fields(self)})

    @staticmethod
    def read(file: Path) -> Inputs:
        """What `write` has written."""
        with np.load(file) as found:
            low, high = found["starts"].tolist()
            arrays = {name: found[name] for name in found.files if name != "starts"}
        return Inputs(**arrays, starts=(low, high))


Life = Callable[[], np.ndarray]
"""A life that is set up; called, it lives all days and returns (days, 4) float64 as in `COUNTED`."""

Program = Callable[[Inputs, int, int], Life]
"""Sets up a life over people, of so many days, by a seed."""
