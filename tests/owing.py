"""The loud regime with the list of debtors beside its own lists: a world in which every line of a trace is written."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from glasstown.engine.tables import World
from glasstown.towns import Town
from glasstown.towns.town import MADE
from tests.loud import LISTED, LOUD, SIMPLE, number, to_regime, to_response, with_debtors
from tests.small_town import small_town


def _fading_and_graded(data: dict[str, Any]) -> None:
    data["score"]["decay"] = {"toward": number(650), "share": number(0.1), "every": number("9 days")}
    for rule in data["rules"]:
        if rule.get("label") == "disapproved-purchase":
            rule |= {"grade": "C", "for": number("25 days")}


def owing() -> World:
    """The world, with every response there is."""
    regime = to_regime(with_debtors(LOUD), _fading_and_graded)
    return World("owing", regime, to_response({**SIMPLE, **LISTED["response"]}))


def indebted_town(people: int, seed: int) -> Town:
    """A small town whose people are often ordered to pay."""
    town = small_town(people, seed)
    judgment = replace(town.conduct["judgment"], rate=np.full(256, 0.02))
    return replace(town, conduct={**town.conduct, "judgment": judgment}, made=MADE)
