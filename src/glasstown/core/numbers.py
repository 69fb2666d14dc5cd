"""Numbers of input files: each says where it comes from, or that it is assumed and over which range.

Written ``{value: 0.8, source: census}`` or ``{value: 0.8, assumed: [0.5, 1.0]}``. A subclass of `Number` is a
unit with its bounds.
"""

from __future__ import annotations

import math
import re
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, WithJsonSchema, model_validator

from glasstown.core.errors import Mismatch
from glasstown.core.marks import quoted
from glasstown.core.parts import Name, Part

_DAYS = re.compile(r"(0|[1-9][0-9]{0,4}) days?")


def one_origin(source: str | None, assumed: tuple[float, float] | None, allowed: str) -> None:
    """Raise a `Mismatch` where a figure has neither a source nor a range over which it is assumed, or both."""
    if (source is None) == (assumed is None):
        found = "neither source nor assumed" if source is None else "both source and assumed"
        raise Mismatch(found, allowed)


class Number(Part):
    """A number with its `source` (a key of the file's `sources:`) or the range over which it is `assumed`.

    `unit` is shown beside it; value and range lie in `least`…`most` and are multiples of `step` (0: any).
    """

    unit: ClassVar[str] = ""
    least: ClassVar[float] = -math.inf
    most: ClassVar[float] = math.inf
    step: ClassVar[float] = 0.0

    value: float
    source: Name | None = None
    assumed: tuple[float, float] | None = None

    @model_validator(mode="after")
    def _check(self) -> Number:
        one_origin(self.source, self.assumed, "exactly one of source: KEY and assumed: [low, high]")
        shown = [self.value, *(self.assumed or ())]
        for number in shown:
            if not math.isfinite(number) or not self.least <= number <= self.most:
                raise Mismatch(self.said(number), self.allowed())
            if self.step and abs(number / self.step - round(number / self.step)) > 1e-6:
                raise Mismatch(self.said(number), self.allowed())
        if self.assumed is not None and not self.assumed[0] <= self.value <= self.assumed[1]:
            low, high = self.assumed
            raise Mismatch(
                f"{self.said(self.value)} with assumed from {self.said(low)} to {self.said(high)}",
                "low <= value <= high",
            )
        return self

    @classmethod
    def said(cls, number: float) -> str:
        """A number of this kind as one writes it."""
        return f"{number:.10g}"

    @classmethod
    def allowed(cls) -> str:
        """The bounds in words."""
        text = "a multiple of " + cls.said(cls.step) if cls.step not in (0.0, 1.0) else "a number"
        if cls.step == 1.0:
            text = "a whole number"
        if cls.least > -math.inf and cls.most < math.inf:
            text += f" from {cls.said(cls.least)} to {cls.said(cls.most)}"
        elif cls.least > -math.inf:
            text += f" of at least {cls.said(cls.least)}"
        elif cls.most < math.inf:
            text += f" of at most {cls.said(cls.most)}"
        return text


class Share(Number):
    """A share or chance, 0…1."""

    unit: ClassVar[str] = "share"
    least: ClassVar[float] = 0.0
    most: ClassVar[float] = 1.0


class Whole(Number):
    """A whole number of at least 0."""

    unit: ClassVar[str] = "number"
    least: ClassVar[float] = 0.0
    step: ClassVar[float] = 1.0


class Rate(Number):
    """Times per person and day, 0…1."""

    unit: ClassVar[str] = "per person and day"
    least: ClassVar[float] = 0.0
    most: ClassVar[float] = 1.0


def days_of(value: Any) -> Any:
    """``"30 days"`` → 30."""
    match = _DAYS.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise Mismatch(quoted(value), 'whole days, written "30 days"')
    return int(match.group(1))


DayCount = Annotated[
    int, BeforeValidator(days_of), WithJsonSchema({"type": "string", "pattern": "^[0-9]{1,5} days?$"})
]
"""A number of days, written with its unit."""


class Days(Number):
    """A duration in whole days: ``{value: 30 days, assumed: [20 days, 40 days]}``."""

    unit: ClassVar[str] = "days"
    least: ClassVar[float] = 0.0
    most: ClassVar[float] = 36500.0
    step: ClassVar[float] = 1.0

    value: DayCount
    assumed: tuple[DayCount, DayCount] | None = None

    @classmethod
    def said(cls, number: float) -> str:
        return f"{number:.10g} day{'' if number == 1 else 's'}"

    @classmethod
    def allowed(cls) -> str:
        if cls.step != 1.0:
            return f"days in multiples of {cls.step:.10g}, at most {cls.said(cls.most)}"
        return f"whole days from {cls.said(cls.least)} to {cls.said(cls.most)}"
