"""The shape of a town's file: published aggregates, and assumptions where nothing is published.

A town is described by shares and means only, over a closed set of axes, never by a record of a person. Each
figure names its source or the range over which it is assumed; a part that a file leaves out does nothing: no
`group:` means that nobody belongs to one.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Annotated, Final, Literal

from pydantic import Field, model_validator

from glasstown.core.documents import Root
from glasstown.core.errors import Mismatch
from glasstown.core.numbers import Share, Whole
from glasstown.core.parts import GroupName, Name, Note, Part, Source, Status, Title
from glasstown.core.streams import STREAMS
from glasstown.towns.contradictions import contradictions
from glasstown.towns.figures import (
    Age,
    ByAge,
    Counted,
    Daily,
    Degree,
    Population,
    Positive,
    Reach,
    Spread,
    Table,
    Yearly,
    as_many,
    rising,
)

MOST_MEMBERS: Final = 30
CATALOGUE: Final = tuple(name for name, number in STREAMS.items() if number < 64)
"""Streams of conduct: what a person might do on a day."""

Two = tuple[GroupName, GroupName]


class Describes(Part):
    """Which population the town is made up like."""

    population: Title
    year: Annotated[int, Field(ge=1900, le=2200)]
    people: Population


class Ages(Part):
    """People by age and sex: bands from `ages`, the last one up to but not including `upto`."""

    adult: Whole
    ages: Annotated[tuple[Age, ...], Field(min_length=1)]
    upto: Age
    male: Table
    female: Table
    groups: Annotated[tuple[Age, ...], Field(min_length=1, max_length=8)]

    @model_validator(mode="after")
    def _check(self) -> Ages:
        rising((*self.ages, self.upto), "ages")
        rising(self.groups, "groups")
        for at in ("male", "female"):
            as_many(getattr(self, at), len(self.ages), at, "one for each band of ages")
        if self.groups[0] > self.ages[0]:
            found = f"groups from age {self.groups[0]}"
            raise Mismatch(found, f"a first group from age {self.ages[0]} or below", at=("groups", 0))
        if self.adult.value >= self.upto:
            raise Mismatch(f"adults from {self.adult.value:g}", f"an age below {self.upto}", at=("adult",))
        return self


class Generations(Part):
    """Households of the given sizes by number of generations, from 1."""

    sizes: Annotated[tuple[Annotated[int, Field(ge=1, le=MOST_MEMBERS)], ...], Field(min_length=1)]
    table: Table

    @model_validator(mode="after")
    def _check(self) -> Generations:
        if len(self.table.values) > 4:
            raise Mismatch(f"{len(self.table.values)} values", "at most 4: generations 1, 2, 3 and 4")
        return self


class Households(Part):
    """Households by size, from one person; a list of generations where it is known."""

    sizes: Table
    generations: tuple[Generations, ...] = ()

    @model_validator(mode="after")
    def _check(self) -> Households:
        if len(self.sizes.values) > MOST_MEMBERS:
            raise Mismatch(f"{len(self.sizes.values)} sizes", f"sizes up to {MOST_MEMBERS}", at=("sizes",))
        return self


class Families(Part):
    """How members of a household are related: before it is fitted to ages, sexes, sizes and generations."""

    mothers: Spread  # age of the mother when a child is born
    husbands: Spread  # years by which a husband is older
    lone_parents: Share  # of homes with children
    one_elder: Share  # of homes of three generations: one grandparent, not two
    grown_children: Share  # how often a child of 25 or more still lives with parents, against a younger one
    strangers: Share  # of homes of one generation and two people: no couple


class Collective(Part):
    """People in dormitories and homes, as rooms in which nobody is kin; an adult in each."""

    share: Share
    room: Counted
    by_age: ByAge  # how often, against others

    @model_validator(mode="after")
    def _check(self) -> Collective:
        if self.room.value < 2:
            raise Mismatch("rooms of 1", "rooms of at least 2", at=("room",))
        return self


class Place(Part):
    """Town and country: two names, and the share of people who live in the first kind."""

    groups: Two
    share: Share
    locality: Whole  # people of a town with the country around it

    @model_validator(mode="after")
    def _check(self) -> Place:
        if self.locality.value < 500:
            raise Mismatch(f"{self.locality.value:g}", "localities of at least 500 people", at=("locality",))
        return self


class Registration(Part):
    """Two kinds of registration; `share` of people have the second, more at some ages and places."""

    groups: Two
    share: Share
    by_age: ByAge
    in_first_place: Share


class Group(Part):
    """Two abstract groups; `share` of people belong to the second."""

    groups: Two
    share: Share
    household: Share  # chance that a member belongs to the household's group rather than to one drawn alone


class Income(Part):
    """Disposable income per head of household: means of its fifths, and of the two kinds of place."""

    unit: Title
    fifths: Table
    places: Table | None = None

    @model_validator(mode="after")
    def _check(self) -> Income:
        as_many(self.fifths, 5, "fifths", "from the lowest fifth")
        if any(b <= a for a, b in pairwise(self.fifths.values)):
            raise Mismatch("means that do not rise", "means in rising order", at=("fifths", "values"))
        if self.places is not None:
            as_many(self.places, 2, "places", "one for each kind of place")
        return self


class Activity(Part):
    """School or work or neither: the share of all people, and how often by age (scaled to give the share)."""

    pupils: Share
    pupils_by_age: ByAge
    workers: Share
    workers_by_age: ByAge


class Units(Part):
    """Classes and work groups, at most 12 people each, mostly of the neighbourhood."""

    size: Counted
    small: Share  # of workers, in small workplaces
    small_size: Positive
    reach: Reach
    far: Share  # of members, from anywhere

    @model_validator(mode="after")
    def _check(self) -> Units:
        if not 2 <= self.size.value <= 12:
            raise Mismatch(f"{self.size.value:g}", "groups of 2 to 12", at=("size",))
        if not 1 <= self.small_size.value <= 12:
            raise Mismatch(f"{self.small_size.value:g}", "groups of 1 to 12", at=("small_size",))
        return self


class Kin(Part):
    """Kin in other households: families of a few households."""

    mean: Degree
    households: Counted
    far: Share  # of kin ties, to anywhere
    reach: Reach  # households
    elders: Whole  # age from which a parent counts as elderly

    @model_validator(mode="after")
    def _check(self) -> Kin:
        if not 2 <= self.households.value <= 8:
            raise Mismatch(f"{self.households.value:g}", "families of 2 to 8 households", at=("households",))
        if not 0 <= self.far.value <= 0.5:
            raise Mismatch(f"{self.far.value:g}", "a share from 0 to 0.5", at=("far",))
        return self


class Friends(Part):
    """Friends: circles of people of like age (and group), some from anywhere."""

    mean: Degree
    circle: Counted
    density: Share  # of pairs in a circle that are friends
    far: Share
    reach: Reach
    same_group: Share  # how often a circle is looked for in one's own group rather than in any
    age_spread: Positive  # years of noise in the order from which circles are cut
    from_age: Whole

    @model_validator(mode="after")
    def _check(self) -> Friends:
        if not 2 <= self.circle.value <= 12:
            raise Mismatch(f"{self.circle.value:g}", "circles of 2 to 12 people", at=("circle",))
        if self.age_spread.value > 120:
            raise Mismatch(f"{self.age_spread.value:g}", "at most 120 years", at=("age_spread",))
        return self


class Opinion(Part):
    """What adults think of the order they live under, in private: the others are undecided.

    Drawn for each by themselves; no table gives how it goes with age, income or what is said in public.
    """

    supportive: Share
    critical: Share

    @model_validator(mode="after")
    def _check(self) -> Opinion:
        both = self.supportive.value + self.critical.value
        if both > 1.0 + 1e-9:
            raise Mismatch(f"shares of {both:g} together", "at most 1 together")
        return self


Who = Literal["adult", "minor", "online", "offline", "worker", "pupil", "elders-elsewhere"]


class Shape(Part):
    """How a rate varies between people: in proportion to a draw from the beta distribution (a, b)."""

    a: Positive
    b: Positive

    @model_validator(mode="after")
    def _check(self) -> Shape:
        for at in ("a", "b"):
            if not 0.5 <= getattr(self, at).value <= 1000.0:
                raise Mismatch(f"{getattr(self, at).value:g}", "a number from 0.5 to 1000", at=(at,))
        return self


class ConductPart(Part):
    """How often the people named do something when nobody scores them.

    `per_day` or `per_year` is the mean over `who` (and, of these, over the `share` who ever do it). With
    `trait`, streams share one draw a person: who does much of one does much of the other.
    """

    who: tuple[Who, ...] = ()
    ages: tuple[Age, Age] | None = None
    share: Share | None = None
    by_income: Table | None = None
    trait: Name | None = None
    per_day: Daily | None = None
    per_year: Yearly | None = None
    beta: Shape | None = None
    done: Share | None = None  # duties: chance of doing it
    concentration: Positive | None = None  # duties: the chance varies as beta(c · done, c · (1 − done))
    ordinary: Share | None = None  # attempts: chance that it succeeds in the ordinary course of things
    able: Share | None = None  # judgments: chance of being able to pay
    recovers: Share | None = None  # occasions to pay: chance that one unable becomes able
    hides: Share | None = None  # occasions to pay: chance that one able who does not pay hides what there is
    note: Note | None = None

    @model_validator(mode="after")
    def _check(self) -> ConductPart:
        given = [at for at in ("per_day", "per_year", "done") if getattr(self, at) is not None]
        if len(given) != 1:
            raise Mismatch(" and ".join(given) or "no rate", "exactly one of per_day, per_year and done")
        if self.done is not None and self.beta is not None:
            raise Mismatch("beta with done", "concentration: a duty's chance varies by it", at=("beta",))
        if self.concentration is not None:
            if self.done is None:
                raise Mismatch(
                    "concentration without done", "beta: a rate varies by it", at=("concentration",)
                )
            least = 0.5 / max(1e-9, min(self.done.value, 1.0 - self.done.value))
            if not least <= self.concentration.value <= 1000.0:
                raise Mismatch(
                    f"{self.concentration.value:g}",
                    f"a number from {least:.3g} to 1000 with this done",
                    at=("concentration",),
                )
        if self.by_income is not None:
            if self.share is None:
                raise Mismatch("by_income without share", "a share that differs by income", at=("by_income",))
            as_many(self.by_income, 5, "by_income", "from the lowest fifth")
        if self.ages is not None and self.ages[0] >= self.ages[1]:
            raise Mismatch(f"{list(self.ages)}", "[first age, age no longer included]", at=("ages",))
        if self.per_day_most() > 1.0:
            raise Mismatch(f"up to {self.per_day_most():.3g} a day", "at most 1 a person and day")
        return self

    def mean_per_day(self) -> float:
        """The mean rate among those who do it, per day; 0 for a duty, which falls due instead."""
        if self.per_day is not None:
            return self.per_day.value
        return self.per_year.value / 365.0 if self.per_year is not None else 0.0

    def per_day_most(self) -> float:
        """The highest rate that anybody can have."""
        if self.beta is None:
            return self.mean_per_day()
        return self.mean_per_day() * (self.beta.a.value + self.beta.b.value) / self.beta.a.value


class TownModel(Root):
    """A town's file."""

    kind = "town"

    town: Name
    title: Title
    status: Status
    sources: dict[Name, Source] = Field(default_factory=dict)
    describes: Describes
    ages: Ages
    households: Households
    families: Families | None = None
    collective: Collective | None = None
    place: Place | None = None
    registration: Registration | None = None
    group: Group | None = None
    income: Income | None = None
    activity: Activity | None = None
    online: ByAge | None = None
    units: Units | None = None
    stair: Counted | None = None
    kin: Kin | None = None
    friends: Friends | None = None
    opinion: Opinion | None = None
    conduct: dict[Literal[CATALOGUE], ConductPart] = Field(default_factory=dict)  # type: ignore[valid-type]

    def contradictions(self) -> Iterable[Mismatch]:
        return contradictions(self)
