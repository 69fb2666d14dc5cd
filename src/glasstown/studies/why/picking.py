"""Whom to tell of: from each group of people to whom the same was done, one who is typical of it.

Of a group, up to 200 people are looked at, evenly spaced by id, and watched. Each gets a rank in each of five things
(first day under sanction, days under sanction, points lost, refusals, words not said); told of is the one whose
ranks lie nearest the middle, the lowest id among equals. So nobody is picked for being extreme.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from glasstown.core.state import (
    EVER_INACCURATE,
    EVER_RECOVERED,
    EVER_REFUSED,
    EVER_SANCTIONED,
    EVER_SILENCED,
    EVER_WRONGFUL,
    REAL,
)
from glasstown.engine.run import Run
from glasstown.studies.why.facts import Facts, Ground
from glasstown.studies.why.reading import Reading

LOOKED_AT: Final = 200
"""The most people of a group who are looked at."""


@dataclass(frozen=True)
class Pick:
    """A kind of life. `where` is asked of everybody's state at the end, `fits` of those looked at."""

    name: str
    title: str
    who: str
    fits: Callable[[Facts], bool]


def _never_did(facts: Facts) -> bool:
    """The first sanction was wrong by the regime's own rules, and rested mainly on what was never done."""
    first = next((turn for turn in facts.turns if turn.after.sanctions), None)
    return first is not None and first.inaccurate and _mainly("never-did", facts)


def _mainly(ground: Ground, facts: Facts) -> bool:
    """Whether one ground weighed most up to the first sanction."""
    weight = facts.grounds(facts.first_sanction)
    return bool(facts.spells) and weight[ground] > 0 and weight[ground] == max(weight.values())


PICKS: Final[Mapping[str, Pick]] = {
    pick.name: pick
    for pick in (
        Pick(
            "wrongful",
            "Punished for what they never did",
            "people wrongly sanctioned, at first mainly for what they never did",
            _never_did,
        ),
        Pick(
            "somebody-else",
            "Punished for somebody else",
            "people wrongly sanctioned, at first mainly for what others did or were",
            lambda facts: _mainly("somebody-else", facts),
        ),
        Pick(
            "silenced",
            "Silenced",
            "people who left something unsaid that their twin said in public",
            lambda facts: bool(facts.unsaid),
        ),
        Pick(
            "never-back",
            "Never back",
            "people with a service closed to them, or a burden imposed, at the end, who were never free of that "
            "again for 90 days",
            lambda facts: bool(facts.end_standing.sanctions) and not facts.recovered,
        ),
        Pick(
            "refused",
            "Refused",
            "people who were refused something that they would have had",
            lambda facts: bool(facts.refusals),
        ),
    )
}
"""Kinds of life by name."""

FOUR: Final = ("wrongful", "somebody-else", "silenced", "never-back")
"""The lives told without being asked for one."""


def members(run: Run, name: str) -> np.ndarray:
    """Rows of everybody who may be picked, by the state at the end of a run of one regime, as ids, rising."""
    ever = run.state.ever[0].astype(np.int64)
    if name == "wrongful":
        on = ever & EVER_INACCURATE != 0
    elif name == "somebody-else":
        on = ever & EVER_WRONGFUL != 0
    elif name == "silenced":
        on = ever & EVER_SILENCED != 0
    elif name == "refused":
        on = ever >> EVER_REFUSED.bit_length() - 1 != 0
    else:
        standing = run.state.standing[0, REAL]
        reading = Reading(run.worlds[0], run.tables)
        values, at = np.unique(standing, return_inverse=True)
        closed = np.array([reading.closed(int(value), run.day) != 0 for value in values])[at]
        on = closed & (ever & EVER_SANCTIONED != 0) & (ever & EVER_RECOVERED == 0)
    return np.flatnonzero(on)


def looked_at(rows: np.ndarray) -> list[int]:
    """Up to `LOOKED_AT` of the rows, evenly spaced."""
    n = min(LOOKED_AT, rows.size)
    return [int(rows[(2 * i + 1) * rows.size // (2 * n)]) for i in range(n)]


def typical(group: list[Facts]) -> Facts | None:
    """The one of a group whose ranks lie nearest the middle; None of an empty group."""
    if not group:
        return None
    order = sorted(group, key=lambda facts: facts.row)
    features = np.array([_features(facts) for facts in order], float)
    away = np.zeros(len(order))
    for column in features.T:
        below = (column[:, None] > column).sum(axis=1)
        not_above = (column[:, None] >= column).sum(axis=1)
        away += np.abs((below + not_above) / (2 * len(order)) - 0.5)
    return order[int(np.argmin(away))]


def _features(facts: Facts) -> tuple[Any, ...]:
    first = facts.first_sanction
    return (
        facts.days + 1 if first is None else first,
        facts.sanctioned_days,
        sum(facts.lost().values()),
        len(facts.refusals),
        len(facts.unsaid),
    )
