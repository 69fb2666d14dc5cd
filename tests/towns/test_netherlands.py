"""The Dutch file: figures that its notes derive from published ones, and an article that runs on it."""

from __future__ import annotations

import numpy as np
import pytest

import glasstown as gt

from .places import shipped, shipped_town

NAME = "netherlands-2020"


def test_its_axes_are_those_for_which_there_are_figures() -> None:
    """China's registration of place has no Dutch counterpart: a part that is left out is no axis."""
    names = [axis.name for axis in shipped_town(NAME, 20_000).axes]
    assert names == ["age", "sex", "place", "group", "income", "online"]
    assert "registration" in [axis.name for axis in shipped_town("china-2018", 20_000).axes]


def test_derived_figures_are_those_of_their_notes() -> None:
    model = shipped(NAME).model
    people = model.describes.people.value
    sizes = np.array(model.households.sizes.values)
    households = 7_997_800
    assert abs(sizes.sum() - households) <= 1
    assert sizes[4:].sum() == 407_592
    couples, lone, institutions = 2_025_126, 589_975, 258_863
    assert model.families is not None
    assert model.collective is not None
    assert model.families.lone_parents.value == pytest.approx(lone / (couples + lone), abs=5e-5)
    assert model.collective.share.value == pytest.approx(institutions / people, abs=5e-5)
    childless = households - sizes[0] - couples - lone
    two = next(row for row in model.households.generations if row.sizes == (2,))
    assert two.table.values == pytest.approx((childless, sizes[1] - childless), abs=1)
    assert model.activity is not None
    assert model.activity.pupils.value == pytest.approx(
        (2_452_458 + 503_011 + 463_330 + 306_888) / people, abs=5e-5
    )
    assert model.units is not None
    ones, twos, few, several = 1_483_805, 188_510, 90_840, 64_890
    jobs = ones + 2 * twos + 3.45 * few + 6.7 * several
    assert model.units.small.value == pytest.approx(jobs / 8_951_000, abs=5e-3)
    assert model.units.small_size.value == pytest.approx(jobs / (ones + twos + few + several), abs=5e-3)


def test_private_households_hold_the_people_who_are_not_in_institutions() -> None:
    """Not an input: the split of large households must give the published number of people, about."""
    sizes = np.array(shipped(NAME).model.households.sizes.values)
    held = float((sizes * np.arange(1, sizes.size + 1)).sum())
    assert held == pytest.approx(17_400_000 - 258_863, rel=0.005)


def test_half_fly_and_a_quarter_makes_three_quarters_of_the_trips() -> None:
    """The shares of people and the 1.63 trips a head are inputs; how the trips are spread is checked."""
    town = shipped_town(NAME, 20_000)
    conduct = town.conduct["air-trip"]
    rate = np.sort(conduct.rate[town.people.columns[conduct.column]])[::-1] * 365
    assert (rate > 0).mean() == pytest.approx(0.5, abs=5 * 0.5 * np.sqrt(2.15 / town.n))
    assert rate.mean() == pytest.approx(1.63, abs=5 * rate.std() * np.sqrt(2.15 / town.n))
    assert rate[: town.n // 4].sum() / rate.sum() == pytest.approx(0.75, abs=0.02)


def test_the_article_runs_on_it() -> None:
    run = gt.run("article-2020", town=NAME, people=1_000, years=0.25, seed=2, replicates=1)
    assert run.results["town"] == NAME
    assert run.results["worlds"]["article-2020"]["sanctioned_share"]["value"] > 0
