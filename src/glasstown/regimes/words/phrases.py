"""Small parts of sentences: numbers, shares, lists of things, what somebody did."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from glasstown.life.catalogue import BY_NAME, LABELS
from glasstown.regimes.dated import Dated
from glasstown.regimes.labels import CONTACT_LABEL

LAYERS: Final = {
    "household": "somebody in the household",
    "kin": "a relative",
    "friend": "a friend",
    "colleague": "a colleague or classmate",
    "neighbour": "a neighbour",
}
"""Kinds of tie, as one of those on the other end is called."""

ARTICLES: Final = {
    "ICCPR": "International Covenant on Civil and Political Rights",
    "ICESCR": "International Covenant on Economic, Social and Cultural Rights",
    "CRC": "Convention on the Rights of the Child",
    "EU AI Act": "European Union's Artificial Intelligence Act",
}
"""Treaties and laws by their short names."""

LAW: Final = {
    "lawful": "lawful",
    "crime": "a crime",
    "offence": "an offence",
    "civil-breach": "a breach of civil law",
}
"""What domestic law takes an act for."""


def plain(number: float) -> str:
    """A number as written in a sentence: 1,000, 0.5, 0.00005."""
    text = f"{number:,.6f}".rstrip("0").rstrip(".")
    return text if text not in ("-0", "") else "0"


def percent(share: float) -> str:
    """A share in per cent."""
    return f"{100 * share:.4g}%"


def series(items: Iterable[str], last: str = "and") -> str:
    """``a, b and c``."""
    listed = list(items)
    return (
        listed[0] if len(listed) == 1 else f"{', '.join(listed[:-1])} {last} {listed[-1]}" if listed else ""
    )


def counted(number: float, one: str, many: str = "") -> str:
    """``1 day``, ``30 days``; ``2 people`` where the plural is given."""
    return f"{plain(number)} {one if number == 1 else many or f'{one}s'}"


def on(when: date | int) -> str:
    """``1 January 2020``, or ``day 100`` of a run."""
    if isinstance(when, int):
        return f"day {when}"
    return f"{when.day} {when:%B} {when.year}"


def spell(part: Dated) -> str:
    """When a part is in force: "from 1 January 2020 until day 400"; empty where it always is."""
    first = [] if part.from_date is None else [f"from {on(part.from_date)}"]
    last = [] if part.until is None else [f"until {on(part.until)}"]
    return " ".join(first + last)


def bracketed(text: str) -> str:
    """The text in brackets after a space; nothing where there is none."""
    return f" ({text})" if text else ""


def spaced(name: str) -> str:
    """A name of a file as words: ``payment-platforms`` → payment platforms; ``chats-and-mail`` likewise."""
    return name.replace("-", " ")


def capital(text: str) -> str:
    """The text with a capital first letter, as a sentence begins."""
    return text[:1].upper() + text[1:]


def did(label: str) -> str:
    """What somebody did who is truly recorded under a label: "gave blood"."""
    if label == CONTACT_LABEL:
        return BY_NAME["contact"].title + " on a list"
    return BY_NAME[LABELS[label]].title


def in_law(label: str) -> str:
    """What the act that a label claims is in law: lawful, protected by which article, an offence."""
    act = BY_NAME[LABELS[label]]
    return f"protected by {act.protected}" if act.protected else LAW[act.domestic]


def spelled_out(articles: str) -> str:
    """Articles of treaties with their full names: "ICCPR 14(2), 17; CRC 28"."""
    return series(_articles(group) for group in articles.split("; "))


def _articles(group: str) -> str:
    name = next((short for short in ARTICLES if f"{short} " in group), "")
    if not name:
        return group
    before, numbers = group.split(f"{name} ", 1)
    return f"{before}article{'s' if ',' in numbers else ''} {numbers} of the {ARTICLES[name]} ({name})"
