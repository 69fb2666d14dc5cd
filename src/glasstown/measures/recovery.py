"""How long it takes to be in the clear again: the Kaplan–Meier estimate (1958) from integer histograms.

A person is followed from the first sanctioned day. Recovered: the first of 90 days on end with every
service open. People for whom the run ends earlier are *censored*: followed so far, and not counted as
recovered.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from glasstown.engine.result import End
from glasstown.measures.measure import MIN_CELL, Measure
from glasstown.measures.value import CENSORED, NONE_HERE, UNDEFINED, Amount
from glasstown.measures.view import View

NORMAL: Final = 1.959963984540054
"""97.5 % quantile of the normal distribution."""
ROUNDING: Final = 1e-12
"""A share of exactly one half may be a product that is rounded up."""


def kaplan_meier(recovered: np.ndarray, waiting: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(share not yet recovered, people still followed) by day 0…D since the first sanction.

    Both inputs count people by days. Those censored on a day are still followed on it.
    """
    leave = recovered + waiting
    followed = leave.sum() - np.concatenate(([0], np.cumsum(leave)[:-1]))
    stays = 1 - recovered / np.maximum(followed, 1)
    return np.cumprod(stays), followed


def greenwood(recovered: np.ndarray, waiting: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """95 % band (low, high) of `kaplan_meier`, by day: Greenwood's variance (1926) of the logarithm of a share that
    is told by its complementary log-log (Kalbfleisch and Prentice, 1980), so that it stays within 0…1.

    The whole 0…1 where the estimate is 0, of which the variance is infinite; 1 where nobody has recovered yet. It
    takes people as independent of each other.
    """
    left, followed = kaplan_meier(recovered, waiting)
    stay = followed - recovered
    terms = np.divide(recovered, followed * stay, out=np.zeros(left.size), where=stay > 0)
    inside = (left > 0) & (left < 1)
    logarithm = np.log(left, out=np.full(left.size, -1.0), where=inside)
    half = NORMAL * np.sqrt(np.cumsum(terms)) / np.abs(logarithm)
    low, high = (np.exp(-np.exp(np.log(-logarithm) + sign * half)) for sign in (1, -1))
    return (
        np.where(inside, low, np.where(left >= 1, 1.0, 0.0)),
        np.where(inside, high, 1.0),
    )


def _curve(view: View) -> tuple[np.ndarray, np.ndarray]:
    end: End = view.end
    return kaplan_meier(end.recovered_after, end.not_recovered_after)


def _median(view: View, group: int) -> Amount:
    if view.without:
        return NONE_HERE
    left, followed = _curve(view)
    if followed[0] == 0:
        return Amount(None, UNDEFINED)
    reached = np.flatnonzero(left <= 0.5 + ROUNDING)
    return Amount(float(reached[0])) if reached.size else Amount(None, CENSORED)


def _never(view: View, group: int) -> Amount:
    if view.without:
        return NONE_HERE
    left, followed = _curve(view)
    if followed[0] < MIN_CELL:
        return Amount(None, UNDEFINED, small=True)
    return Amount(float(left[np.flatnonzero(followed >= MIN_CELL)[-1]]))


_RISK: Final = "people ever sanctioned, from their first sanctioned day"

RECOVERY: Final = (
    Measure(
        "recovery_days_median",
        "Days until half are in the clear",
        "days from the first sanction to the first of 90 days with every service open",
        "people ever sanctioned",
        "days",
        _median,
        _RISK,
        "ICCPR 2(3), 14",
        "reversibility",
        "censored: fewer than half recover while they are followed; not applicable without a regime",
    ),
    Measure(
        "never_recovered_share",
        "Not in the clear as far as they can be followed",
        "people not recovered (Kaplan–Meier) by the last day on which at least 50 people are still followed",
        "people ever sanctioned",
        "share of people ever sanctioned",
        _never,
        _RISK,
        "ICCPR 2(3), 14",
        "reversibility",
        "fewer than 50 people were sanctioned; not applicable without a regime",
    ),
)
