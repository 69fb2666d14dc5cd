"""What is seen of what is done: records, and letters to those who are mistaken for somebody else."""

from __future__ import annotations

from dataclasses import dataclass, field

from glasstown.core.streams import STREAMS
from glasstown.life.catalogue import BY_NAME, LABELS, Act, Kind
from tests.reference import draws
from tests.reference.life import Life
from tests.reference.people import Person
from tests.reference.schedule import Candidate
from tests.reference.tally import Tally
from tests.reference.terms import Seen, Terms

TRUE_LABEL = {act: label for label, act in LABELS.items()}


@dataclass(slots=True)
class Record:
    """What the regime believes of `row`, and what is true of it; `kept` by the ledgers of these names."""

    row: int
    act: str
    label: str
    kept: set[str]
    own: bool = True
    happened: bool = True
    labelled: bool = True
    lawful: bool = False
    private: bool = False
    foreign: bool = False
    sent: tuple = field(default=())  # of a letter: what orders it among others
    delay: int = 0
    due: int = 0  # of a letter: the first day on which it may be opened


def channel_of(act: Act, word: int) -> str:
    """Where an act leaves its trace: the shares of its channels divide the unit interval between them."""
    total = 0.0
    for channel, share in act.channels[:-1]:
        total += share
        if word < draws.chance(total):
            return channel
    return act.channels[-1][0]


def _seen_by(channel: str, candidate: Candidate, person: Person, terms: Terms) -> Seen | None:
    """The first collector of the file that sees it; None where nobody does."""
    eyes = terms.channels[person.kinds].get(channel, [])
    return next((eye for eye in eyes if candidate.seeing < eye.limit), None)


CALLED = ("household", "kin", "friend", "colleague")


def _met_listed(person: Person, life: Life, word: int) -> str | None:
    """How the person contacted, one of all acquaintances alike, is tied, if that is one published as bad."""
    bad = [layer for layer in CALLED for _ in range(life.bad_ties.get(layer, 0))]
    which = draws.pick(word, max(person.acquaintances, len(bad)))
    return bad[which] if which < len(bad) else None


def avoided(candidate: Candidate, person: Person, life: Life, terms: Terms, key: draws.Key) -> bool:
    """Whether a contact is left undone because of whom it would be with."""
    layer = _met_listed(person, life, candidate.further[0])
    word = draws.person_draw(key, person.row, STREAMS["avoided"], candidate.day, 0)[0]
    return layer is not None and word < terms.avoids[layer]


def observe(
    candidate: Candidate,
    done: bool,
    done_without: bool | None,
    person: Person,
    life: Life,
    terms: Terms,
    tally: Tally,
) -> Record | None:
    """The record that an act, or the absence of one, leaves; None where nothing is recorded.

    `done_without`: whether the same candidate was done in the world without; None where that does not run.
    """
    act = BY_NAME[candidate.act]
    if act.kind == Kind.NOISE:
        if not done:
            return None
        label = terms.false_labels[draws.pick(candidate.labelling, len(terms.false_labels))]
        return Record(person.row, act.name, label, {"real", "induced"}, happened=False, labelled=False)
    if act.kind == Kind.DUTY:
        return _omission(candidate, done, done_without, act, person, terms)
    if not done:
        return None
    met = candidate.further[0]
    channel = channel_of(act, candidate.further[1])
    label = TRUE_LABEL[act.name]
    if act.kind == Kind.CONTACT:
        heard = channel == "calls" and terms.tone_from is not None and candidate.day >= terms.tone_from
        matters = (
            act.name in terms.recorded or terms.tone_from is not None or any(map(terms.avoids.get, CALLED))
        )
        if not matters or _met_listed(person, life, met) is None:
            return None
        tally.count(candidate.day, "contacts_with_listed")
        if heard:
            tally.count(candidate.day, "warned_callers")
            life.warned = True
    if act.name not in terms.recorded:
        return None
    by = _seen_by(channel, candidate, person, terms)
    if by is None or terms.misattributed <= candidate.further[2] < terms.unsure:
        return None
    false, limit, unsure = terms.mislabelled.get(act.name, ("", 0, 0))
    if limit <= candidate.labelling < unsure:
        return None
    tally.count(candidate.day, f"collected_{by.place}" if by.place else "collected")
    record = Record(person.row, act.name, label, {"real", "accurate"}, private=by.private, foreign=by.foreign)
    record.delay = by.delay
    record.lawful = not act.legitimate_ground
    if act.good or act.legitimate_ground:
        record.kept.add("legitimate")
    if candidate.labelling < limit:
        record.label, record.labelled = false, False
        record.kept -= {"accurate", "legitimate"}
    if done_without is not False:
        record.kept.add("induced")
    return record


def _omission(
    candidate: Candidate, done: bool, done_without: bool | None, act: Act, person: Person, terms: Terms
) -> Record | None:
    """A duty not seen to be done counts as missed, whether it was done or not; nobody sees an omission."""
    label = TRUE_LABEL[act.name]
    if act.name not in terms.recorded:
        return None
    if done and _seen_by(act.channels[0][0], candidate, person, terms) is not None:
        return None
    record = Record(person.row, act.name, label, {"real", "induced"})
    if done:
        record.happened = False
        return record
    record.kept |= {"accurate", "legitimate"} if act.legitimate_ground else {"accurate"}
    if done_without is True:
        record.kept.discard("induced")
    return record


def _mistaken_for(
    candidate: Candidate, person: Person, terms: Terms, people: int, key: draws.Key
) -> int | None:
    """Somebody on the stair; or always the same one of the household, on the stair beside it, or of the same name."""
    word = candidate.further[3]
    if terms.falls_on is None:
        others, word = [row for row in person.stair if row != person.row], word
    else:
        drawn = draws.person_draw(key, person.row, STREAMS["mistaken-for"], 0, 0)
        home = [*person.ties["household"], person.row]
        household, neighbour = terms.falls_on
        if word < household:
            others, word = person.ties["household"], drawn[0]
        elif word < neighbour:
            others, word = [row for row in person.stair if row not in home], drawn[1]
        else:
            others, word = [row for row in range(people) if row != person.row], drawn[2]
    return others[draws.pick(word, len(others))] if others else None


def late(record: Record, candidate: Candidate, person: Person) -> Record:
    """The letter by which a record of one's own comes late."""
    act = BY_NAME[record.act].stream
    record.sent = (person.row, candidate.day, person.row, act, record.label)
    record.due = candidate.day + record.delay
    return record


def mistaken(
    record: Record, candidate: Candidate, person: Person, terms: Terms, people: int, key: draws.Key
) -> Record | None:
    """The letter by which an act is credited to somebody else; None where it is not."""
    if BY_NAME[record.act].kind in (Kind.NOISE, Kind.DUTY):
        return None
    if candidate.further[2] >= terms.misattributed:
        return None
    whom = _mistaken_for(candidate, person, terms, people, key)
    if whom is None:
        return None
    return Record(
        whom,
        record.act,
        record.label,
        {"real"} | (record.kept & {"induced"}),
        own=False,
        happened=record.happened,
        labelled=record.labelled,
        lawful=record.lawful,
        private=record.private,
        foreign=record.foreign,
        sent=(whom, candidate.day, person.row, BY_NAME[record.act].stream, record.label),
        due=candidate.day + record.delay,
    )
