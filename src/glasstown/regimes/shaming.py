"""How a listing is made known: the forms of shaming, and through which kinds of tie each of them is heard."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

from pydantic import Field, model_validator

from glasstown.core.errors import Mismatch
from glasstown.core.parts import GroupName, Name, Part
from glasstown.regimes.labels import Layer, RunDay

Form = Literal["call-tone", "public-register", "board", "map", "school-letter"]


class Reach(NamedTuple):
    """Who hears: the word of the file, and the kinds of tie to the one who is shamed."""

    heard_by: str
    layers: tuple[Layer, ...]


REACH: Final[dict[Form, Reach]] = {
    "call-tone": Reach("callers", ("household", "kin", "friend", "colleague")),
    "public-register": Reach("anybody", ("household", "kin", "friend", "colleague", "neighbour")),
    "board": Reach("neighbours", ("household", "neighbour")),
    "map": Reach("people-nearby", ("household", "neighbour")),
    "school-letter": Reach("household", ("household",)),
}
"""Which kinds of tie a form reaches. Who calls is whoever one calls, writes to or visits; a board or a screen stands
where somebody lives; a map shows them to whoever is near; a letter to a child's school comes home with the child."""


class Shamed(Part):
    """Who is shamed: those on a list, or those below a grade."""

    on_list: Name | None = Field(default=None, alias="list")
    grade_below: GroupName | None = None

    @model_validator(mode="after")
    def _one(self) -> Shamed:
        if (self.on_list is None) == (self.grade_below is None):
            raise Mismatch("neither or both", "exactly one of list: and grade_below:")
        return self


class Shaming(Part):
    """One form in which bad standing is made known, to those whom the form reaches."""

    form: Form
    who: Shamed
    heard_by: Literal["callers", "anybody", "neighbours", "people-nearby", "household"]
    from_day: RunDay = Field(alias="from")

    @model_validator(mode="after")
    def _check(self) -> Shaming:
        wanted = REACH[self.form].heard_by
        if self.heard_by != wanted:
            raise Mismatch(f"{self.form} heard by {self.heard_by}", f"heard_by: {wanted}", at=("heard_by",))
        if self.form == "public-register" and self.from_day > 0:
            raise Mismatch(f"day {self.from_day}", "day 0: a register is public from the start", at=("from",))
        if self.form != "call-tone" and self.from_day > 0:
            raise Mismatch(
                f"day {self.from_day}", f"day 0: a {self.form} is there from the start", at=("from",)
            )
        return self

    @property
    def layers(self) -> tuple[Layer, ...]:
        """The kinds of tie through which it is heard."""
        return REACH[self.form].layers
