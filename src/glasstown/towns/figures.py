"""Figures as a town's file gives them: numbers with bounds, rows of figures, figures by age."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Annotated, ClassVar, Final

from pydantic import Field, model_validator

from glasstown.core.errors import Mismatch
from glasstown.core.numbers import Number, Share, Whole, one_origin
from glasstown.core.parts import Name, Part

MOST_AGE: Final = 120

Age = Annotated[int, Field(ge=0, le=MOST_AGE)]


class Table(Part):
    """Figures that share one `source`; or `assumed`, the range of a factor that multiplies all of them."""

    values: Annotated[tuple[float, ...], Field(min_length=1, max_length=200)]
    source: Name | None = None
    assumed: tuple[float, float] | None = None

    @model_validator(mode="after")
    def _check(self) -> Table:
        allowed = "exactly one of source: KEY and assumed: [low, high], factors of the values"
        one_origin(self.source, self.assumed, allowed)
        for place, value in enumerate(self.values):
            if not math.isfinite(value) or value < 0.0:
                raise Mismatch(f"{value:g}", "numbers of at least 0", at=("values", place))
        if sum(self.values) <= 0.0:
            raise Mismatch("only zeros", "at least one number above 0", at=("values",))
        if self.assumed is not None and not 0.0 <= self.assumed[0] <= 1.0 <= self.assumed[1]:
            raise Mismatch(
                f"factors from {self.assumed[0]:g} to {self.assumed[1]:g}",
                "a range of factors around 1, such as [0.8, 1.25]",
                at=("assumed",),
            )
        return self


def rising(numbers: tuple[int, ...], at: str) -> None:
    if any(b <= a for a, b in pairwise(numbers)):
        raise Mismatch(f"{list(numbers)}", "numbers in rising order", at=(at,))


def as_many(table: Table, wanted: int, at: str, what: str) -> None:
    if len(table.values) != wanted:
        raise Mismatch(f"{len(table.values)} values", f"{wanted} values, {what}", at=(at, "values"))


class ByAge(Part):
    """A figure by age: `ages` are the first ages of the bands, the first of them 0."""

    ages: Annotated[tuple[Age, ...], Field(min_length=1)]
    table: Table

    @model_validator(mode="after")
    def _check(self) -> ByAge:
        rising(self.ages, "ages")
        as_many(self.table, len(self.ages), "table", "one for each band of ages")
        if self.ages[0] != 0:
            raise Mismatch(f"a first band from age {self.ages[0]}", "a first band from age 0", at=("ages", 0))
        return self


class Spread(Part):
    """Years and how often each occurs."""

    years: Annotated[tuple[int, ...], Field(min_length=1, max_length=12)]
    table: Table

    @model_validator(mode="after")
    def _check(self) -> Spread:
        rising(self.years, "years")
        as_many(self.table, len(self.years), "table", "one for each of the years")
        return self


class Population(Whole):
    """The people whom the figures describe."""

    least: ClassVar[float] = 100_000.0
    unit: ClassVar[str] = "people"


class Counted(Whole):
    """A number of people or households, 1…255."""

    least: ClassVar[float] = 1.0
    most: ClassVar[float] = 255.0


class Reach(Whole):
    """How many people or households a neighbourhood holds from which others are drawn."""

    least: ClassVar[float] = 16.0
    most: ClassVar[float] = 100_000.0


class Positive(Number):
    """A number above 0."""

    least: ClassVar[float] = 1e-9
    most: ClassVar[float] = 1e9


class Degree(Number):
    """Ties a person, in the mean."""

    unit: ClassVar[str] = "ties a person"
    least: ClassVar[float] = 0.0
    most: ClassVar[float] = 60.0


class Yearly(Number):
    """Times per person and year."""

    unit: ClassVar[str] = "per person and year"
    least: ClassVar[float] = 0.0
    most: ClassVar[float] = 365.0


class Daily(Share):
    """Times per person and day."""

    unit: ClassVar[str] = "per person and day"
