"""How unequally harm falls: against the definitions, person by person."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from glasstown.measures.inequality import gini, top_share

AMOUNTS = st.lists(st.integers(0, 50), min_size=1, max_size=80)


@given(AMOUNTS)
def test_gini_is_the_mean_difference_of_pairs(amounts: list[int]) -> None:
    value = gini(np.bincount(amounts, minlength=51))
    if sum(amounts) == 0:
        assert value is None
        return
    people = np.array(amounts)
    pairs = np.abs(people[:, None] - people[None, :]).mean()
    assert value == pytest.approx(pairs / (2 * people.mean()), abs=1e-12)


@given(AMOUNTS, st.floats(0.001, 1.0))
def test_top_share_is_that_of_people_in_order(amounts: list[int], share: float) -> None:
    value = top_share(np.bincount(amounts, minlength=51), len(amounts), share)
    if sum(amounts) == 0:
        assert value is None
        return
    ordered = sorted(amounts, reverse=True)
    whole, part = divmod(share * len(amounts), 1)
    held = sum(ordered[: int(whole)]) + (part * ordered[int(whole)] if whole < len(ordered) else 0)
    assert value == pytest.approx(held / sum(amounts), abs=1e-9)
