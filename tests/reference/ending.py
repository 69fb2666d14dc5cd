"""The last day, person by person: histograms of scores and of spells."""

from __future__ import annotations

from typing import Any

import numpy as np

from tests.reference.world import RegimeWorld

CLEAR_DAYS = 90
"""So many days without sanction are a recovery."""


def ending(world: RegimeWorld, days: int, ceiling: float) -> dict[str, Any]:
    """What `engine.result.End` says of a world, by name of its field."""
    people, lives = world.setting.people, world.lives
    places = int(ceiling) + 1 if world.terms.scored else 0
    score, lost = np.zeros(places, np.int64), np.zeros(places, np.int64)
    sanction_days, recovered, waiting = (np.zeros(days + 1, np.int64) for _ in range(3))
    for person, life in zip(people, lives, strict=True):
        if life.enrolled and world.terms.scored:
            now = life.accounts["real"].score
            score[now // 10] += 1
            lost[max(0, world.starts[person.row] - now) // 10] += 1
        spells = [(first, last or days + 1) for first, last in life.spells]
        sanction_days[sum(last - first for first, last in spells)] += 1
        if not spells:
            continue
        since = spells[0][0]
        clear_until = [first for first, _ in spells[1:]] + [days + 1]
        clear_from = [last for _, last in spells]
        long = [a for a, b in zip(clear_from, clear_until, strict=True) if b - a >= CLEAR_DAYS]
        if long:
            recovered[long[0] - since] += 1
        else:
            # followed until today, or until the clear spell that is not yet long enough began
            waiting[clear_from[-1] - since] += 1
    outside = [person.ties["kin"] + person.ties["friend"] for person in people]
    sanctioned = [bool(life.spells) for life in lives]
    pairs = [(p.row, other) for p in people if sanctioned[p.row] for other in p.ties["household"]]
    cut = {(low, high) for _, low, high in world.cut}
    return {
        "score": score,
        "lost": lost,
        "sanction_days": sanction_days,
        "recovered_after": recovered,
        "not_recovered_after": waiting,
        "household_pairs": len(pairs),
        "household_pairs_sanctioned": sum(sanctioned[other] for _, other in pairs),
        "with_ties": sum(bool(ties) for ties in outside),
        "isolated": sum(
            bool(ties) and all((min(row, o), max(row, o)) in cut for o in ties)
            for row, ties in enumerate(outside)
        ),
        "callers_warned": sum(life.warned for life in lives),
    }
