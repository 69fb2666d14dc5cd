"""What events do to standing, in the units of the engine: which records put somebody on which list, or at which grade.

A grade that a rule sets directly is a list of its own kind, after those of the file: whoever is on it is refused what
those are refused who are below the next better grade.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from glasstown.regimes.dates import ALWAYS
from glasstown.regimes.lists import Ground
from glasstown.regimes.model import Regime

ANEW: Final = -1
"""In place of an extension: a further event begins the term anew."""


@dataclass(frozen=True)
class Entering:
    """A record of a `label` puts somebody on the list at `place`, on days from `first` and before `last`.

    `term` in days, 0 none: then until the debt is paid, or for good (`good`).
    """

    place: int
    label: str
    first: int = -ALWAYS
    last: int = ALWAYS
    claims_able: bool = False
    due_term: int = 0
    term: int = 0
    extend: int = ANEW
    of_debt: bool = False
    good: bool = False


def grades_set(regime: Regime) -> tuple[str, ...]:
    """The grades that rules set directly, in the order of the file."""
    return tuple(dict.fromkeys(rule.grade for rule in regime.rules if rule.grade is not None))


def places(regime: Regime) -> int:
    """How many lists standing keeps: those of the file, and the grades that are set directly."""
    return len(regime.lists) + len(grades_set(regime))


def entering(regime: Regime) -> list[Entering]:
    """All events, list by list and in the order of the file; each is a bit of what holds somebody."""
    found = [
        _by_ground(regime, place, ground)
        for place, entry in enumerate(regime.lists)
        for ground in entry.grounds
    ]
    grades = grades_set(regime)
    return found + [
        Entering(
            len(regime.lists) + grades.index(rule.grade),
            rule.scored_label,
            first=regime.run_day(rule.from_date, -ALWAYS),
            last=regime.run_day(rule.until, ALWAYS),
            term=round(rule.held_for.value),
        )
        for rule in regime.rules
        if rule.grade is not None and rule.held_for is not None
    ]


def _by_ground(regime: Regime, place: int, ground: Ground) -> Entering:
    return Entering(
        place,
        ground.label,
        first=regime.run_day(ground.from_date, -ALWAYS),
        last=regime.run_day(ground.until, ALWAYS),
        claims_able=ground.true_ground == "able-to-pay",
        due_term=round(ground.due_term.value) if ground.due_term else 0,
        term=round(ground.term.value) if ground.term else 0,
        extend=round(ground.extend.value) if ground.extend else ANEW,
        of_debt=ground.of_debt,
        good=ground.held_for is not None,
    )


def term_slots(regime: Regime) -> dict[int, int]:
    """Place of a list → which of the bits of running terms it has: those entered by score first."""
    by_score = [place for place, entry in enumerate(regime.lists) if entry.term is not None]
    by_event = dict.fromkeys(each.place for each in entering(regime) if each.term > 0)
    return {place: slot for slot, place in enumerate([*by_score, *by_event])}
