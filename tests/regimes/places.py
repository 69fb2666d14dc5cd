"""Files of the tests, and a town that only says how people act."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np

from glasstown.core.documents import shipped
from glasstown.engine.tables import World
from glasstown.life.catalogue import ACTS
from glasstown.regimes import load_regime
from glasstown.responses import load_response

HERE = Path(__file__).parent
GOOD = sorted((HERE / "good").glob("*.yaml"))
BAD = sorted((HERE / "bad").glob("*.yaml"))
ARTICLE = shipped("regimes")["article-2020"]
NOISE_RATE = 0.0002


def conduct_only(*, without: tuple[str, ...] = ()) -> Any:
    """Stands in for a town where only its conduct is read."""
    conduct = {
        act.name: SimpleNamespace(
            column=i,
            rate=np.full(256, NOISE_RATE if act.name == "noise" else 0.01),
            done=np.linspace(0.0, 1.0, 256),
            ordinary=0.75,
            able=0.5,
            recovers=0.1,
            hides=0.1,
        )
        for i, act in enumerate(ACTS)
        if act.name not in without
    }
    people = SimpleNamespace(opinion=np.ones(1, np.uint8), kinds=np.full(1, 15, np.uint8))
    return SimpleNamespace(name="nowhere", conduct=conduct, people=people)


def world(path: Path, response: str = "simple") -> World:
    return World(path.stem, load_regime(path).model, load_response(response).model)
