"""Validated regimes and responses, read into plain terms."""

from __future__ import annotations

from itertools import combinations
from typing import Any

from glasstown.life.catalogue import BY_NAME, LABELS, Kind
from tests.reference import draws, sentiment
from tests.reference.flows import ABROAD, COMPANIES, flows, seen_of
from tests.reference.people import KINDS
from tests.reference.terms import Event, EventList, Gate, ListTerms, ReviewTerms, Reward, Rule, Seen, Terms


def can_be_silenced(name: str) -> bool:
    """Protected speech; what one is rewarded for saying is not silenced."""
    act = BY_NAME[name]
    return bool(act.protected) and act.domain == "speech" and not act.good


def tenths(points: float) -> int:
    return round(points * 10)


def read_terms(regime: Any, response: Any, town: Any, streams: list[str]) -> Terms:
    """The terms of one world; `streams` are the acts that the run reads."""
    watch = regime.watch
    errors = watch.errors
    score = regime.score
    low, high = (0, 0) if score is None else score.start_range
    rules = {rule.scored_label: _rule(rule) for rule in regime.rules}
    lists = {entry.name: _list(entry) for entry in regime.lists if not isinstance(entry.enter, tuple)}
    gates = [Gate(gate.service, gate.refuse.on_list, _cut(regime, gate.refuse)) for gate in regime.gates]
    burdens = [Gate(each.burden, each.who.on_list, _cut(regime, each.who)) for each in regime.burdens]
    bad_below = None if regime.published_cut is None else tenths(regime.published_cut.value)
    # whatever cut-off hurts: of a list, of a gate, of a burden, of what the neighbours hear
    hurtful = [entry.enter_below for entry in lists.values()]
    hurtful += [gate.below for gate in gates + burdens if gate.below is not None]
    hurtful += [bad_below] if bad_below is not None else []
    decay = None if score is None else score.decay
    association = regime.association
    picture = watch.ties if association is not None and association.through == "seen-ties" else None
    tone = min((s.from_day for s in regime.shaming if s.form == "call-tone"), default=None)
    again = 0.0 if response.tries_again is None else response.tries_again.after_refusal.value
    return Terms(
        from_age=18 if regime.enrol.who == "adults" else 0,
        enrolment=draws.chance(regime.enrol.share.value),
        start=(tenths(low), tenths(high)),
        floor=0 if score is None else tenths(score.floor.value),
        ceiling=0 if score is None else tenths(score.ceiling.value),
        hurts_below=min(hurtful, default=0),
        decay=None
        if decay is None
        else (int(decay.every.value), tenths(decay.toward.value), round(decay.share.value * 10_000)),
        channels={kinds: _channels(watch, kinds) for kinds in every_kind()},
        misattributed=draws.chance(errors.misattributed.value),
        mislabelled={
            act: (error.as_label, draws.chance(error.share.value))
            for act, error in errors.mislabelled.items()
        },
        false_labels=list(errors.false_records.as_labels),
        rules=rules,
        recorded=frozenset(LABELS[label] for label in rules) | set(errors.mislabelled),
        acceptance={name: _acceptance(name, regime, response, town) for name in streams},
        by_true_ties=association is not None and association.through == "true-ties",
        missed=draws.chance(picture.missed.value) if picture is not None else 0,
        invented=draws.chance(picture.invented.value) if picture is not None else 0,
        association_every=int(association.every.value) if association is not None else 0,
        points_per_tie={}
        if association is None
        else {layer: tenths(cost.value) for layer, cost in association.points_per_tie.items()},
        bad_below=bad_below or 0,
        bad_lists=frozenset(regime.published_lists),
        lists=lists,
        gates=gates,
        burdens=burdens,
        rewards=[Reward(each.reward, each.service, _from(regime, each.who)) for each in regime.rewards],
        tone_from=tone,
        cut={layer: draws.chance(_breaks_off(regime, response, layer)) for layer in ("kin", "friend")},
        hears=frozenset() if response.speech is None else frozenset(response.speech.hears_of),
        scored=score is not None,
        events=next((_events(e, regime, response) for e in regime.lists if isinstance(e.enter, tuple)), None),
        owing=regime.enforcement is not None or any(isinstance(e.enter, tuple) for e in regime.lists),
        collects=0 if regime.enforcement is None else draws.chance(regime.enforcement.collects.value),
        pressed=0 if response.debts is None else draws.chance(response.debts.pays_when_listed.value),
        review=None
        if any(isinstance(e.enter, tuple) for e in regime.lists)
        else _review(regime.redress, response.appeals),
        again=again,
        looking=sentiment.looking(regime),
        swayed=sentiment.swayed(regime, response),
    )


