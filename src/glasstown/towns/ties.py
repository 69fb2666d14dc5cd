"""Kin and friends: explicit ties between people of different households.

Kin: households near each other, and some far ones, are joined into families that span the ages of their
heads; two people of different homes of a family are kin with one chance. Friends: in eight rounds people look
for a circle of others of like age and group, near by or, for a share of circles, anywhere; how often they look
varies from person to person (a chance drawn from a beta distribution), so that degrees do; a circle's pairs are
friends with one chance, so that friends of friends are friends.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

import numpy as np

from glasstown.core.errors import GlasstownError
from glasstown.core.randomness import Key, threshold
from glasstown.towns.draws import group_words
from glasstown.towns.fill import Homes, Rows
from glasstown.towns.gather import Circles, gather
from glasstown.towns.households import Plan
from glasstown.towns.joining import join_friends, look_for_friends
from glasstown.towns.model import TownModel
from glasstown.towns.rounds import Rounds, cut_of
from glasstown.towns.team import Team

ROUNDS: Final = 8
"""Rounds in which friends are looked for."""

_SPREAD: Final = 12.0  # years of noise in the order of households by the age of their heads
_CHUNK: Final = 4096  # kin units a task


class Ties(NamedTuple):
    """Ties of N people, see `core.state.People`."""

    ptr: np.ndarray
    tie: np.ndarray
    kin: np.ndarray
    has_elders: np.ndarray  # (N,) uint8: somebody elderly of the parents' age among the kin


def _kin_units(homes: Homes, rooms: np.ndarray) -> np.ndarray:
    """First rows of households, and of each person of a room; with the end."""
    starts = homes.ptr[:-1]
    if not rooms.any():
        return np.asarray(homes.ptr)
    size = np.diff(homes.ptr)
    number = np.where(rooms, size, 1)
    first = np.repeat(starts, number)
    place = np.arange(first.size) - np.repeat(np.cumsum(number) - number, number)
    return np.append(first + place, homes.ptr[-1])


def _kin_chance(model: TownModel, plan: Plan) -> tuple[float, float]:
    """(chance of kinship of two people of a family, share of households that have a far family)."""
    part = model.kin
    if part is None or part.mean.value == 0.0:
        return 0.0, 0.0
    far = part.far.value / (1.0 - part.far.value)
    people = plan.collective + (1.0 - plan.collective) / plan.mean  # kin units a person
    others = (part.households.value - 1.0) / people * (1.0 + far)
    if part.mean.value > others:
        raise GlasstownError(
            f"kin: {part.mean.value:g} kin a person from families that hold {others:.3g} others; "
            "allowed: at most as many as there are (larger families, or fewer kin)"
        )
    return part.mean.value / others, far


def _families(
    model: TownModel, units: np.ndarray, rows: Rows, group: np.ndarray, far: float, key: Key, team: Team
) -> Circles:
    n = units.size - 1
    part = model.kin
    if part is None or part.mean.value == 0.0:
        return Rounds(n, 0).circles()
    head = units[:-1]
    bucket = (1 + group[head]).astype(np.uint8) if group.size else np.ones(n, np.uint8)
    size = part.households.value
    rounds = Rounds(n, 2)
    for number in (0, 1):
        cut = cut_of(
            n, int(part.reach.value), number, number == 1, "household-family", key, lane=number,
            segment=[0, 0, 1], weight=[1], noise=[_SPREAD], size=[size], most=[int(size) + 2], striped=True,
        )  # fmt: skip
        joining = bucket if number == 0 else _thinned(bucket, far, key)
        rounds.add(number, cut, joining, rows.age[head], key, team)
    return rounds.circles()


def _thinned(bucket: np.ndarray, share: float, key: Key) -> np.ndarray:
    words = group_words("household-family", bucket.size, key, lane=2)
    return np.where(words < threshold(min(1.0, share)), bucket, 0).astype(np.uint8)


def _circles_of_friends(
    model: TownModel, plan: Plan, rows: Rows, group: np.ndarray, key: Key, team: Team
) -> Circles:
    n = rows.age.size
    part = model.friends
    if part is None or part.mean.value == 0.0:
        return Rounds(n, 0).circles()
    size = part.circle.value
    from_age = int(part.from_age.value)
    each = (size - 1.0) * part.density.value
    chance = part.mean.value / each / ROUNDS / float(plan.cells.by_year()[from_age:].sum())
    if chance >= 1.0:
        raise GlasstownError(f"friends: {part.mean.value:g} a person are too many for circles of {size:g}")
    power = chance / (1.0 - chance)
    looks = np.empty(n, np.uint8)
    team.each(
        lambda a, b: look_for_friends(a, b, power, from_age, rows.age, looks, key.k0, key.k1),
        n,
    )
    second = 0.0 if model.group is None else model.group.share.value
    joining = np.empty(n, np.uint8)
    rounds = Rounds(n, ROUNDS)
    for number, anywhere, far in _near_and_far(part.far.value):
        team.each(
            lambda a, b, number=number, anywhere=anywhere, far=far: join_friends(  # type: ignore[misc]
                a, b, number, anywhere, threshold(far), looks, group, threshold(part.same_group.value),
                threshold(second), joining, key.k0, key.k1,
            ),
            n,
        )  # fmt: skip
        cut = cut_of(
            n, int(part.reach.value), number, anywhere, "town-friend", key,
            lane=2 * number + 1, segment=[0], weight=[1], noise=[part.age_spread.value], size=[size],
            most=[2 * int(size)],
        )  # fmt: skip
        rounds.add(number, cut, joining, rows.age, key, team)
    return rounds.circles()


def _near_and_far(share: float) -> Iterator[tuple[int, bool, float]]:
    """Round, whether people are looked for anywhere, and the share of the round's circles for which they are.

    The last rounds are far and the first ones near; at most one is both, so that `share` of all circles are
    far, to the last digit, at the cost of at most one more pass.
    """
    for number in range(ROUNDS):
        far = min(1.0, max(0.0, share * ROUNDS - (ROUNDS - 1 - number)))
        if far < 1.0:
            yield number, False, far
        if far > 0.0:
            yield number, True, far


def tie(
    model: TownModel,
    plan: Plan,
    homes: Homes,
    rooms: np.ndarray,
    rows: Rows,
    group: np.ndarray,
    key: Key,
    team: Team,
) -> Ties:
    """All explicit ties. `group` (N,) uint8 is 0 or 1, or empty in a town without groups."""
    n = rows.age.size
    units = _kin_units(homes, rooms)
    chance, far = _kin_chance(model, plan)
    families = _families(model, units, rows, group, far, key, team)
    friends = _circles_of_friends(model, plan, rows, group, key, team)
    kin = np.zeros(n, np.uint8)
    degree = np.zeros(n, np.int32)
    has_elders = np.zeros(n, np.uint8)
    elders = 255 if model.kin is None else int(model.kin.elders.value)
    density = threshold(0.0 if model.friends is None else model.friends.density.value)
    limit = threshold(chance)

    def work(first: int, upto: int) -> np.ndarray:
        length = 4096 + 24 * int(units[upto] - units[first])
        while True:
            out = np.empty(length, np.int32)
            used = gather(
                first, upto, units, families, limit, elders, friends, density, rows.age, rows.place,
                rows.size, kin, degree, has_elders, out, key.k0, key.k1,
            )  # fmt: skip
            if used >= 0:
                return out[:used].copy()
            length *= 2

    found = team.each(work, units.size - 1, _CHUNK)
    ptr = np.zeros(n + 1, np.int32)
    np.cumsum(degree, out=ptr[1:], dtype=np.int32)
    all_ties = np.empty(int(ptr[-1]), np.int32)
    at = 0
    for place, piece in enumerate(found):
        all_ties[at : at + piece.size] = piece
        at += piece.size
        found[place] = piece[:0]
    return Ties(ptr, all_ties, kin, has_elders)
