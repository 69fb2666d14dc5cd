"""Ways to be heard or put right, as a regime's file says them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Tag, model_validator

from glasstown.core.errors import Mismatch
from glasstown.core.numbers import Share
from glasstown.core.parts import Part
from glasstown.regimes.units import Period


class Review(Part):
    """Whoever put somebody on a list looks again when asked, and decides in `decided_in` days.

    A wrong entry is found wrong with the chance `sensitivity`, a right one found right with `specificity`.
    """

    decided_in: Period
    sensitivity: Share
    specificity: Share


class Higher(Review):
    """A refused review may be taken to a higher place within `asked_within` days, which decides likewise."""

    asked_within: Period


class Correction(Part):
    """An entry found wrong is taken off the list `within` so many days."""

    within: Period


def _kind(value: Any) -> str:
    return "<none>" if isinstance(value, str) else "<some>"


_None = Annotated[Literal["none"], Tag("<none>")]


class Redress(Part):
    """Ways to be heard or put right. What a regime lacks it has to say: `none`.

    While somebody is heard the entry stands: there is no suspension.
    """

    notice: Literal["none"]
    hearing: Literal["none"]
    appeal: Literal["none"]
    review: Annotated[_None | Annotated[Review, Tag("<some>")], Discriminator(_kind)]
    correction: Annotated[_None | Annotated[Correction, Tag("<some>")], Discriminator(_kind)]
    higher: Annotated[_None | Annotated[Higher, Tag("<some>")], Discriminator(_kind)] = "none"
    suspension: Literal["none"] = "none"
    expiry: Literal["none"]

    @model_validator(mode="after")
    def _together(self) -> Redress:
        if (self.review == "none") != (self.correction == "none"):
            raise Mismatch("a review without a correction, or the reverse", "both, or none of the two")
        if self.higher != "none" and self.review == "none":
            raise Mismatch("a higher place without a review", "a review first", at=("higher",))
        return self
