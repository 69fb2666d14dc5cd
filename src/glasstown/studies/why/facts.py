"""What one invented person went through: each fact with its day, in order. Points are tenths."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from glasstown.life.catalogue import Act, Service
from glasstown.studies.why.reading import Standing
from glasstown.studies.why.ties import Charge, Known

Truth = Literal["true", "lawful", "wrong-label", "wrong-person", "not-seen", "misjudged", "invented"]
"""What is wrong with a record. `true`: the person's own unlawful act under its label; `lawful`: their own lawful
one; `not-seen`: a duty that was done; `misjudged`: they could not do it; `invented`: nothing happened."""

Ground = Literal["never-did", "lawful", "somebody-else", "breach"]
"""What points were lost for; the classes exclude each other."""


@dataclass(frozen=True)
class Deed:
    """An act, an attempt or a word of praise or criticism. `done` is False where only the twin did it.

    `had`: of an attempt, whether it succeeded; None of other acts.
    """

    day: int
    act: Act
    done: bool
    had: bool | None


@dataclass(frozen=True)
class Record:
    """What the regime believes, what it moved the score by, and what is wrong with it.

    `act` is what was really done (None where nothing was), on the day `when`; where it was somebody else, `who` did it,
    who lives `near` or has the same name. `listed` where it put them on a list, `graded` where at a grade.
    """

    day: int
    label: str
    truth: Truth
    ground: Ground
    points: int
    act: Act | None
    who: int | None
    when: int
    twin_too: bool
    listed: bool = False
    graded: bool = False
    near: str = ""


@dataclass(frozen=True)
class Move:
    """A change of the score; `cause` is a label, ``ties`` or ``decay``; `after` is None where it is not known."""

    day: int
    change: int
    cause: str
    after: int | None


@dataclass(frozen=True)
class Turn:
    """A change of standing. At the end of that week it is `inaccurate`, or `illegitimate`, or neither.

    `accurate` are score and standing then by true records alone (and ties that exist), `legitimate` by unlawful acts
    of one's own alone.
    """

    day: int
    before: Standing
    after: Standing
    score: int | None
    accurate: tuple[int, Standing]
    legitimate: tuple[int, Standing]
    inaccurate: bool
    illegitimate: bool


@dataclass(frozen=True)
class Refusal:
    """An attempt that would have succeeded, refused. `head` is the head of the household by whose standing it was,
    `again` how often it was tried again that day, and refused.
    """

    day: int
    service: Service
    head: int | None
    twin_had: bool
    again: int = 0


@dataclass(frozen=True)
class Event:
    """Anything else a trace tells, by the name of its code."""

    day: int
    code: str
    a: int
    b: int


@dataclass(frozen=True, eq=False)
class Facts:
    """One person's years, in the world told of and in the world without (`twin`)."""

    row: int
    days: int
    scored: bool
    since: int | None  # came under the regime on this day; never
    start: int
    start_standing: Standing
    deeds: tuple[Deed, ...]
    twin: tuple[Deed, ...]
    records: tuple[Record, ...]
    charges: tuple[Charge, ...]
    moves: tuple[Move, ...]
    turns: tuple[Turn, ...]
    refusals: tuple[Refusal, ...]
    known: tuple[Known, ...]
    events: tuple[Event, ...]
    twin_events: tuple[Event, ...]
    spells: tuple[tuple[int, int | None], ...]  # sanctioned from this day to before that one
    weeks_sanctioned: int
    weeks_inaccurate: int
    weeks_illegitimate: int
    weeks_wrongful: int
    ever_wrongful: bool
    recovered: bool
    floor: int
    end_score: int
    end_standing: Standing

    @property
    def enrolled(self) -> bool:
        """Whether they came under the regime."""
        return self.since is not None

    @property
    def sanctioned_days(self) -> int:
        """Days on which at least one service was closed, or a burden imposed."""
        return sum((self.days + 1 if upto is None else upto) - since for since, upto in self.spells)

    @property
    def first_sanction(self) -> int | None:
        """The first such day."""
        return self.spells[0][0] if self.spells else None

    @property
    def emptied(self) -> int | None:
        """The day from which on the score stayed at its floor, where charges for ties took it there."""
        day = None
        for move in self.moves:
            if move.after != self.floor:
                day = None
            elif day is None:
                day = move.day
        return day if self.charges and self.end_score == self.floor else None

    @property
    def unsaid(self) -> tuple[Deed, ...]:
        """Words that the twin said and this person did not."""
        return tuple(deed for deed in self.deeds if not deed.done)

    def grounds(self, upto: int | None = None) -> dict[Ground, int]:
        """What weighed against them up to a day: points lost by ground or, where none were, entries on lists."""
        lost = self.lost(upto)
        if not any(lost.values()):
            for record in self.records:
                lost[record.ground] += record.listed and (upto is None or record.day <= upto)
        return lost

    def lost(self, upto: int | None = None) -> dict[Ground, int]:
        """Points lost by ground, tenths, on days up to `upto`."""
        out: dict[Ground, int] = dict.fromkeys(("never-did", "lawful", "somebody-else", "breach"), 0)
        for record in self.records:
            if record.points < 0 and (upto is None or record.day <= upto):
                out[record.ground] -= record.points
        out["somebody-else"] -= sum(c.change for c in self.charges if upto is None or c.day <= upto)
        return out

    @property
    def earned(self) -> int:
        """Points gained, tenths."""
        return sum(record.points for record in self.records if record.points > 0)
