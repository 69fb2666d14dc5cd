"""What each operation of a safeguard takes away from a regime. What no longer goes together then is for `settle`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeVar

from glasstown.core.errors import refused
from glasstown.core.numbers import Number
from glasstown.core.state import MAX_TERMS
from glasstown.life.catalogue import BY_NAME, LABELS, SERVICE_BY_NAME
from glasstown.regimes.discretion import Discretion
from glasstown.regimes.labels import CONTACT_LABEL
from glasstown.regimes.lists import Ground, Leave, ListOf
from glasstown.regimes.model import Gate, Regime, Rule
from glasstown.regimes.redress import Correction as Correcting
from glasstown.regimes.redress import Notice as Telling
from glasstown.regimes.redress import Redress, Review
from glasstown.regimes.safeguards.operations import Correction, Notice, Removed
from glasstown.regimes.units import Points, Term
from glasstown.regimes.watching import Collector, Watch

N = TypeVar("N", bound=Number)

EXPRESSION: Final = ("18", "19", "21", "25")
"""Articles of the ICCPR on thought, expression, assembly and taking part in public life."""


def moved(number: N, by: Callable[[float], float]) -> N:
    """A number moved by a function that rises; a changed one is no longer what its source says."""
    low, high = number.assumed or (number.value, number.value)
    value, ends = by(number.value), (by(low), by(high))
    if value == number.value and ends == (low, high):
        return number
    return number.model_copy(update={"value": value, "source": None, "assumed": ends})


def at_most(number: N, limit: float) -> N:
    """The number, or a limit where that is lower."""
    return moved(number, lambda value: min(value, type(value)(limit)))


def is_expression(label: str) -> bool:
    """Whether the act of a label is protected as expression, by the catalogue."""
    law, _, articles = BY_NAME[LABELS[label]].protected.partition(" ")
    return law == "ICCPR" and any(article.strip() in EXPRESSION for article in articles.split(","))


def without_association(regime: Regime) -> Regime:
    """Nobody loses points for whom they know: neither by tie nor by contact."""
    rules = tuple(rule for rule in regime.rules if rule.label != CONTACT_LABEL)
    return regime.model_copy(update={"association": None, "rules": rules})


def without_ties(regime: Regime, kept: float, name: str) -> Regime:
    """The share `kept` of the regime's picture of ties is never drawn: true ties and false ones."""
    if kept == 1.0:
        watch = regime.watch.model_copy(update={"ties": None})
        return regime.model_copy(update={"watch": watch, "association": None})
    if regime.association is not None and regime.association.through == "true-ties":
        raise refused(
            f"the safeguard {name}",
            "adherence",
            f"{kept:g}, over {regime.regime}, which reads true ties and has no picture of them",
            "1, or a regime whose association goes through seen-ties",
        )
    ties = regime.watch.ties
    if ties is None:
        return regime
    fewer = {
        "missed": moved(ties.missed, lambda share: share + (1.0 - share) * kept),
        "invented": moved(ties.invented, lambda share: share * (1.0 - kept)),
    }
    return _watching(regime, ties=ties.model_copy(update=fewer))


def without_expression(regime: Regime) -> Regime:
    """No rule and no list reads protected expression, and none is recorded as something else."""
    rules = tuple(rule for rule in regime.rules if not is_expression(rule.scored_label))
    lists = tuple(
        entry.model_copy(
            update={"enter": tuple(ground for ground in entry.grounds if not is_expression(ground.label))}
        )
        if entry.grounds
        else entry
        for entry in regime.lists
    )
    wrong = regime.watch.errors.mislabelled
    kept = {label: as_other for label, as_other in wrong.items() if not is_expression(label)}
    errors = regime.watch.errors.model_copy(update={"mislabelled": kept})
    return _watching(regime.model_copy(update={"rules": rules, "lists": lists}), errors=errors)


def without_other_contexts(regime: Regime) -> Regime:
    """A service is refused only on grounds of which some lie in its own context of life."""
    gates = tuple(
        gate for gate in regime.gates if SERVICE_BY_NAME[gate.service].domain in contexts(regime, gate)
    )
    return regime.model_copy(update={"gates": gates})


def contexts(regime: Regime, gate: Gate) -> set[str]:
    """Contexts of life of the acts that a refusal rests on: the events of a list, or all that is scored."""
    named = gate.refuse.on_list
    events = [ground.event for entry in regime.lists if entry.name == named for ground in entry.grounds]
    labels = events or [rule.scored_label for rule in regime.rules]
    return {BY_NAME[LABELS[label]].domain for label in labels}


