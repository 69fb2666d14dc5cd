"""Marks are found where they stand, and nothing beyond the rows they stand for."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from glasstown.core.jit import kernel
from glasstown.core.places import SPARE, places_of


@kernel
def found(marks, n, out):
    return places_of(marks, n, out)


@given(st.lists(st.booleans(), max_size=70), st.integers(0, 255))
def test_places_of_marks(marks, beyond):
    row = np.full(len(marks) + SPARE, beyond, np.uint8)
    row[: len(marks)] = marks
    out = np.full(len(marks) + 1, -1, np.int32)
    n = found(row, len(marks), out)
    assert out[:n].tolist() == np.flatnonzero(marks).tolist()
    assert out[n] == -1
