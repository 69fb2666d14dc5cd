"""What a regime and a response say, as plain numbers under plain names."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Rule:
    """Tenths of a point for a record under a label, counted at most `times` in each period of `per` days.

    Where `upto` is said an official gives any number from `points` to it.
    """

    points: int
    vague: bool
    times: int | None = None
    per: int = 0
    upto: int | None = None
    since: int = 0  # day from which it has been in force


@dataclass(frozen=True)
class ListTerms:
    """On the list below one score, off it from another, not before `term` days."""

    enter_below: int
    leave_from: int
    term: int


@dataclass(frozen=True)
class Gate:
    """A service refused, or a burden imposed, on those on a list, below a score, or held at certain grades."""

    service: str
    list: str | None
    below: int | None
    grades: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Reward:
    """Something given to those with a score or more who are held at none of certain grades, at a service or not."""

    kind: str
    service: str | None
    least: int
    grades: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Seen:
    """Who sees a channel of somebody: what is under the threshold, and was under no earlier one, is seen by this
    collector.
    """

    limit: int
    place: int
    private: bool
    foreign: bool
    delay: int


@dataclass(frozen=True)
class Event:
    """An event that puts somebody on a list, or at a grade: until they pay, for good, or for a term.

    A further event while a term runs adds `extend` or, without one, begins the term anew where that ends later.
    """

    label: str
    first: int
    last: int  # no longer in force from this day on
    claims_able: bool
    due_term: int | None
    term: int | None
    extend: int | None
    of_debt: bool = False
    good: bool = False


@dataclass(frozen=True)
class ReviewTerms:
    """Chances by place: the first, and the higher one where there is one."""

    answers_after: list[int]  # days from the entry, and from the first place's refusal
    sensitivity: list[int]
    specificity: list[int]
    within: int
    asks_wrongly: int
    asks_rightly: int
    higher: int
    told: int = 0  # lists by score: the chance of being told of an entry
    told_after: int = 0


@dataclass(frozen=True)
class Court:
    """What a court does about debts, and the list that people are put on for them."""

    name: str
    events: list[Event]
    coverage: int
    missed: int
    invented: int
    namesakes: int
    paid_within: int
    early: int


@dataclass(frozen=True)
class Terms:
    """One regime with one response. Scores and points are tenths, chances thresholds of a 32-bit word."""

    from_age: int
    enrolment: int
    start: tuple[int, int]
    floor: int
    ceiling: int
    hurts_below: int  # under it people count as below
    decay: tuple[int, int, int] | None  # every so many days, toward a score, ten-thousandths of the way
    channels: dict[frozenset[str], dict[str, list[Seen]]]  # by kinds of person
    misattributed: int
    unsure: int  # up to it two who saw it do not agree on who it was
    falls_on: (
        tuple[int, int] | None
    )  # up to the first the household, up to the second a neighbour, else a namesake
    mislabelled: dict[str, tuple[str, int, int]]  # act → false label, chance; up to the last two do not agree
    false_labels: list[str]
    rules: dict[str, Rule]
    recorded: frozenset[str]  # acts that leave a record: those under a rule and those mistaken for others
    acceptance: dict[str, tuple[int, int]]  # act → chance that a candidate is done; beside a punished tie
    by_true_ties: bool  # ties cost points as they are, not as the regime sees them
    missed: int
    invented: int
    association_every: int  # days, 0 none
    points_per_tie: dict[str, int]
    bad_below: int
    bad_lists: frozenset[str]
    bad_grades: frozenset[str]  # grades set directly that are published as bad
    lists: dict[str, ListTerms]
    gates: list[Gate]
    burdens: list[Gate]
    rewards: list[Reward]
    tone_from: int | None
    cut: dict[str, int]  # layer → chance that a tie breaks off once a listing is known
    hears: dict[str, int]  # layer → chance that one hears through a bad tie that it is punished
    scored: bool = True
    entered: dict[str, list[Event]] = field(
        default_factory=dict
    )  # list or grade → the events that put one there
    graded: frozenset[str] = frozenset()  # of these, grades
    reviewed: str | None = None  # of the lists entered by events the one whose entries are reviewed
    event_review: ReviewTerms | None = None
    court: Court | None = None
    owing: bool = False  # people's debts matter to it
    collects: int = 0
    pressed: int = 0
    review: ReviewTerms | None = None  # of entries on lists by score
    urges: dict[str, int] = field(
        default_factory=dict
    )  # layer → chance that a tie knows of a listing, and urges
    avoids: dict[str, int] = field(
        default_factory=dict
    )  # layer → chance that a contact with a bad tie is avoided
    yields: int = 0  # chance that somebody who is urged pays
    again: float = 0.0  # chance of another try after a refusal
    looking: Any = None  # how public words are counted, see `sentiment`
    swayed: int = 0  # chance of a step toward support, each week