def without_everything(regime: Regime) -> Regime:
    """Nothing is watched, scored, listed, refused, made known or enforced; who was under it stays said."""
    errors = regime.watch.errors
    nothing = moved(errors.false_records.per_day, lambda _rate: 0.0)
    blind = errors.model_copy(
        update={
            "misattributed": moved(errors.misattributed, lambda _share: 0.0),
            "falls_on": None,
            "mislabelled": {},
            "false_records": errors.false_records.model_copy(update={"as_labels": (), "per_day": nothing}),
            "namesakes": None,
            "misjudged": {},
        }
    )
    watch = regime.watch.model_copy(
        update={"collectors": {}, "evidence": None, "ties": None, "errors": blind}
    )
    parts: dict[str, Any] = {"score": None, "association": None, "enforcement": None, "grades": {}}
    parts |= dict.fromkeys(("rules", "lists", "gates", "burdens", "rewards", "shaming"), ())
    return regime.model_copy(update={"watch": watch, "redress": no_review(regime.redress), **parts})


def no_review(redress: Redress) -> Redress:
    """No review, for a regime in which there is no entry to look at again."""
    return redress.model_copy(update=dict.fromkeys(("notice", "review", "correction", "higher"), "none"))


def without_part(regime: Regime, part: Removed, kept: float, name: str) -> Regime:
    """A regime without one part; of what a collector sees, the share `kept` is no longer seen."""
    if part.collector is not None:
        return _without_collector(regime, part.collector, kept, name)

    def rule_stays(rule: Rule) -> bool:
        return (rule.label or "", rule.duty or "") != (part.rule or "", part.duty or "")

    return regime.model_copy(
        update={
            "rules": tuple(rule for rule in regime.rules if rule_stays(rule)),
            "lists": tuple(entry for entry in regime.lists if entry.name != part.on_list),
            "gates": tuple(gate for gate in regime.gates if gate.service != part.gate),
            "burdens": tuple(each for each in regime.burdens if each.burden != part.burden),
            "shaming": tuple(each for each in regime.shaming if each.form != part.shaming),
        }
    )


def _without_collector(regime: Regime, name: str, kept: float, safeguard: str) -> Regime:
    collectors = dict(regime.watch.collectors)
    collector = collectors.get(name)
    if collector is None:
        return regime
    if kept == 1.0:
        del collectors[name]
        return _watching(regime, collectors=collectors)
    duty = next((rule.duty for rule in regime.rules if rule.duty and _is_seen_by(rule.duty, collector)), None)
    if duty is not None:
        raise refused(
            f"the safeguard {safeguard}",
            "adherence",
            f"{kept:g}, over {regime.regime}, whose {name} sees the duty {duty}: what it does not see counts as missed",
            "1, or a collector that sees no duty",
        )
    sees = {
        channel: moved(share, lambda value: value * (1.0 - kept)) for channel, share in collector.sees.items()
    }
    collectors[name] = collector.model_copy(update={"sees": sees})
    return _watching(regime, collectors=collectors)


def _is_seen_by(act: str, collector: Collector) -> bool:
    return any(channel in collector.sees for channel, _share in BY_NAME[act].channels)


def capped(regime: Regime, most: float) -> Regime:
    """No record costs more points than `most`."""

    def less(points: Points) -> Points:
        return moved(points, lambda value: max(value, 0.0 - most))

    def capped_rule(rule: Rule) -> Rule:
        points = rule.points
        if points is None:
            return rule
        if isinstance(points, Discretion):
            ends = {name: less(getattr(points, name)) for name in Discretion.model_fields}
            return rule.model_copy(update={"points": points.model_copy(update=ends)})
        return rule.model_copy(update={"points": less(points)})

    return regime.model_copy(update={"rules": tuple(capped_rule(rule) for rule in regime.rules)})


def without_discretion(regime: Regime) -> Regime:
    """Whatever an official could choose costs the fewest points that the rule allows. Bands that give stay."""

    def mild(rule: Rule) -> Rule:
        points = rule.points
        costs = isinstance(points, Discretion) and rule.ends[0] < 0
        return rule.model_copy(update={"points": points.mild}) if costs else rule  # type: ignore[union-attr]

    return regime.model_copy(update={"rules": tuple(mild(rule) for rule in regime.rules)})


