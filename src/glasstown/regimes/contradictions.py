"""What does not go together in a regime whose parts are each valid: every contradiction, with its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from glasstown.core.errors import Mismatch, among, nearest
from glasstown.core.marks import quoted, spelled
from glasstown.core.state import MAX_CUTS, MAX_LISTS, MAX_TERMS
from glasstown.life.catalogue import BY_NAME, LABELS, SERVICE_BY_NAME
from glasstown.regimes.dates import ALWAYS, of_dates, overlap
from glasstown.regimes.events import of_events
from glasstown.regimes.flows import of_evidence, of_flows
from glasstown.regimes.labels import CONTACT_LABEL
from glasstown.regimes.scripts import of_cases
from glasstown.regimes.units import Level
from glasstown.system.enter.fields import MAX_GROUNDS
from glasstown.system.judge.fields import MAX_CAPPED

if TYPE_CHECKING:
    from glasstown.regimes.burdens import Refuse, Reward
    from glasstown.regimes.model import Regime, Rule, Score
    from glasstown.regimes.shaming import Shamed


def contradictions(regime: Regime) -> Iterator[Mismatch]:
    """All of them, in the order of the file's parts."""
    if regime.score is None:
        yield from _of_no_score(regime)
    else:
        yield from _of_score(regime.score)
        yield from _of_grades(regime, regime.score)
    yield from _of_watching(regime)
    yield from _of_rules(regime)
    yield from _of_lists(regime)
    yield from of_events(regime)
    yield from of_dates(regime)
    yield from _of_gates(regime)
    yield from _of_burdens(regime)
    yield from _of_rewards(regime)
    yield from _of_what_others_see(regime)
    yield from _of_size(regime)
    yield from of_cases(regime)


def cut_offs(regime: Regime) -> list[Level]:
    """Every cut-off that standing depends on, as it is written, in no order."""
    cuts = list(regime.grades.values())
    cuts += [entry.enter_below for entry in regime.lists if entry.enter_below is not None]
    cuts += [entry.leave_from for entry in regime.lists if entry.leave_from is not None]
    cuts += [gate.refuse.score_below for gate in regime.gates if gate.refuse.score_below is not None]
    cuts += [burden.who.score_below for burden in regime.burdens if burden.who.score_below is not None]
    cuts += [reward.who.score_at_least for reward in regime.rewards if reward.who.score_at_least is not None]
    if regime.published_cut is not None:
        cuts.append(regime.published_cut)
    return cuts


def _of_no_score(regime: Regime) -> Iterator[Mismatch]:
    """What needs a score, in a regime that keeps none."""
    allowed = "a score, or none of what needs one"
    parts: list[tuple[str | int, ...]] = [
        (part,) for part in ("grades", "rules", "association", "rewards") if getattr(regime, part)
    ]
    parts += [("lists", i, "enter") for i, entry in enumerate(regime.lists) if entry.enter_below is not None]
    parts += [("gates", i, "refuse") for i, gate in enumerate(regime.gates) if gate.refuse.on_list is None]
    parts += [("burdens", i, "who") for i, burden in enumerate(regime.burdens) if burden.who.on_list is None]
    for at in parts:
        yield Mismatch(f"{spelled(at)}, in a regime without a score", allowed, at=at)


def _of_score(score: Score) -> Iterator[Mismatch]:
    low, high = score.start_range
    floor, ceiling = score.floor.value, score.ceiling.value
    if high < low:
        yield Mismatch(
            f"a start from {low:g} to {high:g}", "the lower end first", at=("score", "start", "uniform")
        )
    bounds = f"floor {floor:g} <= value <= ceiling {ceiling:g}"
    if floor > ceiling:
        yield Mismatch(
            f"a floor of {floor:g} above the ceiling of {ceiling:g}",
            "floor <= ceiling",
            at=("score", "floor"),
        )
    elif not floor <= min(low, high) <= max(low, high) <= ceiling:
        found = f"a start of {low:g}" if low == high else f"a start from {low:g} to {high:g}"
        yield Mismatch(found, bounds, at=("score", "start"))
    if score.decay is not None and not floor <= score.decay.toward.value <= ceiling:
        yield Mismatch(f"{score.decay.toward.value:g}", bounds, at=("score", "decay", "toward"))


