"""The words of a story, mechanism by mechanism: one sentence or two for one fact, or for many alike.

A person is *they*, the same person in the world without is *the twin*. Days are run days.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Final

from glasstown.core.state import LAYERS
from glasstown.engine.tables import World
from glasstown.life.catalogue import BY_NAME, EVENTS, LABELS, Kind
from glasstown.regimes.words import series
from glasstown.regimes.words.phrases import LAYERS as TIED
from glasstown.studies.why.facts import Deed, Event, Facts, Record, Refusal, Turn
from glasstown.studies.why.phrases import (
    IMPOSED,
    bad_company,
    begun,
    burdens,
    claimed,
    law,
    number,
    on_lists,
    people_of,
    person,
    points,
    services,
    tally,
    times,
)
from glasstown.studies.why.ties import Charge, Known


def earned(records: Sequence[Record]) -> str:
    """Points that came in."""
    kinds = Counter(claimed(record.label) for record in records).most_common()
    total = points(sum(record.points for record in records))
    what = "a record" if len(records) == 1 else f"{len(records):,} records"
    if len(kinds) == 1:
        text = f"{what} that they {kinds[0][0]} gave them {total}"
    else:
        text = f"{what} gave them {total}: that they {series(f'{name} ({times(n)})' for name, n in kinds)}"
    others = sum(record.truth == "wrong-person" for record in records)
    if others == len(records):
        return begun([record.day for record in records], f"{text}; it was somebody else who did.")
    mine = f"; {others:,} of these {'was' if others == 1 else 'were'} for what others did" if others else ""
    return begun([record.day for record in records], text + mine + _so_did(records) + ".")


def _so_did(records: Sequence[Record], did: str = "did") -> str:
    """What the twin did of what is on record, as the end of a sentence."""
    same = sum(record.twin_too for record in records)
    if same == len(records):
        return f"; so {did} the twin"
    return "" if same == 0 else f"; the twin {did}{' so' if did == 'did' else ''} {times(same)}"


def lost(records: Sequence[Record]) -> str:
    """Points that records of one label and one truth took."""
    first = records[0]
    one = len(records) == 1
    says = "a record said" if one else f"{len(records):,} records said"
    cost = points(-sum(record.points for record in records))
    text = f"{says} that they {claimed(first.label)}; {'it' if one else 'they'} cost {cost}. "
    return begun([record.day for record in records], text) + _truth(records)


def _truth(records: Sequence[Record]) -> str:
    """What is wrong with records of one truth, beside what the twin did."""
    first = records[0]
    one = len(records) == 1
    claim = BY_NAME[LABELS[first.label]]
    if first.truth == "invented":
        return f"Nothing of the kind happened: {'the record is' if one else 'the records are'} made up."
    if first.truth == "not-seen":
        return f"In truth they had{'' if one else ', each time'}, and nobody saw it{_so_did(records, 'had')}."
    if first.truth == "wrong-person":
        if one:
            return f"It was {person(first.who or 0)} {first.near}, on day {first.when:,}."
        near = f" {first.near}" if all(record.near == first.near for record in records) else ""
        return f"It was others{near}: {series(dict.fromkeys(person(r.who or 0) for r in records))}."
    if first.truth == "wrong-label" and first.act is not None:
        did = f"In truth they {first.act.title}{_before(records)}, which is {law(first.act)}"
        return f"{did}{_so_did(records)}. The label is wrong."
    if claim.kind == Kind.DUTY:
        return f"They had not, which is {law(claim)}; nor had the twin."
    return f"They did{_before(records)}, which is {law(claim)}{_so_did(records)}."


def _before(records: Sequence[Record]) -> str:
    """When they did what came on record late, as a part of a sentence."""
    if all(record.when == record.day for record in records):
        return ""
    return f" on day {records[0].when:,}" if len(records) == 1 else " some time before"


def charged(charges: Sequence[Charge], world: World) -> str:
    """Points taken for ties, week after week."""
    most: dict[int, int] = {}
    for charge in charges:
        for layer, n in charge.layers:
            most[layer] = max(n, most.get(layer, 0))
    one = sum(most.values()) == 1
    alike = all(charge.layers == charges[0].layers for charge in charges)
    who = f"{people_of(sorted(most.items()))} {'was' if one else 'were'} {bad_company(world)}"
    if not (one or alike):
        who = f"of up to {people_of(sorted(most.items()))} who were {bad_company(world)}"
    every = 7 if world.regime.association is None else round(world.regime.association.every.value)
    pace = "weekly charge" if every == 7 else f"{every}-day charge"
    what = f"the {pace}" if len(charges) == 1 else f"{len(charges):,} {pace}s"
    took = points(-sum(charge.change for charge in charges))
    text = f"{what} for ties took {took}, because {who}."
    if not_there := sum(charge.not_there for charge in charges):
        text += f" Of these, {points(not_there)} {'was' if not_there == 10 else 'were'} for ties that do not exist."
    return begun([charge.day for charge in charges], text)


def turned(turn: Turn, scored: bool, why: str) -> str:
    """A change of grade and lists (`why` one came off), what it closes, and what would be by the truth."""
    before, after = turn.before, turn.after
    entered = [name for name in after.lists if name not in before.lists]
    left = [name for name in before.lists if name not in after.lists]
    shut = [service for service in after.closed if service not in before.closed]
    opened = [service for service in before.closed if service not in after.closed]
    says = []
    if entered:
        says.append(f"were put on {on_lists(entered)}")
    if left:
        says.append(f"came off {on_lists(left)}{why}")
    if not says and after.grade != before.grade:
        says.append(
            f"{'rose' if set(after.sanctions) < set(before.sanctions) else 'fell'} to grade {after.grade}"
        )
    score = "" if turn.score is None else f"at {points(turn.score)} "
    text = f"{score}they {series(says)}" if says else f"{score}their standing changed"
    if not says and after.grade == before.grade:
        text = "the rules changed"
    follows = []
    if shut:
        follows.append(f"{services(shut)} were closed to them")
    if opened:
        follows.append(f"{services(opened)} were open again")
    new = [name for name in after.imposed if name not in before.imposed]
    lifted = [name for name in before.imposed if name not in after.imposed]
    if new:
        follows.append(f"{burdens(new)} imposed on them")
    if lifted:
        follows.append(f"{burdens(lifted)} lifted")
    return begun([turn.day], f"{text}{': ' if follows else ''}{series(follows)}.") + (
        _wrong(turn, scored) if shut or new else ""
    )


def _wrong(turn: Turn, scored: bool) -> str:
    """How a standing that closes something would be by the truth, at the end of the week."""
    if not turn.inaccurate and not turn.illegitimate:
        return " By the regime's own rules, for unlawful acts of their own. That does not make it just."
    score, standing = turn.accurate if turn.inaccurate else turn.legitimate
    would = f"{services(standing.closed)} would be closed" if standing.closed else "nothing would be closed"
    if standing.imposed:
        would += f", and {series(IMPOSED[name] for name in standing.imposed)} imposed"
    if scored:
        would = f"they would have {points(score)} at the end of the week, and {would}"
    if turn.inaccurate:
        return f" Wrong by the regime's own rules: by true records alone {would}."
    return f" The regime's own rules say so. Had only unlawful acts of their own counted, {would}."


def refused(refusals: Sequence[Refusal]) -> str:
    """What they would have had."""
    first = refusals[0]
    n = len(refusals)
    had = sum(refusal.twin_had for refusal in refusals)
    if n == 1:
        text = f"they {BY_NAME[first.service.attempt].title} and were refused."
        if first.again:
            text = text[:-1] + f"; they tried again {times(first.again)} that day, in vain."
        twin = " The twin got it." if had else ""
    else:
        kinds = [refusal.service.title for refusal in refusals]
        text = f"they were refused {kinds[0]} {times(n)}."
        if len(set(kinds)) > 1:
            text = f"they were refused {times(n)}: {tally(kinds)}."
        if again := sum(refusal.again for refusal in refusals):
            text = (
                text[:-1]
                + f", and {again:,} more {'time' if again == 1 else 'times'} trying again the same day."
            )
        twin = f" The twin got {_all_of(had, n)}."
    if first.head is not None:
        text += f" It was for the standing of the head of the household, {person(first.head)}."
    return begun([refusal.day for refusal in refusals], text) + twin


def _all_of(some: int, n: int) -> str:
    if some == n:
        return "both" if n == 2 else "all of them"
    return f"{some:,} of them" if some else "none of them"


def unsaid(deeds: Sequence[Deed], beside: int, world: World) -> str:
    """Words that the twin said; `beside`, how many people they knew who stood badly at the first of them."""
    n = len(deeds)
    titles = [deed.act.title for deed in deeds]
    if len(set(titles)) == 1:
        text = f"the twin {titles[0]}{'' if n == 1 else f' {times(n)}'}. They did not."
    else:
        text = f"the twin spoke {times(n)} where they kept silent: {tally(titles)}."
    if beside:
        who = "one of the people they know was" if beside == 1 else f"{beside:,} of the people they know were"
        text += f" {'By then' if n == 1 else 'By the first of these days'}, {who} {bad_company(world)}."
    return begun([deed.day for deed in deeds], text)


def broke(known: Sequence[Known]) -> str:
    """Ties that broke."""
    n = len(known)
    own = sum(one.by_own for one in known)
    who = people_of(sorted(Counter(one.tie.layer for one in known).items()))
    if n == 1:
        why = "they themselves had been listed" if own else "that person had been listed"
        text = f"the tie with {who} broke, once it was known that {why}."
    else:
        text = f"ties with {who} broke, "
        if own in (0, n):
            text += f"once it was known that {'they themselves' if own else 'those'} had been listed."
        else:
            text += f"{own} over their own listing and {n - own} over the other's."
    return (
        begun([one.cut or 0 for one in known], text) + f" The twin kept {'it' if n == 1 else _all_of(n, n)}."
    )


def emptied(day: int, floor: int) -> str:
    """The lowest score possible is reached for good."""
    least = "no points left" if floor == 0 else f"{points(floor)}, the least there is"
    return begun([day], f"they had {least}; charges that followed found nothing to take.")


def listed(records: Sequence[Record]) -> str:
    """Entries on a list, or at a grade, and what is wrong with the records behind them."""
    first = records[0]
    one = len(records) == 1
    text = f"{'a record' if one else f'{len(records):,} records'} said that they {claimed(first.label)}. "
    if first.label not in EVENTS:
        true = _truth(records)
    elif first.truth == "wrong-person":
        true = f"It was {person(first.who or 0)}, somebody else of that name."
        if not one:
            true = (
                f"It was others of that name: {series(dict.fromkeys(person(r.who or 0) for r in records))}."
            )
    elif first.truth == "misjudged":
        true = "In truth they were not able to pay."
    elif first.truth == "lawful":
        true = "In truth they were not able to pay, which is no offence (ICCPR 11)."
    else:
        true = "That was true."
    return begun([record.day for record in records], text + true)


def happened(events: Sequence[Event], facts: Facts) -> str:
    """What else a trace tells: judgments, payments, reviews, and how one got off a list."""
    first = events[0]
    days = [event.day for event in events]
    if len(events) > 1:
        return begun(days, f"{_MANY[first.code]} {times(len(events))}.")
    return begun(days, _ONE[first.code](first, facts))


def _judged(event: Event, facts: Facts) -> str:
    able = "they were able to" if event.a else "they were not able to"
    too = any((e.code, e.day) == (event.code, event.day) for e in facts.twin_events)
    return f"a court ordered them to pay; {able}.{' It ordered the twin to pay too.' if too else ''}"


def _paid(event: Event, facts: Facts) -> str:
    since = max((e.day for e in facts.events if e.code == "JUDGMENT" and e.day <= event.day), default=0)
    twin = next((e.day for e in facts.twin_events if e.code == "PAID" and e.day >= since), None)
    then = "never did so in these years" if twin is None else f"did so on day {twin:,}"
    if twin == event.day:
        then = "did so on the same day"
    why = ", being on a list and urged to by those who had heard of it" if event.b else ", being on a list"
    return f"they paid what they owed{why if event.a else ''}; the twin {then}."


OFF_BECAUSE: Final = ("the term was over", "they had paid", "the entry had been found wrong")
"""Why somebody came off a list that is entered by events, by the number in the trace."""


def _unlisted(event: Event, _facts: Facts) -> str:
    return f"an entry on the list ended, as {OFF_BECAUSE[event.a]}."


def _reviewed(event: Event, facts: Facts) -> str:
    if event.a == 0:
        return "they asked for a review of the entry."
    entry = next((r for r in reversed(facts.records) if r.listed and r.day <= event.day), None)
    place = "the review" if event.a == 1 else "the higher place"
    if event.b:
        return f"{place} found the entry wrong."
    wrong = entry is not None and entry.truth not in ("true", "lawful")
    return f"{place} let the entry stand{', although it was wrong' if wrong else ''}."


THINKS: Final = ("", "critical", "undecided", "supportive")
"""What somebody thinks, by the number in the trace."""


def _swayed(event: Event, _facts: Facts) -> str:
    return (
        f"what is broadcast moved them from {THINKS[event.a]} to {THINKS[event.b]}; the twin was not moved."
    )


def _told(event: Event, _facts: Facts) -> str:
    return f"a notice of their entry on a list was sent; it reached them on day {event.day + event.a:,}."


def _struck(event: Event, _facts: Facts) -> str:
    if event.a == 0:
        return "what had been found wrong was struck; their score was right already."
    way = "rose" if event.a > 0 else "fell"
    return f"what had been found wrong was struck: their score {way} by {points(abs(event.a))}."


def _avoided(event: Event, _facts: Facts) -> str:
    who = TIED[LAYERS[event.a]]
    return f"they did not call, write to or visit {who} who stood badly, though the twin called or came."


_ONE: Final[dict[str, Callable[[Event, Facts], str]]] = {
    "JUDGMENT": _judged,
    "PAID": _paid,
    "UNLISTED": _unlisted,
    "REVIEW": _reviewed,
    "SWAYED": _swayed,
    "TOLD": _told,
    "STRUCK": _struck,
    "AVOIDED": _avoided,
}
_MANY: Final = {
    "JUDGMENT": "courts ordered them to pay",
    "PAID": "they paid what they owed",
    "UNLISTED": "they were taken off the list",
    "REVIEW": "a review of the entry was asked for or decided",
    "SWAYED": "what is broadcast moved them toward support",
    "TOLD": "they were told of an entry on a list",
    "STRUCK": "what had been found wrong was struck",
    "AVOIDED": "they left calls, letters and visits to people who stood badly undone",
}
"""Codes of a trace that move no points, in words: for one line, and for many."""


def grounds(facts: Facts) -> str:
    """Points lost by ground, in order of size."""
    words = {
        "never-did": "for what they never did",
        "lawful": "for lawful acts of their own",
        "somebody-else": "for what others did or were",
        "breach": "for unlawful acts of their own",
    }
    lost = sorted(((n, words[ground]) for ground, n in facts.lost().items() if n), reverse=True)
    if len(lost) == 1:
        return f", all {lost[0][1]}"
    return f": {series(f'{number(n)} {said}' for n, said in lost)}"
