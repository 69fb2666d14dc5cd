"""What a response does beside a regime, as chances; without an occasion for it, nothing."""

from __future__ import annotations

from typing import Final

from glasstown.core.state import LAYERS
from glasstown.life.catalogue import BY_NAME, LABELS, Act
from glasstown.regimes.labels import CONTACT_LABEL
from glasstown.regimes.model import Regime
from glasstown.responses.model import Response

CONTACTS: Final = ("household", "kin", "friend", "colleague")
"""Kinds of tie of whom one calls, writes to or visits somebody."""


def is_expression(act: Act) -> bool:
    """Whether an act is protected speech that could be silenced: what one is rewarded for saying is not."""
    return act.protected.startswith("ICCPR 19") and not act.good


def is_praise(act: Act) -> bool:
    """Whether an act is a public word that one is rewarded for."""
    return act.protected.startswith("ICCPR 19") and act.good


def swayed_weekly(regime: Regime, response: Response) -> float:
    """The chance in a week that somebody not supportive is moved a step by what a regime broadcasts."""
    sentiment, belief = regime.sentiment, response.belief
    if sentiment is None or sentiment.broadcast is None or belief is None:
        return 0.0
    return sentiment.broadcast.strength.value * belief.moved_by_broadcast.value


def said(regime: Regime, response: Response, stream: str) -> tuple[float, float]:
    """The shares of a stream's acts still done, ordinarily and by somebody beside a punished tie."""
    if response.speech is None or not is_expression(BY_NAME[stream]):
        return 1.0, 1.0
    ordinarily = 1.0 - _anticipated(regime, response)
    beside = response.speech.said_beside_punished_tie.value if _frightens(regime) else 1.0
    return ordinarily, ordinarily * beside


def _anticipated(regime: Regime, response: Response) -> float:
    """The share of critical words kept back for what might happen: perceived risk, as the response says."""
    if response.speech is None or response.speech.anticipation is None:
        return 0.0
    vague_labels = _about_words(regime)
    if not vague_labels:
        return 0.0
    part = response.speech.anticipation
    vague = part.vagueness.vague if any(vague_labels.values()) else part.vagueness.clear
    return part.awareness.value * part.perceived_watching.value * vague.value


def learned(regime: Regime, response: Response, layer: str) -> float:
    """The share of the ties of a layer who learn of a listing through the forms of shaming that reach it.

    Of a response that does not say how many learn, all whom a form reaches.
    """
    unaware = 1.0
    for shaming in regime.shaming:
        if layer not in shaming.layers:
            continue
        if response.shunning is None:
            return 1.0
        if shaming.form in response.shunning.learns_through:
            unaware *= 1.0 - response.shunning.learns_through[shaming.form].value
    return 1.0 - unaware


def hears(regime: Regime, response: Response) -> dict[str, float]:
    """The kinds of tie through which people hear of a punishment, and the share of such ties that tell of it.

    What ties or contact can cost is known to everybody; else one hears of it through the forms of shaming.
    """
    if response.speech is None or not _frightens(regime):
        return {}
    open_to_all = regime.association is not None or regime.scores_contact
    shares = {
        layer: 1.0 if open_to_all else learned(regime, response, layer)
        for layer in LAYERS
        if layer in response.speech.hears_of
    }
    return {layer: share for layer, share in shares.items() if share > 0.0}


def breaks_off(regime: Regime, response: Response, layer: str) -> float:
    """The chance that a tie of a layer (kin or friend) learns of a listing and breaks off."""
    shunning = response.shunning
    if shunning is None:
        return 0.0
    chance = shunning.breaks_off.kin if layer == "kin" else shunning.breaks_off.friend
    return learned(regime, response, layer) * chance.value


def urges(regime: Regime, response: Response, layer: str) -> float:
    """The chance that a tie of a layer has learned of a debtor's listing and urges them at an occasion to pay."""
    listed = regime.debt_list
    if response.urging is None or listed is None or regime.published_lists != (listed.name,):
        return 0.0
    return learned(regime, response, layer) * response.urging.urges.value


def avoids(regime: Regime, response: Response, layer: str) -> float:
    """The chance that a contact with a tie of a layer is left undone, once that person is published as bad.

    Contact is avoided where it costs points itself, or where ties of that kind do.
    """
    if response.avoidance is None:
        return 0.0
    scored = any(rule.label == CONTACT_LABEL and rule.costs for rule in regime.rules)
    if regime.association is not None:
        scored |= any(
            kind == layer and cost.value < 0 for kind, cost in regime.association.points_per_tie.items()
        )
    return response.avoidance.avoids.value if scored else 0.0


def avoids_anybody(regime: Regime, response: Response) -> bool:
    """Whether people leave any contact undone, with whomever."""
    return any(avoids(regime, response, layer) > 0.0 for layer in CONTACTS)


def _frightens(regime: Regime) -> bool:
    """Whether speakers have anything to fear: others' bad standing is public, and words can cost one's own."""
    published = regime.published_cut is not None or bool(regime.published_lists)
    return published and bool(_about_words(regime))


def _about_words(regime: Regime) -> dict[str, bool]:
    """Labels that a rule or a list reads and under which protected speech is recorded; whether any is vague.

    It is recorded under its own label, or under a wrong one.
    """
    vague = {ground.label: False for entry in regime.lists for ground in entry.grounds if not ground.of_debt}
    vague |= {rule.scored_label: rule.vague for rule in regime.rules}
    recorded: dict[str, set[str]] = {label: {LABELS[label]} for label in vague}
    for act, wrong in regime.watch.errors.mislabelled.items():
        if wrong.as_label in recorded:
            recorded[wrong.as_label].add(act)
    return {
        label: vague[label]
        for label, acts in recorded.items()
        if any(is_expression(BY_NAME[act]) for act in acts)
    }
