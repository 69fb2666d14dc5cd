"""Validated regimes and responses, read into plain terms."""

from __future__ import annotations

from itertools import combinations
from typing import Any

from glasstown.life.catalogue import BY_NAME, EVENTS, LABELS, Kind
from glasstown.regimes.discretion import Discretion
from tests.reference import dates, draws, sentiment
from tests.reference.flows import ABROAD, COMPANIES, flows, seen_by_two, seen_of
from tests.reference.people import KINDS, LAYERS
from tests.reference.terms import Court, Event, Gate, ListTerms, ReviewTerms, Reward, Rule, Seen, Terms


def can_be_silenced(name: str) -> bool:
    """Protected speech; what one is rewarded for saying is not silenced."""
    act = BY_NAME[name]
    return bool(act.protected) and act.domain == "speech" and not act.good


def tenths(points: float) -> int:
    return round(points * 10)


def read_amendments(regime: Any, response: Any, town: Any, streams: list[str]) -> dict[int, Terms]:
    """The terms of one world by the day from which they hold, day 0 first; `streams` are the acts that a run reads."""
    return {day: read_terms(regime, response, town, streams, day) for day in [0, *dates.turning_days(regime)]}


def read_terms(regime: Any, response: Any, town: Any, streams: list[str], day: int) -> Terms:
    """The terms of one world on a day; what others see of people, and of their ties, is the same on all days."""
    over = dates.ended(regime, day)

    def now(parts: Any) -> list[Any]:
        return [part for part in parts if dates.holds(regime, part, day)]

    watch = regime.watch
    errors = watch.errors
    score = regime.score
    low, high = (0, 0) if score is None else score.start_range
    rules = {rule.scored_label: _rule(rule, regime) for rule in now(regime.rules) if rule.points is not None}
    today = regime.model_copy(
        update={
            "rules": tuple(now(regime.rules)),
            "association": next(iter(now([regime.association] if regime.association else [])), None),
            "shaming": () if over else regime.shaming,
            "lists": () if over else regime.lists,
        }
    )
    labels = {rule.scored_label for rule in today.rules} | _listed_for(today)
    by_score = [entry for entry in regime.lists if not isinstance(entry.enter, tuple)]
    lists = {entry.name: _list(entry) for entry in now(by_score)}
    gates = [_gate(regime, gate.service, gate.refuse) for gate in now(regime.gates)]
    burdens = [_gate(regime, each.burden, each.who) for each in now(regime.burdens)]
    eyes_open = {name for name, collector in watch.collectors.items() if dates.holds(regime, collector, day)}
    by_event = [entry for entry in regime.lists if isinstance(entry.enter, tuple)]
    of_debts = [entry for entry in by_event if any(ground.event in EVENTS for ground in entry.enter)]
    entered = {entry.name: [_event(ground, regime) for ground in entry.enter] for entry in by_event}
    for rule in regime.rules:
        if rule.grade is not None:
            entered.setdefault(f"grade {rule.grade}", []).append(_at_grade(rule, regime))
    bad_below = None if regime.published_cut is None else tenths(regime.published_cut.value)
    # whatever cut-off hurts: of a list, of a gate, of a burden, of what the neighbours hear
    hurtful = [_list(entry).enter_below for entry in by_score]
    hurtful += [_cut(regime, gate.refuse) for gate in regime.gates]
    hurtful += [_cut(regime, burden.who) for burden in regime.burdens]
    hurtful = [cut for cut in hurtful if cut is not None]
    hurtful += [bad_below] if bad_below is not None else []
    decay = None if score is None or over else score.decay
    association = regime.association
    picture = watch.ties if association is not None and association.through == "seen-ties" else None
    charges = today.association is not None
    public = charges or (bool(regime.shaming) and not over)
    public = public or (bool(regime.lists) and "contact-with-listed" in rules)
    tone = None if over else min((s.from_day for s in regime.shaming if s.form == "call-tone"), default=None)
    again = 0.0 if response.tries_again is None else response.tries_again.after_refusal.value
    return Terms(
        from_age=18 if regime.enrol.who == "adults" else 0,
        enrolment=draws.chance(dates.enrolled_share(regime, day)),
        start=(tenths(low), tenths(high)),
        floor=0 if score is None else tenths(score.floor.value),
        ceiling=0 if score is None else tenths(score.ceiling.value),
        hurts_below=min(hurtful, default=0),
        decay=None
        if decay is None
        else (int(decay.every.value), tenths(decay.toward.value), round(decay.share.value * 10_000)),
        channels={kinds: _channels(watch, kinds, eyes_open) for kinds in every_kind()},
        misattributed=draws.chance(_alike(watch, errors.misattributed.value, _falls_on(errors))),
        unsure=draws.chance(_either(watch, errors.misattributed.value)),
        falls_on=_victims(watch, errors),
        mislabelled={
            act: (
                error.as_label,
                draws.chance(_alike(watch, error.share.value, None)),
                draws.chance(_either(watch, error.share.value)),
            )
            for act, error in errors.mislabelled.items()
            if not over
        },
        false_labels=list(errors.false_records.as_labels),
        rules=rules,
        recorded=frozenset(LABELS[label] for label in labels) | (set() if over else set(errors.mislabelled)),
        acceptance={name: _acceptance(name, today, response, town, public, over) for name in streams},
        by_true_ties=association is not None and association.through == "true-ties",
        missed=draws.chance(picture.missed.value) if picture is not None else 0,
        invented=draws.chance(picture.invented.value) if picture is not None else 0,
        association_every=int(association.every.value) if charges else 0,
        points_per_tie={}
        if association is None
        else {layer: tenths(cost.value) for layer, cost in association.points_per_tie.items()},
        bad_below=0 if over else bad_below or 0,
        bad_lists=frozenset() if over else frozenset(regime.published_lists),
        bad_grades=frozenset(
            grade
            for grade, start in _at_grades(regime).items()
            if regime.published_grade and start < bad_below and not over
        ),
        lists=lists,
        gates=gates,
        burdens=burdens,
        rewards=[_reward(regime, each) for each in now(regime.rewards)],
        tone_from=tone,
        cut={layer: draws.chance(_breaks_off(regime, response, layer)) for layer in ("kin", "friend")},
        hears=_hears(today, response, public),
        scored=score is not None,
        entered={} if over else entered,
        graded=frozenset() if over else frozenset(_at_grades(regime)),
        reviewed=by_event[0].name if by_event else None,
        event_review=_review(regime.redress, response.appeals) if by_event else None,
        court=_court(of_debts[0], regime, entered[of_debts[0].name], eyes_open)
        if of_debts and not over
        else None,
        owing=regime.enforcement is not None or bool(of_debts),
        collects=0 if regime.enforcement is None else draws.chance(regime.enforcement.collects.value),
        pressed=0 if response.debts is None else draws.chance(response.debts.pays_when_listed.value),
        review=None if by_event or over else _review(regime.redress, response.appeals),
        urges={layer: draws.chance(_urges(today, response, layer)) for layer in LAYERS},
        avoids={layer: draws.chance(_avoids(today, response, layer)) for layer in LAYERS},
        yields=0 if response.urging is None else draws.chance(response.urging.pays_when_urged.value),
        again=again,
        looking=None if over else sentiment.looking(regime, eyes_open),
        swayed=0 if over else sentiment.swayed(regime, response),
    )


