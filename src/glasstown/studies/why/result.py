"""What `why` found: one invented person's years, or several, in sentences and as data."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Mapping
from dataclasses import InitVar, dataclass
from typing import Any, Final

from glasstown.core.state import LAYERS
from glasstown.studies.result import COMPUTED
from glasstown.studies.why.facts import Deed, Event, Facts, Move, Record, Refusal, Turn
from glasstown.studies.why.phrases import person
from glasstown.studies.why.reading import Standing
from glasstown.studies.why.ties import Known
from glasstown.studies.why.wording import THINKS

INVENTED: Final = "Invented people, in a model: not a country, and nobody real."

_WIDTH: Final = 100


@dataclass(frozen=True)
class Redraws:
    """In how many redraws of chance, `of` them, the same person was wrongly sanctioned at some time."""

    of: int
    wrongly_sanctioned: int


@dataclass(frozen=True, eq=False)
class Life:
    """One invented person's years. `summary` comes first, then `days`; `typical` says why this person was picked."""

    person: str
    title: str
    typical: str
    summary: tuple[str, ...]
    days: tuple[str, ...]
    redraws: Redraws
    facts: Facts
    film_days: tuple[int, ...]
    computed: InitVar[object] = None

    def __post_init__(self, computed: object) -> None:
        if computed is not COMPUTED:
            raise TypeError("a life is told by glasstown.why; it takes nothing about people")

    @property
    def story(self) -> tuple[str, ...]:
        """All sentences in order."""
        return (*((self.typical,) if self.typical else ()), *self.summary, *self.days)

    def to_json(self) -> dict[str, Any]:
        """The facts in both worlds, the story, and the redraws. Points are points, days run days."""
        return {
            "schema": 1,
            "person": self.person,
            "synthetic": True,
            "world": _world(self.facts, self.film_days),
            "without": _without(self.facts),
            "story": list(self.story),
            "redraws": {"of": self.redraws.of, "wrongly_sanctioned": self.redraws.wrongly_sanctioned},
        }

    def wrapped(self, width: int) -> str:
        """The story in lines of at most `width` characters."""
        lines = [self.title, *_lines((self.typical,) if self.typical else (), width)]
        return "\n".join([*lines, "", *_lines(self.summary, width), "", *_lines(self.days, width)])


@dataclass(frozen=True, eq=False)
class Why:
    """Made by `why`. `nobody` says of which kinds of life there is none."""

    lives: tuple[Life, ...]
    nobody: tuple[str, ...]
    several: bool
    computed: InitVar[object] = None

    def __post_init__(self, computed: object) -> None:
        if computed is not COMPUTED:
            raise TypeError("lives are told by glasstown.why; it takes nothing about people")

    @property
    def story(self) -> tuple[str, ...]:
        """All sentences of all lives in order, then of which kinds there is none."""
        return (*(sentence for life in self.lives for sentence in life.story), *self.nobody)

    def wrapped(self, width: int) -> str:
        """What `glasstown why` prints, in lines of at most `width` characters."""
        parts = [INVENTED, *(life.wrapped(width) for life in self.lives)]
        parts += ["\n".join(_lines(self.nobody, width))] if self.nobody else []
        return "\n\n".join(parts)

    @property
    def text(self) -> str:
        """The same in lines of 100 characters."""
        return self.wrapped(_WIDTH)

    def to_json(self) -> dict[str, Any]:
        """One life as it is; several under `lives`."""
        if self.several or not self.lives:
            return {
                "schema": 1,
                "lives": [life.to_json() for life in self.lives],
                "nobody": list(self.nobody),
            }
        return self.lives[0].to_json()

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"Why({', '.join(life.person for life in self.lives) or 'nobody'})"


def _lines(sentences: Iterable[str], width: int) -> list[str]:
    return [
        textwrap.fill(sentence, width, initial_indent="  ", subsequent_indent="    ", break_on_hyphens=False)
        for sentence in sentences
    ]


# -- as data ----------------------------------------------------------------------------------------------------------


def _points(tenths: int | None) -> float | int | None:
    if tenths is None:
        return None
    return tenths // 10 if tenths % 10 == 0 else tenths / 10


def _deed(deed: Deed) -> dict[str, Any]:
    asked = {} if deed.had is None else {"had": deed.had}
    return {"day": deed.day, "act": deed.act.name, "done": deed.done, **asked}


