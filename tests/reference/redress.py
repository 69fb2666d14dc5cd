"""Entries on lists by score: who hears of them, asks, and is put right, in plain words."""

from __future__ import annotations

from glasstown.core.streams import STREAMS
from tests.reference import draws
from tests.reference.life import Life
from tests.reference.people import Person
from tests.reference.schedule import Candidate
from tests.reference.standing import SERVICE_OF
from tests.reference.tally import Tally
from tests.reference.terms import ReviewTerms


def look(life: Life, person: Person, terms: ReviewTerms, tally: Tally, day: int, key: draws.Key) -> None:
    """Whether an entry has begun or ended; who is told of it may ask at once."""
    heard = life.heard
    if not life.enrolled:
        return
    on = set(life.accounts["real"].listed)
    began = bool(on) and not heard.on
    heard.on = bool(on)
    if not on:
        heard.told = True
    if not began:
        return
    wrongly = not on <= set(life.accounts["accurate"].listed)
    tally.count(day, "listings")
    tally.count(day, "wrong_listings", int(wrongly))
    if heard.review is not None or heard.correction is not None:
        return
    heard.entered, heard.wrongly = day, wrongly
    word = draws.person_draw(key, person.row, STREAMS["notice"], day, 0)[0]
    heard.told = word < terms.told
    if heard.told:
        tally.count(day, "notices")
        _ask(life, person, terms, tally, day, day + terms.told_after, key)


def refused(
    candidate: Candidate,
    ordinary: int,
    person: Person,
    life: Life,
    terms: ReviewTerms,
    tally: Tally,
    key: draws.Key,
) -> None:
    """Somebody not told who is refused what they would have had."""
    service = SERVICE_OF[candidate.act]
    if life.heard.told or candidate.seeing >= ordinary or service.through == "guardian":
        return
    if service.name in life.accounts["real"].refused:
        life.heard.told = True
        tally.count(candidate.day, "found_out")
        _ask(life, person, terms, tally, candidate.day, candidate.day, key)


def _ask(
    life: Life, person: Person, terms: ReviewTerms, tally: Tally, day: int, hears_on: int, key: draws.Key
) -> None:
    heard = life.heard
    word = draws.person_draw(key, person.row, STREAMS["review"], heard.entered, 0)[0]
    if word >= (terms.asks_wrongly if heard.wrongly else terms.asks_rightly):
        return
    tally.count(day, "reviews_asked")
    tally.count(day, "wrong_reviews_asked", int(heard.wrongly))
    if not heard.asked:
        heard.asked = True
        tally.count_person(day, person, "first_asked")
    heard.review = (hears_on + terms.answers_after[0], 0, heard.entered)


def decide(life: Life, row: int, terms: ReviewTerms, tally: Tally, day: int, key: draws.Key) -> None:
    """A review that is decided today, if there is still an entry to look at."""
    heard = life.heard
    if heard.review is None or heard.review[0] != day:
        return
    _, place, entered = heard.review
    heard.review = None
    if not life.accounts["real"].listed:
        return
    word, goes, _, _ = draws.person_draw(key, row, STREAMS["review"], entered, 1 + place)
    found_wrong = word < terms.sensitivity[place] if heard.wrongly else word >= terms.specificity[place]
    tally.count(day, "reviews_decided")
    tally.count(day, "wrong_reviews_decided", int(heard.wrongly))
    if found_wrong:
        tally.count(day, "reviews_upheld")
        tally.count(day, "wrong_reviews_upheld", int(heard.wrongly))
        heard.correction = day + terms.within
    elif place == 0 and len(terms.answers_after) > 1 and goes < terms.higher:
        heard.review = (day + terms.answers_after[1], 1, entered)


def strike(life: Life, person: Person, tally: Tally, day: int) -> None:
    """What is not true is struck: the score is that of the accurate ledger, and lists that it is not on are left."""
    heard = life.heard
    if heard.correction != day:
        return
    heard.correction = None
    real, accurate = life.accounts["real"], life.accounts["accurate"]
    if not real.listed:
        return
    real.score = accurate.score
    real.listed = {name: until for name, until in real.listed.items() if name in accurate.listed}
    real.stood = -1  # look again, whatever the score
    if not real.listed:
        tally.count(day, "left_by_correction")
        if not heard.put_right:
            heard.put_right = True
            tally.count_person(day, person, "first_corrected")
