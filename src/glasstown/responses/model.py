"""A response as a file says it: how people react to a regime. Every part is an assumption that may be left
out.

A part that is absent is off: people then act as in the world without.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field, model_validator

from glasstown.core.documents import Root
from glasstown.core.errors import Mismatch
from glasstown.core.numbers import Number, Share
from glasstown.core.parts import Name, Part, Source, Status, Title
from glasstown.regimes.labels import Layer


class Multiple(Number):
    """A multiple of the town's ordinary rate."""

    unit: ClassVar[str] = "times the ordinary rate"
    least: ClassVar[float] = 0.0


class Speech(Part):
    """What of the critical words said in the world without is still said by somebody beside a punished tie.

    `hears_of`: the kinds of tie through which one hears of a punishment. The town draws candidates at the
    ordinary rate, so no response can make people speak more often than that.
    """

    said_beside_punished_tie: Multiple
    hears_of: tuple[Layer, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _under_the_ceiling(self) -> Speech:
        said = self.said_beside_punished_tie
        highest = max(said.value, *(said.assumed or (said.value,)))
        if highest > 1.0:
            raise Mismatch(
                f"words said at up to {highest:g} times the ordinary rate",
                "at most 1 times the ordinary rate, the ceiling at which candidates are drawn",
                at=("said_beside_punished_tie",),
            )
        return self


class BreaksOff(Part):
    """The chance that a tie who has learned of a listing breaks off, by kind of tie."""

    kin: Share
    friend: Share


class Shunning(Part):
    """Ties to the listed are cut by those who learn of it, through a form of shaming that the regime uses."""

    learns_through: dict[Literal["call-tone"], Share]
    breaks_off: BreaksOff


class Response(Root):
    """How people react. `speech` and `shunning` may be absent: then they are off."""

    kind: ClassVar[str] = "response"

    response: Name
    title: Title
    status: Status
    sources: dict[Name, Source]
    speech: Speech | None = None
    shunning: Shunning | None = None