def _listed_for(regime: Any) -> set[str]:
    """Labels of acts that put people on lists."""
    by_event = [entry for entry in regime.lists if isinstance(entry.enter, tuple)]
    return {ground.event for entry in by_event for ground in entry.enter} - set(EVENTS)


def _at_grades(regime: Any) -> dict[str, int]:
    """Grades that rules set directly, with the scores from which they begin."""
    grades = [rule.grade for rule in regime.rules if rule.grade is not None]
    return {f"grade {grade}": tenths(regime.grades[grade].value) for grade in grades}


def _gate(regime: Any, name: str, who: Any) -> Gate:
    """What falls on those on a list, below a score, or, where it goes by a grade, held at a worse one."""
    cut = _cut(regime, who)
    held = {
        grade for grade, start in _at_grades(regime).items() if who.grade_below is not None and start < cut
    }
    return Gate(name, who.on_list, cut, frozenset(held))


def _at_grade(rule: Any, regime: Any) -> Event:
    first = dates.day_of(regime, rule.from_date, -dates.NEVER)
    last = dates.day_of(regime, rule.until, dates.NEVER)
    return Event(rule.scored_label, first, last, False, None, int(rule.held_for.value), None)


def _falls_on(errors: Any) -> list[float] | None:
    if errors.falls_on is None:
        return None
    figures = [getattr(errors.falls_on, name).value for name in ("household", "neighbour", "namesake")]
    return [figure / sum(figures) for figure in figures]


def _alike(watch: Any, share: float, ways: list[float] | None) -> float:
    """All who bear it out are wrong in the same way; one way where nothing is said of them."""
    if watch.evidence is None:
        return share
    return share * share * (1.0 if ways is None else sum(way * way for way in ways))


def _either(watch: Any, share: float) -> float:
    """Somebody who bears it out is wrong."""
    return share if watch.evidence is None else 1.0 - (1.0 - share) ** 2


