"""The interval against scipy's."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from glasstown.measures.student import mean_interval, t_quantile


@pytest.mark.parametrize("freedom", [*range(1, 40), 63, 64, 199, 1000])
@pytest.mark.parametrize("level", [0.5, 0.9, 0.95, 0.99])
def test_quantile_is_that_of_students_t(freedom: int, level: float) -> None:
    assert t_quantile(freedom, level) == pytest.approx(stats.t.ppf((1 + level) / 2, freedom), rel=1e-9)


@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=30))
def test_interval_is_that_of_scipy(values: list[float]) -> None:
    mean, low, high = mean_interval(values)
    assert mean == pytest.approx(np.mean(values), abs=1e-6)
    assert low is not None
    assert high is not None
    half = stats.t.ppf(0.975, len(values) - 1) * stats.sem(values)
    assert high - mean == pytest.approx(half, rel=1e-6, abs=1e-6)
    assert mean - low == pytest.approx(half, rel=1e-6, abs=1e-6)


def test_one_value_has_no_interval() -> None:
    assert mean_interval([3.0]) == (3.0, None, None)
    with pytest.raises(ValueError, match="two replicates"):
        t_quantile(0)


def test_interval_covers_as_often_as_it_says() -> None:
    rng = np.random.Generator(np.random.Philox(3))
    runs, hits = 4000, 0
    for row in rng.standard_normal((runs, 5)):
        _, low, high = mean_interval(row.tolist())
        assert low is not None
        assert high is not None
        hits += low <= 0 <= high
    # binomial with p = 0.95: five standard errors
    assert abs(hits / runs - 0.95) < 5 * math.sqrt(0.95 * 0.05 / runs)
