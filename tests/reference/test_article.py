"""The article's regime over the town that it belongs to: engine and plain Python agree there too."""

from __future__ import annotations

import numpy as np
import pytest

from glasstown.core.counters import P
from glasstown.core.randomness import life_key, town_key
from glasstown.engine.tables import World
from glasstown.regimes import load_regime
from glasstown.responses import load_response
from glasstown.towns import build_town, load_town
from tests.reference.comparison import both, first_difference


def article(name: str, response: str, strictness: float) -> World:
    """The shipped regime; above 1, with points so many times as large and a start just above the list."""
    regime = load_regime("article-2020").model
    if strictness != 1.0:
        rules = tuple(
            rule.model_copy(
                update={"points": rule.points.model_copy(update={"value": rule.points.value * strictness})}
            )
            for rule in regime.rules
        )
        start = regime.score.start.model_copy(update={"value": 605.0})
        regime = regime.model_copy(
            update={"rules": rules, "score": regime.score.model_copy(update={"start": start})}
        )
    return World(name, regime, load_response(response).model)


def check(people: int, days: int, worlds: list[World], seed: int) -> np.ndarray:
    town = build_town(load_town("china-2018"), people, town_key(seed, 0))
    engine, result = both(town, worlds, days, life_key(seed, 0))
    assert first_difference(engine, result) is None
    assert engine.recount() == 0
    return engine.lives().plain


def test_the_article_as_it_is_and_made_strict():
    worlds = [
        article("article", "simple", 1.0),
        article("strict", "simple", 4.0),
        article("meek", "none", 4.0),
    ]
    plain = check(1000, 63, worlds, 1)
    assert plain[1, :, P["records"]].sum() > 100
    assert plain[2, :, P["lost_somebody_else"]].sum() > 100
    assert plain[2, :, [P["kin_cut"], P["friends_cut"]]].sum() > 100


@pytest.mark.long
@pytest.mark.parametrize("seed", range(2, 7))
def test_the_article_for_three_years(seed):
    check(1000, 3 * 365, [article("article", "simple", 1.0), article("strict", "simple", 3.0)], seed)
