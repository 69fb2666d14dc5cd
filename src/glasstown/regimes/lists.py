"""Lists of people, as a regime's file says them: entered below a score or by events, and left likewise."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag, model_validator

from glasstown.core.errors import Mismatch
from glasstown.core.numbers import Share
from glasstown.core.parts import Name, Part
from glasstown.life.catalogue import EVENTS
from glasstown.regimes.dated import Dated
from glasstown.regimes.labels import EventName, TrueGround
from glasstown.regimes.units import DueTerm, Level, Period, Term


class Enter(Part):
    """Who gets on a list: those whose score falls below a cut-off."""

    score_below: Level


class Leave(Part):
    """Who gets off: a score of at least `score_at_least`, and not before `after` days on it."""

    score_at_least: Level
    after: Term | None = None


class Ground(Dated):
    """An event that puts somebody on a list: a record of any act, or one about a debt.

    A ground that is not an act names the hidden state that it claims, its `true_ground`, and the `due_term` after
    which an omission counts. It holds for a `term`, or `for` good; or, where it is about a debt and says neither, until
    the debt is paid. A further event while a term runs makes it longer by `extend`, or begins it anew.
    """

    event: EventName
    true_ground: TrueGround | None = None
    due_term: DueTerm | None = None
    term: Term | None = None
    extend: Term | None = None
    held_for: Literal["good"] | None = Field(default=None, alias="for")

    @model_validator(mode="after")
    def _check(self) -> Ground:
        is_act = self.event != "unpaid-judgment"
        for key in ("true_ground", "due_term"):
            if (getattr(self, key) is None) != is_act:
                found = f"{key} of an act" if is_act else f"{self.event} without {key}"
                raise Mismatch(found, "true_ground and due_term with what is not an act, and only there")
        if self.extend is not None and self.term is None:
            raise Mismatch("extend without a term", "a term that can be extended", at=("extend",))
        if self.held_for is not None and self.term is not None:
            raise Mismatch("a term, and for good", "one of them", at=("for",))
        if not self.of_debt and self.held_for is None and self.term is None:
            raise Mismatch(f"{self.event} without a term", "term:, or for: good", at=("term",))
        return self

    @property
    def of_debt(self) -> bool:
        """Whether it is about a debt, so that to pay can end it."""
        return self.event in EVENTS

    @property
    def until_paid(self) -> bool:
        """Whether it holds until the debt is paid."""
        return self.term is None and self.held_for is None

    @property
    def label(self) -> str:
        """The label of the records that it goes by."""
        return self.event


class LeaveByEvent(Part):
    """How one gets off a list that is entered for debts.

    Whoever pays is taken off within `paid_within`; where a term still runs they are taken off with the chance `early`.
    """

    paid_within: Period
    early: Share


def _kind_of_entry(value: Any) -> str:
    return "<events>" if isinstance(value, list | tuple) else "<score>"


def _kind_of_leave(value: Any) -> str:
    by_event = isinstance(value, LeaveByEvent) or (isinstance(value, Mapping) and "paid_within" in value)
    return "<events>" if by_event else "<score>"


class ListOf(Dated):
    """A list of people, by name; entered below a score, or by events (`grounds`).

    A list by score may be kept for a part of time alone; of one by events, its grounds say when. A list that nobody is
    put on for a debt says nothing of leaving: its grounds say when they end.
    """

    name: Name = Field(alias="list")
    enter: Annotated[
        Annotated[Enter, Tag("<score>")] | Annotated[tuple[Ground, ...], Tag("<events>")],
        Discriminator(_kind_of_entry),
    ]
    leave: (
        Annotated[
            Annotated[Leave, Tag("<score>")] | Annotated[LeaveByEvent, Tag("<events>")],
            Discriminator(_kind_of_leave),
        ]
        | None
    ) = None

    @model_validator(mode="after")
    def _alike(self) -> ListOf:
        if isinstance(self.enter, tuple):
            if not self.enter:
                raise Mismatch("a list that no event puts anybody on", "at least one event", at=("enter",))
            if self.dated:
                key = "from" if self.from_date is not None else "until"
                raise Mismatch(
                    f"{key} of a list that is entered by events", "dates of its grounds", at=(key,)
                )
            if isinstance(self.leave, Leave):
                raise Mismatch(
                    "leaving by score a list that is entered by events",
                    "paid_within and early" if self.of_debts else "nothing: its grounds say when they end",
                    at=("leave",),
                )
            if self.of_debts != (self.leave is not None):
                raise Mismatch(
                    "leaving by payment a list that nobody is put on for a debt"
                    if self.leave
                    else "nothing of leaving a list that people are put on for a debt",
                    "nothing: its grounds say when they end" if self.leave else "paid_within and early",
                    at=("leave",),
                )
        elif self.leave is None:
            raise Mismatch(
                "nothing of leaving a list that is entered by score", "score_at_least", at=("leave",)
            )
        elif isinstance(self.leave, LeaveByEvent):
            raise Mismatch(
                "leaving by payment a list that is entered by score", "score_at_least", at=("leave",)
            )
        return self

    @property
    def grounds(self) -> tuple[Ground, ...]:
        """The events that put somebody on the list; empty where it goes by the score."""
        return self.enter if isinstance(self.enter, tuple) else ()

    @property
    def of_debts(self) -> bool:
        """Whether people are put on it for a debt."""
        return any(ground.of_debt for ground in self.grounds)

    @property
    def timed(self) -> bool:
        """Whether a term can run on it."""
        return self.term is not None or any(ground.term is not None for ground in self.grounds)

    @property
    def by_event(self) -> LeaveByEvent | None:
        """How one gets off by an event; `None` where the list goes by the score."""
        return self.leave if isinstance(self.leave, LeaveByEvent) else None

    @property
    def enter_below(self) -> Level | None:
        """The score below which one gets on; `None` where events put one on."""
        return self.enter.score_below if isinstance(self.enter, Enter) else None

    @property
    def leave_from(self) -> Level | None:
        """The score from which one gets off; `None` where events take one off."""
        return self.leave.score_at_least if isinstance(self.leave, Leave) else None

    @property
    def term(self) -> Term | None:
        """How long a list entered by score holds one at least."""
        return self.leave.after if isinstance(self.leave, Leave) else None
