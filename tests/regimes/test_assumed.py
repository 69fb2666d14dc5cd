"""Draws of assumed numbers: in range, keyed, uniform, in order."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest
from scipy import stats

from glasstown.core.numbers import Days, Number
from glasstown.core.randomness import Key
from glasstown.core.values import named, numbers_in, with_numbers
from glasstown.regimes import load_regime
from glasstown.regimes.assumed import orders, with_association, with_assumed
from glasstown.responses import load_response
from tests.regimes.places import ARTICLE, GOOD

KEY = Key(11, 7)


@pytest.mark.parametrize("path", [ARTICLE, *GOOD], ids=lambda path: path.stem)
def test_every_draw_is_a_valid_regime_within_the_ranges(path: Path) -> None:
    regime = load_regime(path).model
    before = dict(numbers_in(regime))
    for number in range(1, 31):
        drawn = with_assumed(regime, KEY, number)
        assert list(drawn.contradictions()) == []
        after = dict(numbers_in(drawn))
        assert after.keys() == before.keys()
        for where, old in before.items():
            new = after[where]
            assert type(new.value) is type(old.value)
            assert new.assumed == old.assumed
            low, high = old.assumed or (old.value, old.value)
            assert low <= new.value <= high
            type(new).model_validate_json(_as_written(new))


def _as_written(number: Number) -> str:
    """A number as JSON, with the unit of durations."""
    unit = " days" if isinstance(number, Days) else None

    def say(value: float) -> object:
        return f"{value}{unit}" if unit else value

    told: dict[str, object] = {"value": say(number.value)}
    if number.source:
        told["source"] = number.source
    if number.assumed:
        told["assumed"] = [say(end) for end in number.assumed]
    return json.dumps(told)


def test_draws_are_keyed_by_draw_key_and_name() -> None:
    regime = load_regime(ARTICLE).model
    assert with_assumed(regime, KEY, 3) == with_assumed(regime, KEY, 3)
    assert with_assumed(regime, KEY, 3) != with_assumed(regime, KEY, 4)
    assert with_assumed(regime, KEY, 3) != with_assumed(regime, Key(12, 7), 3)
    fewer = regime.model_copy(update={"rules": regime.rules[3:]})
    all_drawn, fewer_drawn = with_assumed(regime, KEY, 3), with_assumed(fewer, KEY, 3)
    assert fewer_drawn.rules == all_drawn.rules[3:]
    assert fewer_drawn.watch == all_drawn.watch
    with pytest.raises(ValueError, match="numbered from 1"):
        with_assumed(regime, KEY, 0)


def test_draws_are_uniform_over_the_range() -> None:
    """Kolmogorov and Smirnov's distance for a continuous number, chi-squared for weeks: one in 10⁴."""
    regime = load_regime(ARTICLE).model
    drawn = [with_assumed(regime, KEY, number) for number in range(1, 1201)]
    missed = [regime.watch.ties.missed.value for regime in drawn if regime.watch.ties]
    distance = stats.kstest(missed, stats.uniform(0.1, 0.5).cdf)
    assert distance.pvalue > 1e-4
    weeks = [r.association.every.value for r in drawn if r.association]
    counts = [weeks.count(days) for days in (7, 14, 21, 28)]
    assert sum(counts) == len(drawn)
    assert stats.chisquare(counts).pvalue > 1e-4
    # two numbers of one draw do not move together
    seen = [regime.watch.errors.misattributed.value for regime in drawn]
    r = stats.pearsonr(missed, seen).statistic
    assert abs(r) < 4.0 / math.sqrt(len(drawn))


def test_order_is_kept_where_ranges_overlap(monkeypatch: pytest.MonkeyPatch) -> None:
    """No draw contradicts itself; without the repair more than fifty of three hundred would."""
    regime = load_regime(next(path for path in GOOD if path.stem == "harsh")).model
    for number in range(1, 301):
        drawn = with_assumed(regime, KEY, number)
        values = dict(numbers_in(drawn))
        for low, high, gap in orders(drawn):
            assert values[low].value + gap <= values[high].value + 1e-9
    monkeypatch.setattr("glasstown.regimes.assumed.orders", lambda _regime: [])
    loose = [with_assumed(regime, KEY, number) for number in range(1, 301)]
    assert sum(bool(list(drawn.contradictions())) for drawn in loose) > 50


def test_association_is_multiplied_in_tenths() -> None:
    regime = load_regime(ARTICLE).model
    assert with_association(regime, 1.0) == regime
    half, none = with_association(regime, 0.5), with_association(regime, 0.0)
    assert regime.association is not None
    assert half.association is not None
    assert none.association is not None
    for layer, cost in regime.association.points_per_tie.items():
        assert half.association.points_per_tie[layer].value == pytest.approx(cost.value / 2, abs=0.05 + 1e-9)
        assert none.association.points_per_tie[layer].value == 0.0
    assert half.model_copy(update={"association": regime.association}) == regime
    no_ties = load_regime(next(path for path in GOOD if path.stem == "minimal")).model
    assert with_association(no_ties, 4.0) == no_ties
    with pytest.raises(ValueError, match="at least 0"):
        with_association(regime, -1.0)


def test_a_response_is_drawn_too() -> None:
    simple = load_response("simple").model
    said = [with_assumed(simple, KEY, number).speech for number in range(1, 51)]
    values = {speech.said_beside_punished_tie.value for speech in said if speech}
    assert len(values) == 50
    assert all(0.5 <= value <= 0.9 for value in values)


def test_names_of_numbers_do_not_depend_on_their_places() -> None:
    regime = load_regime(ARTICLE).model
    names = [named(regime, where) for where, _number in numbers_in(regime)]
    assert len(set(names)) == len(names)
    assert "rules.donate-blood.points" in names
    assert "lists.discredited.leave.after" in names
    unchanged = with_numbers(regime, {})
    assert unchanged == regime
