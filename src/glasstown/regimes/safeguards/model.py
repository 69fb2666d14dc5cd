"""A safeguard as a file says it: what it takes away from a regime, by which law, how often it is really done, and
what it costs.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, ClassVar, Final

from pydantic import Field, StringConstraints

from glasstown.core.documents import Root
from glasstown.core.errors import Mismatch
from glasstown.core.numbers import Days, Number, Share
from glasstown.core.parts import Name, Note, Part, Source, Status, Title
from glasstown.regimes.safeguards.operations import PARTLY, Operation

Place = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9 .,()-]{1,80}$")]
"""Where in a law: ``Art. 5(1)(c)``."""


MOST: Final = 20
"""Operations of a safeguard."""


class Hours(Number):
    """Hours of somebody's work."""

    unit: ClassVar[str] = "hours a year for each 1,000 people"
    least: ClassVar[float] = 0.0


class Money(Number):
    """What is spent beside that work, in yearly wages of one worker."""

    unit: ClassVar[str] = "yearly wages a year for each 1,000 people"
    least: ClassVar[float] = 0.0


class Law(Part):
    """A law that a safeguard comes from: a key of the file's sources, the `article`, and what it `says`."""

    source: Name
    article: Place
    says: Note


class Costs(Part):
    """What keeping the safeguard costs whoever runs the regime, beside what it takes away: `hours` of work, `money`,
    and the `delay` of each decision. Told beside its effect, never set against it.
    """

    hours: Hours
    money: Money
    delay: Days


class Safeguard(Root):
    """A whole safeguard. `adherence` is the share of occasions on which it is really kept."""

    kind: ClassVar[str] = "safeguard"

    safeguard: Name
    title: Title
    status: Status
    sources: dict[Name, Source]
    law: tuple[Law, ...] = Field(json_schema_extra={"minItems": 1})
    adherence: Share
    costs: Costs
    does: tuple[Operation, ...] = Field(json_schema_extra={"minItems": 1, "maxItems": MOST})

    def contradictions(self) -> Iterable[Mismatch]:
        """A share of the time can be said only of what is itself a share in a regime."""
        if not self.law:
            yield Mismatch("an empty list", "at least one law", at=("law",))
        if not 1 <= len(self.does) <= MOST:
            found = f"{len(self.does)} operations" if self.does else "an empty list"
            yield Mismatch(found, f"1 to {MOST} operations", at=("does",))
        least = min(self.adherence.value, *(self.adherence.assumed or (1.0,)))
        whole = [place for place, operation in enumerate(self.does) if not operation.partly]
        if least < 1.0 and whole:
            yield Mismatch(
                f"a least share of {least:g}, with an operation that is done or not (does#{whole[0] + 1})",
                f"1, and a range of 1 to 1; less only with {PARTLY}",
                at=("adherence",),
            )
        seen: list[Operation] = []
        for place, operation in enumerate(self.does):
            if operation in seen:
                yield Mismatch("the same operation again", "each operation once", at=("does", place))
            seen.append(operation)