def _events(entry: Any, regime: Any, response: Any) -> EventList:
    errors = regime.watch.errors
    judged = errors.misjudged.get("able-to-pay")
    files = _channels(regime.watch, frozenset()).get("court-files")
    return EventList(
        entry.name,
        [_event(ground, regime.begins) for ground in entry.enter],
        files[-1].limit if files else 0,
        draws.chance(judged.missed.value) if judged else 0,
        draws.chance(judged.invented.value) if judged else 0,
        draws.chance(errors.namesakes.value),
        int(entry.leave.paid_within.value),
        draws.chance(entry.leave.early.value),
        _review(regime.redress, response.appeals),
    )


def _event(ground: Any, begins: Any) -> Event:
    return Event(
        ground.event,
        -(10**9) if ground.from_date is None else (ground.from_date - begins).days,
        10**9 if ground.until is None else (ground.until - begins).days,
        ground.true_ground == "able-to-pay",
        None if ground.due_term is None else int(ground.due_term.value),
        None if ground.term is None else int(ground.term.value),
        0 if ground.extend is None else int(ground.extend.value),
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


def _rule(rule: Any) -> Rule:
    points = tenths(rule.points.value)
    if rule.at_most is None:
        return Rule(points, rule.vague)
    days = {"week": 7, "month": 30, "year": 365}[rule.at_most.per]
    return Rule(points, rule.vague, int(rule.at_most.times.value), days)


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


def _from(regime: Any, who: Any) -> int:
    cut = who.score_at_least if who.grade_at_least is None else regime.grades[who.grade_at_least]
    return tenths(cut.value)


def every_kind() -> list[frozenset[str]]:
    """All kinds that somebody can be."""
    return [frozenset(some) for n in range(len(KINDS) + 1) for some in combinations(KINDS, n)]


def _channels(watch: Any, kinds: frozenset[str]) -> dict[str, list[Seen]]:
    """By whom each channel is seen: whoever comes first in the file and sees it gets the record."""
    return {
        channel: [
            Seen(draws.chance(share), eye.place, eye.kind in COMPANIES, eye.kind in ABROAD)
            for share, eye in seen_of(eyes, kinds)
        ]
        for channel, eyes in flows(watch).items()
    }


def _acceptance(name: str, regime: Any, response: Any, town: Any) -> tuple[int, int]:
    """Chance that a candidate is done, at the ordinary inclination and beside a punished tie."""
    if BY_NAME[name].kind == Kind.NOISE:
        errors = regime.watch.errors.false_records
        ceiling = max(town.conduct[name].rate.tolist())
        share = draws.chance(errors.per_day.value / ceiling if errors.as_labels else 0.0)
        return share, share
    errors = regime.watch.errors
    costly = {LABELS[rule.scored_label] for rule in regime.rules}
    for act, error in errors.mislabelled.items():
        if any(rule.scored_label == error.as_label for rule in regime.rules):
            costly.add(act)
    words_cost = any(can_be_silenced(act) for act in costly)
    if can_be_silenced(name) and words_cost and response.speech is not None:
        return draws.WORD, draws.chance(response.speech.said_beside_punished_tie.value)
    return draws.WORD, draws.WORD


def _breaks_off(regime: Any, response: Any, layer: str) -> float:
    """Somebody learns of a listing through a form of shaming that the regime has, and then breaks off."""
    shunning = response.shunning
    if shunning is None:
        return 0.0
    missed = 1.0
    for form in {shaming.form for shaming in regime.shaming}:
        learns = shunning.learns_through.get(form)
        missed *= 1.0 - (learns.value if learns is not None else 0.0)
    return (1.0 - missed) * getattr(shunning.breaks_off, layer).value
