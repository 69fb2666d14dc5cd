"""The kinds of number that a regime is written in, with their bounds."""

from __future__ import annotations

from typing import ClassVar

from glasstown.core.numbers import Days, Number, Share, Whole
from glasstown.life.debt.fields import JUDGED_APART


class Points(Number):
    """Points that a record earns (above 0) or costs (below 0); tenths of a point at the finest."""

    unit: ClassVar[str] = "points"
    least: ClassVar[float] = -3276.0
    most: ClassVar[float] = 3276.0
    step: ClassVar[float] = 0.1


class Level(Number):
    """A score, or a cut-off of one, in points from 0; tenths of a point at the finest."""

    unit: ClassVar[str] = "points"
    least: ClassVar[float] = 0.0
    most: ClassVar[float] = 3276.0
    step: ClassVar[float] = 0.1


class Cost(Number):
    """Points that each bad tie costs: 0 or below; tenths of a point at the finest."""

    unit: ClassVar[str] = "points per tie"
    least: ClassVar[float] = -3276.0
    most: ClassVar[float] = 0.0
    step: ClassVar[float] = 0.1


class Part10000(Share):
    """A share in whole parts of ten thousand."""

    step: ClassVar[float] = 0.0001


class Times(Whole):
    """How often a capped rule counts in its period, 1…15."""

    unit: ClassVar[str] = "times"
    least: ClassVar[float] = 1.0
    most: ClassVar[float] = 15.0


class Period(Days):
    """A period of at least a day."""

    least: ClassVar[float] = 1.0


class DueTerm(Days):
    """Days from a judgment until the debt counts as unpaid.

    A person is ordered to pay at most once in 180 days; the term ends a week before that, so that the twin, who is a
    week ahead, still has the same debt.
    """

    least: ClassVar[float] = 1.0
    most: ClassVar[float] = JUDGED_APART - 7.0


class Weeks(Days):
    """A period of whole weeks, since people influence each other every seventh day."""

    least: ClassVar[float] = 7.0
    most: ClassVar[float] = 36498.0
    step: ClassVar[float] = 7.0


class Term(Days):
    """How long a list holds somebody at least, in days: a week or more, the time between two exchanges."""

    least: ClassVar[float] = 7.0
    most: ClassVar[float] = 36500.0
