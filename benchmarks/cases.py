"""What Glasstown runs: the mini-model over its town, and two shipped regimes over a town like China's."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from benchmarks.mini_model import Inputs
from glasstown.core.counters import P
from glasstown.core.randomness import Key, life_key, town_key
from glasstown.engine.result import Lives
from glasstown.engine.run import Run
from glasstown.engine.tables import World
from glasstown.life.catalogue import BY_NAME
from glasstown.measures.view import BEFORE
from glasstown.regimes import load_regime
from glasstown.responses import load_response
from glasstown.towns import Town, build_town, load_town

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Case:
    """A regime and its response over a town; with `twin` beside the world without, counted by group.

    Where the regime names what was practised before, that is lived too, as `glasstown run` does.
    """

    name: str
    town: str
    regime: str
    response: str
    twin: bool

    @property
    def worlds(self) -> int:
        """Worlds that live every day."""
        return len(worlds_of(self)) + self.twin


def _mini(name: str) -> Case:
    town, regime, response = (str(HERE / f"mini-{part}.yaml") for part in ("town", name, "response"))
    return Case(name, town, regime, response, twin=False)


CASES = {
    "spec": _mini("spec"),
    "hot": _mini("hot"),
    "article": Case("article", "china-2018", "article-2020", "simple", twin=True),
    "defaulters": Case("defaulters", "china-2018", "judgment-defaulters", "simple", twin=True),
}
MINI = ("spec", "hot")


@cache
def worlds_of(case: Case) -> tuple[World, ...]:
    """The worlds with a regime: what was practised before, where the regime names that, and its own."""
    regime = load_regime(case.regime).model
    response = load_response(case.response).model
    own = World(regime.regime, regime, response)
    if regime.before is None:
        return (own,)
    return (World(BEFORE, load_regime(regime.before).model, response), own)


def town_of(case: Case, people: int, seed: int, threads: int) -> Town:
    """The town of a case."""
    return build_town(load_town(case.town), people, town_key(seed, 0), threads=threads)


def run_of(case: Case, town: Town, days: int, seed: int, threads: int) -> Run:
    """A run that has been set up and waits at day 0."""
    key: Key = life_key(seed, 0)
    return Run(town, worlds_of(case), days, key, threads=threads, twin=case.twin, by_group=case.twin)


def inputs_of(town: Town, hot: bool) -> Inputs:
    """What the other programs are handed: rates, and ties, which are friends and the others of the household."""
    people = town.people
    rows = np.arange(town.n, dtype=np.int32)
    one, other = [np.repeat(rows, np.diff(people.tie_ptr))], [people.tie]
    for step in range(1, int(people.size.max(initial=1))):
        home = rows[people.size > step]
        place, size = people.place[home].astype(np.int32), people.size[home].astype(np.int32)
        one.append(home)
        other.append(home - place + (place + step) % size)
    ends = np.concatenate(one)
    order = np.argsort(ends, kind="stable")
    ptr = np.zeros(town.n + 1, np.int64)
    np.cumsum(np.bincount(ends, minlength=town.n), out=ptr[1:])

    def rate(name: str) -> np.ndarray:
        ways = town.conduct[name]
        return ways.rate.astype(np.float32)[people.columns[ways.column]]

    return Inputs(
        good=rate("approved-purchase"),
        bad=rate("cheat-game"),
        posts=rate("public-criticism"),
        ptr=ptr,
        tie=np.concatenate(other)[order],
        starts=(5800, 10000) if hot else (10000, 10000),
    )


def daily(lives: Lives) -> np.ndarray:
    """(days, 4) float64 what the mini-model counts at the end of each day, in the order of `COUNTED`."""
    plain = lives.plain[0]
    score = lives.start_score_sum[0] + np.cumsum(plain[:, P["score_sum"]])
    below = lives.start_below[0] + np.cumsum(plain[:, P["below_change"]])
    refused = plain[:, P["refused"] + lives.services.index("air-ticket")]
    posts = plain[:, P["acts"] + lives.streams.index("public-criticism")]
    return np.stack([score / (10.0 * lives.people), below, refused, posts], axis=1)[1:]


def candidates_a_day(town: Town, streams: tuple[str, ...]) -> dict[str, float]:
    """Candidates a person and day by stream: the means of the town's ceilings, which no chance enters.

    Of a duty, the share of people who have it over its period.
    """
    found = {}
    for name in streams:
        ways = town.conduct[name]
        rates = ways.rate[town.people.columns[ways.column]]
        found[name] = float(rates.mean()) / max(1, BY_NAME[name].period)
    return found
