"""Parts of a regime that are in force for a part of time alone."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from glasstown.core.errors import Mismatch
from glasstown.core.marks import quoted
from glasstown.core.parts import Part
from glasstown.regimes.labels import DAY_SCHEMA, day_written


def _when(value: Any) -> Any:
    day = value if isinstance(value, date) else day_written(value)
    if day is not None:
        return day
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        allowed = 'a date such as 2020-01-31, or a day of the run, written "day 100"'
        raise Mismatch(quoted(value), allowed) from None


When = Annotated[
    date | int,
    BeforeValidator(_when),
    WithJsonSchema({"anyOf": [{"type": "string", "format": "date"}, DAY_SCHEMA]}),
]
"""A date, or a day of the run, written "day 100"; in Python a `date` or an `int`."""


def written(when: date | int) -> str:
    """A `When` as a file writes it."""
    return f"day {when}" if isinstance(when, int) else f"{when}"


class Dated(Part):
    """In force `from` a day and before `until` another, where these are given; else all the time."""

    from_date: When | None = Field(default=None, alias="from")
    until: When | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Dated:
        first, last = self.from_date, self.until
        both_days = isinstance(first, int) and isinstance(last, int)
        both_dates = isinstance(first, date) and isinstance(last, date)
        if (both_days or both_dates) and last <= first:  # type: ignore[operator]
            raise Mismatch(
                f"until {written(last)}, from {written(first)}",  # type: ignore[arg-type]
                "from before until",
                at=("until",),
            )
        return self

    @property
    def dated(self) -> bool:
        """Whether it is in force for a part of time alone."""
        return self.from_date is not None or self.until is not None
