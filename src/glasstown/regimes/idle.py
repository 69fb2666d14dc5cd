"""Parts of a regime that are valid and can never apply: each a warning, since it may be meant."""

from __future__ import annotations

from collections.abc import Iterator

from glasstown.life.catalogue import BY_NAME, LABELS
from glasstown.regimes.labels import CONTACT_LABEL
from glasstown.regimes.model import Regime
from glasstown.regimes.words.phrases import did


def never_applies(regime: Regime) -> list[str]:
    """Sentences about rules, grounds, lists and gates that do nothing, with the numbers as the file has them."""
    return [*_unseen(regime), *_without_effect(regime)]


def _unseen(regime: Regime) -> Iterator[str]:
    labels = [("rule about", rule.scored_label) for rule in regime.rules if rule.duty is None]
    labels += [
        (f'ground of the list "{entry.name}" for', ground.label)
        for entry in regime.lists
        for ground in entry.grounds
        if not ground.of_debt
    ]
    arises = _arising(regime)
    for what, label in labels:
        if label not in arises and label != CONTACT_LABEL:
            yield (
                f"The {what} {label} can never apply: nobody sees that somebody {did(label)}, and no false record "
                "says so."
            )


def _arising(regime: Regime) -> set[str]:
    """Labels under which records arise more often than never."""
    seen = {
        label
        for label, act in LABELS.items()
        if any(regime.watch.coverage(channel) > 0 for channel, _share in BY_NAME[act].channels)
    }
    errors = regime.watch.errors
    wrong = {
        error.as_label
        for label, error in errors.mislabelled.items()
        if label in seen and error.share.value > 0
    }
    return (
        seen | wrong | set(errors.false_records.as_labels if errors.false_records.per_day.value > 0 else ())
    )


def _without_effect(regime: Regime) -> Iterator[str]:
    best = next(iter(regime.grades), None)
    for rule in regime.rules:
        if rule.grade is not None and rule.grade == best:
            yield (
                f"The grade {rule.grade} that a record of {rule.scored_label} sets directly can never matter: no grade "
                "is better."
            )
        if rule.discretionary and rule.ends[0] == rule.ends[1]:
            yield f"The rule about {rule.scored_label} leaves an official nothing to choose: both ends are equal."
    if regime.score is None:
        return
    floor = regime.score.floor.value
    for entry in regime.lists:
        if entry.enter_below is not None and entry.enter_below.value <= floor:
            yield f'The list "{entry.name}" can never be entered: no score lies below {entry.enter_below.value:g}.'
    for gate in regime.gates:
        cut = regime.cut(gate.refuse)
        held = any(rule.grade is not None for rule in regime.rules) and gate.refuse.grade_below is not None
        if cut is not None and cut.value <= floor and not held:
            yield f"The gate of {gate.service} can never refuse anybody: no score lies below {cut.value:g}."
