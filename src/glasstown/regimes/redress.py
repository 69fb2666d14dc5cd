"""Ways to be heard or put right, as a regime's file says them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Tag, model_validator

from glasstown.core.errors import Mismatch
from glasstown.core.numbers import Share
from glasstown.core.parts import Part
from glasstown.regimes.units import Period


class Notice(Part):
    """Whoever a score puts on a list is told of it, a share `reaches` of them, `after` so many days.

    Who is not told finds out when a service is first refused to them.
    """

    reaches: Share
    after: Period


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
    """An entry found wrong is taken off the list `within` so many days.

    Where a score put somebody on it, what is not true is struck: the score becomes what it would be on true records of
    one's own and true ties.
    """

    within: Period


def _kind(value: Any) -> str:
    return "<none>" if isinstance(value, str) else "<some>"


_None = Annotated[Literal["none"], Tag("<none>")]


class Redress(Part):
    """Ways to be heard or put right. What a regime lacks it has to say: `none`.

    While somebody is heard the entry stands: there is no suspension.
    """

    notice: Annotated[_None | Annotated[Notice, Tag("<some>")], Discriminator(_kind)]
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
        if self.notice != "none" and self.review == "none":
            raise Mismatch("a notice without a review to ask for", "a review first", at=("notice",))
        return self
