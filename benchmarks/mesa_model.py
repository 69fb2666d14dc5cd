"""The mini-model in Mesa, twice: a person is an agent, and a day is what each agent does.

Both draw from the model's own `random`, activate agents with `AgentSet.do` (within a pass agents do not depend on each
other, so nothing is shuffled) and collect with a `DataCollector`. Agents hold their ties as a list of agents: nobody
moves, so a network of cells would only be slower.

`plain` gives each part of a day a method and a pass of its own, as the tutorial does; agents look at their ties. In
`tuned` a day without ties is one pass, agents get the generator handed in, and those below the cut-off mark their
ties, so that nobody has to look at all of theirs.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import mesa
import numpy as np

from benchmarks.mini_model import (
    AIM,
    BAD,
    BESIDE,
    CALLED_RUMOUR,
    CEILING,
    COUNTED,
    CUT,
    DECAY_DAYS,
    FALSE_RECORD,
    GOOD,
    NOISE,
    OBSERVED,
    RUMOUR,
    TIE,
    TIE_DAYS,
    TRIP,
    Inputs,
    Life,
)

_CALLED: Final = OBSERVED * RUMOUR


class Person(mesa.Agent):
    """Somebody with a score in tenths of a point, three rates a day, and ties."""

    model: Town

    def __init__(self, model: Town, good: float, bad: float, posts: float, score: int) -> None:
        super().__init__(model)
        self.seen_good = OBSERVED * good
        self.seen_bad = OBSERVED * bad
        self.posts = posts
        self.said = posts  # as many as `posts`, or half beside a bad tie
        self.score = score
        self.bad_ties = 0
        self.ties: list[Person] = []

    def act(self) -> None:
        """Acts, and the records of them."""
        draw = self.random.random
        if draw() < self.seen_good:
            self.score = min(self.score + GOOD, CEILING)
        if draw() < self.seen_bad:
            self.score = max(self.score + BAD, 0)
        if draw() < self.said:
            self.model.posts += 1
            if draw() < _CALLED:
                self.score = max(self.score + CALLED_RUMOUR, 0)
        if draw() < NOISE:
            self.score = max(self.score + FALSE_RECORD, 0)

    def decay(self) -> None:
        """Two percent of the way to 1,000 points, cut to tenths."""
        self.score += int((AIM - self.score) / 50)

    def try_trip(self) -> None:
        """Of refused trips alone anything is counted."""
        if self.score < CUT and self.random.random() < TRIP:
            self.model.refused += 1

    def look_at_ties(self) -> None:
        """All look before anybody is marked down."""
        self.bad_ties = sum(tie.score < CUT for tie in self.ties)

    def feel_ties(self) -> None:
        """Bad ties cost points, and make one say less."""
        if self.bad_ties:
            self.score = max(self.score + TIE * self.bad_ties, 0)
            self.said = BESIDE * self.posts
            self.bad_ties = 0
        else:
            self.said = self.posts


class FastPerson(Person):
    """The same in fewer passes."""

    ties: list[FastPerson]

    def live(self, draw: Callable[[], float], decays: bool) -> None:
        """A day up to the gate."""
        if draw() < self.seen_good:
            self.score = min(self.score + GOOD, CEILING)
        if draw() < self.seen_bad:
            self.score = max(self.score + BAD, 0)
        word = draw()
        if word < self.said:
            self.model.posts += 1
            if word < self.said * _CALLED:
                self.score = max(self.score + CALLED_RUMOUR, 0)
        if draw() < NOISE:
            self.score = max(self.score + FALSE_RECORD, 0)
        if decays:
            self.score += int((AIM - self.score) / 50)
        if self.score < CUT and draw() < TRIP:
            self.model.refused += 1

    def mark_ties(self) -> None:
        """Somebody below the cut-off is a bad tie of others."""
        for other in self.ties:
            other.bad_ties += 1


def _below(scores: list[int]) -> int:
    return sum(map(CUT.__gt__, scores))


class Town(mesa.Model):
    """All people, and what is counted at the end of each day."""

    kind: type[Person] = Person

    def __init__(self, people: Inputs, seed: int) -> None:
        super().__init__(seed=seed)
        n = people.good.size
        low, high = people.starts
        starts = self.rng.integers(low, high + 1, n)
        rates = (people.good.tolist(), people.bad.tolist(), people.posts.tolist())
        persons = list(self.kind.create_agents(self, n, *rates, starts.tolist()))
        ties, ptr = people.tie.tolist(), people.ptr.tolist()
        for row, person in enumerate(persons):
            person.ties = [persons[other] for other in ties[ptr[row] : ptr[row + 1]]]
        self.posts = 0
        self.refused = 0
        self.datacollector = mesa.DataCollector(self.reporters())

    def reporters(self) -> dict[str, Any]:
        """What is collected of a day, in the order of `COUNTED`."""
        return {
            "mean score": lambda town: town.agents.agg("score", sum) / (10.0 * len(town.agents)),
            "people below 600": lambda town: town.agents.agg("score", _below),
            "refusals": "refused",
            "posts": "posts",
        }

    def step(self) -> None:
        """A day; Mesa has counted it in `steps` already."""
        self.posts = self.refused = 0
        self.agents.do("act")
        if self.steps % DECAY_DAYS == 0:
            self.agents.do("decay")
        self.agents.do("try_trip")
        if self.steps % TIE_DAYS == 0:
            self.agents.do("look_at_ties")
            self.agents.do("feel_ties")
        self.datacollector.collect(self)


class FastTown(Town):
    """The same in fewer passes; scores are gathered once to be counted."""

    kind = FastPerson
    total = 0
    below = 0

    def reporters(self) -> dict[str, Any]:
        return {
            "mean score": lambda town: town.total / (10.0 * len(town.agents)),
            "people below 600": "below",
            "refusals": "refused",
            "posts": "posts",
        }

    def step(self) -> None:
        self.posts = self.refused = 0
        self.agents.do("live", self.random.random, self.steps % DECAY_DAYS == 0)
        if self.steps % TIE_DAYS == 0:
            self.agents.select(lambda person: person.score < CUT).do("mark_ties")
            self.agents.do("feel_ties")
        self.total, self.below = self.agents.agg("score", [sum, _below])
        self.datacollector.collect(self)


def _life(town: Town, days: int) -> Life:
    def live() -> np.ndarray:
        for _ in range(days):
            town.step()
        return np.array([town.datacollector.model_vars[name] for name in COUNTED], float).T

    return live


def plain(people: Inputs, days: int, seed: int) -> Life:
    """All agents made and tied."""
    return _life(Town(people, seed), days)


def tuned(people: Inputs, days: int, seed: int) -> Life:
    """All agents made and tied."""
    return _life(FastTown(people, seed), days)
