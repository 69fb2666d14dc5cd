"""Other values of the assumed numbers: which worlds are run, and what is read from them."""

from __future__ import annotations

from dataclasses import fields

import numpy as np

import glasstown as gt
from glasstown.core.counters import P
from glasstown.core.randomness import life_key, town_key
from glasstown.engine.result import Lives
from glasstown.engine.run import run_worlds
from glasstown.studies.assumed import (
    WORLDS_A_PASS,
    Assumed,
    association_worlds,
    assumed_of,
    assumed_worlds,
    only,
    passes,
    passes_of,
)
from glasstown.studies.request import Request, prepare
from glasstown.towns import Town, build_town


def lived(asked: Request, town: Town) -> Assumed:
    key = life_key(asked.seed, 0)
    return assumed_of([run_worlds(town, worlds, asked.days, key) for worlds in passes_of(asked)])


def test_draws_are_keyed_and_more_of_them_add() -> None:
    few, more = (assumed_worlds(prepare(assumed=number)) for number in (3, 5))
    assert [world.name for world in more] == [f"draw-{n}" for n in range(1, 6)]
    assert [world.regime for world in few] == [world.regime for world in more[:3]]
    assert [world.response for world in few] == [world.response for world in more[:3]]
    assert len({world.regime.model_dump_json() for world in more}) == 5
    other = assumed_worlds(prepare(assumed=3, seed=2))
    assert all(one.regime != two.regime for one, two in zip(few, other, strict=True))


def test_multiples_change_points_for_ties_only() -> None:
    base = prepare().regime.model
    worlds = association_worlds(prepare())
    kin = [world.regime.association.points_per_tie["kin"].value for world in worlds]  # type: ignore[union-attr]
    assert kin == [0, -0.8, -1.5, -3, -6, -12]
    assert worlds[3].regime == base
    assert all(world.regime.rules == base.rules for world in worlds)


def test_passes_hold_every_world_once() -> None:
    worlds = association_worlds(prepare()) * 25
    shared = passes(worlds)
    assert sum(shared, ()) == worlds
    assert all(len(part) <= WORLDS_A_PASS for part in shared)
    assert len(passes(worlds[:64])) == 1
    assert len(passes(worlds[:65])) == 2


def test_the_regime_itself_is_unchanged_beside_its_draws() -> None:
    """Once the points for ties is the regime: run alone or among draws, the same lives; and no draw is."""
    asked = prepare(people=3000, years=1, replicates=1, assumed=4)
    town = build_town(asked.town, asked.people, town_key(asked.seed, 0))
    drawn = lived(asked, town)
    alone = gt.run("article-2020", people=3000, years=1, replicates=1)
    once = drawn.multiples.plain[1 + 3]
    rows = alone.daily.filter(
        (alone.daily["world"] == "article-2020") & (alone.daily["counter"] == "records")
    )

    assert once[:, P["records"]].sum() == rows["value"].sum() > 100
    (draws,) = drawn.draws
    assert draws.worlds[1:] == ("draw-1", "draw-2", "draw-3", "draw-4")
    assert all(draws.plain[w, :, P["records"]].sum() != rows["value"].sum() for w in range(1, 5))
    assert (draws.plain[0] == drawn.multiples.plain[0]).all(), "one world without, for all of them"


def test_the_headline_widens_with_the_years() -> None:
    asked = prepare(people=3000, years=2, replicates=1, assumed=6)
    town = build_town(asked.town, asked.people, town_key(asked.seed, 0))
    told = lived(asked, town).to_json()
    years = told["listed_share_by_year"]
    assert [year["day"] for year in years] == [365, 730]
    assert all(year["low"] <= year["median"] <= year["high"] for year in years)
    listed = [entry["listed_share_by_year"][-1] for entry in told["association"]]
    strength = told["critical_strength"]
    above = [m for m, share in zip((0, 0.25, 0.5, 1, 2, 4), listed, strict=True) if share > 2 * listed[0]]
    assert strength == (above[0] if above else None)


def test_some_of_the_worlds_are_as_if_run_alone() -> None:
    """Every part of the lives that has a place for each world keeps the right ones."""
    asked = prepare(people=2000, years=1, replicates=1, assumed=3)
    town = build_town(asked.town, asked.people, town_key(asked.seed, 0))
    worlds, key = assumed_worlds(asked), life_key(asked.seed, 0)
    together = run_worlds(town, worlds, asked.days, key)
    part = only(together, lambda name: name in ("without", "draw-2"))
    alone = run_worlds(town, worlds[1:2], asked.days, key)
    assert len({int(enrolled) for enrolled in together.enrolled}) == 4
    for field in fields(Lives):
        mine, wanted, other = (getattr(lives, field.name) for lives in (part, alone, together))
        if field.name == "ends":
            assert [vars(end).keys() for end in mine] == [vars(end).keys() for end in wanted]
            assert all(
                np.array_equal(value, vars(two)[name])
                for one, two in zip(mine, wanted, strict=True)
                for name, value in vars(one).items()
            )
        else:
            assert np.array_equal(np.asarray(mine), np.asarray(wanted)), field.name
            if field.name in ("worlds", "enrolled", "group_enrolled", "plain", "grouped"):
                assert not np.array_equal(np.asarray(mine), np.asarray(other)), field.name
