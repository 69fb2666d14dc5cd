"""The make-up of a town is that of its file, and a town that misses it is refused."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from glasstown.core.errors import GlasstownError, InputError
from glasstown.core.randomness import Key, town_key
from glasstown.towns import Town, build, build_town, households
from glasstown.towns.fill import Homes, Rows, Traits
from glasstown.towns.residuals import CHANCE, Margin, deviation, judge

from .places import BARE, SHIPPED, china, china_town, shipped, shipped_town, written


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize(("people", "seeds"), [(1_000, 12), (1_013, 4), (10_000, 6), (100_000, 2)])
def test_no_sound_town_is_refused(people: int, seeds: int, name: str) -> None:
    for seed in range(seeds):
        town = build_town(shipped(name), people, town_key(seed, 0), threads=2)
        assert town.n == people
        assert len(town.residuals) > 80
        assert all(residual.met for residual in town.residuals)


def test_a_bare_town_of_any_size(tmp_path: Path) -> None:
    document = written(tmp_path, BARE)
    for people in (1_000, 1_001, 1_003, 4_999):
        assert build_town(document, people, town_key(0, 0)).n == people


def residual(town: Town, name: str) -> tuple[float, float]:
    found = {r.margin: r for r in town.residuals}[name]
    return found.wanted, found.got


def test_residuals_say_what_is_there() -> None:
    """Recounted from the arrays of the town, against the figures of the file."""
    town = china_town(20_000)
    people, model = town.people, china().model
    males = np.array(model.ages.male.values)
    everybody = males.sum() + sum(model.ages.female.values)
    sex = [axis.name for axis in town.axes].index("sex")
    male = people.groups[sex] == town.axes[sex].first + 1
    inside = male & (town.age >= 30) & (town.age < 35)
    assert residual(town, "ages, male, 30 to 34") == pytest.approx((males[6] / everybody, inside.mean()))
    online = [axis.name for axis in town.axes].index("online")
    young = (town.age >= 10) & (town.age < 40)
    on = people.groups[online] == town.axes[online].first
    assert residual(town, "online, ages 10 to 39") == pytest.approx((0.96, on[young].mean()))
    income = [axis.name for axis in town.axes].index("income")
    top = people.groups[income] == town.axes[income].first + 4
    wanted, got = residual(town, "income, mean of fifth 5")
    assert (wanted, got) == pytest.approx((70640, town.income[top].mean(dtype=float) * 100))
    assert residual(town, "group, B")[0] == 0.0889


@pytest.mark.parametrize("name", SHIPPED)
def test_sizes_of_households_recounted(name: str) -> None:
    town, collective = shipped_town(name, 20_000), shipped(name).model.collective
    assert collective is not None
    people = town.people
    sizes = people.size[people.place == 0]
    rooms = round(collective.share.value * town.n)
    homes = np.bincount(sizes, minlength=11)[1:11].astype(float)
    homes[7] -= rooms // 8  # rooms of collective households are of eight
    if rooms % 8:
        homes[rooms % 8 - 1] -= 1
    for size in range(1, 11):
        _wanted, got = residual(town, f"households of {size}")
        assert got == pytest.approx(homes[size - 1] / homes.sum())


class _Changed:
    """A step of the generator with a fault in it."""

    @staticmethod
    def traits(change: dict[str, Any]) -> Any:
        real = build.traits_of

        def faulty(*given: Any) -> Traits:
            traits = real(*given)
            return traits._replace(**{name: turn(getattr(traits, name)) for name, turn in change.items()})

        return faulty


FAULTS = {
    "registration": ("traits_of", _Changed.traits({"non_local": lambda t: t * 3 // 2})),
    "group, B": ("traits_of", _Changed.traits({"second_group": lambda t: t * 2})),
    "income, fifth-1": ("traits_of", _Changed.traits({"fifths": lambda t: t - (t < 2**32) * 2**27})),
    "income, mean of fifth 2": ("traits_of", _Changed.traits({"log_edges": lambda t: t + 0.05})),
    "online, ages 50 and more": ("traits_of", _Changed.traits({"online": lambda t: t[::-1].copy()})),
    "pupils": ("traits_of", _Changed.traits({"pupil": lambda t: t * 9 // 10})),
    "ages, ": (
        "traits_of",
        _Changed.traits({"members": lambda t: np.where(t == 20, 22, t).astype(np.uint8)}),
    ),
}


WORDS = {"netherlands-2020": {"online, ages 50 and more": "online, ages 75 and more"}}


@pytest.mark.parametrize(
    ("town", "margin"),
    [
        (town, margin)
        for town in SHIPPED
        for margin in FAULTS
        if (town, margin) != (SHIPPED[1], "registration")
    ],
)
def test_a_faulty_generator_is_caught(town: str, margin: str, monkeypatch: pytest.MonkeyPatch) -> None:
    name, faulty = FAULTS[margin]
    document = shipped(town)
    monkeypatch.setattr(build, name, faulty)
    with pytest.raises(GlasstownError) as caught:
        build_town(document, 100_000, town_key(1, 0), threads=2)
    said = str(caught.value)
    assert WORDS.get(town, {}).get(margin, margin) in said
    for word in ("wanted", "got", "at most"):
        assert word in said


def test_households_put_in_the_wrong_place_are_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    real = build.draw_homes

    def faulty(plan: households.Plan, people: int, locality: int, first: float, key: Key) -> Homes:
        homes = real(plan, people, locality, first, key)
        return homes._replace(
            place=np.where(np.arange(homes.place.size) % 9 == 0, 1, homes.place).astype(np.uint8)
        )

    monkeypatch.setattr(build, "draw_homes", faulty)
    with pytest.raises(GlasstownError, match="place, urban"):
        build_town(china(), 10_000, town_key(1, 0))


@pytest.fixture
def unremembered() -> Iterator[None]:
    households._plan.cache_clear()
    yield
    households._plan.cache_clear()


def test_households_that_were_not_fitted_are_caught(
    monkeypatch: pytest.MonkeyPatch, unremembered: None
) -> None:
    def unfitted(templates: Any, classes: Any, shares: Any, _target: Any, _names: Any) -> np.ndarray:
        total = np.bincount(classes, templates.weight, shares.size)
        return np.asarray(templates.weight / total[classes] * shares[classes])

    monkeypatch.setattr(households, "balance", unfitted)
    with pytest.raises(GlasstownError, match="ages, "):
        build_town(china(), 10_000, town_key(1, 0))


def test_a_row_that_is_written_twice_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second half of the town lives like the first: too many of a kind for draws of their own."""
    real = build.fill

    def faulty(first: int, upto: int, homes: Homes, traits: Traits, rows: Rows, k0: int, k1: int) -> None:
        real(first, upto, homes, traits, rows, k0, k1)
        rows.activity[rows.age > 40] = 0

    monkeypatch.setattr(build, "fill", faulty)
    with pytest.raises(GlasstownError, match="workers"):
        build_town(china(), 10_000, town_key(1, 0))


