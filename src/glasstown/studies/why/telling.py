"""One person's years as a story: what matters first, then their days in order, each beside the twin's.

A day that changes what is closed to somebody starts a chapter. Within a chapter, facts of a kind are told together;
where that is too long, only the days that change most start one. So a life is read in a minute.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from glasstown.core.state import HOUSEHOLD
from glasstown.engine.tables import World
from glasstown.regimes.words.phrases import counted, series
from glasstown.studies.why import phrases, wording
from glasstown.studies.why.facts import Facts, Turn
from glasstown.towns import Town

MOST_DAYS: Final = 13
"""A life has at most so many entries beside its summary."""

_A_FEW: Final = 2
"""For so many more nothing is left out."""

MOST_TURNS: Final = 6
"""So many changes of standing are told, those that open or close most."""

_PLANS: Final = (99, 4, 3, 2, 1)
"""The most chapters, from the most detailed; the first telling that is short enough is told."""

_AXES: Final = {
    "sex": "{}",
    "place": "{}",
    "online": "{}",
    "registration": "{} registration",
    "group": "group {}",
    "income": "{} of incomes",
}
_FIFTHS: Final = {
    "fifth-1": "lowest fifth",
    "fifth-2": "second fifth",
    "fifth-3": "middle fifth",
    "fifth-4": "fourth fifth",
    "fifth-5": "highest fifth",
}


@dataclass(frozen=True)
class _Item:
    """A fact to be told. `kind` says with which others it may be told together; its number orders them on a day.

    `weight` is about what it counts for in points, tenths: in a life too full to be told, the lightest are left out.
    """

    day: int
    kind: tuple[Any, ...]
    fact: Any
    weight: int


def summary(facts: Facts, town: Town) -> list[str]:
    """Who this is, what was lost and closed, and what the twin went through meanwhile."""
    return [sentence for sentence in _summary(facts, town) if sentence]


def days(facts: Facts, world: World) -> list[str]:
    """The days in order: hardly more than `MOST_DAYS` entries, the first and the last day, and what was left out."""
    items = list(_items(facts))
    for most in _PLANS:
        groups = _together(items, _chapters(facts, most))
        if len(groups) <= MOST_DAYS:
            break
    most = len(groups) if len(groups) <= MOST_DAYS + _A_FEW else MOST_DAYS
    kept = sorted(groups, key=lambda group: -sum(item.weight for item in group))[:most]
    kept.sort(key=lambda group: (group[0].day, group[0].kind[0]))
    told = [_words(group[0].kind[1], [item.fact for item in group], facts, world) for group in kept]
    if left := len(groups) - len(kept):
        told.append(f"Left out here: {counted(left, 'lesser thing')}, which the JSON has.")
    return [_first(facts), *told, _last(facts)]


# -- the summary ------------------------------------------------------------------------------------------------------


def _summary(facts: Facts, town: Town) -> Iterator[str]:
    yield _who(facts, town)
    lost = sum(facts.lost().values())
    if lost:
        yield (
            f"In {facts.days:,} days they lost {phrases.points(lost)}{wording.grounds(facts)}. "
            f"They gained {phrases.points(facts.earned)}."
        )
    if facts.spells:
        yield _sanction(facts)
    elif facts.enrolled:
        yield "At no time was a service closed to them."
    yield _besides(facts)
    yield _twin(facts)


def _who(facts: Facts, town: Town) -> str:
    said = []
    for axis in town.axes:
        numbers = town.people.groups[:, facts.row].tolist()
        group = next((n for n in numbers if axis.first <= n < axis.first + len(axis.groups)), None)
        if group is not None and axis.name != "age":
            name = axis.groups[group - axis.first]
            said.append(_AXES.get(axis.name, f"{axis.name} {{}}").format(_FIFTHS.get(name, name)))
    text = f"{phrases.person(facts.row)} is an invented person aged {int(town.age[facts.row])}"
    if said:
        text += f" ({', '.join(said)})"
    layers = Counter(one.tie.layer for one in facts.known if one.tie.exists)
    if home := layers.pop(HOUSEHOLD, 0):
        text += f", living with {counted(home, 'other')}"
    if layers:
        text += f"{' and knowing' if home else ', knowing'} {phrases.people_of(sorted(layers.items()))}"
    return f"{text}." + ("" if facts.enrolled else " The regime does not cover them themselves.")


def _sanction(facts: Facts) -> str:
    n = facts.sanctioned_days
    first = facts.first_sanction or 0
    what = "at least one service was closed to them"
    if any(turn.after.imposed for turn in facts.turns) or facts.start_standing.imposed:
        what += ", or a burden imposed,"
    text = f"{what[0].upper()}{what[1:]} on {n:,} of {facts.days:,} days, first on day {first:,}."
    if facts.spells == ((first, None),):
        text = f"From day {first:,} to the end {what.rstrip(',')}: {counted(n, 'day')}."
    weeks = facts.weeks_sanctioned
    wrong = facts.weeks_wrongful
    if not weeks:
        return text
    if not wrong:
        return f"{text} At no week's end was that wrong by the model's truth; this does not make it just."
    part = f"all {weeks:,}" if wrong == weeks else f"{wrong:,} of {weeks:,}"
    kinds = []
    if n := facts.weeks_inaccurate:
        kinds.append((n, "by true records alone, the regime's own rules would have closed less"))
    if n := facts.weeks_illegitimate:
        kinds.append((n, "it rested on lawful acts of theirs, or on what others did or were"))
    whole = len(kinds) == 1 and kinds[0][0] == wrong
    why = kinds[0][1] if whole else "; ".join(f"in {n:,}, {words}" for n, words in kinds)
    if sum(n for n, _words in kinds) > wrong:
        why += " (in some, both)"
    return f"{text} That was wrong in {part} weeks, seen at their ends: {why}."


def _besides(facts: Facts) -> str:
    """Refusals, silence and broken ties, in numbers."""
    parts = []
    if facts.refusals:
        n = len(facts.refusals)
        parts.append(
            "were once refused something that they would have had"
            if n == 1
            else f"were refused {phrases.times(n)}, each time something that they would have had"
        )
    if facts.unsaid:
        parts.append(f"left {counted(len(facts.unsaid), 'thing')} unsaid that their twin said")
    if gone := Counter(one.tie.layer for one in facts.known if one.cut is not None):
        parts.append(f"lost {phrases.people_of(sorted(gone.items()))}")
    return f"They {'; they '.join(parts)}." if parts else ""


def _twin(facts: Facts) -> str:
    asked = [bool(deed.had) for deed in facts.twin if deed.had is not None]
    words = sum(deed.act.domain == "speech" and bool(deed.act.protected) for deed in facts.twin)
    parts = []
    if asked:
        things = counted(len(asked), "thing")
        got = f"{sum(asked):,} of the {things} they asked for"
        if all(asked):
            got = f"what they asked for ({things})"
        elif not any(asked):
            got = f"nothing of what they asked for ({things})"
        parts.append(f"got {got}")
    if words:
        parts.append(f"spoke in public {phrases.times(words)}")
    text = (
        "Their twin is the same person in the same town without the regime, with the same chances: nothing is "
        "scored or closed there."
    )
    return f"{text} The twin {series(parts)}." if parts else text


# -- the days ---------------------------------------------------------------------------------------------------------


def _first(facts: Facts) -> str:
    if not facts.enrolled:
        return "Day 0: the regime began; it does not cover them."
    standing = facts.start_standing
    shut = phrases.shut(standing)
    state = phrases.state(standing, facts.start if facts.scored else None)
    if facts.since:
        begins = f" with {state}" if state else ""
        return f"Day 0: the regime began; it did not cover them yet. Day {facts.since:,}: they came under it{begins}."
    return f"Day 0: they started with {state or 'no entry on a list'}; {shut}."


def _last(facts: Facts) -> str:
    text = f"Day {facts.days:,}: the run ended."
    standing = facts.end_standing
    if facts.enrolled:
        shut = phrases.shut(standing)
        state = phrases.state(standing, facts.end_score if facts.scored else None)
        if not facts.scored:
            state = f"They were {state}" if state else "They were on no list"
        else:
            state = f"They had {state}"
        text += f" {state}; {shut}."
    if facts.spells and not standing.sanctions:
        text += f" That was so since day {facts.spells[-1][1] or 0:,}."
    elif facts.spells and not facts.recovered:
        text += f" Since day {facts.first_sanction or 0:,} they had not been free of that for 90 days on end."
    return text


def _chapters(facts: Facts, most: int) -> list[int]:
    """Days on which chapters begin: those that change most of what is closed."""
    turns = [turn for turn in facts.turns if turn.before.sanctions != turn.after.sanctions]
    turns.sort(key=lambda turn: (-abs(len(turn.after.sanctions) - len(turn.before.sanctions)), turn.day))
    return sorted(turn.day for turn in turns[: most - 1])


_BEFORE_STANDING: Final = 4
"""Up to this order of an item's kind, what happens on a day comes before the standing that follows from it."""

