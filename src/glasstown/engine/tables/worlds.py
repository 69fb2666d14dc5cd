"""A world of a run, and what its tables are numbered by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from glasstown.core.randomness import threshold
from glasstown.life.catalogue import LABELS, SERVICES
from glasstown.regimes.model import Regime
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


def column(values: Sequence[int]) -> np.ndarray:
    return np.array(values, np.int64)
