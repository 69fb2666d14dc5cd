"""The kinds of input file, by name, and the JSON Schema of each."""

from __future__ import annotations

from typing import Any

from glasstown.core.documents import json_schema_of
from glasstown.core.errors import InputError, Problem, nearest, one_of
from glasstown.core.parts import Part
from glasstown.regimes.model import Regime
from glasstown.responses.model import Response


def models() -> dict[str, type[Part]]:
    """Kind of file → the model that it is checked against."""
    from glasstown.towns.model import TownModel

    return {"regime": Regime, "town": TownModel, "response": Response}


def json_schema(kind: str) -> dict[str, Any]:
    """The JSON Schema of a kind of file (`regime`, `town` or `response`); ``InputError`` for another word."""
    known = models()
    if kind not in known:
        raise InputError(
            [Problem("schema", None, "", f'the kind "{kind}"', one_of(known), nearest(kind, known))]
        )
    return json_schema_of(known[kind])
