"""What people owe, lists entered by events, and reviews, in plain words: one object a person and world."""

from __future__ import annotations

from glasstown.core.streams import STREAMS
from glasstown.life.catalogue import BY_NAME, HARMS, LABELS
from tests.reference import draws
from tests.reference.life import Hold, Owing
from tests.reference.people import Person
from tests.reference.schedule import Candidate
from tests.reference.tally import Tally
from tests.reference.terms import Court, Event, Terms
from tests.reference.watching import Record

APART = 180
"""Days between two judgments against one person, at least."""

UNPAID = "unpaid-judgment"
EVADED = "evaded-enforcement"


def courts_order(candidate: Candidate, owing: Owing, able: int, tally: Tally) -> bool:
    """A judgment; whether a debt begins with it."""
    day = candidate.day
    if owing.owes or (owing.since and day - owing.since < APART):
        return False
    owing.owes, owing.since, owing.able = True, day, candidate.seeing < able
    tally.count(day, "judgments")
    return True


def occasion(
    candidate: Candidate,
    owing: Owing,
    recovers: int,
    collects: int,
    pressed: int,
    listed: bool,
    tally: Tally,
    urged: bool = False,
) -> bool | None:
    """An occasion to pay: True where the debt is paid, False where one who is able does not, None otherwise.

    `urged`: whether somebody urges them to, and they are moved by it.
    """
    if not owing.owes:
        return None
    if not owing.able:
        owing.able = candidate.further[0] < recovers
        return None
    anyway = (
        candidate.doing < candidate.chance_done
        or candidate.seeing < collects
        or candidate.labelling < pressed
    )
    if not anyway and not urged:
        return False
    owing.owes = owing.able = False
    tally.count(candidate.day, "debts_paid")
    tally.count(candidate.day, "paid_listed", int(listed))
    tally.count(candidate.day, "paid_urged", int(not anyway))
    return True


def due_term(events: list[Event], day: int) -> int | None:
    """Days until a debt of this day counts as unpaid."""
    terms = [event for event in events if event.due_term]
    in_force = [event for event in terms if event.first <= day < event.last]
    return (in_force or terms)[0].due_term if terms else None


def in_force(terms: Court, label: str, day: int) -> Event | None:
    found = [event for event in terms.events if event.label == label and event.first <= day < event.last]
    return found[0] if found else None


def _in_whose_name(record: Record, words: draws.Words, limit: int, people: int, day: int) -> Record:
    """The record, or the letter by which it is credited to a namesake."""
    if words[2] >= limit or people < 2:
        return record
    others = [row for row in range(people) if row != record.row]
    whom = others[draws.pick(words[3], len(others))]
    record.sent = (whom, day, record.row, BY_NAME[record.act].stream, record.label)
    record.row, record.own, record.kept = whom, False, record.kept & {"real", "induced"}
    return record


def _kept(owing: Owing, twin: Owing | None) -> set[str]:
    """Ledgers that keep a true record; a debt of another day than the twin's exists because of the regime."""
    kept = {"real", "accurate", "legitimate", "induced"}
    return kept if twin is None or twin.since == owing.since else kept - {"induced"}


def hidden(
    candidate: Candidate,
    owing: Owing,
    twin: Owing | None,
    terms: Court,
    hides: int,
    people: int,
    key: draws.Key,
) -> Record | None:
    """The record of one who does not pay and hides what there is to take."""
    if candidate.further[1] >= hides or candidate.further[2] >= terms.coverage:
        return None
    if in_force(terms, EVADED, candidate.day) is None:
        return None
    words = draws.person_draw(key, candidate.row, STREAMS["judged"], candidate.day, 1)
    record = Record(candidate.row, "repayment", EVADED, _kept(owing, twin))
    return _in_whose_name(record, words, terms.namesakes, people, candidate.day)


def unpaid(
    row: int, owing: Owing, twin: Owing | None, terms: Court, people: int, day: int, key: draws.Key
) -> Record | None:
    """The record of a debt whose due term ends today."""
    ending = [since for due, since in owing.falls_due if due == day]
    owing.falls_due = [(due, since) for due, since in owing.falls_due if due > day]
    if not owing.owes or owing.since not in ending:
        return None
    event = in_force(terms, UNPAID, day)
    words = draws.person_draw(key, row, STREAMS["judged"], owing.since, 0)
    if event is None or words[0] >= terms.coverage:
        return None
    record = Record(row, "judgment", UNPAID, _kept(owing, twin))
    if not owing.able:
        record.lawful = True
        record.kept.discard("legitimate")
    if event.claims_able:
        if owing.able and words[1] < terms.missed:
            return None
        if not owing.able:
            if words[1] >= terms.invented:
                return None
            record.happened = False
            record.kept.discard("accurate")
    return _in_whose_name(record, words, terms.namesakes, people, day)


