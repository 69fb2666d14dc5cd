"""Cases of a regime: scripted lives of synthetic people, and what the rules must come to.

A case says what kinds of act happen on which day of the run and what standing follows. It has traits of the town's
closed set of axes, and nothing by which anybody could be meant: no id, date or free text, and a name without digits.
"""

from __future__ import annotations

import re
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, Field, WithJsonSchema, model_validator

from glasstown.core.errors import Mismatch
from glasstown.core.marks import quoted
from glasstown.core.parts import GroupName, Name, Part
from glasstown.life.catalogue import BY_NAME, Kind
from glasstown.regimes.labels import ActLabel, Layer, Omission, ScriptedAct, ServiceName

MAX_CASES: Final = 100
MAX_DEEDS: Final = 20
LAST_DAY: Final = 3650

Trait = Literal["age", "sex", "place", "registration", "group", "income", "online"]
"""The axes that a town may have."""

_SLUG: Final = re.compile(r"(?=.{1,40}$)[a-z]+(-[a-z]+)*")


def _slug(name: str) -> str:
    if not _SLUG.fullmatch(name):
        raise Mismatch(quoted(name), "small letters and single hyphens, at most 40: no digits")
    return name


def _whole_tenths(points: float) -> float:
    if abs(10 * points - round(10 * points)) > 1e-6:
        raise Mismatch(f"{points:.10g}", "tenths of a point at the finest")
    return points


CaseName = Annotated[
    str,
    AfterValidator(_slug),
    WithJsonSchema({"type": "string", "pattern": "^[a-z]+(-[a-z]+)*$", "maxLength": 40}),
]
Day = Annotated[int, Field(ge=1, le=LAST_DAY)]
Amount = Annotated[float, Field(ge=0, le=3276), AfterValidator(_whole_tenths)]


class After(Part):
    """What must hold after a day: the `score`, the `grade`, all `lists` one is on, all services `refused`."""

    score: Amount | None = None
    grade: GroupName | None = None
    lists: tuple[Name, ...] | None = None
    refused: tuple[ServiceName, ...] | None = None

    @model_validator(mode="after")
    def _something(self) -> After:
        if self.score is None and self.grade is None and self.lists is None and self.refused is None:
            raise Mismatch("nothing expected", "at least one of score:, grade:, lists: and refused:")
        return self


class Expected(After):
    """The same after a `day`, or after the last day of the script."""

    day: Day | None = None


class Deed(Part):
    """What happens on a day: an `act`, a duty or payment that one `omits`, or a service that one `tries` to get.

    `seen` is whether a collector sees it, `as_label` the wrong label under which it is recorded, `able` whether who is
    ordered to pay can; `outcome` is what a try must come to, `then` what must hold after the day.
    """

    day: Day
    act: ScriptedAct | None = None
    omits: Omission | None = None
    tries: ServiceName | None = None
    seen: bool = True
    as_label: ActLabel | None = Field(default=None, alias="as")
    able: bool | None = None
    outcome: Literal["granted", "refused"] | None = None
    then: After | None = None

    @model_validator(mode="after")
    def _check(self) -> Deed:
        said = [key for key in ("act", "omits", "tries") if getattr(self, key) is not None]
        if len(said) != 1:
            raise Mismatch(" and ".join(said) or "none of them", "exactly one of act:, omits: and tries:")
        kind = BY_NAME[self.act].kind if self.act else None
        if not self.seen and kind not in (Kind.ACT, Kind.DUTY):
            raise Mismatch("seen: false", "seen: with an act or a duty that is done", at=("seen",))
        if self.as_label is not None and (kind != Kind.ACT or not self.seen):
            raise Mismatch(f"as: {self.as_label}", "as: with an act that is seen", at=("as",))
        if (self.able is None) != (kind != Kind.JUDGMENT):
            found = "a judgment without able" if self.able is None else f"able with {self.name}"
            raise Mismatch(found, "able: true or false with a judgment, and only there")
        if self.outcome is not None and self.tries is None:
            raise Mismatch(f"outcome with {self.name}", "an outcome of tries:", at=("outcome",))
        return self

    @property
    def name(self) -> str:
        """The act, duty or service."""
        return self.act or self.omits or self.tries or ""


class Case(Part):
    """A scripted life: a synthetic person with some `traits` of the town, what happens, and what must follow.

    `starts_at` is the score at the start where it is another than the rules say; `bad_ties` are the ties of each kind
    to somebody whose standing is published as bad, from the first day to the last.
    """

    case: CaseName
    traits: dict[Trait, GroupName] = Field(default_factory=dict, alias="with")
    starts_at: Amount | None = None
    bad_ties: dict[Layer, Annotated[int, Field(ge=0, le=200)]] = Field(default_factory=dict)
    does: tuple[Deed, ...] = Field(default=(), max_length=MAX_DEEDS)
    expect: Expected | None = None

    @model_validator(mode="after")
    def _check(self) -> Case:
        if self.expect is None and not any(deed.then or deed.outcome for deed in self.does):
            raise Mismatch(
                "a case that expects nothing", "expect:, or then: or outcome: of something it does"
            )
        days = [deed.day for deed in self.does]
        for place in range(1, len(days)):
            if days[place] < days[place - 1]:
                raise Mismatch(
                    f"day {days[place]} after day {days[place - 1]}",
                    "days in order",
                    at=("does", place, "day"),
                )
        if self.expect is not None and self.expect.day is None and not days:
            raise Mismatch("no day", "day: a day, in a case in which nothing happens", at=("expect",))
        if self.expect is not None and self.expect.day is not None and days and self.expect.day < days[-1]:
            raise Mismatch(
                f"day {self.expect.day}, before the last day of the script, {days[-1]}",
                "that day or a later one",
                at=("expect", "day"),
            )
        return self

    @property
    def last_day(self) -> int:
        """The last day of it, on which `expect` is asked."""
        if self.expect is not None and self.expect.day is not None:
            return self.expect.day
        return self.does[-1].day
