"""Whether the mini-model gives the same daily means in Glasstown and in the other programs, within chance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from benchmarks.cases import CASES, daily, inputs_of, run_of, town_of
from benchmarks.mini_model import COUNTED, Program
from benchmarks.programs import PEERS
from glasstown.measures.student import t_quantile

WRONGLY_REFUSED: Final = 0.001
"""How often two programs of the same law would be found to differ, over all comparisons made of a case."""


@dataclass(frozen=True)
class Agreement:
    """The largest standardised difference of two programs, the limit it must not reach, and where it is."""

    case: str
    program: str
    people: int
    days: int
    seeds: int
    compared: int
    largest: float
    limit: float
    where: str

    @property
    def holds(self) -> bool:
        return self.largest < self.limit

    def __str__(self) -> str:
        verdict = "agree" if self.holds else "DIFFER"
        return (
            f"{self.case}, {self.program}: {verdict}; largest |z| {self.largest:.2f} of "
            f"{self.compared} ({self.where}), limit {self.limit:.2f}; {self.people:,} people, "
            f"{self.days} days, {self.seeds} seeds each"
        )


def differences(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """(days, c) Student's t of the means over seeds of two arrays (seeds, days, c); infinite where both are
    the same in every seed, and different.
    """
    seeds = one.shape[0]
    gap = one.mean(axis=0) - other.mean(axis=0)
    error = np.sqrt((one.var(axis=0, ddof=1) + other.var(axis=0, ddof=1)) / seeds)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(gap == 0.0, 0.0, gap / error)


COMPARED: Final = (*COUNTED, "change of the mean score", "change of people below")


def compared(counts: np.ndarray) -> np.ndarray:
    """(seeds, days + 1, 6) what is compared: the counts, and two of them less those of the first day.

    Starts differ more between people than lives do, and drop out of the changes. After the days stands their
    mean, in which small lasting differences show.
    """
    daily_counts = np.concatenate([counts, counts[:, :, :2] - counts[:, :1, :2]], axis=2)
    return np.concatenate([daily_counts, daily_counts.mean(axis=1, keepdims=True)], axis=1)


def glasstown_counts(case: str, people: int, days: int, seeds: int, threads: int) -> np.ndarray:
    """(seeds, days, 4) what Glasstown counts, in lives of their own over one town."""
    town = town_of(CASES[case], people, 1, threads)
    found = []
    for seed in range(1, seeds + 1):
        run = run_of(CASES[case], town, days, seed, threads)
        run.advance(days)
        found.append(daily(run.lives()))
    return np.array(found)


def peer_counts(case: str, program: Program, people: int, days: int, seeds: int, threads: int) -> np.ndarray:
    """(seeds, days, 4) the same of another program, over the same town."""
    inputs = inputs_of(town_of(CASES[case], people, 1, threads), case == "hot")
    return np.array([program(inputs, days, seed)() for seed in range(1, seeds + 1)])


def installed_counts(case: str, name: str, people: int, days: int, seeds: int, threads: int) -> np.ndarray:
    """(seeds, days, 4) the same of Glasstown or of one of `PEERS`, by its name; for a process of its own."""
    if name == "glasstown":
        return glasstown_counts(case, people, days, seeds, threads)
    return peer_counts(case, PEERS[name].program, people, days, seeds, threads)


def compare(case: str, name: str, ours: np.ndarray, theirs: np.ndarray, people: int) -> Agreement:
    """Compare two arrays (seeds, days, 4) day by day; Bonferroni's limit over all that can differ."""
    seeds, days, _counted = ours.shape
    one, other = compared(ours), compared(theirs)
    t = differences(one, other)
    varied = (one.std(axis=0) > 0) | (other.std(axis=0) > 0) | (t != 0)
    comparisons = max(1, int(varied.sum()))
    day, counted = np.unravel_index(np.abs(t).argmax(), t.shape)
    when = "mean over days" if day == days else f"day {day + 1}"
    return Agreement(
        case=case,
        program=name,
        people=people,
        days=days,
        seeds=seeds,
        compared=comparisons,
        largest=float(np.abs(t).max()),
        limit=t_quantile(2 * seeds - 2, 1.0 - WRONGLY_REFUSED / comparisons),
        where=f"{COMPARED[counted]}, {when}",
    )
