"""How unequally harm falls: against the definitions, person by person."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from glasstown.measures import measure
from glasstown.measures.inequality import gini, top_share
from tests.measures.by_hand import by_hand
from tests.measures.fakes import fake_lives

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


GROUPS = (("everybody", "everybody"), ("class", "x"), ("class", "y"), ("class", "z"))


def test_disparity_compares_most_and_least_and_leaves_small_groups_out() -> None:
    lives = by_hand(
        people=300, enrolled=300, groups=GROUPS, group_people=(300, 100, 160, 40),
        grouped={"first_sanctioned": {1: 60}},
        by_group={
            ("first_sanctioned", 1): {1: 10},
            ("first_sanctioned", 2): {1: 40},
            ("first_sanctioned", 3): {1: 39},
        },
    )  # fmt: skip
    results = measure([lives])
    assert results.value("disparity_ratio_class").value == pytest.approx(0.25 / 0.1)
    assert results.value("disparity_difference_class").value == pytest.approx(15)
    groups = results.value("sanctioned_share").groups
    assert groups is not None
    assert groups["class"]["x"].value == pytest.approx(0.1)
    small = groups["class"]["z"]
    assert (small.value, small.reason) == (None, "undefined")
    assert "fewer than 50 people" in small.method


def test_ratio_to_a_group_that_is_not_hit_is_undefined() -> None:
    lives = by_hand(
        people=300, enrolled=300, groups=GROUPS, group_people=(300, 100, 160, 40),
        by_group={("first_sanctioned", 1): {1: 10}},
    )  # fmt: skip
    results = measure([lives])
    assert results.value("disparity_ratio_class").reason == "undefined"
    assert results.value("disparity_difference_class").value == pytest.approx(10)


def test_every_axis_of_the_town_has_a_ratio() -> None:
    results = measure([fake_lives(0)])
    assert {"disparity_ratio_registration", "disparity_ratio_group", "disparity_ratio_age"} <= {
        each.key for each in results.measures
    }
