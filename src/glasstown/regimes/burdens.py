"""What standing imposes and what it gives, as a regime's file says them: burdens, and rewards."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field, model_validator

from glasstown.core.errors import Mismatch
from glasstown.core.numbers import Share
from glasstown.core.parts import GroupName, Name, Part
from glasstown.regimes.dated import Dated
from glasstown.regimes.labels import ServiceName
from glasstown.regimes.units import Level

WITH_AMOUNT: tuple[str, ...] = ("fee", "debt")
"""Burdens of which a file may say how large they are."""


class OfIncome(Share):
    """A share of a year's income of the person who bears it."""

    unit: ClassVar[str] = "share of a year's income"


class Refuse(Part):
    """Who is refused or burdened: those on a list, below a grade, or with a score below a cut-off."""

    on_list: Name | None = Field(default=None, alias="list")
    grade_below: GroupName | None = None
    score_below: Level | None = None

    @model_validator(mode="after")
    def _one(self) -> Refuse:
        said = [x for x in (self.on_list, self.grade_below, self.score_below) if x is not None]
        if len(said) != 1:
            raise Mismatch(f"{len(said)} grounds", "exactly one of list:, grade_below: and score_below:")
        return self


class Burden(Dated):
    """Something imposed by standing on whoever stands so: their name is published (`publication`), they pay a `fee`,
    are inspected (`inspection`), or owe a `debt`.

    The `amount` of a fee or a debt is told, and changes nobody's income.
    """

    burden: Literal["publication", "fee", "inspection", "debt"]
    who: Refuse
    amount: OfIncome | None = None

    @model_validator(mode="after")
    def _of_money(self) -> Burden:
        if self.amount is not None and self.burden not in WITH_AMOUNT:
            raise Mismatch(f"an amount of {self.burden}", "an amount of fee or debt alone", at=("amount",))
        return self


class Favour(Part):
    """Who is favoured: those of a grade or a better one, or with a score from a cut-off on."""

    grade_at_least: GroupName | None = None
    score_at_least: Level | None = None

    @model_validator(mode="after")
    def _one(self) -> Favour:
        if (self.grade_at_least is None) == (self.score_at_least is None):
            raise Mismatch("neither or both", "exactly one of grade_at_least: and score_at_least:")
        return self


class Reward(Dated):
    """Something given by standing: a place further up a `queue`, no `deposit`, a lower `price`, or no inspections
    (`inspection-free`); at one `service`, or in general.
    """

    reward: Literal["queue", "deposit", "price", "inspection-free"]
    service: ServiceName | None = None
    who: Favour