def _victims(watch: Any, errors: Any) -> tuple[int, int] | None:
    ways = _falls_on(errors)
    if ways is None:
        return None
    if watch.evidence is not None:
        both = [way * way for way in ways]
        ways = [way / sum(both) for way in both]
    return draws.chance(ways[0]), draws.chance(min(1.0, ways[0] + ways[1]))


def _court(entry: Any, regime: Any, events: list[Event], eyes_open: set[str]) -> Court:
    errors = regime.watch.errors
    judged = errors.misjudged.get("able-to-pay")
    # an event is its own evidence: what a court has decided needs nobody to bear it out
    files = seen_of(flows(regime.watch, eyes_open).get("court-files", []), frozenset())
    return Court(
        entry.name,
        events,
        draws.chance(files[-1][0]) if files else 0,
        draws.chance(judged.missed.value) if judged else 0,
        draws.chance(judged.invented.value) if judged else 0,
        draws.chance(errors.namesakes.value),
        int(entry.leave.paid_within.value),
        draws.chance(entry.leave.early.value),
    )


def _event(ground: Any, regime: Any) -> Event:
    return Event(
        ground.event,
        dates.day_of(regime, ground.from_date, -dates.NEVER),
        dates.day_of(regime, ground.until, dates.NEVER),
        ground.true_ground == "able-to-pay",
        None if ground.due_term is None else int(ground.due_term.value),
        None if ground.term is None else int(ground.term.value),
        None if ground.extend is None else int(ground.extend.value),
        ground.event in EVENTS,
        ground.held_for == "good",
    )


def _review(redress: Any, appeals: Any) -> ReviewTerms | None:
    if redress.review == "none":
        return None
    told = redress.notice != "none"
    if appeals is None:  # people hear of it, and nobody asks
        none = draws.chance(redress.notice.reaches.value) if told else 0
        after = int(redress.notice.after.value) if told else 0
        return ReviewTerms([1], [0], [0], 1, 0, 0, 0, none, after)
    places = [redress.review] + ([] if redress.higher == "none" else [redress.higher])
    after = [int(appeals.after.value) + int(redress.review.decided_in.value)]
    after += [int(place.asked_within.value) + int(place.decided_in.value) for place in places[1:]]
    return ReviewTerms(
        after,
        [draws.chance(place.sensitivity.value) for place in places],
        [draws.chance(place.specificity.value) for place in places],
        int(redress.correction.within.value),
        draws.chance(appeals.asks.wrongly.value),
        draws.chance(appeals.asks.rightly.value),
        draws.chance(appeals.higher.value),
        draws.chance(redress.notice.reaches.value) if told else 0,
        int(redress.notice.after.value) if told else 0,
    )


def _rule(rule: Any, regime: Any) -> Rule:
    upto = None
    if isinstance(rule.points, Discretion):
        points, upto = sorted(tenths(end.value) for end in (rule.points.one_end, rule.points.other_end))
    else:
        points = tenths(rule.points.value)
    if rule.at_most is None:
        return Rule(points, rule.vague, upto=upto)
    since = dates.day_of(regime, rule.from_date, 0)
    days = {"week": 7, "month": 30, "year": 365}[rule.at_most.per]
    return Rule(points, rule.vague, int(rule.at_most.times.value), days, upto, since)


def _list(entry: Any) -> ListTerms:
    after = entry.leave.after
    return ListTerms(
        tenths(entry.enter.score_below.value),
        tenths(entry.leave.score_at_least.value),
        0 if after is None else int(after.value),
    )


def _cut(regime: Any, refuse: Any) -> int | None:
    if refuse.grade_below is not None:
        return tenths(regime.grades[refuse.grade_below].value)
    return tenths(refuse.score_below.value) if refuse.score_below is not None else None


def _reward(regime: Any, reward: Any) -> Reward:
    """What is given from a score on or, where it goes by a grade, to nobody held at a worse one."""
    who = reward.who
    if who.grade_at_least is None:
        return Reward(reward.reward, reward.service, tenths(who.score_at_least.value))
    least = tenths(regime.grades[who.grade_at_least].value)
    worse = {grade for grade, start in _at_grades(regime).items() if start < least}
    return Reward(reward.reward, reward.service, least, frozenset(worse))


def every_kind() -> list[frozenset[str]]:
    """All kinds that somebody can be."""
    return [frozenset(some) for n in range(len(KINDS) + 1) for some in combinations(KINDS, n)]