def _record(record: Record) -> dict[str, Any]:
    who: dict[str, Any] = {} if record.who is None else {"done_by": person(record.who)}
    if record.who is not None or record.when != record.day:
        who["done_on"] = record.when
    return {
        "day": record.day,
        "label": record.label,
        "truth": record.truth,
        "really": None if record.act is None else record.act.name,
        **who,
        "points": _points(record.points),
        "listed": record.listed,
        "graded": record.graded,
        "twin_did_the_same": record.twin_too,
    }


def _move(move: Move) -> dict[str, Any]:
    return {
        "day": move.day,
        "change": _points(move.change),
        "for": move.cause,
        "score": _points(move.after),
    }


def _standing(standing: Standing) -> dict[str, Any]:
    return {
        "grade": standing.grade or None,
        "lists": list(standing.lists),
        "closed": [service.name for service in standing.closed],
        **({"imposed": list(standing.imposed)} if standing.imposed else {}),
    }


def _turn(turn: Turn, scored: bool) -> dict[str, Any]:
    shadows = {"by_true_records": turn.accurate, "by_unlawful_acts_alone": turn.legitimate}
    return {
        "day": turn.day,
        **_standing(turn.after),
        "score": _points(turn.score),
        "inaccurate": turn.inaccurate,
        "illegitimate": turn.illegitimate,
        **{
            name: {"score": _points(score if scored else None), **_standing(standing)}
            for name, (score, standing) in shadows.items()
        },
    }


def _refusal(refusal: Refusal) -> dict[str, Any]:
    head = {} if refusal.head is None else {"through": person(refusal.head)}
    return {
        "day": refusal.day,
        "service": refusal.service.name,
        **head,
        "tried_again": refusal.again,
        "twin_had_it": refusal.twin_had,
    }


def _tie(known: Known, days: tuple[int, ...]) -> dict[str, Any]:
    return {
        "person": person(known.tie.other),
        "kind": LAYERS[known.tie.layer],
        "exists": known.tie.exists,
        "seen": known.tie.seen,
        "stood_badly": _stretches(known.bad.tolist(), days),
        "broke": known.cut,
    }


def _stretches(bad: list[bool], days: tuple[int, ...]) -> list[list[int]]:
    """First and last of the days on which somebody was published as standing badly, for each stretch."""
    out: list[list[int]] = []
    for week, on in enumerate(bad):
        if on and (week == 0 or not bad[week - 1]):
            out.append([days[week], days[week]])
        elif on:
            out[-1][1] = days[week]
    return out


def _event(event: Event) -> dict[str, Any]:
    return {"day": event.day, "event": event.code.lower(), **_SAYS[event.code](event)}


_SAYS: Final[Mapping[str, Callable[[Event], dict[str, Any]]]] = {
    "JUDGMENT": lambda event: {"able_to_pay": bool(event.a)},
    "PAID": lambda event: {"listed": bool(event.a), "urged": bool(event.b)},
    "UNLISTED": lambda event: {"because": ("term", "paid", "corrected")[event.a]},
    "REVIEW": lambda event: {
        "stage": ("asked", "decided", "higher")[event.a],
        "found_wrong": None if event.a == 0 else bool(event.b),
    },
    "AVOIDED": lambda event: {"kind": LAYERS[event.a]},
    "SWAYED": lambda event: {"from": THINKS[event.a], "to": THINKS[event.b]},
    "TOLD": lambda event: {"after_days": event.a},
    "STRUCK": lambda event: {"points": event.a / 10},
}


def _world(facts: Facts, days: tuple[int, ...]) -> Mapping[str, Any]:
    start: list[dict[str, Any]] = []
    if facts.enrolled:
        score = _points(facts.start if facts.scored else None)
        start = [{"day": facts.since, **_standing(facts.start_standing), "score": score}]
    return {
        "acts": [_deed(deed) for deed in facts.deeds],
        "records": [_record(record) for record in facts.records],
        "points": [_move(move) for move in facts.moves],
        "standing": [*start, *(_turn(turn, facts.scored) for turn in facts.turns)],
        "refusals": [_refusal(refusal) for refusal in facts.refusals],
        "ties": [_tie(known, days) for known in facts.known],
        "events": [_event(event) for event in facts.events],
    }


def _without(facts: Facts) -> Mapping[str, Any]:
    """The twin's world: nobody is recorded, scored or refused by a regime there, and no tie breaks over it."""
    ties = [
        {"person": person(one.tie.other), "kind": LAYERS[one.tie.layer]}
        for one in facts.known
        if one.tie.exists
    ]
    acts = [_deed(deed) for deed in facts.twin]
    events = [_event(event) for event in facts.twin_events]
    return {
        "acts": acts,
        "records": [],
        "points": [],
        "standing": [],
        "refusals": [],
        "ties": ties,
        "events": events,
    }