@pytest.mark.parametrize("people", [0, 999, 100_000_001])
def test_too_few_or_too_many_people(people: int) -> None:
    with pytest.raises(InputError, match=r"1,000 to 100,000,000") as caught:
        build_town(china(), people, town_key(1, 0))
    assert f"{people:,} people" in str(caught.value)


def test_the_bound_on_deviations_holds() -> None:
    """Bernstein's bound against binomial counts: no more misses than it promises."""
    generator = np.random.default_rng(7)
    trials, n, p, level = 20_000, 500, 0.1, np.log(2 / 0.01)
    bound = deviation(n * p * (1 - p), 1.0, level)
    missed = (np.abs(generator.binomial(n, p, trials) - n * p) > bound).mean()
    assert missed < 0.01
    assert bound < 2 * np.sqrt(2 * level * n * p * (1 - p)), "a bound that is not far too wide"


def test_a_margin_missed_by_a_little_more_is_refused() -> None:
    margin = Margin("margin", 0.5, 0.5, 1000, 250.0, 1.0)
    allowed = judge([margin])[0].allowed
    assert judge([Margin("margin", 0.5, 0.5 + 0.999 * allowed, 1000, 250.0, 1.0)])[0].met
    with pytest.raises(GlasstownError, match=r"margin: wanted 0\.5"):
        judge([Margin("margin", 0.5, 0.5 + 1.001 * allowed, 1000, 250.0, 1.0)])
    assert 0 < CHANCE < 0.01
