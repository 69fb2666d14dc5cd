"""What the report draws: how a run unfolds, how scores end, how people recover, with counts of people."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from glasstown.engine.result import Lives
from glasstown.measures.recovery import greenwood, kaplan_meier
from glasstown.measures.spread import year_ends
from glasstown.measures.view import View, views

WEEK = 7
SCORE_BIN = 25
"""Points in one bar of the distribution of scores."""


KINDS_OF_WRONG = ("wrongful", "inaccurate", "illegitimate", "induced")
"""The first is either of the next two."""


@dataclass(frozen=True, eq=False)
class Year:
    """One year of a world; every field (R,), one number a replicate."""

    last_day: int
    listed: np.ndarray  # share of people under the regime, at its end
    sanctioned: np.ndarray  # likewise
    newly_sanctioned: np.ndarray  # people sanctioned for the first time in it
    newly_wrongful: np.ndarray  # people wrongly sanctioned for the first time in it
    sanctioned_days: np.ndarray  # person-days under sanction in it
    wrong_days: Mapping[str, np.ndarray]  # of these wrong, by kind of wrong
    sanctioned_people: np.ndarray  # people under sanction at its end
    wrong_people: Mapping[str, np.ndarray]  # of these wrongly, by kind of wrong
    collateral: np.ndarray  # people refused for the first time through somebody else's standing
    refused: np.ndarray  # attempts refused in it
    refused_by: np.ndarray  # (R, services) the same by service
    words_not_said: np.ndarray  # protected acts of the town without in it that were not done here
    words_said: np.ndarray  # protected acts done here in it
    words_without: np.ndarray  # protected acts done in the town without in it


ENTRIES = {
    "all": "listings",
    "wrong": "wrong_listings",
    "asked": "reviews_asked",
    "decided": "reviews_decided",
    "granted": "reviews_upheld",
    "wrong_asked": "wrong_reviews_asked",
    "wrong_granted": "wrong_reviews_upheld",
    "paid": "left_by_payment",
    "corrected": "left_by_correction",
    "ended": "left_by_term",
}
"""Entries on a list, reviews of them and ways off it, with the counter of each."""


@dataclass(frozen=True, eq=False)
class Survival:
    """Share of those ever sanctioned who are not in the clear, by days since the first sanction (Kaplan–Meier).

    `left`, `low`, `high`, `followed` are of the people of all replicates together, with Greenwood's 95 % band;
    `replicates` (R, days) is each by itself.
    """

    left: np.ndarray
    low: np.ndarray
    high: np.ndarray
    followed: np.ndarray  # people still followed that long, of all replicates
    replicates: np.ndarray


@dataclass(frozen=True, eq=False)
class WorldCurves:
    """One world; R replicates. `days` of the curves are those of `Curves`."""

    enrolled: np.ndarray  # (R,) people
    listed: np.ndarray  # (R, days) share of people under the regime on a list
    sanctioned: np.ndarray  # (R, days)
    years: tuple[Year, ...]
    scores: np.ndarray  # (R, bins) share of people under the regime, by points on the last day
    never: np.ndarray  # (R, days) share of people under the regime never sanctioned so far
    survival: Survival
    ever_sanctioned: np.ndarray  # (R,) people
    ever_wrongful: np.ndarray  # (R,) people
    sanctioned_days: np.ndarray  # (R,) person-days
    refused_attempts: np.ndarray  # (R, services)
    refused_people: np.ndarray  # (R, services) people refused at least once
    silenced_people: np.ndarray  # (R,) people who left something unsaid
    entries: Mapping[str, np.ndarray]  # (R,) entries on a list by an event, by what became of them: `ENTRIES`


@dataclass(frozen=True, eq=False)
class Curves:
    """All worlds of a run, `without` included; `bins`: lower edges of the bars of scores, points."""

    days: np.ndarray
    bins: np.ndarray
    services: tuple[str, ...]
    worlds: Mapping[str, WorldCurves]


def curves(lives: Sequence[Lives]) -> Curves:
    """The curves of a run's replicates, on day 0, the last day, and every seventh day before it.

    All on one day of the week: what an exchange changes shows on the day after, as a step.
    """
    first = lives[0]
    days = np.unique([0, *range(first.days % WEEK, first.days + 1, WEEK)])
    size = max(end.score.size for replicate in lives for end in replicate.ends)
    bins = np.arange(0, max(size, 1), SCORE_BIN)
    by_replicate = [views(replicate) for replicate in lives]
    worlds = {
        name: _world([replicate[w] for replicate in by_replicate], days, bins.size, len(first.services))
        for w, name in enumerate(first.worlds)
    }
    return Curves(days, bins, first.services, worlds)


def _world(chosen: Sequence[View], days: np.ndarray, bins: int, services: int) -> WorldCurves:
    def each(function: Callable[[View], Any]) -> np.ndarray:
        return np.array([function(view) for view in chosen])

    def share(counter: str) -> np.ndarray:
        return each(lambda view: view.stock(counter)[days] / max(view.enrolled, 1))

    return WorldCurves(
        enrolled=each(lambda view: view.enrolled),
        listed=share("listed_change"),
        sanctioned=share("sanctioned_change"),
        years=_years(chosen),
        scores=each(lambda view: _binned(view.end.score, bins) / max(view.enrolled, 1)),
        never=each(lambda view: 1 - np.cumsum(view.by_day("first_sanctioned"))[days] / max(view.enrolled, 1)),
        survival=_survival(chosen, days),
        ever_sanctioned=each(lambda view: view.count("first_sanctioned")),
        ever_wrongful=each(lambda view: view.count("first_wrongful")),
        sanctioned_days=each(lambda view: view.person_days("sanctioned_change")),
        refused_attempts=each(lambda view: [view.total("refused", i) for i in range(services)]),
        refused_people=each(lambda view: [view.count("first_refused", 0, i) for i in range(services)]),
        silenced_people=each(lambda view: view.count("first_silenced")),
        entries={
            name: np.array([view.total(counter) for view in chosen]) for name, counter in ENTRIES.items()
        },
    )


def _survival(chosen: Sequence[View], days: np.ndarray) -> Survival:
    recovered = np.array([view.end.recovered_after for view in chosen])
    waiting = np.array([view.end.not_recovered_after for view in chosen])
    left, followed = kaplan_meier(recovered.sum(axis=0), waiting.sum(axis=0))
    low, high = greenwood(recovered.sum(axis=0), waiting.sum(axis=0))
    each = np.array([kaplan_meier(*spells)[0] for spells in zip(recovered, waiting, strict=True)])
    return Survival(left[days], low[days], high[days], followed[days], each[:, days])


def _binned(histogram: np.ndarray, bins: int) -> np.ndarray:
    padded = np.zeros(bins * SCORE_BIN, np.int64)
    padded[: histogram.size] = histogram
    return padded.reshape(bins, SCORE_BIN).sum(axis=1)


def _years(chosen: Sequence[View]) -> tuple[Year, ...]:
    out = []
    before = -1
    for last in year_ends(chosen[0].lives.days):
        span = slice(before + 1, last + 1)

        def during(counter: str, span: slice = span) -> np.ndarray:
            return np.array([view.during(counter, span) for view in chosen])

        def people(counter: str, last: int = last) -> np.ndarray:
            return np.array([view.stock(counter)[last] for view in chosen])

        def days(counter: str, span: slice = slice(max(before + 1, 1), last + 1)) -> np.ndarray:
            return np.array([view.stock(counter)[span].sum() for view in chosen])

        enrolled = np.array([max(view.enrolled, 1) for view in chosen])

        twins = [view.twin.during("protected_done", span) if view.twin else 0 for view in chosen]
        out.append(
            Year(
                last_day=last,
                listed=people("listed_change") / enrolled,
                sanctioned=people("sanctioned_change") / enrolled,
                newly_sanctioned=during("first_sanctioned"),
                newly_wrongful=during("first_wrongful"),
                sanctioned_days=days("sanctioned_change"),
                wrong_days={kind: days(f"{kind}_change") for kind in KINDS_OF_WRONG},
                sanctioned_people=people("sanctioned_change"),
                wrong_people={kind: people(f"{kind}_change") for kind in KINDS_OF_WRONG},
                collateral=during("first_collateral"),
                refused=np.array([view.refused_during(span).sum() for view in chosen]),
                refused_by=np.array(
                    [view.refused_during(span)[: len(view.lives.services)] for view in chosen]
                ),
                words_not_said=during("protected_lost"),
                words_said=during("protected_done"),
                words_without=np.array(twins),
            )
        )
        before = last
    return tuple(out)
