"""The mini-model in Starsim: scoring is a module, ties are a network, each draw is a distribution of its own.

Common random numbers are on, as Starsim has them by default: one number for each person, distribution and day, by the
person's slot. Chances that differ between people are given as arrays, which is a little faster than functions of uids;
only the scores of those to whom something happened are touched; and the ageing and the counts of people that the
mini-model has no use for are off. With functions, everybody clipped and the defaults it counts the same in every day,
and was not found faster; it is not in the table.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import starsim as ss

from benchmarks.mini_model import (
    AIM,
    BAD,
    BESIDE,
    CALLED_RUMOUR,
    CEILING,
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

_RESULTS: Final = ("mean_score", "below", "refused", "posts")


class Ties(ss.Network):
    """Ties that stay as they are."""

    def step(self) -> None:
        """Nobody finds or loses a tie."""


class Scoring(ss.Module):
    """Acts, records, points, decay, the gate and ties, in this order, every day."""

    def __init__(self, people: Inputs, **kwargs: Any) -> None:
        super().__init__()
        low, high = people.starts
        self.define_pars(
            first_score=ss.randint(low=low, high=high + 1),
            good=ss.bernoulli(p=OBSERVED * people.good),
            bad=ss.bernoulli(p=OBSERVED * people.bad),
            post=ss.bernoulli(p=people.posts),
            called_rumour=ss.bernoulli(p=OBSERVED * RUMOUR),
            noise=ss.bernoulli(p=NOISE),
            trip=ss.bernoulli(p=TRIP),
        )
        self.update_pars(**kwargs)
        self.define_states(
            ss.FloatArr("score", default=self.pars.first_score),
            ss.FloatArr("rate", default=lambda _n: people.posts),
        )

    def init_results(self) -> None:
        super().init_results()
        self.define_results(*(ss.Result(name, dtype=float, scale=False) for name in _RESULTS))

    def step(self) -> None:
        day = self.ti + 1
        posters = self.act()
        if day % DECAY_DAYS == 0:
            self.score += np.trunc((AIM - self.score.values) / 50)
        low = self.score < CUT
        refused = self.pars.trip.filter(low)
        if day % TIE_DAYS == 0:
            self.feel_ties(low)
            low = self.score < CUT
        self.results.mean_score[self.ti] = self.score.values.mean(dtype=np.float64) / 10.0
        self.results.below[self.ti] = np.count_nonzero(low)
        self.results.refused[self.ti] = len(refused)
        self.results.posts[self.ti] = len(posters)

    def move(self, uids: ss.uids, points: int) -> None:
        """The scores of some people, within the bounds."""
        self.score[uids] = np.clip(self.score[uids] + points, 0, CEILING)

    def act(self) -> ss.uids:
        """Acts and the records of them; who has posted."""
        draw = self.pars
        self.move(draw.good.filter(), GOOD)
        self.move(draw.bad.filter(), BAD)
        posters = draw.post.filter()
        self.move(draw.called_rumour.filter(posters), CALLED_RUMOUR)
        self.move(draw.noise.filter(), FALSE_RECORD)
        return posters

    def feel_ties(self, low: ss.BoolArr) -> None:
        """Bad ties cost points, and make one say less."""
        bad_ties = self.bad_ties(low)
        beside = np.flatnonzero(bad_ties).view(ss.uids)
        self.score[beside] = np.maximum(self.score[beside] + TIE * bad_ties[beside], 0)
        said = self.rate.values.copy()
        said[beside] *= BESIDE
        self.pars.post.set(p=said)

    def bad_ties(self, low: ss.BoolArr) -> np.ndarray:
        """(N,) how many ties of each person are below the cut-off; an edge stands for both ways."""
        edges = self.sim.networks.ties.edges
        found = np.bincount(edges.p1[low.raw[edges.p2]], minlength=len(low))
        found += np.bincount(edges.p2[low.raw[edges.p1]], minlength=len(low))
        return found


def starsim(people: Inputs, days: int, seed: int) -> Life:
    """A simulation set up."""
    ends = np.repeat(np.arange(people.good.size), np.diff(people.ptr))
    once = ends < people.tie
    edges = {"p1": ends[once], "p2": people.tie[once], "beta": np.ones(int(once.sum()), np.float32)}
    sim = ss.Sim(
        n_agents=people.good.size,
        networks=Ties(name="ties", edges=edges),
        custom=Scoring(people, name="scoring"),
        start=0,
        dt=ss.days(1),
        dur=days - 1,  # both ends are lived
        rand_seed=seed,
        use_aging=False,
        people_results=False,
        copy_inputs=False,
        verbose=0,
    )
    sim.init()

    def live() -> np.ndarray:
        found = sim.run().results.scoring
        return np.array([found[name] for name in _RESULTS], float).T

    return live