_ORDER: Final = {"JUDGMENT": 0, "PAID": 0, "UNLISTED": 4}


def _items(facts: Facts) -> Iterator[_Item]:
    for record in facts.records:
        if record.listed or record.graded:
            yield _Item(record.day, (3, "listed", record.label, record.truth), record, 2_000)
        elif record.points > 0:
            yield _Item(record.day, (1, "earned"), record, record.points // 2)
        elif record.points < 0:
            yield _Item(record.day, (2, "lost", record.label, record.truth), record, -record.points)
    turns = _turns(facts.turns)
    off = {turn.day for turn in turns if len(turn.after.lists) < len(turn.before.lists)}
    for event in facts.events:
        if event.code == "UNLISTED" and event.day in off:
            continue  # said where they come off the list
        yield _Item(
            event.day, (_ORDER.get(event.code, 8), "happened", event.code, event.a, event.b), event, 500
        )
    for turn in turns:
        yield _Item(turn.day, (5, "turned", turn.day), turn, 3_000)
    for refusal in facts.refusals:
        yield _Item(refusal.day, (6, "refused", refusal.head is None), refusal, 300)
    for deed in facts.unsaid:
        yield _Item(deed.day, (7, "unsaid"), deed, 300)
    for charge in facts.charges:
        yield _Item(charge.day, (9, "charged"), charge, -charge.change)
    for one in facts.known:
        if one.cut is not None:
            yield _Item(one.cut, (10, "broke"), one, 100)
    if facts.emptied is not None:
        yield _Item(facts.emptied, (11, "emptied"), facts.emptied, 500)


def _turns(turns: Sequence[Turn]) -> list[Turn]:
    """Changes of standing worth telling: of what is closed or of lists; grades alone where there are few."""
    weighty = [
        turn
        for turn in turns
        if (turn.before.sanctions, turn.before.lists) != (turn.after.sanctions, turn.after.lists)
    ]
    weighty.sort(key=lambda turn: (-abs(len(turn.after.sanctions) - len(turn.before.sanctions)), turn.day))
    return sorted(weighty[:MOST_TURNS], key=lambda turn: turn.day)


def _together(items: Sequence[_Item], chapters: Sequence[int]) -> list[list[_Item]]:
    """Facts of a kind in a chapter, told together, each group in order of days."""
    groups: dict[tuple[Any, ...], list[_Item]] = {}
    for item in items:
        # the records of a day come before the standing that follows from them
        chapter = sum(
            day < item.day or (day == item.day and item.kind[0] > _BEFORE_STANDING) for day in chapters
        )
        groups.setdefault((chapter, *item.kind), []).append(item)
    for group in groups.values():
        group.sort(key=lambda item: item.day)
    return list(groups.values())


def _words(kind: str, told: list[Any], facts: Facts, world: World) -> str:
    if kind == "charged":
        return wording.charged(told, world)
    if kind == "unsaid":
        return wording.unsaid(told, _beside(facts, told[0].day), world)
    if kind == "happened":
        return wording.happened(told, facts)
    if kind == "emptied":
        return wording.emptied(told[0], facts.floor)
    if kind == "turned":
        off = [event for event in facts.events if (event.day, event.code) == (told[0].day, "UNLISTED")]
        why = f", as {wording.OFF_BECAUSE[off[0].a]}" if off else ""
        return wording.turned(told[0], facts.scored, why)
    return _WORDS[kind](told)


_WORDS: Final[dict[str, Callable[[Any], str]]] = {
    "earned": wording.earned,
    "lost": wording.lost,
    "refused": wording.refused,
    "broke": wording.broke,
    "listed": wording.listed,
}


def _beside(facts: Facts, day: int) -> int:
    """How many people they truly knew stood badly at the last exchange before a day."""
    week = (day - 1) // 7
    return len(
        {
            one.tie.other
            for one in facts.known
            if one.tie.exists and one.bad[week] and (one.cut is None or one.cut > day)
        }
    )
