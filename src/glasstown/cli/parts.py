"""Parts of files as headings, in the words of a reader."""

from __future__ import annotations

from typing import Final

HEADINGS: Final[dict[str, dict[str, str]]] = {
    "regime": {
        "title": "Title",
        "status": "How well it is known",
        "town": "The town it is laid over",
        "begins": "Day 0",
        "years": "Length of a run",
        "before": "The practice before it",
        "sources": "Sources",
        "enrol": "Who is under it",
        "replaces": "What it takes away",
        "subjects": "Whom it scores",
        "score": "The score",
        "grades": "Grades",
        "watch": "Watching, and how it goes wrong",
        "rules": "Points for what is recorded",
        "association": "Points for whom one knows",
        "lists": "Lists",
        "gates": "What is refused",
        "burdens": "What is imposed",
        "rewards": "What is given",
        "shaming": "How a listing becomes known",
        "sentiment": "What it takes people to think",
        "enforcement": "What courts collect",
        "redress": "How one is heard, and gets off",
        "cases": "Cases",
    },
    "town": {
        "title": "Title",
        "status": "How well it is known",
        "sources": "Sources",
        "describes": "What it describes",
        "ages": "Ages",
        "households": "Households",
        "families": "Families",
        "collective": "Dormitories and homes",
        "place": "Town and country",
        "registration": "Registration",
        "group": "Groups",
        "income": "Income",
        "activity": "School and work",
        "online": "Who is online",
        "units": "Classes and work groups",
        "stair": "Neighbours",
        "kin": "Kin",
        "friends": "Friends",
        "opinion": "What people think",
        "conduct": "What people do when nobody scores them",
    },
    "response": {
        "title": "Title",
        "status": "How well it is known",
        "sources": "Sources",
        "speech": "Speech",
        "shunning": "Shunning",
        "avoidance": "Avoiding contact",
        "debts": "Paying debts",
        "urging": "Urging the listed to pay",
        "tries_again": "Trying again",
        "appeals": "Asking for a review",
        "belief": "What people come to think",
    },
    "safeguard": {
        "title": "Title",
        "status": "How well it is known",
        "sources": "Sources",
        "law": "The law it comes from",
        "adherence": "How often it is kept",
        "costs": "What it costs",
        "does": "What it does",
    },
}
"""Kind of file → part → heading."""


def heading(kind: str, part: str) -> str:
    """The heading of a part; the part itself in words where none is known."""
    return HEADINGS[kind].get(part, part.replace("_", " ").replace("-", " "))
