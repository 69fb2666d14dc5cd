"""What a regime makes of public words, and what it broadcasts, as its file says it."""

from __future__ import annotations

from pydantic import Field, model_validator

from glasstown.core.errors import Mismatch
from glasstown.core.numbers import Share
from glasstown.core.parts import Part


class Observed(Part):
    """How a regime counts public words of praise and of criticism: the share of those its collectors see that it has
    `missed`, and the share of the others that it has `misread` as the opposite.
    """

    missed: Share
    misread: Share


class Observe(Part):
    """What it looks at: what is said in public, never what is thought."""

    public_expression: Observed = Field(alias="public-expression")


class Strength(Share):
    """How strong a broadcast is, 0…1. Fixed: no study varies it, so a range has no width."""

    @model_validator(mode="after")
    def _is_fixed(self) -> Strength:
        if self.assumed is not None and set(self.assumed) != {self.value}:
            low, high = self.assumed
            raise Mismatch(
                f"a range from {low:g} to {high:g}",
                f"[{self.value:g}, {self.value:g}]: no study varies a broadcast",
                at=("assumed",),
            )
        return self


class Broadcast(Part):
    """What a regime tells everybody, as a number: it has no content."""

    strength: Strength


class Sentiment(Part):
    """The regime's picture of what people think, from what they say, and its broadcast."""

    observe: Observe
    broadcast: Broadcast | None = None
