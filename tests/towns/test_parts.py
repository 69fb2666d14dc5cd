"""The pieces of the generator against exact solutions."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import integrate

from glasstown.core.errors import GlasstownError
from glasstown.core.randomness import town_key
from glasstown.towns.balance import balance
from glasstown.towns.households import draw_homes, numbers_of, plan_of
from glasstown.towns.income import CUT, incomes_of
from glasstown.towns.people import by_age_chances, non_local_chances
from glasstown.towns.templates import LEAST_GAP, Templates

from .places import SHIPPED, china, shipped

FIFTHS = np.array([6440.0, 14361.0, 23189.0, 36471.0, 70640.0])


@given(st.integers(1_000, 3_000_000))
@settings(max_examples=60)
def test_households_hold_everybody(people: int) -> None:
    plan = plan_of(china().model, "")
    number, rest = numbers_of(plan, people)
    size = np.arange(1, number.size + 1)
    assert int((number * size).sum()) + rest == people
    assert rest == 0
    assert number.min() >= 0
    assert np.abs(number - people / plan.mean * plan.size_share).max() <= 9


@pytest.mark.parametrize("name", SHIPPED)
def test_fitted_homes_have_every_margin_exactly(name: str) -> None:
    plan = plan_of(shipped(name).model, "")
    templates = plan.templates
    assert templates is not None
    counts = templates.counts(plan.cells.share.size)
    found = (plan.weight[:, None] * counts).sum(axis=0)
    assert found == pytest.approx(plan.family_cells * plan.mean, abs=1e-8)
    sizes = np.bincount(templates.size, plan.weight)[1:]
    assert sizes == pytest.approx(plan.size_share, abs=1e-9)
    three = (templates.size == 5) & (templates.generations == 3)
    assert plan.weight[three].sum() == pytest.approx(plan.size_share[4] * plan.generations[4, 2], abs=1e-9)


@pytest.mark.parametrize("name", SHIPPED)
def test_templates_are_led_by_adults_and_no_parent_is_a_child(name: str) -> None:
    plan = plan_of(shipped(name).model, "")
    templates = plan.templates
    assert templates is not None
    assert plan.cells.adult[templates.members[:, 0]].all()
    used = templates.members != 255
    assert np.array_equal(used.sum(axis=1), templates.size)
    minors = used & ~plan.cells.adult[np.where(used, templates.members, 0)]
    band = np.where(used, templates.members // 2, 0)
    oldest = np.where(used, plan.cells.low[band], 0).max(axis=1)
    youngest = np.where(minors, plan.cells.high[band] - 1, 0).max(axis=1)
    assert (oldest - youngest)[minors.any(axis=1)].min() >= LEAST_GAP


def test_balance_finds_the_only_solution() -> None:
    """Homes of two: both women, one of each, both men; with the base 1, 2, 1 of independent sexes."""
    templates = Templates(
        np.array([[0, 0], [0, 1], [1, 1]], np.uint8),
        np.array([2, 2, 2]),
        np.ones(3, int),
        np.array([1.0, 2.0, 1.0]),
    )
    share = 0.3
    names = ["women", "men"]
    weight = balance(templates, np.zeros(3, int), np.ones(1), 2 * np.array([share, 1 - share]), names)
    assert weight == pytest.approx([share**2, 2 * share * (1 - share), (1 - share) ** 2], abs=1e-8)
    with pytest.raises(GlasstownError, match="women a household"):
        balance(templates, np.zeros(3, int), np.ones(1), np.array([2.5, -0.5]), names)


def test_incomes_have_the_means_of_the_fifths() -> None:
    fitted = incomes_of(FIFTHS, np.array([39251.0, 14617.0]), 0.5958)
    edges = np.exp(fitted.log_edges)
    for k in range(4):
        mean = integrate.quad(lambda u, k=k: np.exp(fitted.log_edges[k] + u * fitted.log_widths[k]), 0, 1)[0]
        assert mean == pytest.approx(FIFTHS[k], rel=1e-6)
        assert edges[k] * np.exp(fitted.log_widths[k]) == pytest.approx(edges[k + 1]), "no gap between fifths"
    body = integrate.quad(lambda t: t ** fitted.log_widths[4], CUT, 1)[0]
    top = edges[4] * (body + CUT * CUT ** fitted.log_widths[4])
    assert top == pytest.approx(FIFTHS[4], rel=1e-6)
    assert (np.diff(edges) > 0).all()
    assert fitted.log_widths[4] < 0
    shares = fitted.fifths
    assert (0.5958 * shares[0] + 0.4042 * shares[1]) == pytest.approx(np.full(5, 0.2), abs=1e-9)
    assert (shares[0] @ FIFTHS) / (shares[1] @ FIFTHS) == pytest.approx(39251 / 14617, rel=1e-6)


def test_incomes_that_places_cannot_have() -> None:
    with pytest.raises(GlasstownError, match="cannot be"):
        incomes_of(FIFTHS, np.array([100.0, 1.0]), 0.5)


def test_profiles_give_the_share_of_people() -> None:
    model = china().model
    cells = plan_of(model, "").cells
    people = cells.by_year()
    assert people.sum() == pytest.approx(1)
    assert model.activity is not None
    pupils = by_age_chances(model.activity.pupils_by_age, 0.182, cells, "pupils")
    assert (people * pupils).sum() == pytest.approx(0.182, abs=1e-9)
    chances = non_local_chances(model, cells)
    assert (np.array([0.5958, 0.4042]) @ chances * people).sum() == pytest.approx(0.173, abs=1e-9)
    assert (0.5958 * chances[0] * people).sum() == pytest.approx(0.85 * 0.173, abs=1e-3)


def test_homes_stand_in_an_order_of_their_own() -> None:
    """Kinds of home are mixed along the rows: each tenth of the town has about its share of singles."""
    plan = plan_of(china().model, "")
    homes = draw_homes(plan, 50_000, 5_000, 0.6, town_key(2, 0))
    single = np.diff(homes.ptr) == 1
    parts = np.array_split(single, 10)
    p = single.mean()
    for part in parts:
        assert abs(part.mean() - p) < 5 * np.sqrt(p * (1 - p) / part.size)
