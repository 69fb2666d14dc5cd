"""Validated regimes and responses, read into plain terms."""

from __future__ import annotations

from typing import Any

from glasstown.life.catalogue import BY_NAME, LABELS, Kind
from tests.reference import draws
from tests.reference.terms import Gate, ListTerms, Rule, Seen, Terms


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
    low, high = regime.score.start_range
    rules = {rule.scored_label: _rule(rule) for rule in regime.rules}
    lists = {entry.name: _list(entry) for entry in regime.lists}
    gates = [Gate(gate.service, gate.refuse.on_list, _cut(regime, gate.refuse)) for gate in regime.gates]
    bad_below = None if regime.published_cut is None else tenths(regime.published_cut.value)
    # whatever cut-off hurts: of a list, of a gate, of what the neighbours hear
    hurtful = [entry.enter_below for entry in lists.values()]
    hurtful += [gate.below for gate in gates if gate.below is not None]
    hurtful += [bad_below] if bad_below is not None else []
    decay = regime.score.decay
    association = regime.association
    picture = watch.ties if association is not None and association.through == "seen-ties" else None
    tone = regime.shaming[0].from_day if regime.shaming else None
    return Terms(
        from_age=18 if regime.enrol.who == "adults" else 0,
        enrolment=draws.chance(regime.enrol.share.value),
        start=(tenths(low), tenths(high)),
        floor=tenths(regime.score.floor.value),
        ceiling=tenths(regime.score.ceiling.value),
        hurts_below=min(hurtful, default=0),
        decay=None
        if decay is None
        else (int(decay.every.value), tenths(decay.toward.value), round(decay.share.value * 10_000)),
        channels=_channels(watch),
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
        tone_from=tone,
        cut={layer: draws.chance(_breaks_off(regime, response, layer)) for layer in ("kin", "friend")},
        hears=frozenset() if response.speech is None else frozenset(response.speech.hears_of),
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


def _channels(watch: Any) -> dict[str, Seen]:
    return {
        channel: Seen(draws.chance(share.value), collector.kind == "private")
        for collector in watch.collectors.values()
        for channel, share in collector.sees.items()
    }


def _acceptance(name: str, regime: Any, response: Any, town: Any) -> tuple[int, int]:
    """Chance that a candidate is done, at the ordinary inclination and beside a punished tie."""
    if BY_NAME[name].kind == Kind.NOISE:
        errors = regime.watch.errors.false_records
        ceiling = max(town.conduct[name].rate.tolist())
        share = draws.chance(errors.per_day.value / ceiling if errors.as_labels else 0.0)
        return share, share
    if can_be_silenced(name) and response.speech is not None:
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
