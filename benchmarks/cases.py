"""What is run: the mini-model over its town, and the article's regime over a town like China's."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from glasstown.core.counters import P
from glasstown.core.randomness import Key, life_key, town_key
from glasstown.engine.result import Lives
from glasstown.engine.run import Run
from glasstown.engine.tables import World
from glasstown.life.catalogue import BY_NAME
from glasstown.regimes import load_regime
from glasstown.responses import load_response
from glasstown.towns import Town, build_town, load_town

HERE = Path(__file__).resolve().parent
COUNTED = ("mean score", "people below 600", "refusals", "posts")


@dataclass(frozen=True)
class Case:
    """A regime and its response over a town; with `twin` beside the world without, counted by group."""

    name: str
    town: str
    regime: str
    response: str
    twin: bool

    @property
    def worlds(self) -> int:
        """Worlds that live every day."""
        return 1 + self.twin


def _mini(name: str) -> Case:
    town, regime, response = (str(HERE / f"mini-{part}.yaml") for part in ("town", name, "response"))
    return Case(name, town, regime, response, twin=False)


CASES = {
    "spec": _mini("spec"),
    "hot": _mini("hot"),
    "article": Case("article", "china-2018", "article-2020", "simple", twin=True),
}


@cache
def world(case: Case) -> World:
    """The world of a case's regime."""
    regime = load_regime(case.regime)
    return World(regime.name, regime.model, load_response(case.response).model)


def town_of(case: Case, people: int, seed: int, threads: int) -> Town:
    """The town of a case."""
    return build_town(load_town(case.town), people, town_key(seed, 0), threads=threads)


def run_of(case: Case, town: Town, days: int, seed: int, threads: int) -> Run:
    """A run that has been set up and waits at day 0."""
    key: Key = life_key(seed, 0)
    return Run(town, [world(case)], days, key, threads=threads, twin=case.twin, by_group=case.twin)


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
