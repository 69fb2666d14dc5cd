"""What every town is built like, whatever was drawn."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from glasstown.core.randomness import town_key
from glasstown.core.state import KINDS, People
from glasstown.towns import Town, build_town

from .places import BARE, SHIPPED, shipped, shipped_town, written


@pytest.fixture(scope="module", params=[*SHIPPED, "bare"])
def town(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Town:
    if request.param in SHIPPED:
        return shipped_town(request.param, 20_000)
    return build_town(written(tmp_path_factory.mktemp("bare"), BARE), 5_000, town_key(3, 0))


def edges(people: People) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(row, other, whether kin) of every entry of the ties."""
    row = np.repeat(np.arange(people.place.size), np.diff(people.tie_ptr))
    kin = np.arange(row.size) - people.tie_ptr[:-1][row] < people.kin[row]
    return row, people.tie.astype(np.int64), kin


def test_households_are_runs_of_rows(town: Town) -> None:
    place, size = town.people.place, town.people.size
    heads = np.flatnonzero(place == 0)
    assert heads[0] == 0
    lengths = np.diff(heads, append=town.n)
    assert np.array_equal(size[heads], lengths)
    assert np.array_equal(size, np.repeat(lengths, lengths))
    assert np.array_equal(place, np.arange(town.n) - np.repeat(heads, lengths))


def test_the_head_is_an_adult(town: Town) -> None:
    assert town.age[town.people.place == 0].min() >= 18


def test_stairs_are_runs_of_whole_households(town: Town) -> None:
    people = town.people
    start = np.arange(town.n) - people.stair_place
    first = np.flatnonzero(people.stair_place == 0)
    lengths = np.diff(first, append=town.n)
    assert np.array_equal(start, np.repeat(first, lengths))
    assert np.array_equal(people.stair_size, np.repeat(lengths, lengths))
    assert (people.place[first] == 0).all()


def test_units_hold_at_most_twelve_and_know_their_members(town: Town) -> None:
    people = town.people
    lengths = np.diff(people.unit_ptr)
    assert people.unit_ptr[0] == 0
    assert people.unit_ptr[-1] == people.unit_member.size
    if people.unit_member.size:
        assert lengths.min() >= 1
        assert lengths.max() <= 12
    unit = np.full(town.n, -1)
    unit[people.unit_member] = np.repeat(np.arange(lengths.size), lengths)
    assert np.array_equal(unit, people.unit)
    assert np.unique(people.unit_member).size == people.unit_member.size


def test_ties_stand_at_both_ends_with_the_same_kind(town: Town) -> None:
    row, other, kin = edges(town.people)
    assert row.size > 5 * town.n
    here = np.sort((row * town.n + other) * 2 + kin)
    there = np.sort((other * town.n + row) * 2 + kin)
    assert np.array_equal(here, there)


def test_ties_are_sorted_without_doubles_and_outside_the_household(town: Town) -> None:
    row, other, kin = edges(town.people)
    order = (row * 2 + ~kin) * town.n + other  # kin first, then friends, each in rising order
    assert (np.diff(order) > 0).all()
    assert np.unique(row * town.n + other).size == row.size
    home = np.arange(town.n) - town.people.place
    assert (home[row] != home[other]).all()
    assert other.min() >= 0
    assert other.max() < town.n


def test_every_row_has_one_group_of_each_axis(town: Town) -> None:
    groups = town.people.groups
    assert groups.shape == (len(town.axes), town.n)
    following = 1
    for row, axis in enumerate(town.axes):
        assert axis.first == following
        following += len(axis.groups)
        assert axis.first <= groups[row].min()
        assert groups[row].max() < following
    assert following <= 64


def test_age_and_sex_have_the_groups_they_say(town: Town) -> None:
    ages = town.axes[0]
    assert ages.name == "age"
    for number, name in enumerate(ages.groups):
        low, _, high = name.rstrip("+").partition("-")
        inside = town.age[town.people.groups[0] == ages.first + number]
        assert inside.min() >= int(low)
        assert high == "" or inside.max() <= int(high)


@pytest.mark.parametrize("name", SHIPPED)
def test_work_is_near_home_for_most(name: str) -> None:
    town, units = shipped_town(name, 20_000), shipped(name).model.units
    assert units is not None
    people = town.people
    lengths = np.diff(people.unit_ptr)
    unit = np.repeat(np.arange(lengths.size), lengths)
    low = np.minimum.reduceat(people.unit_member, people.unit_ptr[:-1])
    high = np.maximum.reduceat(people.unit_member, people.unit_ptr[:-1])
    near = (high - low < units.reach.value)[unit].mean()
    far = units.far.value
    assert abs(near - (1 - far)) < 5 * np.sqrt(far * (1 - far) * 12 / people.unit_member.size) + 0.02


def test_a_bare_town_has_only_what_its_file_says(tmp_path: Path) -> None:
    town = build_town(written(tmp_path, BARE), 1_000, town_key(1, 0))
    people = town.people
    assert set(np.unique(people.size)) <= {1, 3}
    assert (people.size == 3).sum() == 999
    assert (people.unit == -1).all()
    assert (people.kin == 0).all()
    assert np.array_equal(people.stair_size, people.size)
    assert [axis.name for axis in town.axes] == ["age", "sex"]
    assert town.income.size == 0
    assert people.columns.shape[0] == 4  # three that vary, each drawn apart, and one of those that do not


def test_kinds_of_person_are_what_the_axes_say(town: Town) -> None:
    """Whom a collector may see alone: of the axes that a town has, the bits say the same."""
    bits = {kind: (town.people.kinds >> bit) & 1 for bit, kind in enumerate(KINDS)}
    for kind, axis in (("online", "online"), ("urban", "place")):
        row = next((row for row, each in enumerate(town.axes) if each.name == axis), None)
        if row is None:
            assert bits[kind].all(), "everybody, where a town tells nobody apart"
            continue
        assert np.array_equal(bits[kind] == 1, town.people.groups[row] == town.axes[row].first)
        assert 0 < bits[kind].mean() < 1
    assert not (bits["working"] & bits["schooled"]).any()
    if bits["working"].any():
        assert town.age[bits["schooled"] == 1].mean() < town.age[bits["working"] == 1].mean()