def expiring(regime: Regime, days: float, name: str) -> Regime:
    """No term of a list, no extension of one and no grade set directly lasts longer than so many days."""

    def shorter(rule: Rule) -> Rule:
        return rule.model_copy(update={"held_for": rule.held_for and at_most(rule.held_for, days)})

    lists = tuple(_shorter(entry, days) for entry in regime.lists)
    terms = sum(entry.timed for entry in lists) + len({rule.grade for rule in regime.rules if rule.grade})
    if terms > MAX_TERMS:
        raise refused(
            f"the safeguard {name}",
            "expiry",
            f"{terms} lists and grades with a term, once what holds for good has one, in {regime.regime}",
            f"at most {MAX_TERMS}",
        )
    return regime.model_copy(update={"lists": lists, "rules": tuple(map(shorter, regime.rules))})


def _shorter(entry: ListOf, days: float) -> ListOf:
    if isinstance(entry.leave, Leave) and entry.leave.after is not None:
        leave = entry.leave.model_copy(update={"after": at_most(entry.leave.after, days)})
        return entry.model_copy(update={"leave": leave})
    if entry.grounds:
        grounds = tuple(_shorter_ground(ground, days) for ground in entry.grounds)
        return entry.model_copy(update={"enter": grounds})
    return entry


def _shorter_ground(ground: Ground, days: float) -> Ground:
    update: dict[str, Any] = {
        key: at_most(term, days)
        for key, term in (("term", ground.term), ("extend", ground.extend))
        if term is not None
    }
    if ground.held_for is not None:
        days_said = Term.said(days)
        update |= {
            "held_for": None,
            "term": Term.model_validate({"value": days_said, "assumed": (days_said, days_said)}),
        }
    return ground.model_copy(update=update)


def corrected(regime: Regime, better: Correction, kept: float) -> Regime:
    """Reviews find more of what is wrong, and sooner. There has to be one."""
    redress = regime.redress
    if redress.review == "none" or redress.correction == "none":
        return regime
    update: dict[str, Any] = {"review": _reviewed(redress.review, better, kept)}
    if redress.higher != "none":
        update["higher"] = _reviewed(redress.higher, better, kept)
    if better.within is not None:
        within = at_most(redress.correction.within, better.within.value)
        update["correction"] = redress.correction.model_copy(update={"within": within})
    return regime.model_copy(update={"redress": redress.model_copy(update=update)})


def told(regime: Regime, notice: Notice, kept: float) -> Regime:
    """Whoever a score puts on a list is told, and may ask for a review at least so good; a regime without gains both.

    It is told on the share `kept` of occasions.
    """
    if regime.event_list is not None or not regime.lists:
        return regime
    ways = regime.redress
    reaches, after = moved(_said(notice.reaches), lambda share: share * kept), _said(notice.after)
    if isinstance(ways.notice, Telling):
        reaches, after = _higher(ways.notice.reaches, reaches), _lower(ways.notice.after, after)
    decided_in, within = _said(notice.decided_in), _said(notice.within)
    sensitivity, specificity = _said(notice.sensitivity), _said(notice.specificity)
    if isinstance(ways.review, Review) and isinstance(ways.correction, Correcting):
        decided_in = _lower(ways.review.decided_in, decided_in)
        sensitivity = _higher(ways.review.sensitivity, sensitivity)
        specificity = _higher(ways.review.specificity, specificity)
        within = _lower(ways.correction.within, within)
    update = {
        "notice": Telling(reaches=reaches, after=after),
        "review": Review(decided_in=decided_in, sensitivity=sensitivity, specificity=specificity),
        "correction": Correcting(within=within),
    }
    return regime.model_copy(update={"redress": ways.model_copy(update=update)})


def _said(number: N) -> N:
    """A safeguard's number as a regime's: what it is taken from stands in the safeguard's file."""
    ends = number.assumed or (number.value, number.value)
    return number.model_copy(update={"source": None, "assumed": ends})


def _higher(has: N, given: N) -> N:
    """The regime's number with its range, or the safeguard's where that is higher."""
    return has if has.value >= given.value else given


def _lower(has: N, given: N) -> N:
    return has if has.value <= given.value else given


def _reviewed(review: Review, better: Correction, kept: float) -> Review:
    update: dict[str, Any] = {}
    if better.sensitivity is not None:
        least = better.sensitivity.value
        update["sensitivity"] = moved(
            review.sensitivity, lambda found: found + kept * (max(found, least) - found)
        )
    if better.decided_in is not None:
        update["decided_in"] = at_most(review.decided_in, better.decided_in.value)
    return review.model_copy(update=update)


def _watching(regime: Regime, **changed: Any) -> Regime:
    watch: Watch = regime.watch.model_copy(update=changed)
    return regime.model_copy(update={"watch": watch})