def _of_grades(regime: Regime, score: Score) -> Iterator[Mismatch]:
    grades = list(regime.grades.items())
    for (above, high), (below, low) in pairwise(grades):
        if low.value >= high.value:
            yield Mismatch(
                f"grade {below} from {low.value:g} after grade {above} from {high.value:g}",
                "grades from the best to the worst, each cut-off lower than the one before",
                at=("grades", below),
            )
    if grades and grades[-1][1].value > score.floor.value:
        name, last = grades[-1]
        yield Mismatch(
            f"a lowest grade {name} from {last.value:g}, so that a score of {score.floor.value:g} has none",
            "a lowest grade that begins at the floor or below it",
            at=("grades", name),
        )


def _of_watching(regime: Regime) -> Iterator[Mismatch]:
    yield from of_flows(regime.watch)
    yield from of_evidence(regime)
    watchers = dict.fromkeys(ch for collector in regime.watch.collectors.values() for ch in collector.sees)
    ties = regime.watch.ties
    for place, channel in enumerate(ties.seen_through if ties else ()):
        if channel not in watchers:
            yield Mismatch(
                f"{channel}, which no collector sees",
                among("channels that a collector sees", watchers),
                at=("watch", "ties", "seen-through", place),
            )
    errors = regime.watch.errors
    for label, wrong in errors.mislabelled.items():
        if wrong.as_label == label:
            yield Mismatch(
                f"{label} mislabelled as itself",
                "another label",
                at=("watch", "errors", "mislabelled", label, "as"),
            )
    false = errors.false_records
    if not false.as_labels and max(false.per_day.value, *(false.per_day.assumed or (0.0,))) > 0:
        yield Mismatch(
            "false records without a label",
            "at least one label",
            at=("watch", "errors", "false-records", "as"),
        )


def _case(one: Rule, other: Rule, score: Score, since: int) -> str:
    """A synthetic case that two rules decide; it shows both results and prefers neither."""
    start = score.start_range[0]

    def after(rule: Rule) -> str:
        ends = (min(score.ceiling.value, max(score.floor.value, start + end)) for end in rule.ends)
        return " to ".join(dict.fromkeys(f"{end:g}" for end in ends))

    when = "" if since == -ALWAYS else f" on day {max(since, 1)}"
    what = f"one record of {one.scored_label}{when}"
    if one.grade is not None or other.grade is not None:
        first, second = (_result(rule, after(rule)) for rule in (one, other))
        who = f"a synthetic person at {start:g} points with {what} would"
        return (
            f"{who} {first} by both"
            if first == second
            else f"{who} {first} by the first, and {second} by the second"
        )
    first, second = after(one), after(other)
    if first == second:
        return f"a synthetic person at {start:g} points with {what} would be moved to {first} by both"
    return (
        f"a synthetic person at {start:g} points with {what} would stand at {first} by the first "
        f"and at {second} by the second"
    )


def _result(rule: Rule, score: str) -> str:
    """What a rule does to somebody, where a grade is part of it."""
    done = [f"stand at {score}"] if rule.points is not None else []
    if rule.grade is not None and rule.held_for is not None:
        done.append(f"be held at grade {rule.grade} for {rule.held_for.value:g} days")
    return " and ".join(done)


def _same(regime: Regime, earlier: Sequence[Any], part: Any, subject: Callable[[Any], object]) -> int | None:
    """The place of the first of the parts before it that says of the same subject something at the same time."""
    for place, other in enumerate(earlier):
        first, last = overlap(regime, other, part)
        if subject(other) == subject(part) and first < last:
            return place
    return None


def _of_rules(regime: Regime) -> Iterator[Mismatch]:
    for place, rule in enumerate(regime.rules):
        label = rule.scored_label
        first = _same(regime, regime.rules[:place], rule, lambda each: each.scored_label)
        if first is not None and regime.score is not None:
            other = regime.rules[first]
            subject = f"duty {rule.duty}" if rule.duty else f"label {label}"
            yield Mismatch(
                f"two rules for the {subject}, rules#{first + 1} and rules#{place + 1}: "
                + _case(other, rule, regime.score, overlap(regime, other, rule)[0]),
                "one rule for each label and each duty",
                at=("rules", place, "duty" if rule.duty else "label"),
            )
        if rule.grade is not None and rule.grade not in regime.grades:
            yield Mismatch(
                f"the unknown grade {quoted(rule.grade)}",
                among("a grade of the file", regime.grades),
                nearest(rule.grade, regime.grades),
                at=("rules", place, "grade"),
            )
    capped = [place for place, rule in enumerate(regime.rules) if rule.at_most is not None]
    for place in capped[MAX_CAPPED:]:
        yield Mismatch(
            f"{len(capped)} rules with at_most",
            f"at most {MAX_CAPPED} of them",
            at=("rules", place, "at_most"),
        )
    unwatched = {*LABELS} - recordable(regime)
    for place, rule in enumerate(regime.rules):
        if rule.duty is None and rule.scored_label in unwatched:
            yield _unrecordable(regime, rule.scored_label, ("rules", place, "label"))


