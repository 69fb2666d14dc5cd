"""How a regime watches, as its file says it: collectors, its picture of ties, and its errors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar, Final, Literal

from pydantic import Field, model_validator

from glasstown.core.errors import Mismatch
from glasstown.core.numbers import Days, Rate, Share
from glasstown.core.parts import Name, Part
from glasstown.core.state import KINDS
from glasstown.life.catalogue import Channel
from glasstown.regimes.dated import Dated
from glasstown.regimes.labels import ActLabel, TrueGround

Watcher = Literal[
    "private",
    "state",
    "agency",
    "employer",
    "school",
    "foreign-partner",
    "university",
    "carrier-abroad",
    "intrusion",
]
"""Who watches, or gathers what others saw."""

PRIVATE: Final = ("private", "employer", "foreign-partner", "carrier-abroad")
"""Kinds that are companies."""

FOREIGN: Final = ("foreign-partner", "university", "carrier-abroad", "intrusion")
"""Kinds that watch from another country."""


PersonKind = Literal["online", "urban", "working", "schooled"]
"""Kinds of person: who is online, lives in the town's first kind of place, works, is at school."""


class Delay(Days):
    """How long a record waits."""

    most: ClassVar[float] = 365.0


class Collector(Dated):
    """An organisation that data flows from: the share it `sees` of what leaves a trace in each channel.

    It sees everybody, or only people who are all that `among` names. It `passes` on a share of that (left out: all) to
    the point that it `feeds`, or to the regime itself; `delay` is how long that takes at least.
    """

    kind: Watcher
    feeds: Name | None = None
    passes: Share | None = None
    delay: Delay | None = None
    among: tuple[PersonKind, ...] | None = Field(default=None, json_schema_extra={"minItems": 1})
    sees: dict[Channel, Share]


class Point(Part):
    """A place where flows join: it `passes` on a share of what reaches it (left out: all) to the point that it
    `feeds`, or to the regime itself.
    """

    kind: Watcher
    feeds: Name | None = None
    passes: Share | None = None


@dataclass(frozen=True)
class Sight:
    """What one collector gives the regime to see of a channel: a `share` of what people do who are all of `among`;
    `place` is its place in the file, `delay` how many days it takes at least.
    """

    collector: str
    place: int
    share: float
    private: bool
    foreign: bool
    among: frozenset[str]
    delay: int


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


class FallsOn(Part):
    """On whom it falls when an act is credited to somebody else, in proportion to these figures: one of the same
    household, a neighbour of the stair, somebody of the same name anywhere in the town. Each is one and the same
    person every time.
    """

    household: Share
    neighbour: Share
    namesake: Share

    @model_validator(mode="after")
    def _somebody(self) -> FallsOn:
        numbers = (self.household, self.neighbour, self.namesake)
        if not any(min(number.value, *(number.assumed or (1.0,))) > 0.0 for number in numbers):
            raise Mismatch("nobody for certain", "at least one figure whose range does not reach 0")
        return self

    def shares(self) -> tuple[float, float, float]:
        """Of the household, of neighbours, of namesakes: together 1."""
        figures = (self.household.value, self.neighbour.value, self.namesake.value)
        one, two, three = (figure / sum(figures) for figure in figures)
        return one, two, three


class Errors(Part):
    """How watching goes wrong. The first three must be said, zero too; the others where a list is entered by events.

    `misattributed`: share of observed acts credited to somebody else, on the same stair or as `falls_on` says;
    `mislabelled`: by the true label of the act; `false_records`: out of nothing; `namesakes`: share of events credited
    to somebody else of the same name, anywhere in the town; `misjudged`: by the hidden state that is judged.
    """

    misattributed: Share
    falls_on: FallsOn | None = Field(default=None, alias="falls-on")
    mislabelled: dict[ActLabel, Mislabel]
    false_records: FalseRecords = Field(alias="false-records")
    namesakes: Share | None = None
    misjudged: dict[TrueGround, Misjudged] = Field(default_factory=dict)


class Watch(Part):
    """What is seen, of acts and of ties, and how it goes wrong.

    With `evidence: two-records` an act leaves a record only where two collectors saw it, who agree on who did what.
    """

    collectors: dict[Name, Collector]
    fusion: dict[Name, Point] = Field(default_factory=dict)
    evidence: Literal["two-records"] | None = None
    ties: SeenTies | None = None
    errors: Errors

    def path(self, collector: str) -> Iterator[Collector | Point]:
        """A collector, and the points through which flows what it sees, up to the regime."""
        at: Collector | Point | None = self.collectors[collector]
        while at is not None:
            yield at
            at = self.fusion.get(at.feeds or "")

    def passed(self, collector: str) -> float:
        """The share of what a collector sees that reaches the regime: the product along its path."""
        share = 1.0
        for at in self.path(collector):
            if at.passes is not None:
                share *= at.passes.value
        return share

    def sights(self, channel: str) -> tuple[Sight, ...]:
        """By whom, and how much, a channel is seen, in the order of the file."""
        return tuple(
            Sight(
                name,
                place,
                collector.sees[channel].value * self.passed(name),
                collector.kind in PRIVATE,
                collector.kind in FOREIGN,
                frozenset(collector.among or ()),
                round(collector.delay.value) if collector.delay else 0,
            )
            for place, (name, collector) in enumerate(self.collectors.items())
            if channel in collector.sees
        )

    def coverage(self, channel: str, kinds: Iterable[str] = KINDS) -> float:
        """The share seen of what leaves its trace in a channel, of people of these kinds; 0 where nobody watches it."""
        shares = cumulated(self.sights(channel), kinds)
        return shares[-1] if shares else 0.0

    def recorded(self, sights: tuple[Sight, ...], kinds: Iterable[str] = KINDS) -> list[float]:
        """The share of what people of these kinds do that is on record once the first, the first two, … of those who
        may see it have looked.
        """
        return cumulated(sights, kinds) if self.evidence is None else confirmed(sights, kinds)

    @property
    def tells_apart(self) -> bool:
        """Whether a collector sees only people of some kind."""
        return any(collector.among for collector in self.collectors.values())


def cumulated(sights: tuple[Sight, ...], kinds: Iterable[str] = KINDS) -> list[float]:
    """The share that the first, the first two, … see between them of people of these kinds, each independently of
    the others.
    """
    has = frozenset(kinds)
    shares: list[float] = []
    seen = 0.0
    for sight in sights:
        if sight.among <= has:
            seen = 1.0 - (1.0 - seen) * (1.0 - sight.share) if seen > 0.0 else sight.share
        shares.append(seen)
    return shares


def confirmed(sights: tuple[Sight, ...], kinds: Iterable[str] = KINDS) -> list[float]:
    """The share that two of the first, the first two, … see, each independently of the others."""
    has = frozenset(kinds)
    shares: list[float] = []
    none, one, two = 1.0, 0.0, 0.0
    for sight in sights:
        if sight.among <= has:
            two += one * sight.share
            one = one * (1.0 - sight.share) + none * sight.share
            none *= 1.0 - sight.share
        shares.append(min(1.0, two))
    return shares
