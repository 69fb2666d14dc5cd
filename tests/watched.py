"""The loud regime, watched in every way: by those who see some people, are late, or must bear each other out."""

from __future__ import annotations

from typing import Any

from glasstown.engine.tables import World
from tests.loud import Edit, loud, number


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


def late(data: dict[str, Any]) -> None:
    """Two collectors take less than a week, and more than two."""
    for name, days in (("shops", 3), ("posts", 16)):
        data["watch"]["collectors"][name]["delay"] = number(f"{days} days")


def fixed(data: dict[str, Any]) -> None:
    """Mistakes fall on the same three people each time."""
    figures = {"household": 0.5, "neighbour": 0.3, "namesake": 0.2}
    data["watch"]["errors"]["falls-on"] = {name: number(figure) for name, figure in figures.items()}


def borne_out(data: dict[str, Any]) -> None:
    """Nothing counts that one alone has seen."""
    data["watch"]["evidence"] = "two-records"
    data["rules"] = [
        rule
        for rule in data["rules"]
        if rule.get("label") in ("praise-party", "spread-rumour", "public-criticism")
    ]


def watched(name: str = "watched", edit: Edit | None = None) -> World:
    """A world of it, or of a change to it."""

    def all_of_it(data: dict[str, Any]) -> None:
        by_kind(data)
        late(data)
        fixed(data)
        if edit is not None:
            edit(data)

    return loud(name, all_of_it)
