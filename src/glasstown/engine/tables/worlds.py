"""A world of a run, and what its tables are numbered by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from glasstown.core.randomness import threshold
from glasstown.life.catalogue import LABELS, SERVICES
from glasstown.regimes.model import Regime
from glasstown.regimes.versions import versions
from glasstown.responses.model import Response

CERTAIN = threshold(1.0)
LABEL = {label: i for i, label in enumerate(LABELS)}
SERVICE = {service.name: i for i, service in enumerate(SERVICES)}


@dataclass(frozen=True)
class World:
    """One town living under one regime with one response; `name` is its key in every output."""

    name: str
    regime: Regime
    response: Response


@dataclass(frozen=True)
class Row(World):
    """A row of the tables: the world at `place` among those of a run, with what is in force of its regime from run day
    `first` on.

    `whole` is all of the regime: what must be the same at all times is read from it, as are bands of the score, the
    order of lists, what others see of a standing, and the picture of ties.
    """

    place: int
    first: int
    whole: Regime
    asleep: frozenset[str]
    over: bool


def rows_of(worlds: Sequence[World]) -> list[Row]:
    """The rows of the tables: every version of every world's regime, world by world."""
    return [
        Row(
            world.name,
            version.regime,
            world.response,
            place,
            version.first,
            world.regime,
            version.asleep,
            version.over,
        )
        for place, world in enumerate(worlds)
        for version in versions(world.regime)
    ]


def column(values: Sequence[int]) -> np.ndarray:
    return np.array(values, np.int64)
