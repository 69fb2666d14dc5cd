"""A regime as a file says it: who is watched, scored, listed and refused what, and how one gets off.

Every field is named as in the file (a hyphen becomes an underscore). Every number is a `Number`: read
`.value`. Points, scores and cut-offs are in points (the engine's tenths are made in `compile`), durations
in days, shares and chances in 0…1. A part that a regime does not have is `None` or empty, and does nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any, ClassVar, Literal

from pydantic import (
    Discriminator,
    Field,
    Tag,
    model_validator,
)

from glasstown.core.documents import Root
from glasstown.core.errors import Mismatch
from glasstown.core.numbers import Share
from glasstown.core.parts import GroupName, Name, Part, Source, Status, Title
from glasstown.life.catalogue import BY_NAME
from glasstown.regimes.burdens import Burden, Favour, Refuse, Reward
from glasstown.regimes.cases import MAX_CASES, Case
from glasstown.regimes.contradictions import contradictions
from glasstown.regimes.dated import Dated, When
from glasstown.regimes.discretion import Discretion, PointsOrBand, ends_of
from glasstown.regimes.labels import (
    CONTACT_LABEL,
    DUTY_LABEL,
    DutyName,
    Layer,
    RuleLabel,
    ServiceName,
)
from glasstown.regimes.lists import ListOf
from glasstown.regimes.redress import Redress
from glasstown.regimes.sentiment import Sentiment
from glasstown.regimes.shaming import REACH, Shaming
from glasstown.regimes.units import Cost, Level, Part10000, Period, Term, Times, Weeks
from glasstown.regimes.watching import Watch


def _kind_of_start(value: Any) -> str:
    return "<uniform>" if isinstance(value, dict) and "uniform" in value else "<fixed>"


class Wave(Part):
    """A day from which a larger `share` is under the regime."""

    share: Share
    from_date: When = Field(alias="from")


class Enrol(Part):
    """Who is under the regime: `adults` (18 years and over) or `everybody`, and which `share` of them, by lot, `from`
    which day on.

    `then` more of them: whoever was enrolled stays so.
    """

    who: Literal["adults", "everybody"]
    share: Share
    from_date: When = Field(alias="from")
    then: tuple[Wave, ...] = Field(default=(), max_length=20)

    @property
    def from_age(self) -> int:
        """The least age in years."""
        return 18 if self.who == "adults" else 0


class Uniform(Part):
    """A start that differs between people: uniform over tenths of a point, both ends included."""

    uniform: tuple[Level, Level]


class Decay(Part):
    """Every `every` days each score moves by `share` of its way `toward` a value, cut to tenths."""

    toward: Level
    share: Part10000
    every: Period


class Score(Part):
    """The running score: its `start` (a Level or a Uniform), its bounds, and how it fades."""

    start: Annotated[
        Annotated[Level, Tag("<fixed>")] | Annotated[Uniform, Tag("<uniform>")], Discriminator(_kind_of_start)
    ]
    floor: Level
    ceiling: Level
    decay: Decay | None = None

    @property
    def start_range(self) -> tuple[float, float]:
        """Lowest and highest start in points; equal where everybody starts alike."""
        if isinstance(self.start, Uniform):
            return self.start.uniform[0].value, self.start.uniform[1].value
        return self.start.value, self.start.value


class AtMost(Part):
    """A cap: the rule counts at most `times` in each week (7 days), month (30) or year (365) of the run."""

    times: Times
    per: Literal["week", "month", "year"]

    @property
    def days(self) -> int:
        """Length of the period in days."""
        return {"week": 7, "month": 30, "year": 365}[self.per]


class Rule(Dated):
    """A record under `label`, or the recorded omission of a `duty`, moves the score by `points`.

    A duty falls due `every` so many days, as the catalogue says; `unseen` says that a duty done and not
    seen counts as missed. `vague`: the label can be stretched over what one pleases. Where `points` are a band, an
    official chooses. In their place or beside them a record can put one at no better than a `grade`, `for` so long.
    """

    label: RuleLabel | None = None
    duty: DutyName | None = None
    every: Period | None = None
    unseen: Literal["counts-as-missed"] | None = None
    points: PointsOrBand | None = None
    grade: GroupName | None = None
    held_for: Term | None = Field(default=None, alias="for")
    at_most: AtMost | None = None
    vague: bool = False

    @model_validator(mode="after")
    def _one_subject(self) -> Rule:
        if self.label is None and self.duty is None:
            raise Mismatch("neither label nor duty", "exactly one of label: and duty:")
        if self.label is not None and self.duty is not None:
            raise Mismatch(
                f"a duty with a label ({self.label})", "a duty alone: its label follows from the catalogue"
            )
        if self.points is None and self.grade is None:
            raise Mismatch("neither points nor grade", "points:, or grade: with for:")
        if (self.grade is None) != (self.held_for is None):
            raise Mismatch(
                "a grade without for" if self.grade else "for, in a rule without a grade",
                "grade: and for: together",
                at=("for",),
            )
        if self.at_most is not None and self.points is None:
            raise Mismatch("at_most, in a rule without points", "points, which it caps", at=("at_most",))
        for key in ("every", "unseen"):
            if (getattr(self, key) is None) != (self.duty is None):
                found = f"a duty without {key}" if self.duty else f"{key} in a rule that is no duty"
                raise Mismatch(found, "every and unseen with each duty, and only there")
        if self.duty is not None and self.every is not None:
            period = BY_NAME[self.duty].period
            if {self.every.value, *(self.every.assumed or ())} != {period}:
                raise Mismatch(
                    self.every.said(self.every.value)
                    + ("" if self.every.assumed is None else " with its range"),
                    f"{period} days, the period of {self.duty} in the catalogue, as value and both "
                    "ends of a range",
                    at=("every",),
                )
        return self

    @property
    def costs(self) -> bool:
        """Whether a record can cost something: points, or a grade."""
        return self.grade is not None or self.ends[0] < 0

    @property
    def scored_label(self) -> str:
        """The label that the rule scores; for a duty the label of its omission."""
        return self.label or DUTY_LABEL[self.duty or ""]

    @property
    def ends(self) -> tuple[float, float]:
        """The lowest and the highest number of points; equal where nobody chooses, 0 where there are none."""
        return (0.0, 0.0) if self.points is None else ends_of(self.points)

    @property
    def discretionary(self) -> bool:
        """Whether an official chooses how many points."""
        return isinstance(self.points, Discretion)


class Bad(Part):
    """Whose ties cost points: those whose score is below a cut-off, or those on a list."""

    score_below: Level | None = None
    on_list: Name | None = Field(default=None, alias="list")

    @model_validator(mode="after")
    def _one(self) -> Bad:
        if (self.score_below is None) == (self.on_list is None):
            raise Mismatch("neither or both", "exactly one of score_below: and list:")
        return self


class Association(Dated):
    """Every `every` days each bad tie costs points, by kind of tie. `seen-ties` are those it sees."""

    every: Weeks
    bad: Bad
    points_per_tie: dict[Layer, Cost]
    through: Literal["seen-ties", "true-ties"]


class Gate(Dated):
    """A service that standing refuses. Several gates of a service refuse what any of them refuses."""

    service: ServiceName
    refuse: Refuse


class Enforcement(Part):
    """What courts do to collect a debt, listed or not: at each occasion to pay (every 30 days) they find and take
    what somebody owes who is able to pay with the chance `collects`.
    """

    collects: Share


class Regime(Root):
    """A whole regime. `begins` is the date of day 0, `years` of 365 days a proposed length of a run; from `ends` on it
    is not in force any more, and whatever it closed is open again.

    `before` names the regime of the practice that this one followed: its world runs beside this one. A regime without
    a `score` keeps lists alone. `sections` names what else is kept about people and decides nothing.
    """

    kind: ClassVar[str] = "regime"

    regime: Name
    title: Title
    status: Status
    town: Name
    begins: date | None = None
    ends: When | None = None
    years: Annotated[int, Field(ge=1, le=20)] = 3
    sources: dict[Name, Source]
    before: Name | None = None
    enrol: Enrol
    replaces: Literal["nothing"]
    subjects: tuple[Literal["people"], ...] = Field(min_length=1, max_length=1)
    score: Score | None = None
    grades: dict[GroupName, Level] = Field(default_factory=dict)
    watch: Watch
    rules: tuple[Rule, ...] = ()
    association: Association | None = None
    lists: tuple[ListOf, ...] = ()
    gates: tuple[Gate, ...] = ()
    burdens: tuple[Burden, ...] = ()
    rewards: tuple[Reward, ...] = ()
    shaming: tuple[Shaming, ...] = Field(default=(), max_length=len(REACH))
    sentiment: Sentiment | None = None
    enforcement: Enforcement | None = None
    redress: Redress
    sections: dict[Name, Literal["plays-no-part"]] = Field(default_factory=dict)
    cases: tuple[Case, ...] = Field(default=(), max_length=MAX_CASES)

    def contradictions(self) -> Iterable[Mismatch]:
        """What does not go together, though each part is valid by itself."""
        return contradictions(self)

    @property
    def published_cut(self) -> Level | None:
        """Others see somebody as bad whose score is below this; `None` where they do not go by the score.

        It is the score that association names, or the grade that is shamed.
        """
        if self.published_grade is not None:
            return self.grades.get(self.published_grade)
        return None if self.association is None else self.association.bad.score_below

    @property
    def published_grade(self) -> str | None:
        """Others see somebody as bad who is below this grade: the one that is shamed."""
        return self.shaming[0].who.grade_below if self.association is None and self.shaming else None

    @property
    def published_lists(self) -> tuple[str, ...]:
        """Others see somebody as bad who is on one of these lists.

        It is the list that association names, else the one that is shamed, else, where contact is scored,
        all.
        """
        if self.association is not None:
            named = self.association.bad.on_list
            return () if named is None else (named,)
        if self.shaming:
            named = self.shaming[0].who.on_list
            return () if named is None else (named,)
        return tuple(entry.name for entry in self.lists) if self.scores_contact else ()

    @property
    def event_list(self) -> ListOf | None:
        """The first list that is entered by events: the one whose entries can be reviewed."""
        return next((entry for entry in self.lists if entry.grounds), None)

    @property
    def debt_list(self) -> ListOf | None:
        """The list that people are put on for debts."""
        return next((entry for entry in self.lists if entry.of_debts), None)

    @property
    def reads_debts(self) -> bool:
        """Whether anything in the regime depends on what people owe."""
        return self.debt_list is not None or self.enforcement is not None

    def run_day(self, when: date | int | None, otherwise: int) -> int:
        """The run day of a date or a day; `otherwise` where there is neither or no first day to count from."""
        if isinstance(when, int):
            return when
        return otherwise if when is None or self.begins is None else (when - self.begins).days

    @property
    def scores_contact(self) -> bool:
        """Whether contact with a listed person is scored."""
        return any(rule.label == CONTACT_LABEL for rule in self.rules)

    def cut(self, refuse: Refuse) -> Level | None:
        """The cut-off under which a gate refuses or a burden is imposed; `None` where it goes by a list."""
        if refuse.grade_below is not None:
            return self.grades[refuse.grade_below]
        return refuse.score_below

    def favour_cut(self, favour: Favour) -> Level | None:
        """The cut-off from which a reward is given."""
        if favour.grade_at_least is not None:
            return self.grades[favour.grade_at_least]
        return favour.score_at_least