def _channels(watch: Any, kinds: frozenset[str], eyes_open: set[str]) -> dict[str, list[Seen]]:
    """By whom each channel is seen: whoever comes first in the file and sees it gets the record."""
    return {
        channel: [
            Seen(draws.chance(share), eye.place, eye.kind in COMPANIES, eye.kind in ABROAD, eye.delay)
            for share, eye in (seen_of if watch.evidence is None else seen_by_two)(eyes, kinds)
        ]
        for channel, eyes in flows(watch, eyes_open).items()
    }


def _acceptance(
    name: str, regime: Any, response: Any, town: Any, public: bool, over: bool
) -> tuple[int, int]:
    """Chance that a candidate is done, at the ordinary inclination and beside a punished tie."""
    if BY_NAME[name].kind == Kind.NOISE:
        errors = regime.watch.errors.false_records
        ceiling = max(town.conduct[name].rate.tolist())
        share = draws.chance(errors.per_day.value / ceiling if _invents(regime) and not over else 0.0)
        return share, share
    if not can_be_silenced(name) or response.speech is None:
        return draws.WORD, draws.WORD
    vague = dict.fromkeys(_listed_for(regime), False)
    vague |= {rule.scored_label: rule.vague for rule in regime.rules}
    wrongly = regime.watch.errors.mislabelled.items()
    on_words = [
        said
        for label, said in vague.items()
        if can_be_silenced(LABELS[label])
        or any(can_be_silenced(act) and error.as_label == label for act, error in wrongly)
    ]
    risk = 0.0
    part = response.speech.anticipation
    if on_words and part is not None:
        counts = part.vagueness.vague if any(on_words) else part.vagueness.clear
        risk = part.awareness.value * part.perceived_watching.value * counts.value
    beside = response.speech.said_beside_punished_tie.value if on_words and public else 1.0
    return draws.chance(1.0 - risk), draws.chance((1.0 - risk) * beside)


HEARD_BY = {
    "callers": ("household", "kin", "friend", "colleague"),
    "anybody": LAYERS,
    "neighbours": ("household", "neighbour"),
    "people-nearby": ("household", "neighbour"),
    "household": ("household",),
}
"""Whom the word of the file means, by their tie to the one who is shamed."""


def _learns(regime: Any, response: Any, layer: str) -> float:
    """Somebody of this tie learns of a listing through at least one form of shaming that the regime has."""
    missed = 1.0
    for shaming in regime.shaming:
        if layer in HEARD_BY[shaming.heard_by]:
            shares = None if response.shunning is None else response.shunning.learns_through
            learns = 1.0 if shares is None else shares[shaming.form].value if shaming.form in shares else 0.0
            missed *= 1.0 - learns
    return 1.0 - missed


def _hears(regime: Any, response: Any, public: bool) -> dict[str, int]:
    if response.speech is None or not public:
        return {}
    everybody = regime.association is not None or any(r.label == "contact-with-listed" for r in regime.rules)
    return {
        layer: draws.chance(1.0 if everybody else _learns(regime, response, layer))
        for layer in response.speech.hears_of
    }


def _invents(regime: Any) -> bool:
    """Whether a record of nothing counts: no second one bears it out."""
    return bool(regime.watch.errors.false_records.as_labels) and regime.watch.evidence is None


def _breaks_off(regime: Any, response: Any, layer: str) -> float:
    """Somebody learns of a listing, and then breaks off."""
    if response.shunning is None:
        return 0.0
    return _learns(regime, response, layer) * getattr(response.shunning.breaks_off, layer).value


def _avoids(regime: Any, response: Any, layer: str) -> float:
    """A contact is avoided where it costs points itself, or where ties of that kind do."""
    if response.avoidance is None:
        return 0.0
    of_contact = [rule for rule in regime.rules if rule.label == "contact-with-listed"]
    costs = [-1.0 for rule in of_contact if rule.grade is not None]
    for rule in of_contact:
        ends = (
            rule.points.ends if isinstance(rule.points, Discretion) else [rule.points] if rule.points else []
        )
        costs += [end.value for end in ends]
    if regime.association is not None and layer in regime.association.points_per_tie:
        costs.append(regime.association.points_per_tie[layer].value)
    return response.avoidance.avoids.value if any(cost < 0 for cost in costs) else 0.0


def _urges(regime: Any, response: Any, layer: str) -> float:
    """Somebody learns that a debtor is listed, and urges them to pay; whoever is shamed for something else is not."""
    by_event = [entry for entry in regime.lists if isinstance(entry.enter, tuple)]
    debtors = {entry.name for entry in by_event if any(ground.event in EVENTS for ground in entry.enter)}
    if response.urging is None or not debtors or set(regime.published_lists) != debtors:
        return 0.0
    return _learns(regime, response, layer) * response.urging.urges.value
