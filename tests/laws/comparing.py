"""Runs side by side: what must be equal, and who differs."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any

import numpy as np

from glasstown.core.counters import GROUPED, MAX_SERVICES, MAX_STREAMS, PLAIN, G, P
from glasstown.core.randomness import Key
from glasstown.core.state import ABLE, OWES
from glasstown.engine.result import Lives
from glasstown.engine.run import Run
from glasstown.engine.tables import World

BY_PERSON = ("standing", "held", "flags", "since", "cleared", "days", "ever", "domains")

OPTIONAL = {"grounds": 0, "until": 0, "cause": 0, "debt": 1, "owed": 1, "opinion": 0, "heard": 0}
"""Kept only where some world needs it; of the last two the world without is the first."""


class Violation(Exception):
    """A law is broken; says where first."""


def fired(what: str, times: int, least: int = 100) -> None:
    """A law says nothing where its mechanism did not fire."""
    assert times > least, f"{what}: {times} times, not more than {least}"


def lived(town: Any, worlds: Sequence[World], days: int, key: Key, **options: Any) -> Run:
    """A run to its end."""
    run = Run(town, worlds, days, key, **{"threads": 1, **options})
    run.advance(days)
    return run


def must_equal(what: str, one: np.ndarray, other: np.ndarray) -> None:
    if one.shape != other.shape:
        raise Violation(f"{what}: shapes {one.shape} and {other.shape}")
    if not np.array_equal(one, other):
        at = tuple(int(i) for i in np.argwhere(one != other)[0])
        raise Violation(f"{what}: at {at}, {one[at]} and {other[at]}")


def counters_of(
    lives: Lives, world: str, streams: Sequence[str], services: Sequence[int]
) -> dict[str, np.ndarray]:
    """All counters of a world by name, days first; of streams and services only those named."""
    w = lives.worlds.index(world)
    family = {"acts", "attempts", "refused"} | {
        f"{n}_{i}" for n in ("acts", "attempts", "refused") for i in range(40)
    }
    if "judgment" not in streams:
        family |= {"judgments", "debts_paid", "paid_listed", "paid_urged"}
    found = {name: lives.plain[w, :, P[name]] for name in PLAIN if name not in family}
    for name in streams:
        found[f"acts of {name}"] = lives.plain[w, :, P["acts"] + lives.streams.index(name)]
    for service in services:
        for name in ("attempts", "refused"):
            found[f"{name} at {lives.services[service]}"] = lives.plain[w, :, P[name] + service]
        for name in ("had", "first_refused"):
            found[f"{name} of {lives.services[service]}"] = lives.grouped[w, :, :, G[name] + service]
    by_service = {f"{n}_{i}" for n in ("had", "first_refused") for i in range(MAX_SERVICES)} | {
        "had",
        "first_refused",
    }
    found |= {name: lives.grouped[w, :, :, G[name]] for name in GROUPED if name not in by_service}
    return found


def services_asked(streams: Sequence[str], lives: Lives) -> list[int]:
    """Services whose attempt is among the streams."""
    from glasstown.life.catalogue import SERVICES

    return [i for i, service in enumerate(SERVICES) if service.attempt in streams]


def must_be_same_world(what: str, one: Run, other: Run, world: str) -> int:
    """A world has the same counters, people and end in two runs; returns how much was counted in it."""
    a, b = one.lives(), other.lives()
    shared = [name for name in a.streams if name in b.streams]
    services = services_asked(shared, a)
    counted, again = (counters_of(lives, world, shared, services) for lives in (a, b))
    for name, numbers in counted.items():
        must_equal(f"{what}, world {world}, {name} by day", numbers, again[name])
    if world != "without":
        i, j = (run.names.index(world) - run.twin for run in (one, other))
        must_equal(f"{what}, world {world}, scores", one.state.score[i], other.state.score[j])
        for name in BY_PERSON:
            must_equal(
                f"{what}, world {world}, {name}", getattr(one.state, name)[i], getattr(other.state, name)[j]
            )
        for name, first in OPTIONAL.items():
            mine, theirs = getattr(one.state, name)[i + first], getattr(other.state, name)[j + first]
            if name == "debt" and one.state.owed.size != other.state.owed.size:
                mine, theirs = mine & ~np.uint8(OWES | ABLE), theirs & ~np.uint8(OWES | ABLE)
            if mine.size == theirs.size:  # else the one run keeps it for the sake of another world
                must_equal(f"{what}, world {world}, {name}", mine, theirs)
    ends = [lives.ends[lives.worlds.index(world)] for lives in (a, b)]
    for field in dataclasses.fields(ends[0]):
        parts = [np.atleast_1d(getattr(end, field.name)) for end in ends]
        must_equal(f"{what}, world {world}, at the end, {field.name}", *parts)
    return int(sum(np.abs(numbers).sum() for numbers in counted.values()))


def differing_rows(one: Run, other: Run, world: int = 0) -> set[int]:
    """Rows whose state differs between two runs in a regime's world."""
    differs = np.zeros(one.town.n, bool)
    for name in (*BY_PERSON, "score", "ties"):
        a, b = getattr(one.state, name)[world], getattr(other.state, name)[world]
        if name == "ties":
            differs |= (a != b).any(axis=(0, 1))
        else:
            differs |= (a != b).any(axis=0) if a.ndim == 2 else a != b
    return set(np.flatnonzero(differs).tolist())


def neighbours_of(run: Run) -> list[set[int]]:
    """Whom each row is tied to, in any way that a standing or a mistaken record can take."""
    people = run.people
    found: list[set[int]] = []
    for row in range(run.town.n):
        home = row - int(people.place[row])
        stair = row - int(people.stair_place[row])
        near = set(range(home, home + int(people.size[row]))) | set(
            range(stair, stair + int(people.stair_size[row]))
        )
        near |= set(people.tie[people.tie_ptr[row] : people.tie_ptr[row + 1]].tolist())
        unit = int(people.unit[row])
        if unit >= 0:
            near |= set(people.unit_member[people.unit_ptr[unit] : people.unit_ptr[unit + 1]].tolist())
        if run.invented.ptr.size > 1:
            near |= set(run.invented.other[run.invented.ptr[row] : run.invented.ptr[row + 1]].tolist())
        found.append(near)
    return found


assert MAX_STREAMS < 40
