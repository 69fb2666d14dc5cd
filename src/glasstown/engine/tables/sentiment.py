"""What each world reads of public words, and how it moves what people think, as arrays."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from glasstown.core.randomness import threshold
from glasstown.core.state import PRAISE, WORDS
from glasstown.engine.tables.watching import kinds_of
from glasstown.engine.tables.worlds import World, column
from glasstown.life.act.fields import MAX_CHANNELS
from glasstown.life.belief.fields import Belief
from glasstown.life.catalogue import BY_NAME
from glasstown.responses.compile import is_expression, is_praise, swayed_weekly
from glasstown.system.sentiment.fields import Sentiment


def kind_of_word(stream: str) -> int:
    """`WORDS`, `PRAISE`, or 0 where an act is neither."""
    act = BY_NAME[stream]
    return WORDS if is_expression(act) else PRAISE if is_praise(act) else 0


def sentiment_of(worlds: Sequence[World], streams: Sequence[str]) -> Sentiment:
    observes = np.zeros(len(worlds), np.uint8)
    kinds = kinds_of([world.regime for world in worlds])
    seen = np.zeros((len(worlds), len(streams), MAX_CHANNELS, len(kinds)), np.int64)
    misread = np.zeros(len(worlds), np.int64)
    for w, world in enumerate(worlds):
        if world.regime.sentiment is None:
            continue
        observed = world.regime.sentiment.observe.public_expression
        observes[w] = 1
        misread[w] = threshold(observed.misread.value)
        for s, name in enumerate(streams):
            if kind_of_word(name) == 0:
                continue
            for c, (channel, _share) in enumerate(BY_NAME[name].channels):
                seen[w, s, c] = [
                    threshold(world.regime.watch.coverage(channel, kind) * (1.0 - observed.missed.value))
                    for kind in kinds
                ]
    return Sentiment(observes=observes, seen=seen, misread=misread)


def belief_of(worlds: Sequence[World]) -> Belief:
    return Belief(swayed=column([threshold(swayed_weekly(w.regime, w.response)) for w in worlds]))
