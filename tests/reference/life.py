"""What one world remembers about one person."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from tests.reference.terms import Event

LEDGERS = ("real", "accurate", "legitimate", "induced")


@dataclass(slots=True)
class Account:
    """One ledger of one person: the running score, and the standing it had when standing was last decided."""

    score: int
    stood: int  # the score by which today's standing was decided
    listed: dict[str, int] = field(default_factory=dict)  # list → first day on which one may leave it
    used: Counter[Any] = field(default_factory=Counter)  # capped rule → records counted in this period
    refused: frozenset[str] = frozenset()  # services that this standing refuses
    imposed: frozenset[str] = frozenset()  # burdens that it imposes
    graded: set[str] = field(default_factory=set)  # grades that a record holds one at

    @property
    def sanctions(self) -> frozenset[str]:
        return self.refused | self.imposed


@dataclass(slots=True)
class Hold:
    """What holds one person on one list, or at one grade, in one ledger."""

    reasons: set[Event] = field(default_factory=set)
    until: int = 0  # day on which the term of those that have one ends

    def __bool__(self) -> bool:
        return bool(self.reasons)

    @property
    def timed(self) -> set[Event]:
        return {reason for reason in self.reasons if reason.term is not None}


@dataclass(slots=True)
class Owing:
    """One person's debt, and what has come of it."""

    owes: bool = False
    able: bool = False
    since: int = 0  # day of the last judgment
    falls_due: list[tuple[int, int]] = field(default_factory=list)  # (day, day of the judgment)
    removed_on: tuple[int, int] | None = None  # taken off for having paid: day, day of the payment
    holds: dict[str, dict[str, Hold]] = field(default_factory=dict)  # by ledger and list
    entered: int = 0  # day of the entry in the real ledger
    wrongly: bool = False
    review: tuple[int, int, int] | None = None  # decided on, place, day of the entry
    correction: tuple[int, int] | None = None  # made on, day of the entry
    asked: bool = False
    put_right: bool = False

    def on(self, name: str | None, ledger: str = "real") -> bool:
        return bool(self.holds.get(ledger, {}).get(name or ""))

    def owed_for(self) -> bool:
        """Whether a debt holds one anywhere, in any ledger."""
        holds = (hold for lists in self.holds.values() for hold in lists.values())
        return any(reason.of_debt for hold in holds for reason in hold.reasons)


@dataclass(slots=True)
class Heard:
    """What comes of a person's entry on lists by score."""

    on: bool = False  # on such a list, as of the last look
    told: bool = True
    entered: int = 0
    wrongly: bool = False
    review: tuple[int, int, int] | None = None  # decided on, place, day of the entry
    correction: int | None = None  # made on
    asked: bool = False
    put_right: bool = False


@dataclass(slots=True)
class Life:
    """A person of the town in one world; who is not enrolled has no accounts and is never judged."""

    accounts: dict[str, Account] = field(default_factory=dict)
    bad: bool = False  # as published at the last exchange
    known: bool = False  # was bad at an earlier exchange than the last
    closed_to_children: frozenset[str] = frozenset()  # as published: services read through a guardian
    beside: bool = False  # has a punished tie, as of the last exchange
    bad_ties: dict[str, int] = field(default_factory=dict)  # true, not cut, by layer, as of the last exchange
    contexts: set[str] = field(default_factory=set)  # domains of own records that cost points
    owing: Owing = field(default_factory=Owing)
    heard: Heard = field(default_factory=Heard)
    silenced: bool = False
    opinion: str | None = None  # what they think in private; None where nobody asked
    collateral: bool = False
    warned: bool = False
    refused_ever: set[str] = field(default_factory=set)
    spells: list[list[int]] = field(
        default_factory=list
    )  # [first day sanctioned, first day no longer] of each spell

    @property
    def enrolled(self) -> bool:
        return bool(self.accounts)
