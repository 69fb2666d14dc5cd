"""Points that an official chooses, between two ends that a rule says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Discriminator, Field, Tag, model_validator

from glasstown.core.errors import Mismatch
from glasstown.core.parts import Part
from glasstown.regimes.units import Points


class Discretion(Part):
    """A number of points at an official's discretion: any tenth of a point from one end to the other, each as likely.

    The act is what the draw is keyed by, so that all worlds and all ledgers are given the same number.
    """

    one_end: Points = Field(alias="from")
    other_end: Points = Field(alias="to")

    @model_validator(mode="after")
    def _one_way(self) -> Discretion:
        said = [end for one in self.ends for end in (one.value, *(one.assumed or ()))]
        low, high = min(said), max(said)
        if low < 0 < high:
            raise Mismatch(f"a band that takes up to {-low:g} points and gives up to {high:g}",
                           "both ends 0 or below, or both 0 or above")  # fmt: skip
        return self

    @property
    def ends(self) -> tuple[Points, Points]:
        """Both ends, as the file has them."""
        return self.one_end, self.other_end

    @property
    def mild(self) -> Points:
        """The end that costs least."""
        return max(self.ends, key=lambda end: end.value)


def _kind_of_points(value: Any) -> str:
    band = isinstance(value, Discretion) or (
        isinstance(value, Mapping) and not {"from", "to"}.isdisjoint(value)
    )
    return "<band>" if band else "<number>"


PointsOrBand = Annotated[
    Annotated[Points, Tag("<number>")] | Annotated[Discretion, Tag("<band>")], Discriminator(_kind_of_points)
]
"""A number of points, or a band of which an official chooses one."""


def ends_of(points: Points | Discretion) -> tuple[float, float]:
    """The lowest and the highest number of points that a rule can move a score by."""
    if isinstance(points, Discretion):
        one, other = (end.value for end in points.ends)
        return min(one, other), max(one, other)
    return points.value, points.value
