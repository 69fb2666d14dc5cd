"""What people do when nobody scores them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from glasstown.core.randomness import town_key
from glasstown.life.catalogue import BY_NAME, Kind
from glasstown.towns import build_town
from glasstown.towns.beta import class_means

from .places import BARE, SHIPPED, china, china_town, shipped_town, written
from .test_structure import edges

MOST_CANDIDATES = 0.12
LEAST_NOISE = 0.0002


@pytest.mark.parametrize("name", SHIPPED)
def test_the_catalogue_costs_few_candidates(name: str) -> None:
    town = shipped_town(name, 20_000)
    total = 0.0
    for stream, conduct in town.conduct.items():
        mean = float(conduct.rate[town.people.columns[conduct.column]].mean())
        mean /= BY_NAME[stream].period or 1
        total += mean
        print(f"{stream:22s} {mean:.6f} candidates a person-day")
    print(f"{'all':22s} {total:.6f}")
    assert total <= MOST_CANDIDATES


@pytest.mark.parametrize("name", SHIPPED)
def test_every_stream_of_the_catalogue_has_its_kind_of_rate(name: str) -> None:
    town = shipped_town(name, 20_000)
    assert set(town.conduct) == set(BY_NAME)
    for stream, conduct in town.conduct.items():
        kind = BY_NAME[stream].kind
        assert (conduct.done.max() > 0) == (kind in (Kind.DUTY, Kind.REPAYMENT))
        assert (conduct.able > 0) == (kind == Kind.JUDGMENT)
        assert (conduct.recovers > 0) == (conduct.hides > 0) == (kind == Kind.REPAYMENT)
        assert (conduct.ordinary < 1) == (kind == Kind.ATTEMPT)
        assert conduct.rate.min() >= 0
        assert conduct.rate.max() <= 1
        assert conduct.done.max() <= 1
        assert not conduct.rate.flags.writeable
    assert town.conduct["noise"].rate.min() >= LEAST_NOISE


def does(name: str) -> np.ndarray:
    town = china_town(20_000)
    conduct = town.conduct[name]
    return np.asarray(conduct.rate[town.people.columns[conduct.column]] > 0)


def test_who_does_what() -> None:
    town = china_town(20_000)
    names = [axis.name for axis in town.axes]
    online = town.people.groups[names.index("online")] == town.axes[names.index("online")].first
    adult = town.age >= 18
    assert np.array_equal(does("public-criticism"), adult & online)
    assert np.array_equal(does("cheat-game"), online & (town.age >= 12) & (town.age < 35))
    assert np.array_equal(does("contact"), adult)
    assert np.array_equal(does("job-application"), adult & (town.age < 60))
    assert does("noise").all()
    assert not (does("school-place") & adult).any()
    assert (does("promotion") <= (adult & (town.people.unit >= 0))).all()


def test_the_duty_falls_to_those_with_elderly_parents_elsewhere() -> None:
    town = china_town(20_000)
    row, other, kin = edges(town.people)
    older = town.age[other].astype(int) - town.age[row]
    parent = kin & (town.age[other] >= 60) & (older >= 18) & (older <= 45)
    has = np.zeros(town.n, bool)
    has[row[parent]] = True
    assert 1000 < has.sum() < 19_000
    assert np.array_equal(does("visit-elders"), has & (town.age >= 18))


def test_the_duty_is_done_as_often_as_the_file_says_more_by_some() -> None:
    town = china_town(20_000)
    conduct = town.conduct["visit-elders"]
    chance = conduct.done[town.people.columns[conduct.column]][does("visit-elders")]
    exact = stats.beta(4 * 0.75, 4 * 0.25)
    assert abs(chance.mean() - 0.75) < 5 * exact.std() / np.sqrt(chance.size)
    assert chance.std() == pytest.approx(exact.std(), rel=0.05)


def test_the_rich_fly_more() -> None:
    town = china_town(20_000)
    axis = [axis.name for axis in town.axes].index("income")
    fifth = town.people.groups[axis] - town.axes[axis].first
    shares = [does("air-trip")[fifth == k].mean() for k in range(5)]
    weights = np.array([0.1, 0.3, 0.7, 1.4, 2.5])
    for share, wanted, people in zip(
        shares, 0.102 * weights / weights.mean(), np.bincount(fifth), strict=True
    ):
        assert abs(share - wanted) < 5 * np.sqrt(wanted * (1 - wanted) / people)


def test_streams_of_one_trait_go_together_and_others_do_not(tmp_path: Path) -> None:
    china_columns = {name: conduct.column for name, conduct in china_town(20_000).conduct.items()}
    assert china_columns["public-criticism"] == china_columns["spread-rumour"]
    assert china_columns["contact"] == china_columns["promotion"], "status is shared"
    town = build_town(written(tmp_path, BARE), 20_000, town_key(2, 0))
    drawn = [
        town.people.columns[town.conduct[name].column].astype(float)
        for name in ("cheat-game", "donate-blood", "public-criticism")
    ]
    apart = np.abs(np.corrcoef(drawn)[np.triu_indices(3, 1)])
    assert apart.max() < 5 / np.sqrt(town.n)


def test_rates_follow_the_beta_distribution(tmp_path: Path) -> None:
    town = build_town(written(tmp_path, BARE), 20_000, town_key(2, 0))
    conduct = town.conduct["cheat-game"]
    rate = conduct.rate[town.people.columns[conduct.column]]
    exact = stats.beta(1, 19)
    assert conduct.rate.mean() == pytest.approx(0.005)
    assert abs(rate.mean() - 0.005) < 5 * exact.std() / 10 / np.sqrt(town.n)
    found = stats.kstest(rate * 10, exact.cdf).statistic
    assert found < 2.2 / np.sqrt(town.n) + 1 / 256, "a step of a class, and the sampling of the people"


@given(st.floats(0.5, 40), st.floats(0.5, 400), st.sampled_from([1, 2, 255, 256]))
def test_class_means_are_those_of_the_distribution(a: float, b: float, classes: int) -> None:
    means = class_means(a, b, classes)
    exact = stats.beta(a, b)
    assert means.mean() == pytest.approx(exact.mean(), rel=1e-9)
    assert (np.diff(means) >= 0).all()
    edges_ = exact.ppf(np.linspace(0, 1, classes + 1))
    wide = 1e-3 * exact.std() + 1e-9
    assert (means >= edges_[:-1] - wide).all()
    assert (means <= edges_[1:] + wide).all()


def test_shares_by_income_mean_the_share() -> None:
    part = china().model.conduct["air-trip"]
    from glasstown.towns.conduct import shares_by_income

    assert np.mean(shares_by_income(part)) == pytest.approx(0.102)
