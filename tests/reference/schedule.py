"""Who might do what on which day: the same in every world, whatever any regime or response says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from glasstown.core.streams import STREAMS
from glasstown.life.catalogue import BY_NAME, Kind
from tests.reference import draws
from tests.reference.people import Person


@dataclass(slots=True, frozen=True)
class Candidate:
    """One occasion. Its words decide: done or not; seen or not (or the ordinary outcome); which label."""

    row: int
    act: str
    day: int
    doing: int
    seeing: int
    labelling: int
    further: draws.Words  # partner, channel, wrong person, whom
    chance_done: int  # duties: the person's own threshold of doing it


def candidates(
    town: Any, people: list[Person], names: Iterable[str], days: int, key: draws.Key
) -> dict[int, list[Candidate]]:
    """Day → candidates in the order in which a person meets them: by number of stream."""
    found: dict[int, list[Candidate]] = defaultdict(list)
    for name in sorted(names, key=STREAMS.__getitem__):
        conduct = town.conduct[name]
        rates = conduct.rate.tolist()
        done = conduct.done.tolist()
        number = STREAMS[name]
        duty = BY_NAME[name].kind in (Kind.DUTY, Kind.REPAYMENT)
        for person in people:
            which = person.classes[conduct.column]
            if rates[which] <= 0:
                continue
            first = draws.person_draw(key, person.row, number, 0, 1)
            if duty:
                day = 1 + draws.pick(first[0], BY_NAME[name].period)
            else:
                day = draws.gap(first[3], rates[which])
            while day <= days:
                words = draws.person_draw(key, person.row, number, day, 0)
                further = draws.person_draw(key, person.row, number, day, 1)
                found[day].append(
                    Candidate(
                        person.row, name, day, *words[:3], further, draws.chance(done[which]) if duty else 0
                    )
                )
                day += BY_NAME[name].period if duty else draws.gap(words[3], rates[which])
    return found
