"""A town: invented people, as arrays that only `build_town` makes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import InitVar, dataclass
from typing import Final, NoReturn

import numpy as np

from glasstown.core.state import People
from glasstown.towns.residuals import Residual

MADE: Final = object()
"""What `build_town` shows to be let in; there is no other way to a town."""


@dataclass(frozen=True)
class Axis:
    """One way to divide everybody into groups; groups are numbered through all axes from 1."""

    name: str
    groups: tuple[str, ...]
    first: int


@dataclass(frozen=True, eq=False)
class Conduct:
    """How often people do something, by their class in a column of `People.columns`.

    `rate` (256,) float64 per day: the ceiling Λ, 0 never; of a duty 1 for who has it. `done` (256,) float64: of a duty
    and of an occasion to pay, the chance that it is done, else zeros. `ordinary`: of an attempt, the chance that it
    succeeds in the ordinary course of things, else 1. `able`: of a judgment, the chance that the debtor is able to pay.
    Of an occasion to pay, `recovers` is the chance that one who is not able becomes so, and `hides` that one who is
    able and does not pay hides what there is to take.
    """

    column: int
    rate: np.ndarray
    done: np.ndarray
    ordinary: float
    able: float = 0.0
    recovers: float = 0.0
    hides: float = 0.0


@dataclass(frozen=True, eq=False, repr=False)
class Town:
    """N invented people. Read-only; made by `build_town` alone.

    A household's rows are contiguous, its head, an adult, first; a stair is a run of whole households. `age`
    (N,) uint8 in years; `income` (N,) uint16 in hundreds a head and year, empty where the file gives none.
    """

    name: str
    title: str
    status: str
    people: People
    age: np.ndarray
    income: np.ndarray
    axes: tuple[Axis, ...]
    conduct: Mapping[str, Conduct]
    residuals: tuple[Residual, ...]
    made: InitVar[object] = None

    def __post_init__(self, made: object) -> None:
        if made is not MADE:
            raise TypeError("a town is generated from a file of aggregates by build_town; it takes no arrays")
        for array in (*self.people, self.age, self.income):
            array.flags.writeable = False

    def __reduce__(self) -> NoReturn:
        raise TypeError("a town is not copied: a copy could be written to; build_town makes it again")

    def __repr__(self) -> str:
        return f"Town({self.name}, {self.n:,} invented people)"

    @property
    def n(self) -> int:
        """How many people."""
        return int(self.age.size)

    @property
    def nbytes(self) -> int:
        """Bytes of all arrays of people and ties."""
        return sum(array.nbytes for array in (*self.people, self.age, self.income))
