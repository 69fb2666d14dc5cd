"""What a regime takes people to think, and what it broadcasts."""

from __future__ import annotations

from glasstown.regimes.model import Regime
from glasstown.regimes.words.phrases import percent


def sentiment(regime: Regime) -> str:
    """How it reads public words, and how strong its broadcast is; empty where the file says nothing of it."""
    part = regime.sentiment
    if part is None:
        return ""
    words = part.observe.public_expression
    told = (
        "What people think it gathers from what they say in public: of the words of praise and of criticism that its "
        f"collectors see it misses {percent(words.missed.value)}, and takes {percent(words.misread.value)} of the "
        "others for the opposite."
    )
    if part.broadcast is not None:
        told += (
            f" It broadcasts at {percent(part.broadcast.strength.value)} of the greatest strength; what it says is not "
            "modelled."
        )
    return told