def _unrecordable(regime: Regime, label: str, at: tuple[str | int, ...]) -> Mismatch:
    channels = [channel for channel, _share in BY_NAME[LABELS[label]].channels]
    whose = "no collector sees " if regime.watch.evidence is None else "no two collectors see "
    return Mismatch(
        f"{label}, of which no record can arise: {whose}" + " or ".join(channels),
        "labels that a collector, a wrong label or a false record can give",
        at=at,
    )


def recordable(regime: Regime) -> set[str]:
    """Labels under which a record can arise."""
    watch = regime.watch
    needed = 1 if watch.evidence is None else 2
    eyes: Counter[str] = Counter(
        channel for collector in watch.collectors.values() for channel in collector.sees
    )
    found = {
        label
        for label, act in LABELS.items()
        if any(eyes[channel] >= needed for channel, _share in BY_NAME[act].channels)
    }
    found |= {wrong.as_label for label, wrong in watch.errors.mislabelled.items() if label in found}
    return found | (set(watch.errors.false_records.as_labels) if needed == 1 else set())


def _of_lists(regime: Regime) -> Iterator[Mismatch]:
    names: list[str] = []
    for place, entry in enumerate(regime.lists):
        if entry.name in names:
            yield Mismatch(f"the list {entry.name} again", "each list once", at=("lists", place, "list"))
        names.append(entry.name)
        for i, ground in enumerate(entry.grounds):
            if not ground.of_debt and ground.label not in recordable(regime):
                yield _unrecordable(regime, ground.label, ("lists", place, "enter", i, "event"))
        if entry.enter_below is None or entry.leave_from is None:
            continue
        enter, leave = entry.enter_below.value, entry.leave_from.value
        if leave < enter:
            yield Mismatch(
                f"leaving from {leave:g}, below the {enter:g} under which one enters: "
                f"a synthetic person at {leave:g} points would be put on and taken off at once",
                "leave.score_at_least >= enter.score_below",
                at=("lists", place, "leave", "score_at_least"),
            )


def _named_list(name: str | None, regime: Regime, at: tuple[str | int, ...]) -> Iterator[Mismatch]:
    names = [entry.name for entry in regime.lists]
    if name is not None and name not in names:
        yield Mismatch(
            f"the unknown list {quoted(name)}",
            among("a list of the file", names),
            nearest(name, names),
            at=at,
        )


def _of_gates(regime: Regime) -> Iterator[Mismatch]:
    for place, gate in enumerate(regime.gates):
        refuse = gate.refuse
        yield from _named_list(refuse.on_list, regime, ("gates", place, "refuse", "list"))
        yield from _named_grade(refuse.grade_below, regime, ("gates", place, "refuse", "grade_below"))
        if (
            _same(regime, regime.gates[:place], gate, lambda each: (each.service, *_ground(each.refuse)))
            is not None
        ):
            yield Mismatch(
                f"a second gate of {gate.service} on the same ground", "each gate once", at=("gates", place)
            )


def _named_grade(name: str | None, regime: Regime, at: tuple[str | int, ...]) -> Iterator[Mismatch]:
    if name is not None and name not in regime.grades:
        yield Mismatch(
            f"the unknown grade {quoted(name)}",
            among("a grade of the file", regime.grades),
            nearest(name, regime.grades),
            at=at,
        )


def _ground(refuse: Refuse) -> tuple[object, ...]:
    cut = refuse.score_below
    return refuse.on_list, refuse.grade_below, None if cut is None else cut.value


def _favoured(reward: Reward) -> tuple[object, ...]:
    cut = reward.who.score_at_least
    return reward.reward, reward.service, reward.who.grade_at_least, None if cut is None else cut.value


def _of_burdens(regime: Regime) -> Iterator[Mismatch]:
    for place, burden in enumerate(regime.burdens):
        yield from _named_list(burden.who.on_list, regime, ("burdens", place, "who", "list"))
        yield from _named_grade(burden.who.grade_below, regime, ("burdens", place, "who", "grade_below"))
        if (
            _same(regime, regime.burdens[:place], burden, lambda each: (each.burden, *_ground(each.who)))
            is not None
        ):
            yield Mismatch(
                f"a second {burden.burden} on the same ground", "each burden once", at=("burdens", place)
            )


