"""A regime in plain English, a paragraph for each of its parts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from glasstown.core.values import numbers_in
from glasstown.life.catalogue import BY_NAME, LABELS, SERVICE_BY_NAME
from glasstown.regimes.labels import CONTACT_LABEL
from glasstown.regimes.model import Refuse, Regime, Rule

_STATUS = {
    "documented": "It is documented: its rules are taken from published texts.",
    "partly-documented": "It is partly documented: some of its rules are published, the rest is assumed.",
    "popular-account": "It is a popular account: what has been told of such a system, not what papers show.",
    "hypothetical": "It is hypothetical: made up in order to be studied.",
}
_CHANNELS = {
    "purchases": "purchases",
    "calls": "calls",
    "chats-and-mail": "chats and mail",
    "visits": "visits",
    "posts": "posts",
    "games": "games",
    "donations": "donations",
}
LAYERS = {
    "household": "somebody in the household",
    "kin": "a relative",
    "friend": "a friend",
    "colleague": "a colleague or classmate",
    "neighbour": "a neighbour",
}


def in_words(regime: Regime) -> list[str]:
    """What is watched, scored, listed and refused, how one gets off, how well it is known, by paragraph."""
    paragraphs = [
        f"{regime.title}. {_STATUS[regime.status]} "
        f"The people it is laid over are invented: the town {regime.town}.",
        _score(regime),
        _watching(regime),
        _errors(regime),
        _rules(regime),
        _association(regime),
        _lists(regime),
        _gates(regime),
        _shaming(regime),
        _redress(regime),
        _sources(regime),
    ]
    return [paragraph for paragraph in paragraphs if paragraph]


def plain(number: float) -> str:
    """A number as written in a sentence: 1,000, 0.5, 0.00005."""
    text = f"{number:,.6f}".rstrip("0").rstrip(".")
    return text if text not in ("-0", "") else "0"


def percent(share: float) -> str:
    """A share in per cent."""
    return f"{100 * share:.4g}%"


def series(items: Iterable[str], last: str = "and") -> str:
    """``a, b and c``."""
    listed = list(items)
    return (
        listed[0] if len(listed) == 1 else f"{', '.join(listed[:-1])} {last} {listed[-1]}" if listed else ""
    )


def _count(number: float, what: str) -> str:
    return f"{plain(number)} {what}{'' if number == 1 else 's'}"


def _score(regime: Regime) -> str:
    score = regime.score
    low, high = score.start_range
    share = regime.enrol.share.value
    everybody = regime.enrol.from_age == 0
    who = "Everybody has" if everybody else "Every adult has"
    if share < 1.0:
        who = f"Of all {'people' if everybody else 'adults'}, {percent(share)}, chosen by lot, have"
    start = (
        f"{plain(low)} points"
        if low == high
        else f"a number of points between {plain(low)} and {plain(high)}"
    )
    text = (
        f"{who} a score. It starts at {start} and stays between "
        f"{plain(score.floor.value)} and {plain(score.ceiling.value)}."
    )
    if score.decay is not None:
        text += (
            f" Every {_count(score.decay.every.value, 'day')} it moves {percent(score.decay.share.value)} "
            f"of the way toward {plain(score.decay.toward.value)}."
        )
    if regime.grades:
        grades = series(f"{name} from {plain(cut.value)}" for name, cut in regime.grades.items())
        text += f" Grades follow from it: {grades}."
    return text


def _watching(regime: Regime) -> str:
    watch = regime.watch
    if not watch.collectors:
        return "Nobody is watched."
    by_kind: dict[str, list[str]] = {"state": [], "private": []}
    for collector in watch.collectors.values():
        by_kind[collector.kind] += [
            f"{_CHANNELS[channel]} ({percent(share.value)})" for channel, share in collector.sees.items()
        ]
    seen = []
    if by_kind["state"]:
        seen.append(f"the state sees {series(by_kind['state'])}")
    if by_kind["private"]:
        seen.append(f"private companies see {series(by_kind['private'])}")
    text = f"Of what people do, {'; '.join(seen)}. The figures are the shares that are seen."
    if watch.ties is not None:
        through = series(_CHANNELS[channel] for channel in watch.ties.seen_through)
        text += (
            f" Who knows whom is gathered from {through}: {percent(watch.ties.missed.value)} of true ties "
            f"are missed, and for every hundred of these {plain(100 * watch.ties.invented.value)} invented."
        )
    return text


def _errors(regime: Regime) -> str:
    errors = regime.watch.errors
    parts = []
    if errors.misattributed.value > 0:
        parts.append(f"{percent(errors.misattributed.value)} of what is seen is credited to a neighbour")
    for label, wrong in errors.mislabelled.items():
        parts.append(
            f"in {percent(wrong.share.value)} of cases where somebody {_did(label)}, the record says "
            f"that they {_did(wrong.as_label)}"
        )
    per_day = errors.false_records.per_day.value
    if per_day > 0:
        parts.append(
            f"each day {plain(100_000 * per_day)} in 100,000 people get a record of what never happened "
            f"(that they {series(map(_did, errors.false_records.as_labels), 'or')})"
        )
    return f"Watching goes wrong: {'; '.join(parts)}." if parts else "Watching is taken to make no errors."


def _did(label: str) -> str:
    if label == CONTACT_LABEL:
        return BY_NAME["contact"].title + " on a list"
    return BY_NAME[LABELS[label]].title


def _rule(rule: Rule) -> str:
    remarks = [_count(abs(rule.points.value), "point")]
    if rule.at_most is not None:
        remarks.append(f"at most {_count(rule.at_most.times.value, 'time')} a {rule.at_most.per}")
    if rule.vague:
        remarks.append("a label that can be stretched")
    if rule.duty is None:
        return f"{_did(rule.scored_label)} ({', '.join(remarks)})"
    remarks.append("a duty done but not seen counts as missed")
    act = BY_NAME[rule.duty]
    return f"was not seen to have {act.title} in {act.period} days ({', '.join(remarks)})"


def _rules(regime: Regime) -> str:
    gives = [_rule(rule) for rule in regime.rules if rule.points.value > 0]
    takes = [_rule(rule) for rule in regime.rules if rule.points.value < 0]
    notes = [_rule(rule) for rule in regime.rules if rule.points.value == 0]
    parts = []
    if gives:
        parts.append(f"Points are given to whoever is recorded as one who {series(gives, 'or')}.")
    if takes:
        parts.append(f"Points are taken from whoever is recorded as one who {series(takes, 'or')}.")
    if notes:
        parts.append(f"It is noted, without points, who {series(notes, 'or')}.")
    return " ".join(parts) or "No act is scored."


def _association(regime: Regime) -> str:
    rule = regime.association
    costs = [] if rule is None else [(k, -v.value) for k, v in rule.points_per_tie.items() if v.value != 0]
    if rule is None or not costs:
        return "Nobody loses points for the people they know."
    if rule.bad.on_list is not None:
        bad = f'on the list "{rule.bad.on_list}"'
    else:
        bad = f"below {plain(rule.bad.score_below.value if rule.bad.score_below else 0.0)} points"
    each = series(f"{plain(cost)} for {LAYERS[layer]}" for layer, cost in costs)
    known = "as far as the system sees the tie" if rule.through == "seen-ties" else "for every true tie"
    return (
        f"People pay for those they know. Every {_count(rule.every.value, 'day')}, {known}, each person one "
        f"knows who is {bad} costs points: {each}."
    )


def _lists(regime: Regime) -> str:
    sentences = []
    for entry in regime.lists:
        after = entry.leave.after
        term = "" if after is None else f", and not before {_count(after.value, 'day')} have passed"
        sentences.append(
            f"Whoever falls below {plain(entry.enter.score_below.value)} points is put on the list "
            f'"{entry.name}". One gets off it with {plain(entry.leave.score_at_least.value)} points or '
            f"more{term}."
        )
    return " ".join(sentences) or "There are no lists."


def _ground(refuse: Refuse) -> str:
    if refuse.on_list is not None:
        return f'those on the list "{refuse.on_list}"'
    if refuse.grade_below is not None:
        return f"those below grade {refuse.grade_below}"
    return f"those below {plain(refuse.score_below.value if refuse.score_below else 0.0)} points"


def _gates(regime: Regime) -> str:
    by_ground: dict[str, list[str]] = {}
    for gate in regime.gates:
        service = SERVICE_BY_NAME[gate.service]
        through = " (by the standing of the head of the household)" if service.through == "guardian" else ""
        by_ground.setdefault(_ground(gate.refuse), []).append(service.title + through)
    refused = [f"{ground} are refused {series(services)}" for ground, services in by_ground.items()]
    text = "; ".join(refused)
    return f"{text[0].upper()}{text[1:]}." if text else "Nothing is refused to anybody."


def _shaming(regime: Regime) -> str:
    return " ".join(
        f"From day {max(1, shaming.from_day)} of a run, whoever calls somebody on the list "
        f'"{shaming.who.on_list}" hears a tone that says so.'
        for shaming in regime.shaming
    )


def _redress(regime: Regime) -> str:
    missing = [name for name in type(regime.redress).model_fields if getattr(regime.redress, name) == "none"]
    return f"There is {series(f'no {name}' for name in missing)}." if missing else ""


def _sources(regime: Regime) -> str:
    numbers: Sequence[bool] = [number.source is not None for _where, number in numbers_in(regime)]
    sourced = sum(numbers)
    text = (
        f"Of its {len(numbers)} numbers, {sourced} {'comes' if sourced == 1 else 'come'} from a source; "
        f"nobody has published the other {len(numbers) - sourced}: they are assumed, each with a range."
    )
    return text
