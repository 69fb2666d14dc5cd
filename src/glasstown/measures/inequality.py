"""How unequally the harm falls: on few people, and on scores."""

from __future__ import annotations

from typing import Final

import numpy as np

from glasstown.measures.measure import Measure
from glasstown.measures.value import NONE_HERE, UNDEFINED, Amount, ratio
from glasstown.measures.view import View

TENTHS: Final = 10


def gini(histogram: np.ndarray) -> float | None:
    """Gini coefficient of whole amounts 0, 1, … from counts of people; None where nobody has anything."""
    amounts = np.arange(histogram.size)
    people = int(histogram.sum())
    held = int((amounts * histogram).sum())
    if held == 0:
        return None
    cumulated = np.cumsum(amounts * histogram)
    # twice the area under the Lorenz curve, times people · held
    area = int((histogram * (2 * cumulated - amounts * histogram)).sum())
    return 1 - area / (people * held)


def top_share(histogram: np.ndarray, people: int, share: float = 0.01) -> float | None:
    """Share of all days held by the `share` of `people` with most; the last person may count in part."""
    days = np.arange(histogram.size)[::-1]
    counts = histogram[::-1]
    held = int((days * counts).sum())
    if held == 0:
        return None
    before = np.concatenate(([0], np.cumsum(counts)[:-1]))
    taken = np.clip(share * people - before, 0, counts)
    return float((taken * days).sum() / held)


def _gini(view: View, group: int) -> Amount:
    if view.without or view.end.lost.size == 0:
        return NONE_HERE
    value = gini(view.end.lost)
    return Amount(value, None if value is not None else UNDEFINED)


def _top(view: View, group: int) -> Amount:
    if view.without:
        return NONE_HERE
    value = top_share(view.end.sanction_days, view.enrolled)
    return Amount(value, None if value is not None else UNDEFINED)


def _score(view: View, group: int) -> Amount:
    if view.without or view.end.score.size == 0:
        return NONE_HERE
    return ratio(int(view.score_sums()[-1]), view.enrolled * TENTHS)


INEQUALITY: Final = (
    Measure(
        "score_mean",
        "Mean score on the last day",
        "sum of scores",
        "people under the regime",
        "points",
        _score,
        "people under the regime",
        "ICCPR 17",
        "scale",
        "there is no score",
        window="the last day",
    ),
    Measure(
        "score_gini",
        "How unequally points are lost",
        "Gini coefficient of points under the start",
        "people under the regime",
        "0 (all lose alike) to 1 (one person loses all)",
        _gini,
        "people under the regime",
        "ICCPR 26",
        "scale",
        "nobody is under their start, or there is no score",
        window="the last day",
    ),
    Measure(
        "harm_top1_share",
        "Borne by the one in a hundred hit hardest",
        "sanctioned days of the 1% of people with most of them",
        "sanctioned days of everybody",
        "share of sanctioned days",
        _top,
        "people under the regime",
        "ICCPR 26",
        "scale",
        "nobody was sanctioned; not applicable without a regime",
    ),
)
