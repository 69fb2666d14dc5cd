"""A town of ten people small enough to count on paper."""

from __future__ import annotations

from typing import Any

import numpy as np

from glasstown.core.counters import GROUPED, PLAIN, G, P
from glasstown.engine.result import End, Lives

DAYS = 10


def none(size: int = DAYS + 1) -> np.ndarray:
    return np.zeros(size, np.int64)


def end(**changes: Any) -> End:
    """An end at which nothing has happened, but for `changes`."""
    fields: dict[str, Any] = {
        "score": none(0), "lost": none(0), "sanction_days": none(), "recovered_after": none(),
        "not_recovered_after": none(), "household_pairs": 0, "household_pairs_sanctioned": 0, "with_ties": 0,
        "isolated": 0, "callers_warned": 0,
    }  # fmt: skip
    return End(**(fields | changes))


def by_hand(
    plain: dict[str, dict[int, int]] | None = None,
    grouped: dict[str, dict[int, int]] | None = None,
    *,
    without: dict[str, dict[int, int]] | None = None,
    without_plain: dict[str, dict[int, int]] | None = None,
    people: int = 10,
    enrolled: int = 8,
    groups: tuple[tuple[str, str], ...] = (("everybody", "everybody"),),
    group_people: tuple[int, ...] | None = None,
    by_group: dict[tuple[str, int], dict[int, int]] | None = None,
    last: End | None = None,
    start_score_sum: int = 80_000,
    name: str = "regime",
    scored: bool = True,
) -> Lives:
    """Lives of one replicate: counter → day → amount, in the regime's world and in `without` (grouped)."""
    shape = (2, DAYS + 1)
    p = np.zeros((*shape, len(PLAIN)), np.int64)
    g = np.zeros((*shape, len(groups), len(GROUPED)), np.int64)
    for world, counters in ((1, plain), (0, without_plain)):
        for counter, days in (counters or {}).items():
            for day, amount in days.items():
                p[world, day, P[counter]] += amount
    for world, counters in ((1, grouped), (0, without)):
        for counter, days in (counters or {}).items():
            for day, amount in days.items():
                g[world, day, 0, G[counter]] += amount
    for (counter, group), days in (by_group or {}).items():
        for day, amount in days.items():
            g[1, day, group, G[counter]] += amount
    sizes = list(group_people if group_people else [people])
    return Lives(
        worlds=("without", name), days=DAYS, people=people, enrolled=(0, enrolled), groups=groups,
        group_people=np.array(sizes, np.int64),
        group_enrolled=np.array([[0] * len(sizes), [enrolled, *sizes[1:]]], np.int64),
        start_score_sum=(0, start_score_sum), start_below=(0, 0), plain=p, grouped=g,
        ends=(end(), last if last is not None else end()), streams=("public-criticism",),
        services=("air-ticket", "job"), scored=(False, scored),
    )  # fmt: skip