def put_on(record: Record, owing: Owing, person: Person, contexts: set[str], terms: Terms, tally: Tally, day: int,
           key: draws.Key) -> None:  # fmt: skip
    """A record puts somebody on every list, and at every grade, that names its label."""
    for name, events in terms.entered.items():
        for event in events:
            if event.label == record.label and event.first <= day < event.last:
                _enter(record, event, name, owing, person, contexts, terms, tally, day, key)


def _enter(record: Record, event: Event, name: str, owing: Owing, person: Person, contexts: set[str], terms: Terms,
           tally: Tally, day: int, key: draws.Key) -> None:  # fmt: skip
    was_on = owing.on(name)
    for ledger, lists in owing.holds.items():
        if ledger in record.kept:
            _hold(lists.setdefault(name, Hold()), event, day)
    true = record.own and record.happened and record.labelled
    act = BY_NAME[LABELS[record.label]]
    if record.own and not was_on:
        contexts.add(act.domain)
    if name in terms.graded:
        if not was_on:
            tally.count(day, "direct_grades")
            tally.count(day, "wrong_direct_grades", int(not true))
        return
    if was_on:
        if name == terms.reviewed:
            owing.wrongly = owing.wrongly and not true
        return
    tally.count(day, "listings")
    tally.count(day, "wrong_listings", int(not true))
    tally.count(day, "listed_harm", which=HARMS.index(act.harms))
    if not record.own:
        tally.count(day, "listed_somebody_else")
    elif not record.happened:
        tally.count(day, "listed_never_did")
    elif record.lawful:
        tally.count(day, "listed_lawful")
    if name == terms.reviewed:
        owing.entered, owing.wrongly = day, not true
        _ask(owing, person, terms, tally, day, key)


def _hold(hold: Hold, event: Event, day: int) -> None:
    if event.term is not None:
        until = day + event.term
        if hold.timed:
            until = max(hold.until, until) if event.extend is None else hold.until + event.extend
        hold.until = until
    hold.reasons.add(event)


def _ask(owing: Owing, person: Person, terms: Terms, tally: Tally, day: int, key: draws.Key) -> None:
    review = terms.event_review
    if review is None or owing.review is not None or owing.correction is not None:
        return
    word = draws.person_draw(key, person.row, STREAMS["review"], day, 0)[0]
    if word >= (review.asks_wrongly if owing.wrongly else review.asks_rightly):
        return
    tally.count(day, "reviews_asked")
    tally.count(day, "wrong_reviews_asked", int(owing.wrongly))
    if not owing.asked:
        owing.asked = True
        tally.count_person(day, person, "first_asked")
    owing.review = (day + review.answers_after[0], 0, day)


def take_off(owing: Owing, person: Person, terms: Terms, tally: Tally, day: int, key: draws.Key) -> None:
    """Terms end; then whoever has paid is taken off; then corrections are made."""
    for name in terms.entered:
        was_on = owing.on(name)
        for lists in owing.holds.values():
            hold = lists.get(name)
            if hold is not None and hold.timed and hold.until <= day:
                hold.reasons -= hold.timed
        if was_on and not owing.on(name) and name not in terms.graded:
            tally.count(day, "left_by_term")
    if terms.court is not None and owing.removed_on is not None and owing.removed_on[0] == day:
        was_on = owing.on(terms.court.name)
        word = draws.person_draw(key, person.row, STREAMS["early-removal"], owing.removed_on[1], 0)[0]
        for lists in owing.holds.values():
            for hold in lists.values():
                paid = {reason for reason in hold.reasons if reason.of_debt and not reason.good}
                hold.reasons -= paid if word < terms.court.early else paid - hold.timed
        owing.removed_on = None
        if was_on and not owing.on(terms.court.name):
            tally.count(day, "left_by_payment")
    if owing.correction is not None and owing.correction[0] == day:
        if owing.on(terms.reviewed) and owing.entered == owing.correction[1]:
            owing.holds["real"][terms.reviewed or ""] = Hold()
            tally.count(day, "left_by_correction")
            if not owing.put_right:
                owing.put_right = True
                tally.count_person(day, person, "first_corrected")
        owing.correction = None


def decide(owing: Owing, row: int, terms: Terms, tally: Tally, day: int, key: draws.Key) -> None:
    """A review that is decided today."""
    review = terms.event_review
    if review is None or owing.review is None or owing.review[0] != day:
        return
    _, place, entered = owing.review
    owing.review = None
    if not owing.on(terms.reviewed) or owing.entered != entered:
        return
    word, goes, _, _ = draws.person_draw(key, row, STREAMS["review"], entered, 1 + place)
    found_wrong = word < review.sensitivity[place] if owing.wrongly else word >= review.specificity[place]
    tally.count(day, "reviews_decided")
    tally.count(day, "wrong_reviews_decided", int(owing.wrongly))
    if found_wrong:
        tally.count(day, "reviews_upheld")
        tally.count(day, "wrong_reviews_upheld", int(owing.wrongly))
        owing.correction = (day + review.within, entered)
    elif place == 0 and len(review.answers_after) > 1 and goes < review.higher:
        owing.review = (day + review.answers_after[1], 1, entered)
