"""What people think, what they say in public, what a regime reads of it, and what its broadcast does."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import Any

from glasstown.core.streams import STREAMS
from glasstown.life.catalogue import BY_NAME
from tests.reference import draws
from tests.reference.flows import flows, seen_of
from tests.reference.people import KINDS, Person
from tests.reference.schedule import Candidate
from tests.reference.tally import Tally
from tests.reference.watching import channel_of

CRITICAL, UNDECIDED, SUPPORTIVE = "critical", "undecided", "supportive"
OPINIONS = {0: None, 1: CRITICAL, 2: UNDECIDED, 3: SUPPORTIVE}
WORDS = {"praise-party": True, "public-criticism": False}
"""Public words, and whether they are praise."""


@dataclass(frozen=True)
class Looking:
    """How a regime counts public words: by channel the threshold of being counted; and of being misread."""

    counted: dict[frozenset[str], dict[str, int]]  # by kinds of person
    misread: int


def looking(regime: Any, eyes_open: set[str]) -> Looking | None:
    if regime.sentiment is None:
        return None
    observed = regime.sentiment.observe.public_expression
    kept = 1.0 - observed.missed.value
    counted: dict[frozenset[str], dict[str, int]] = {}
    for n in range(len(KINDS) + 1):
        for kinds in map(frozenset, combinations(KINDS, n)):
            seen = flows(regime.watch, eyes_open)
            shares = {channel: seen_of(eyes, kinds) for channel, eyes in seen.items()}
            counted[kinds] = {
                channel: draws.chance(eyes[-1][0] * kept) for channel, eyes in shares.items() if eyes
            }
    return Looking(counted, draws.chance(observed.misread.value))


def swayed(regime: Any, response: Any) -> int:
    """Threshold of a step toward support, each week."""
    if regime.sentiment is None or regime.sentiment.broadcast is None or response.belief is None:
        return 0
    return draws.chance(regime.sentiment.broadcast.strength.value * response.belief.moved_by_broadcast.value)


def praised(candidate: Candidate, opinion: str | None, tally: Tally) -> None:
    """A word of praise was said by somebody who thinks this."""
    if WORDS.get(candidate.act) and opinion in (CRITICAL, UNDECIDED):
        tally.count(candidate.day, "insincere_praise")


def overheard(
    candidate: Candidate, person: Person, regime: Looking | None, key: draws.Key, tally: Tally
) -> None:
    """Something was done; where it was a word the regime may count it, for what it is or for the opposite."""
    if regime is None or candidate.act not in WORDS:
        return
    act = BY_NAME[candidate.act]
    if candidate.seeing >= regime.counted[person.kinds].get(channel_of(act, candidate.further[1]), 0):
        return
    word = draws.person_draw(key, candidate.row, STREAMS["word-read"], candidate.day, act.stream)[0]
    praise = WORDS[candidate.act]
    if word < regime.misread:
        praise = not praise
    tally.count(candidate.day, "seen_praise" if praise else "seen_criticism")


def broadcast(
    people: list[Person], lives: list[Any], limit: int, day: int, key: draws.Key, tally: Tally
) -> None:
    """Some of those who do not support it take a step toward that."""
    for person, life in zip(people, lives, strict=True):
        word = draws.person_draw(key, person.row, STREAMS["belief"], day, 0)[0]
        if word >= limit:
            continue
        if life.opinion == CRITICAL:
            life.opinion = UNDECIDED
            tally.count(day, "critical_change", -1)
        elif life.opinion == UNDECIDED:
            life.opinion = SUPPORTIVE
            tally.count(day, "supportive_change", 1)
