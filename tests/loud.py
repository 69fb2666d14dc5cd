"""A regime in which every mechanism fires within weeks, a response to it, and variations of both."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from glasstown.engine.tables import World
from glasstown.regimes.model import Regime
from glasstown.responses.model import Response

LOUD = yaml.safe_load((Path(__file__).parent / "loud.yaml").read_text(encoding="utf-8"))
NONE = {"response": "none", "title": "Nobody reacts", "status": "hypothetical", "sources": {}}


def number(value: float | str) -> dict[str, Any]:
    """A number as a file holds it."""
    return {"value": value, "assumed": [value, value]}


SIMPLE = {
    **NONE,
    "response": "simple",
    "speech": {
        "said_beside_punished_tie": number(0.5),
        "hears_of": ["household", "kin", "friend", "colleague"],
    },
    "shunning": {
        "learns_through": {"call-tone": number(0.8)},
        "breaks_off": {"kin": number(0.2), "friend": number(0.5)},
    },
}

Edit = Callable[[dict[str, Any]], None]


def to_regime(data: dict[str, Any], edit: Edit | None = None) -> Regime:
    """Validate as a file is, after a change to a copy."""
    data = copy.deepcopy(data)
    if edit is not None:
        edit(data)
    return Regime.model_validate(_as_read(data))


def to_response(data: dict[str, Any]) -> Response:
    return Response.model_validate(_as_read(copy.deepcopy(data)))


def _as_read(data: Any) -> Any:
    """A file's lists are read as tuples."""
    if isinstance(data, dict):
        return {key: _as_read(value) for key, value in data.items()}
    return tuple(_as_read(value) for value in data) if isinstance(data, list) else data


def loud(name: str = "loud", edit: Edit | None = None, response: dict[str, Any] = SIMPLE) -> World:
    """A world of the loud regime, or of a change to it."""
    return World(name, to_regime(LOUD, edit), to_response(response))
