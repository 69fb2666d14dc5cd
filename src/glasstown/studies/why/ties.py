"""Whom a watched person knows, who of them stood badly when, which ties broke, and what a charge was for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from glasstown.core.randomness import person_draw
from glasstown.core.state import BAD, FRIEND, KIN, KNOWN
from glasstown.life.shunning.kernel import cut_by
from glasstown.studies.why.film import Film, Tie, ties_of


@dataclass(frozen=True, eq=False)
class Known:
    """A tie of a watched person. `bad` (W,) bool: stood badly at the end of each week; `cut` is the day on which it
    broke, `by_own` where it broke because the person's own listing was known.
    """

    tie: Tie
    bad: np.ndarray
    cut: int | None
    by_own: bool


@dataclass(frozen=True)
class Charge:
    """Points that an exchange took for bad ties, tenths: for how many by layer, and how much for none that exists."""

    day: int
    change: int
    layers: tuple[tuple[int, int], ...]
    not_there: int


def near(film: Film, row: int, other: int) -> str:
    """How somebody is near a person who was mistaken for them, or that they only share a name."""
    people = film.run.people
    if film.run.worlds[0].regime.watch.errors.falls_on is not None:
        home = row - int(people.place[row])
        if home <= other < home + int(people.size[row]):
            return "of the same household"
        stair = row - int(people.stair_place[row])
        if not stair <= other < stair + int(people.stair_size[row]):
            return "of the same name"
    return "on the same stair"


def known_to(film: Film, row: int) -> tuple[Known, ...]:
    """Every tie of a watched person that the run reads, those only believed in too."""
    own = film.flags[:, film.rows.index(row)] & KNOWN != 0
    found = []
    for tie in ties_of(film.run, row):
        flags = film.others_flags[:, int(np.searchsorted(film.others, tie.other))]
        cut, by_own = _cut(film, row, tie, own, flags & KNOWN != 0)
        found.append(Known(tie, flags & BAD != 0, cut, by_own))
    return tuple(found)


def _cut(film: Film, row: int, tie: Tie, own: np.ndarray, other: np.ndarray) -> tuple[int | None, bool]:
    if not tie.exists or tie.layer not in (KIN, FRIEND):
        return None, False
    shunning = film.run.tables.shunning
    limit = int(shunning.kin[0] if tie.layer == KIN else shunning.friend[0])
    key = film.run.key

    def broken(week: int) -> bool:
        return bool(cut_by(row, tie.other, bool(own[week]), bool(other[week]), limit, key))

    if not broken(-1):  # once known to have been listed, always known
        return None, False
    week = next(week for week in range(film.days.size) if broken(week))
    return int(film.days[week]), bool(cut_by(row, tie.other, bool(own[week]), False, limit, key))


def charge_of(film: Film, known: tuple[Known, ...], day: int, change: int) -> Charge:
    """What the charge of an exchange was for."""
    association = film.run.tables.association
    week = int(np.searchsorted(film.days, day))
    by_layer: dict[int, int] = {}
    not_there = 0
    for one in known:
        tie = one.tie
        points = int(association.points[0, tie.layer])
        if association.seen[0]:
            counts = tie.seen
        else:
            counts = tie.exists and (one.cut is None or one.cut > day)
        if counts and points != 0 and one.bad[week]:
            by_layer[tie.layer] = by_layer.get(tie.layer, 0) + 1
            not_there -= 0 if tie.exists else points
    return Charge(day, change, tuple(sorted(by_layer.items())), min(not_there, -change))


def ordinary_yes(run: Any, row: int, stream: int, day: int) -> bool:
    """Whether an attempt has its ordinary outcome: word 1 of its candidate, the same in every world."""
    acts = run.tables.acts
    words = person_draw(row, np.uint32(acts.stream[stream]), day, 0, run.key.k0, run.key.k1)
    return bool(words[1] < acts.ordinary[stream])
