"""Degrees vary, friends of friends are friends, like meets like, most are near: by plain counting."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from glasstown.core.randomness import town_key
from glasstown.towns import Town, build_town
from glasstown.towns.ties import ROUNDS

from .places import BARE, SHIPPED, china_town, shipped, shipped_town, written
from .test_structure import edges


def design(mean: float, circle: float, density: float) -> tuple[float, float, float, float]:
    """(ties a circle, mean circles a person, mean of their square, b) as the file's figures have it.

    A person's chance p of each of the rounds is beta(1, b) with mean 1 / (1 + b).
    """
    each = (circle - 1) * density
    chance = mean / each / ROUNDS
    b = (1 - chance) / chance
    square = 2 / ((1 + b) * (2 + b))  # E p²
    circles = ROUNDS * chance
    return each, circles, ROUNDS * (chance - square) + ROUNDS**2 * square, b


def friends(town: Town) -> np.ndarray:
    return np.diff(town.people.tie_ptr) - town.people.kin


@pytest.mark.parametrize("name", SHIPPED)
def test_the_means_are_those_of_the_file(name: str) -> None:
    """A few friends are lost: members of one's home, kin, and people met twice."""
    town = shipped_town(name, 20_000)
    part = shipped(name).model.friends
    kin = shipped(name).model.kin
    assert part is not None
    assert kin is not None
    each, circles, square, _b = design(part.mean.value, part.circle.value, part.density.value)
    noise = 5 * np.sqrt((square - circles**2) * each**2 / town.n)
    assert 0.9 * part.mean.value < friends(town).mean() < part.mean.value + noise
    assert 0.9 * kin.mean.value < town.people.kin.mean() < 1.05 * kin.mean.value


def test_degrees_vary_more_than_chance_makes_them_and_to_the_right() -> None:
    town = china_town(20_000)
    degree = friends(town)
    each, circles, square, _b = design(8, 6, 0.8)
    wanted = (square - circles**2) * each**2
    assert degree.var() > 0.8 * wanted > 2 * degree.mean()
    assert np.quantile(degree, 0.99) > 3 * np.median(degree)


def test_friends_of_friends_are_friends() -> None:
    town = china_town(2_000)
    row, other, kin = edges(town.people)
    linked = np.zeros((town.n, town.n), np.float32)
    linked[row[~kin], other[~kin]] = 1
    degree = linked.sum(axis=1)
    closed = float((linked @ linked * linked).sum())
    found = closed / float((degree * (degree - 1)).sum())
    each, circles, square, _b = design(8, 6, 0.8)
    wanted = circles * each * (each - 1) * 0.8 / (square * each**2 - circles * each)
    assert found > 0.75 * wanted
    assert found > 20 * degree.mean() / town.n


def test_like_meets_like() -> None:
    town = china_town(20_000)
    row, other, kin = edges(town.people)
    row, other = row[~kin], other[~kin]
    axis = [axis.name for axis in town.axes].index("group")
    second = town.people.groups[axis] == town.axes[axis].first + 1
    share = second.mean()
    seeks = 0.75 + 0.25 * share  # chance of looking in one's own group
    design_share = seeks**2
    found = second[other[second[row]]].mean()
    assert found > share + (design_share - share) / 2
    years = np.abs(town.age[row].astype(int) - town.age[other])
    anybody = np.abs(town.age[row].astype(int) - town.age[np.roll(other, row.size // 3)])
    assert years.mean() < anybody.mean() / 2


def test_kin_span_the_ages_and_keep_to_a_group() -> None:
    town = china_town(20_000)
    row, other, kin = edges(town.people)
    years = np.abs(town.age[row].astype(int) - town.age[other])
    assert (years[kin] >= 18).mean() > 2 * (years[~kin] >= 18).mean()
    axis = [axis.name for axis in town.axes].index("group")
    second = town.people.groups[axis] == town.axes[axis].first + 1
    assert second[other[kin & second[row]]].mean() > 5 * second.mean()


FAR = "far: {value: 0.25, assumed: [0.25, 0.25]}"


@pytest.mark.parametrize("far", [0.0, 0.06, 0.2, 0.25, 0.7, 1.0])
def test_the_share_of_far_friends_is_that_of_the_file(far: float, tmp_path: Path) -> None:
    """Near friends stand less than the 500 rows of a window apart; far ones do so only by chance.

    Some near friends are lost and count for nothing: 2 of the 500 live in one's home, and a friend may have
    been met in another of one's circles.
    """
    assert BARE.count(FAR) == 1
    text = BARE.replace(FAR, FAR.replace("0.25", str(far)))
    town = build_town(written(tmp_path, text), 60_000, town_key(5, 0))
    row, other, _kin = edges(town.people)
    apart = np.abs(row - other)
    near = (np.minimum(apart, town.n - apart) < 500).mean()
    each, circles, square, _b = design(10, 6, 0.8)
    lost = (2 + square * each / circles) / 500
    least = (1 - far) * (1 - lost) / ((1 - far) * (1 - lost) + far)
    most = 1 - far + far * 2 * (2 * 500 / town.n)  # twice what an even order makes: steps are not quite even
    noise = 5 * np.sqrt(far * (1 - far) * 30 / row.size)  # a circle's ties, up to 30, go together
    assert least - noise <= near <= most + noise
    assert 0.9 * 10 < friends(town).mean() < 10.5
