"""The loud regime, watched in every way: by those who see only some people."""

from __future__ import annotations

from typing import Any

from glasstown.engine.tables import World
from tests.loud import Edit, loud


def by_kind(data: dict[str, Any]) -> None:
    """Each kind of person is seen by a collector that sees nobody else; one sees only who is two at once."""
    among = {
        "shops": ["urban"],
        "lines": ["online", "working"],
        "cameras": ["schooled"],
        "posts": ["online"],
    }
    for name, kinds in among.items():
        data["watch"]["collectors"][name]["among"] = kinds


def watched(name: str = "watched", edit: Edit | None = None) -> World:
    """A world of it, or of a change to it."""

    def all_of_it(data: dict[str, Any]) -> None:
        by_kind(data)
        if edit is not None:
            edit(data)

    return loud(name, all_of_it)
