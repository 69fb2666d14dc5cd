"""What people think and what they say: praise that is not meant, and what a regime takes from public words.

An opinion is of adults: critical, undecided or supportive. Public words are either praise or criticism.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from glasstown.core.counters import P
from glasstown.measures.measure import Measure
from glasstown.measures.value import NONE_HERE, UNDEFINED, ZERO, Amount, ratio
from glasstown.measures.view import View

_POINTS: Final = 100.0
_UNIT: Final = "percentage points"
_HELD: Final = "opinions held (supportive or critical; the undecided hold none), in the mean over the days"


def _acts(view: View, stream: str) -> int:
    streams = view.lives.streams
    return view.total("acts", streams.index(stream)) if stream in streams else 0


def _days_held(view: View, which: int, counter: str) -> int:
    """Person-days of an opinion: how many had it at the start, and the changes since."""
    days = view.lives.days
    weight = days + 1 - np.maximum(np.arange(days + 1), 1)
    changes = view.lives.plain[view.w, :, P[counter]]
    return view.lives.opinions[which] * days + int((changes * weight).sum())


def _held_supportive(view: View) -> Amount:
    """Share supportive among opinions held, over the days of the run."""
    supportive = _days_held(view, 2, "supportive_change")
    return ratio(supportive, supportive + _days_held(view, 0, "critical_change"))


def _less_held(view: View, said: Amount) -> Amount:
    held = _held_supportive(view)
    if said.value is None or held.value is None:
        return Amount(None, UNDEFINED)
    return Amount(_POINTS * (said.value - held.value))


def _gap(view: View, _group: int) -> Amount:
    praise = _acts(view, "praise-party")
    return _less_held(view, ratio(praise, praise + _acts(view, "public-criticism")))


def _seen_error(view: View, _group: int) -> Amount:
    if view.without:
        return NONE_HERE
    praise = view.total("seen_praise")
    return _less_held(view, ratio(praise, praise + view.total("seen_criticism")))


def _insincere(view: View, _group: int) -> Amount:
    if sum(view.lives.opinions) == 0:
        return Amount(None, UNDEFINED)
    return ratio(view.total("insincere_praise"), _acts(view, "praise-party"))


def _shift(view: View, _group: int) -> Amount:
    adults = sum(view.lives.opinions)
    if adults == 0:
        return Amount(None, UNDEFINED)
    if view.without:
        return ZERO
    if view.twin is None:
        return Amount(None, UNDEFINED)
    moved = view.total("supportive_change") - view.twin.total("supportive_change")
    return ratio(moved, adults, _POINTS)


SENTIMENT: Final = (
    Measure(
        "insincere_praise_share",
        "Praise that is not meant",
        "words of public praise by people who are critical or undecided in private",
        "words of public praise",
        "share of public praise",
        _insincere,
        "words of public praise",
        "ICCPR 19",
        "scale",
        "nobody praised, or the town does not say what people think",
        note="the town gives no table of how what is said goes with what is thought: where praise earns nothing, those "
        "who do not mean it praise as often as those who do",
    ),
    Measure(
        "falsification_gap_pp",
        "How much more support is said than thought",
        f"share of praise among public words (praise or criticism), less the share supportive among {_HELD}",
        "public words, and opinions held",
        _UNIT,
        _gap,
        "public words",
        "ICCPR 19",
        "scale",
        "nothing was said in public, or the town does not say what people think",
        note="people speak when they have something to criticise, so the gap is not 0 in the town without either: its "
        "difference is what the regime does",
    ),
    Measure(
        "seen_sentiment_error_pp",
        "How wrong the regime is about what people think",
        "share of praise among public words as the regime read them, less the share supportive among "
        f"{_HELD}",
        "public words that the regime counted, and opinions held",
        _UNIT,
        _seen_error,
        "public words that the regime counted",
        "ICCPR 17, 19",
        "scale",
        "it counted no words, or the town does not say what people think; not applicable without a regime",
    ),
    Measure(
        "opinion_shift_pp",
        "Support gained by what is broadcast",
        "adults supportive in private on the last day, less those of the town without",
        "adults of the town",
        _UNIT,
        _shift,
        "adults of the town",
        "ICCPR 18, 19",
        "scale",
        "the town does not say what people think, or the town without was not run",
        window="the last day",
    ),
)
