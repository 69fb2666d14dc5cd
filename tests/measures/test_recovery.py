"""The Kaplan–Meier estimate against lifelines'."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lifelines import KaplanMeierFitter

from glasstown.measures import measure
from glasstown.measures.recovery import ROUNDING, greenwood, kaplan_meier
from tests.measures.by_hand import DAYS, by_hand, end

SPELLS = st.lists(st.tuples(st.integers(1, 40), st.booleans()), min_size=1, max_size=60)


@given(SPELLS)
def test_curve_and_median_are_those_of_lifelines(spells: list[tuple[int, bool]]) -> None:
    recovered = np.bincount([days for days, seen in spells if seen], minlength=41)
    waiting = np.bincount([days for days, seen in spells if not seen], minlength=41)
    left, followed = kaplan_meier(recovered, waiting)
    fitter = KaplanMeierFitter().fit([days for days, _ in spells], [seen for _, seen in spells])
    longest = max(days for days, _ in spells)
    for day in range(longest + 1):
        assert left[day] == pytest.approx(fitter.predict(day), abs=1e-12)
        assert followed[day] == sum(days >= day for days, _ in spells)
    reached = np.flatnonzero(left <= 0.5 + ROUNDING)
    if not np.isclose(left, 0.5).any():  # lifelines multiplies logarithms: a half is not a half there
        assert (float(reached[0]) if reached.size else np.inf) == fitter.median_survival_time_


@given(SPELLS)
def test_band_is_that_of_lifelines(spells: list[tuple[int, bool]]) -> None:
    """Greenwood's variance, complementary log-log; lifelines' default band."""
    recovered = np.bincount([days for days, seen in spells if seen], minlength=41)
    waiting = np.bincount([days for days, seen in spells if not seen], minlength=41)
    left, _ = kaplan_meier(recovered, waiting)
    low, high = greenwood(recovered, waiting)
    assert ((low >= 0) & (low <= left + ROUNDING) & (left <= high + ROUNDING) & (high <= 1)).all()
    band = (
        KaplanMeierFitter()
        .fit([days for days, _ in spells], [seen for _, seen in spells])
        .confidence_interval_
    )
    for day in range(max(days for days, _ in spells) + 1):
        if ROUNDING < left[day] < 1 - ROUNDING:
            theirs = band[band.index <= day].iloc[-1]
            assert (low[day], high[day]) == pytest.approx(tuple(theirs), abs=1e-9)
        else:
            assert (low[day], high[day]) == ((1.0, 1.0) if left[day] > 0.5 else (0.0, 1.0))


def test_band_on_paper() -> None:
    """Two of eight recover on day 1, one on day 3 after one was lost: S = 6/8 · 4/5."""
    recovered, waiting = np.array([0, 2, 0, 1, 0]), np.array([0, 0, 1, 0, 4])
    left, followed = kaplan_meier(recovered, waiting)
    assert left.tolist() == pytest.approx([1, 0.75, 0.75, 0.6, 0.6])
    assert followed.tolist() == [8, 8, 6, 5, 4]
    half = 1.959963984540054 * (2 / (8 * 6) + 1 / (5 * 4)) ** 0.5 / abs(np.log(0.6))
    low, high = greenwood(recovered, waiting)
    assert low[3] == pytest.approx(0.6 ** np.exp(half))
    assert high[3] == pytest.approx(0.6 ** np.exp(-half))


def _spells(recovered: dict[int, int], waiting: dict[int, int]) -> object:
    histograms = [np.zeros(DAYS + 1, np.int64) for _ in range(2)]
    for histogram, counts in zip(histograms, (recovered, waiting), strict=True):
        for day, people in counts.items():
            histogram[day] = people
    return by_hand(last=end(recovered_after=histograms[0], not_recovered_after=histograms[1]))


def test_median_that_is_never_reached_is_censored_not_a_number() -> None:
    results = measure([_spells({3: 10}, {9: 90})])  # type: ignore[list-item]
    value = results.value("recovery_days_median")
    assert (value.value, value.reason) == (None, "censored")
    assert results.value("never_recovered_share").value == pytest.approx(0.9)


def test_one_censored_replicate_censors_the_median() -> None:
    seen, unseen = _spells({2: 60}, {}), _spells({3: 10}, {9: 90})
    assert measure([seen]).value("recovery_days_median").value == 2  # type: ignore[list-item]
    assert measure([seen, unseen]).value("recovery_days_median").reason == "censored"  # type: ignore[list-item]


def test_nobody_sanctioned_leaves_recovery_undefined() -> None:
    results = measure([by_hand()])
    assert results.value("recovery_days_median").reason == "undefined"
    assert results.value("never_recovered_share").reason == "undefined"
    assert results.value("recovery_days_median", "without").reason == "not_applicable"
