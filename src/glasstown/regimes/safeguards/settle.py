"""What has lost its object once something was taken from a regime is taken away too, so that the rest is valid.

It never brings anything back. Two things are taken away that would still be valid, since leaving them would make a
safeguard punish more: a duty of which less is seen now (what is not seen counts as missed), and points for contact
with listed people where more lists would count from now on.
"""

from __future__ import annotations

from glasstown.life.catalogue import BY_NAME
from glasstown.regimes.burdens import Refuse
from glasstown.regimes.contradictions import recordable
from glasstown.regimes.labels import CONTACT_LABEL
from glasstown.regimes.lists import ListOf
from glasstown.regimes.model import Association, Regime, Rule
from glasstown.regimes.safeguards.overlays import no_review
from glasstown.regimes.shaming import Shamed
from glasstown.regimes.watching import SeenTies


def settled(regime: Regime, before: Regime) -> Regime:
    """The regime without what lost its object; `before` is as it was when nothing was taken away."""
    scored = regime.score is not None
    regime = regime.model_copy(update={"watch": regime.watch.model_copy(update={"ties": _ties(regime)})})
    lists = tuple(filter(None, (_list(entry, recordable(regime), scored) for entry in regime.lists)))
    names = {entry.name for entry in lists}
    regime = regime.model_copy(
        update={
            "lists": lists,
            "association": _association(regime, names),
            "shaming": tuple(each for each in regime.shaming if _stands(each.who, scored, names)),
            "gates": tuple(gate for gate in regime.gates if _stands(gate.refuse, scored, names)),
            "burdens": tuple(each for each in regime.burdens if _stands(each.who, scored, names)),
            "rewards": regime.rewards if scored else (),
        }
    )
    labels = recordable(regime)
    rules = tuple(rule for rule in regime.rules if scored and _rule_stays(rule, labels, regime, before))
    regime = regime.model_copy(update={"rules": rules})
    if not regime.lists:
        regime = regime.model_copy(update={"redress": no_review(regime.redress)})
    return regime


def _stands(who: Refuse | Shamed, scored: bool, lists: set[str]) -> bool:
    """Whether there is still anybody whom it could fall on."""
    return scored if who.on_list is None else who.on_list in lists


def _list(entry: ListOf, labels: set[str], scored: bool) -> ListOf | None:
    """A list with the events of which a record can still arise."""
    if not isinstance(entry.enter, tuple):
        return entry if scored else None
    grounds = tuple(ground for ground in entry.grounds if ground.of_debt or ground.label in labels)
    return entry.model_copy(update={"enter": grounds}) if grounds else None


def _ties(regime: Regime) -> SeenTies | None:
    """The picture of ties, as far as anybody still watches what it is drawn from."""
    ties = regime.watch.ties
    if ties is None:
        return None
    watched = {channel for collector in regime.watch.collectors.values() for channel in collector.sees}
    through = tuple(channel for channel in ties.seen_through if channel in watched)
    return ties.model_copy(update={"seen_through": through}) if through else None


def _association(regime: Regime, lists: set[str]) -> Association | None:
    association = regime.association
    if association is None or regime.score is None:
        return None
    named = association.bad.on_list
    blind = association.through == "seen-ties" and regime.watch.ties is None
    return None if blind or (named is not None and named not in lists) else association


def _rule_stays(rule: Rule, labels: set[str], regime: Regime, before: Regime) -> bool:
    if rule.duty is not None:
        return not any(
            regime.watch.coverage(channel) < before.watch.coverage(channel)
            for channel, _share in BY_NAME[rule.duty].channels
        )
    if rule.label == CONTACT_LABEL and (
        not regime.lists or set(regime.published_lists) - set(before.published_lists)
    ):
        return False
    return rule.scored_label in labels
