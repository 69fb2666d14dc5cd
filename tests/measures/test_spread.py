"""Whether listing spreads by itself."""

from __future__ import annotations

import numpy as np
import pytest

from glasstown.measures import (
    KINDS_OF_WRONG,
    critical_strength,
    curves,
    listed_by_year,
    measure,
    range_by_year,
    split,
)
from glasstown.measures.spread import year_ends
from tests.measures.by_hand import by_hand
from tests.measures.fakes import fake_lives


def test_listed_by_year_is_the_stock_at_each_years_end() -> None:
    lives = fake_lives(0, days=800)
    assert year_ends(800) == (365, 730, 800)
    stock = np.cumsum(lives.grouped[1, :, 0, 5])
    assert listed_by_year(lives, 1) == tuple(stock[day] / lives.enrolled[1] for day in (365, 730, 800))
    assert listed_by_year(lives, 0) == (0.0, 0.0, 0.0)


def test_range_is_over_all_draws() -> None:
    lives = fake_lives(0, worlds=("without", "a", "b", "c"))
    ranges = range_by_year([lives])
    assert [each.last_day for each in ranges] == [365, 730, 1095]
    for i, each in enumerate(ranges):
        draws = [listed_by_year(lives, w)[i] for w in (1, 2, 3)]
        assert (each.low, each.middle, each.high) == tuple(sorted(draws))


@pytest.mark.parametrize(
    ("listed", "strength"),
    [
        ((1, 1, 1, 1, 1, 1), None),
        ((1, 1, 2, 2, 2, 2), None),  # twice is not more than twice
        ((1, 1, 1, 2.1, 9, 9), 1.0),
        ((1, 3, 1, 1, 1, 1), 0.25),
        ((0, 0, 0, 0, 0, 1), 4.0),
    ],
)
def test_critical_strength_is_the_first_to_more_than_double(
    listed: tuple[float, ...], strength: float | None
) -> None:
    assert critical_strength(listed) == strength


def test_critical_strength_needs_a_run_without_points_for_ties() -> None:
    with pytest.raises(ValueError, match="first multiple"):
        critical_strength([1, 2], [0.5, 1])


def test_two_camps_are_seen_and_a_spread_is_not() -> None:
    assert split([0.01, 0.02, 0.9, 0.95, 0.02])
    assert not split([0.10, 0.14, 0.18, 0.22, 0.26])
    assert not split([0.01, 0.011, 0.03])  # apart, but by less than a tenth
    assert not split([0.1, 0.9])  # two say nothing of camps
    assert not split([0.5])


def test_curves_end_where_measures_do() -> None:
    lives = [fake_lives(r) for r in range(3)]
    drawn = curves(lives)
    here = drawn.worlds["article-2020"]
    assert drawn.days[0] == 0
    assert drawn.days[-1] == 1095
    assert set(np.diff(drawn.days[1:])) == {7}
    assert here.listed[:, -1].tolist() == [listed_by_year(each, 1)[-1] for each in lives]
    assert here.scores.sum(axis=1) == pytest.approx(1)
    assert [year.last_day for year in here.years] == [365, 730, 1095]
    assert sum(year.newly_sanctioned for year in here.years).tolist() == here.ever_sanctioned.tolist()  # type: ignore[union-attr]
    assert sum(year.refused for year in here.years).tolist() == here.refused_attempts.sum(axis=1).tolist()  # type: ignore[union-attr]


def test_years_of_wrong_add_up_to_the_run_and_survival_is_of_all_replicates() -> None:
    lives = [fake_lives(r) for r in range(3)]
    here = curves(lives).worlds["article-2020"]
    results = measure(lives)
    days = sum(year.sanctioned_days for year in here.years)
    assert np.array_equal(days, here.sanctioned_days)
    for kind in KINDS_OF_WRONG:
        shares = sum(year.wrong_days[kind] for year in here.years) / days
        assert shares.tolist() == pytest.approx(results.value(f"{kind}_share").replicates)
        assert all((year.wrong_people[kind] <= year.sanctioned_people).all() for year in here.years)
    assert sum(year.newly_wrongful for year in here.years).tolist() == here.ever_wrongful.tolist()  # type: ignore[union-attr]
    ever = results.value("sanctioned_share").replicates
    assert (1 - here.never[:, -1]).tolist() == pytest.approx(ever)
    assert (np.diff(here.never, axis=1) <= 0).all()
    assert here.survival.followed[0] == here.ever_sanctioned.sum()
    assert (here.survival.low <= here.survival.left).all()
    assert (here.survival.left <= here.survival.high).all()


def test_curves_of_a_town_in_which_nothing_happens() -> None:
    here = curves([by_hand()]).worlds["regime"]
    assert not here.listed.any()
    assert not here.scores.any()
