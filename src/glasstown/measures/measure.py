"""What a measure is: a function of one world, and the words without which its number says nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from glasstown.measures.value import Amount
from glasstown.measures.view import View

MIN_CELL: Final = 50
"""Groups of fewer people than this are not shown: chance would speak louder than the regime."""

Compute = Callable[[View, int], Amount]
"""(world, group number) → amount; group 0 is everybody."""


@dataclass(frozen=True)
class Measure:
    """A named number of harm. `pieces` splits it along an axis of its own (kinds of tie, of wrong, …)."""

    key: str
    title: str
    numerator: str
    denominator: str
    unit: str
    compute: Compute
    risk_set: str
    right: str  # the article of a treaty it bears on
    dimension: str  # of harm to rights: scale, scope, probability or reversibility
    null: str  # what the absence of a value means
    window: str = "the whole run"
    grouped: bool = False  # also by the groups of every axis of the town
    axis: str = ""  # name of the axis of `pieces`, or the town's axis that it compares
    pieces: tuple[tuple[str, Compute], ...] = ()
    compares: str = "each world, and its difference to the twin town without"
    status: str = "ready"
    note: str = ""  # what a reader has to know before comparing it
    unscored: Measure | None = None  # the same question to a regime without a score

    def in_world(self, view: View) -> Measure:
        """The measure as it is asked in a world: of points or, where there is no score, of entries on a list."""
        return self if self.unscored is None or view.scored or view.without else self.unscored
