"""How far groups are apart: against counts on paper; cells that are too small are left out and say so."""

from __future__ import annotations

import pytest

from glasstown.measures import measure
from glasstown.measures.disparity import RATES
from tests.measures.by_hand import by_hand
from tests.measures.fakes import AXES, fake_lives

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


def test_false_sanction_and_false_discovery_are_rates_of_person_days() -> None:
    """Would fail if a wrong day counted as one on which something right closed a service."""
    lives = by_hand(
        people=300, enrolled=300, groups=GROUPS, group_people=(300, 100, 160, 40),
        by_group={
            ("first_sanctioned", 1): {1: 60}, ("first_sanctioned", 2): {1: 80}, ("first_sanctioned", 3): {1: 40},
            ("sanctioned_change", 1): {1: 60}, ("sanctioned_change", 2): {1: 80}, ("sanctioned_change", 3): {1: 40},
            ("wrongful_change", 1): {1: 30}, ("wrongful_change", 2): {1: 20}, ("wrongful_change", 3): {1: 40},
        },
    )  # fmt: skip
    results = measure([lives])
    clear = {"x": 30 / (100 - 30), "y": 20 / (160 - 60)}
    groups = results.value("false_sanction_share").groups
    assert groups is not None
    assert {name: groups["class"][name].value for name in clear} == pytest.approx(clear)
    ratio = results.value("disparity_ratio_false_sanction_class").value
    assert ratio == pytest.approx(clear["x"] / clear["y"])
    discovery = results.value("disparity_ratio_false_discovery_class").value
    assert discovery == pytest.approx((30 / 60) / (20 / 80))
    assert results.value("disparity_difference_false_discovery_class").value == pytest.approx(25)


def test_a_rate_of_the_sanctioned_needs_fifty_of_them() -> None:
    lives = by_hand(
        people=300, enrolled=300, groups=GROUPS, group_people=(300, 100, 160, 40),
        by_group={
            ("first_sanctioned", 1): {1: 49}, ("first_sanctioned", 2): {1: 80},
            ("sanctioned_change", 1): {1: 49}, ("sanctioned_change", 2): {1: 80},
        },
    )  # fmt: skip
    results = measure([lives])
    groups = results.value("wrongful_share").groups
    assert groups is not None
    assert "fewer than 50" in groups["class"]["x"].method
    assert groups["class"]["y"].value == 0
    apart = results.value("disparity_difference_false_discovery_class")
    assert (apart.value, apart.reason) == (None, "undefined")
    assert "fewer than 50" in apart.method


def test_redress_compares_people_put_right_of_those_who_asked() -> None:
    lives = by_hand(
        people=300, enrolled=300, groups=GROUPS, group_people=(300, 100, 160, 40), scored=False,
        by_group={
            ("first_asked", 1): {1: 50}, ("first_asked", 2): {1: 100}, ("first_asked", 3): {1: 20},
            ("first_corrected", 1): {5: 20}, ("first_corrected", 2): {5: 10}, ("first_corrected", 3): {5: 20},
        },
    )  # fmt: skip
    results = measure([lives])
    assert results.value("disparity_ratio_redress_class").value == pytest.approx(0.4 / 0.1)
    assert results.value("disparity_difference_redress_class").value == pytest.approx(30)


def test_a_group_too_small_in_one_replicate_is_left_out_altogether() -> None:
    """The mean of the replicates in which it happens to be large would be a biased pick."""
    lives = [
        by_hand(
            people=300, enrolled=300, groups=GROUPS, group_people=(300, x, 260 - x, 40),
            by_group={("first_sanctioned", 1): {1: 10}},
        )
        for x in (49, 60)
    ]  # fmt: skip
    groups = measure(lives).value("sanctioned_share").groups
    assert groups is not None
    assert groups["class"]["x"].value is None


def test_every_axis_of_the_town_has_each_rate_as_ratio_and_difference() -> None:
    keys = {each.key for each in measure([fake_lives(0)]).measures}
    for rate in RATES:
        for axis, _ in AXES:
            name = f"{rate.name}_{axis}" if rate.name else axis
            assert {f"disparity_ratio_{name}", f"disparity_difference_{name}"} <= keys