def _of_rewards(regime: Regime) -> Iterator[Mismatch]:
    for place, reward in enumerate(regime.rewards):
        who = reward.who
        yield from _named_grade(who.grade_at_least, regime, ("rewards", place, "who", "grade_at_least"))
        if reward.service is not None and SERVICE_BY_NAME[reward.service].through == "guardian":
            yield Mismatch(
                f"a reward at {reward.service}, which is read through the head of the household",
                "a service that one asks for oneself",
                at=("rewards", place, "service"),
            )
        if _same(regime, regime.rewards[:place], reward, _favoured) is not None:
            yield Mismatch(
                f"a second {reward.reward} on the same ground", "each reward once", at=("rewards", place)
            )


def _of_what_others_see(regime: Regime) -> Iterator[Mismatch]:
    """Association, shaming and contact go by one published standing."""
    association = regime.association
    allowed = "one and the same standing, since a person's standing is published once"
    contact = next((place for place, rule in enumerate(regime.rules) if rule.label == CONTACT_LABEL), None)
    for place, shaming in enumerate(regime.shaming):
        first = regime.shaming[0]
        yield from _named_list(shaming.who.on_list, regime, ("shaming", place, "who", "list"))
        yield from _named_grade(shaming.who.grade_below, regime, ("shaming", place, "who", "grade_below"))
        if shaming.form in [other.form for other in regime.shaming[:place]]:
            yield Mismatch(f"the form {shaming.form} again", "each form once", at=("shaming", place, "form"))
        if shaming.who != first.who:
            found = f"shaming of {_shamed(shaming.who)} beside shaming of {_shamed(first.who)}"
            yield Mismatch(found, allowed, at=("shaming", place, "who"))
    if contact is not None and regime.shaming and regime.shaming[0].who.grade_below is not None:
        found = f"shaming of {_shamed(regime.shaming[0].who)} beside a rule on contact with listed people"
        yield Mismatch(found, allowed, at=("shaming", 0, "who"))
    if contact is not None and not regime.lists:
        yield Mismatch(
            "contact-with-listed without a list", "a list of the file", at=("rules", contact, "label")
        )
    if association is None:
        return
    bad = association.bad
    yield from _named_list(bad.on_list, regime, ("association", "bad", "list"))
    if association.through == "seen-ties" and regime.watch.ties is None:
        yield Mismatch(
            "seen-ties without watch.ties", "watch.ties, or true-ties", at=("association", "through")
        )
    at = ("association", "bad")
    if bad.score_below is not None and contact is not None:
        yield Mismatch("bad ties by score beside a rule on contact with listed people", allowed, at=at)
    for shaming in regime.shaming[:1]:
        other = _shamed(shaming.who)
        if bad.score_below is not None:
            yield Mismatch(f"bad ties by score beside shaming of {other}", allowed, at=at)
        elif bad.on_list != shaming.who.on_list:
            yield Mismatch(f"bad ties by the list {bad.on_list} beside shaming of {other}", allowed, at=at)


def _shamed(who: Shamed) -> str:
    return f"grades below {who.grade_below}" if who.on_list is None else f"the list {who.on_list}"


def _of_size(regime: Regime) -> Iterator[Mismatch]:
    def most(count: int, limit: int, what: str, at: Sequence[str]) -> Iterator[Mismatch]:
        if count > limit:
            yield Mismatch(f"{count} {what}", f"at most {limit}", at=tuple(at))

    grades = len({rule.grade for rule in regime.rules if rule.grade is not None})
    terms = sum(entry.timed for entry in regime.lists) + grades
    events = sum(len(entry.grounds) for entry in regime.lists)
    events += sum(rule.grade is not None for rule in regime.rules)
    cuts = {round(10 * cut.value) for cut in cut_offs(regime)}
    and_grades = " and grades set directly" if grades else ""
    yield from most(len(regime.lists) + grades, MAX_LISTS, f"lists{and_grades}", ["lists"])
    yield from most(terms, MAX_TERMS, f"lists with a term{and_grades}", ["lists"])
    if all(len(entry.grounds) <= MAX_GROUNDS for entry in regime.lists):
        yield from most(events, MAX_GROUNDS, "events that put somebody on a list or at a grade", ["lists"])
    yield from most(len(cuts), MAX_CUTS, "different cut-offs of what follows from the score", ["score"])
