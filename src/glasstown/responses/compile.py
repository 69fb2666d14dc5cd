"""What a response does beside a regime, as chances; without an occasion for it, nothing."""

from __future__ import annotations

from glasstown.core.state import LAYERS
from glasstown.life.catalogue import BY_NAME, LABELS, Act
from glasstown.regimes.model import Regime
from glasstown.responses.model import Response


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


def said(regime: Regime, response: Response, stream: str) -> float:
    """The share of a stream's acts still done by somebody beside a punished tie."""
    if response.speech is None or not is_expression(BY_NAME[stream]):
        return 1.0
    return response.speech.said_beside_punished_tie.value if _frightens(regime) else 1.0


def hears_of(regime: Regime, response: Response) -> tuple[str, ...]:
    """The kinds of tie through which people hear of a punishment, in the order of the layers."""
    if response.speech is None or not _frightens(regime):
        return ()
    return tuple(layer for layer in LAYERS if layer in response.speech.hears_of)


def breaks_off(regime: Regime, response: Response, layer: str) -> float:
    """The chance that a tie of a layer (kin or friend) learns of a listing and breaks off."""
    shunning = response.shunning
    if shunning is None:
        return 0.0
    unaware = 1.0
    for shaming in regime.shaming:
        if shaming.form in shunning.learns_through:
            unaware *= 1.0 - shunning.learns_through[shaming.form].value
    chance = shunning.breaks_off.kin if layer == "kin" else shunning.breaks_off.friend
    return (1.0 - unaware) * chance.value


def _frightens(regime: Regime) -> bool:
    """Whether speakers have anything to fear: others' bad standing is public, and words can cost one's own.

    Words do where protected speech is recorded, under its own label or a wrong one, and a rule or a list reads that.
    """
    published = regime.published_cut is not None or bool(regime.published_lists)
    ruled = {rule.scored_label for rule in regime.rules}
    ruled |= {ground.label for entry in regime.lists for ground in entry.grounds if not ground.of_debt}
    recorded = {LABELS[label] for label in ruled}
    recorded |= {name for name, wrong in regime.watch.errors.mislabelled.items() if wrong.as_label in ruled}
    return published and any(is_expression(BY_NAME[name]) for name in recorded)
