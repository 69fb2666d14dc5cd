"""Small made-up towns for tests, with every kind of tie and busy people; smaller than one may ask for."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np

from glasstown.core.state import People
from glasstown.life.catalogue import ACTS, Kind
from glasstown.towns import Axis, Conduct, Town
from glasstown.towns.town import MADE


def small_town(people: int, seed: int, busy: float = 1.0, hermits: int = 0) -> Town:
    """A town of `people` rows; `busy` multiplies how often anything is done (about 0.04 a day and stream).

    `hermits` more people live alone on a stair of their own, tied to nobody.
    """
    rng = np.random.default_rng(seed)
    sizes = _runs(rng, people, (1, 1, 2, 2, 3, 4, 5, 8))
    place = np.concatenate([np.arange(n) for n in sizes])
    size = np.repeat(sizes, sizes)
    homes = _runs(rng, len(sizes), (1, 2, 3, 4))  # households on a stair
    bounds = np.cumsum([0, *homes])
    stairs = [int(sum(sizes[a:b])) for a, b in itertools.pairwise(bounds)]
    stair_place = np.concatenate([np.arange(n) for n in stairs])
    unit, unit_ptr, unit_member = _units(rng, people)
    tie_ptr, tie, kin = _ties(rng, people)
    age = np.where(place == 0, rng.integers(18, 90, people), rng.integers(0, 90, people))
    age = np.where(rng.random(people) < 0.25, np.where(place == 0, age, rng.integers(0, 18, people)), age)
    groups = np.stack([1 + rng.integers(0, 2, people), 3 + rng.integers(0, 3, people)])
    columns = rng.integers(0, 8, (4, people))
    return Town(
        name="small",
        title="A small made-up town",
        status="hypothetical",
        people=with_hermits(
            hermits,
            place=place.astype(np.uint8),
            size=size.astype(np.uint8),
            stair_place=stair_place.astype(np.uint8),
            stair_size=np.repeat(stairs, stairs).astype(np.uint8),
            unit=unit.astype(np.int32),
            unit_ptr=unit_ptr.astype(np.int32),
            unit_member=unit_member.astype(np.int32),
            tie_ptr=tie_ptr.astype(np.int32),
            tie=tie.astype(np.int32),
            kin=kin.astype(np.uint8),
            groups=groups.astype(np.uint8),
            columns=columns.astype(np.uint8),
            opinion=np.where(age < 18, 0, np.random.default_rng((seed, 300)).integers(1, 4, people)).astype(
                np.uint8
            ),
            kinds=np.random.default_rng((seed, 301)).integers(0, 16, people).astype(np.uint8),
        ),
        age=np.append(age, [40] * hermits).astype(np.uint8),
        income=np.zeros(0, np.uint16),
        axes=(Axis("one", ("A", "B"), 1), Axis("other", ("x", "y", "z"), 3)),
        conduct={act.name: _conduct(rng, act.kind, busy) for act in ACTS},
        residuals=(),
        made=MADE,
    )


def always_or_never(town: Town) -> Town:
    """The same people, each of whom has an occasion every day or never, and does every duty or none."""
    conduct = {}
    for name, ways in town.conduct.items():
        rate = np.where(np.arange(256) % 2 == 1, 1.0, 0.0)
        done = np.where(np.arange(256) % 4 == 3, 1.0, 0.0)
        conduct[name] = replace(ways, rate=rate, done=done)
    return replace(town, conduct=conduct, made=MADE)


def with_hermits(hermits: int, **arrays: np.ndarray) -> People:
    """Arrays of people with some more at the end."""
    people = People(**arrays)
    if hermits == 0:
        return people

    def longer(array: np.ndarray, value: int) -> np.ndarray:
        return np.append(array, np.full(hermits, value, array.dtype))

    return people._replace(
        place=longer(people.place, 0),
        size=longer(people.size, 1),
        stair_place=longer(people.stair_place, 0),
        stair_size=longer(people.stair_size, 1),
        unit=longer(people.unit, -1),
        tie_ptr=longer(people.tie_ptr, int(people.tie_ptr[-1])),
        kin=longer(people.kin, 0),
        groups=np.concatenate([people.groups, people.groups[:, :hermits]], axis=1),
        columns=np.concatenate([people.columns, people.columns[:, :hermits]], axis=1),
        opinion=longer(people.opinion, 2),
        kinds=longer(people.kinds, 15),
    )


def _runs(rng: np.random.Generator, total: int, sizes: tuple[int, ...]) -> list[int]:
    """Sizes drawn until they fill `total`."""
    runs: list[int] = []
    while (left := total - sum(runs)) > 0:
        runs.append(min(left, int(rng.choice(sizes))))
    return runs


def _units(rng: np.random.Generator, people: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    members = np.sort(rng.permutation(people)[: people * 2 // 3])
    order = rng.permutation(members)
    sizes = _runs(rng, order.size, (2, 3, 6, 12))
    unit = np.full(people, -1)
    unit[order] = np.repeat(np.arange(len(sizes)), sizes)
    by_unit = np.argsort(unit[order], kind="stable")
    return unit, np.cumsum([0, *sizes]), order[by_unit]


def _ties(rng: np.random.Generator, people: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Symmetric ties, of each row first its kin, then its friends; some people have none."""
    pairs: dict[tuple[int, int], bool] = {}
    for count, is_kin in ((people * 3 // 2, True), (people * 3, False)):
        for a, b in rng.integers(0, people * 9 // 10, (count, 2)).tolist():
            if a != b:
                pairs.setdefault((min(a, b), max(a, b)), is_kin)
    ends: list[list[tuple[bool, int]]] = [[] for _ in range(people)]
    for (a, b), is_kin in pairs.items():
        ends[a].append((not is_kin, b))
        ends[b].append((not is_kin, a))
    ptr = np.cumsum([0, *(len(e) for e in ends)])
    tie = [other for e in ends for _, other in sorted(e)]
    return ptr, np.array(tie), np.array([sum(not friend for friend, _ in e) for e in ends])


def _conduct(rng: np.random.Generator, kind: Kind, busy: float) -> Conduct:
    """Eight classes: one that never, one that seldom, one that often does it."""
    rate = np.zeros(256)
    done = np.zeros(256)
    rate[:8] = np.minimum(0.9, busy * np.array([0.0, 0.001, 0.01, 0.02, 0.03, 0.05, 0.08, 0.15]))
    if kind == Kind.NOISE:
        rate[:8] = 0.01
    if kind in (Kind.DUTY, Kind.REPAYMENT):
        rate[1:8] = 1.0
        done[:8] = [0.5, 0.0, 0.2, 0.4, 0.5, 0.7, 0.9, 1.0]
    ordinary = 0.8 if kind == Kind.ATTEMPT else 1.0
    able = 0.6 if kind == Kind.JUDGMENT else 0.0
    recovers, hides = (0.2, 0.5) if kind == Kind.REPAYMENT else (0.0, 0.0)
    if kind == Kind.REPAYMENT:
        done[:8] *= 0.3
    return Conduct(int(rng.integers(0, 4)), rate, done, ordinary, able, recovers, hides)
