"""The closed set of one-way operations of a safeguard: each can only take away, cap, shorten or hear sooner."""

from __future__ import annotations

from typing import ClassVar, Final, Literal

from pydantic import Field, model_validator

from glasstown.core.errors import Mismatch, one_of
from glasstown.core.numbers import Number, Share
from glasstown.core.parts import Name, Part
from glasstown.regimes.labels import DutyName, RuleLabel, ServiceName
from glasstown.regimes.shaming import Form
from glasstown.regimes.units import Period, Term

Ending = Literal[
    "association",
    "ties",
    "scoring-of-protected-expression",
    "refusals-in-other-contexts",
    "everything",
]
"""What can be ended as a whole, whatever the regime calls it."""


class Loss(Number):
    """Points that a record may cost at most: 0 or above; tenths of a point at the finest."""

    unit: ClassVar[str] = "points"
    least: ClassVar[float] = 0.0
    most: ClassVar[float] = 3276.0
    step: ClassVar[float] = 0.1


def _exactly_one(part: Part) -> None:
    names = {name: field.alias or name for name, field in type(part).model_fields.items()}
    said = [key for name, key in names.items() if getattr(part, name) is not None]
    if len(said) != 1:
        found = " and ".join(said) if said else "nothing"
        raise Mismatch(found, f"exactly {one_of(names.values())}")


class Removed(Part):
    """One part of a regime, by name: a rule by its label or duty, a list, every gate of a service, a collector,
    every burden of a kind, or a form of shaming. A regime without it stays as it is.
    """

    rule: RuleLabel | None = None
    duty: DutyName | None = None
    on_list: Name | None = Field(default=None, alias="list")
    gate: ServiceName | None = None
    collector: Name | None = None
    burden: Literal["publication", "fee", "inspection", "debt"] | None = None
    shaming: Form | None = None

    @model_validator(mode="after")
    def _one(self) -> Removed:
        _exactly_one(self)
        return self


class Correction(Part):
    """A review that finds at least the share `sensitivity` of wrong entries, decides in `decided_in` at the latest,
    and takes a wrong entry off `within` so many days; a higher place likewise. A regime without a review stays so.
    """

    sensitivity: Share | None = None
    decided_in: Period | None = None
    within: Period | None = None

    @model_validator(mode="after")
    def _something(self) -> Correction:
        if self.sensitivity is None and self.decided_in is None and self.within is None:
            raise Mismatch("nothing", "at least one of sensitivity, decided_in, within")
        return self


class Notice(Part):
    """Whoever a score puts on a list is told of it, a share `reaches` of them, `after` so many days, and may ask for a
    review at least so good as this. Redress is the one thing that an operation may give a regime that lacks it.
    """

    reaches: Share
    after: Period
    decided_in: Period
    sensitivity: Share
    specificity: Share
    within: Period


class Operation(Part):
    """One operation.

    `end` something as a whole; `remove` a part by name; `cap` what a record can cost; `expiry`: no term of a list is
    longer than this; `correction`: reviews find more, and sooner; `notice`: people are told, and may ask for a review;
    `discretion`: where an official could choose how many points something costs, it costs the fewest.
    """

    end: Ending | None = None
    remove: Removed | None = None
    cap: Loss | None = None
    expiry: Term | None = None
    correction: Correction | None = None
    notice: Notice | None = None
    discretion: Literal["mild-end"] | None = None

    @model_validator(mode="after")
    def _one(self) -> Operation:
        _exactly_one(self)
        return self

    @property
    def partly(self) -> bool:
        """Whether it can be done a share of the time: what it changes is itself a share in the regime's file."""
        if self.remove is not None:
            return self.remove.collector is not None
        if self.correction is not None:
            return self.correction.decided_in is None and self.correction.within is None
        return self.end == "ties" or self.notice is not None


PARTLY: Final = "end: ties, remove: {collector: …}, notice: {…} and correction: {sensitivity: …}"
"""The operations that can be done a share of the time, in words."""
