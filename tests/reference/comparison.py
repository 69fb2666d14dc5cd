"""The compiled engine and the plain world side by side, and the first place at which they differ."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from glasstown.core.counters import GROUPED, PLAIN
from glasstown.core.randomness import Key
from glasstown.core.state import (
    ABLE,
    ACCURATE,
    ASKED,
    BAND_BITS,
    INDUCED,
    LEGITIMATE,
    OWES,
    PUT_RIGHT,
    REAL,
    WITH_ENTRY,
)
from glasstown.engine.run import Run
from glasstown.engine.tables import World
from glasstown.regimes.entering import grades_set
from tests.reference import draws
from tests.reference.ending import ending
from tests.reference.life import Life
from tests.reference.reading import read_amendments
from tests.reference.sentiment import OPINIONS
from tests.reference.world import RegimeWorld, Result, run

DEBT = {OWES: "owes", ABLE: "able", ASKED: "asked", PUT_RIGHT: "put_right"}
HEARD = {WITH_ENTRY: "on", ASKED: "asked", PUT_RIGHT: "put_right"}
LEDGER = {"real": REAL, "accurate": ACCURATE, "legitimate": LEGITIMATE, "induced": INDUCED}


def both(
    town: Any, worlds: Sequence[World], days: int, key: Key, twin: bool = True, **options: Any
) -> tuple[Run, Result]:
    """Run the engine and the reference over the same days."""
    engine = Run(town, worlds, days, key, twin=twin, **options)
    engine.advance(days)
    streams = list(engine.streams)
    ordinary = {name: draws.chance(town.conduct[name].ordinary) for name in streams}
    terms = [read_amendments(world.regime, world.response, town, streams) for world in worlds]
    return engine, run(town, terms, streams, ordinary, days, (int(key.k0), int(key.k1)), twin)


def first_difference(engine: Run, result: Result) -> str | None:
    """A sentence about the first difference in counters, then in people; None where all is equal."""
    lives = engine.lives()
    for w, world in enumerate(result.worlds):
        plain, grouped = world.tally.arrays(lives.days, len(lives.groups))
        where = f"world {lives.worlds[w]}"
        found = _first(lives.plain[w], plain, lambda at: f"day {at[0]}, counter {PLAIN[at[1]]}")
        found = found or _first(
            lives.grouped[w],
            grouped,
            lambda at: f"day {at[0]}, group {lives.groups[at[1]]}, counter {GROUPED[at[2]]}",
        )
        if found:
            return f"{where}, {found}"
    regimes = [world for world in result.worlds if isinstance(world, RegimeWorld)]
    for w, world in enumerate(regimes):
        for row, life in enumerate(world.lives):
            found = _person(engine, w, row, life, world)
            if found:
                return f"world {engine.worlds[w].name}, row {row}, {found}"
        score = engine.worlds[w].regime.score
        ends = ending(world, lives.days, 0 if score is None else score.ceiling.value)
        for name, expected in ends.items():
            got = getattr(lives.ends[w + len(result.worlds) - len(regimes)], name)
            if not np.array_equal(np.atleast_1d(got), np.atleast_1d(expected)):
                return (
                    f"world {engine.worlds[w].name}, at the end, {name}: engine {got}, reference {expected}"
                )
    return None


def _first(got: np.ndarray, expected: np.ndarray, name: Any) -> str | None:
    if np.array_equal(got, expected):
        return None
    at = tuple(int(i) for i in np.argwhere(got != expected)[0])
    return f"{name(at)}: engine {got[at]}, reference {expected[at]}"


def _person(engine: Run, w: int, row: int, life: Life, world: RegimeWorld) -> str | None:
    state = engine.state
    if state.debt.size > 0:
        debt = int(state.debt[w + 1, row])
        owing = life.owing
        got = {name for bit, name in DEBT.items() if debt & bit}
        expected = {name for name in DEBT.values() if getattr(owing, name)}
        if got != expected:
            return f"debt: engine {sorted(got)}, reference {sorted(expected)}"
    if state.opinion.size > 0 and OPINIONS[int(state.opinion[w, row])] != life.opinion:
        return f"opinion: engine {OPINIONS[int(state.opinion[w, row])]}, reference {life.opinion}"
    if state.heard.size > 0:
        got = {name for bit, name in HEARD.items() if int(state.heard[w, row]) & bit}
        expected = {name for name in HEARD.values() if getattr(life.heard, name)}
        if got != expected:
            return f"heard: engine {sorted(got)}, reference {sorted(expected)}"
    lists = [entry.name for entry in engine.worlds[w].regime.lists]
    grades = grades_set(engine.worlds[w].regime)
    for name, account in life.accounts.items():
        score = int(state.score[w, LEDGER[name], row])
        if score != account.score:
            return f"{name} score: engine {score}, reference {account.score}"
        on = int(state.standing[w, LEDGER[name], row]) >> BAND_BITS
        listed = {entry for i, entry in enumerate(lists) if on >> i & 1}
        if listed != set(account.listed):
            return f"{name} lists: engine {sorted(listed)}, reference {sorted(account.listed)}"
        graded = {f"grade {grade}" for i, grade in enumerate(grades, start=len(lists)) if on >> i & 1}
        if graded != account.graded:
            return f"{name} grades: engine {sorted(graded)}, reference {sorted(account.graded)}"
    return None
