"""How a regime watches, as its file says it: collectors, its picture of ties, and its errors."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from glasstown.core.numbers import Rate, Share
from glasstown.core.parts import Name, Part
from glasstown.life.catalogue import Channel
from glasstown.regimes.labels import ActLabel, TrueGround


class Collector(Part):
    """An organisation that data flows from: the share it `sees` of what leaves a trace in each channel."""

    kind: Literal["private", "state"]
    feeds: Name | None = None
    sees: dict[Channel, Share]


class SeenTies(Part):
    """The regime's own picture of who knows whom, fixed at the start.

    `missed`: share of true ties it does not see; `invented`: ties that it believes in and that do not
    exist, as a share of true ties outside the household.
    """

    seen_through: tuple[Channel, ...] = Field(alias="seen-through", min_length=1)
    missed: Share
    invented: Share


class Mislabel(Part):
    """The share of observed acts that is recorded under another label."""

    as_label: ActLabel = Field(alias="as")
    share: Share


class FalseRecords(Part):
    """Records of what never happened: `per_day` and person, each under one of some labels, alike likely."""

    as_labels: tuple[ActLabel, ...] = Field(alias="as", max_length=8)
    per_day: Rate = Field(alias="per-day")


class Misjudged(Part):
    """How a hidden state is judged wrongly: the share in which it holds and is `missed`, and the share in which
    it does not hold and is `invented`.
    """

    missed: Share
    invented: Share


class Errors(Part):
    """How watching goes wrong. The first three must be said, zero too; the others where a list is entered by events.

    `misattributed`: share of observed acts credited to somebody else on the same stair; `mislabelled`: by
    the true label of the act; `false_records`: out of nothing; `namesakes`: share of events credited to somebody
    else of the same name, anywhere in the town; `misjudged`: by the hidden state that is judged.
    """

    misattributed: Share
    mislabelled: dict[ActLabel, Mislabel]
    false_records: FalseRecords = Field(alias="false-records")
    namesakes: Share | None = None
    misjudged: dict[TrueGround, Misjudged] = Field(default_factory=dict)


class Watch(Part):
    """What is seen, of acts and of ties, and how it goes wrong."""

    collectors: dict[Name, Collector]
    ties: SeenTies | None = None
    errors: Errors

    def coverage(self, channel: str) -> float:
        """The share seen of what leaves its trace in a channel; 0 where nobody watches it."""
        return next((c.sees[channel].value for c in self.collectors.values() if channel in c.sees), 0.0)

    def is_private(self, channel: str) -> bool:
        """Whether the collector that watches a channel is private."""
        return any(c.kind == "private" and channel in c.sees for c in self.collectors.values())
