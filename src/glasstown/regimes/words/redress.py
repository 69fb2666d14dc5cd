"""How one is told, heard and put right; and what courts collect, listed or not."""

from __future__ import annotations

from typing import Final

from glasstown.regimes.model import Regime
from glasstown.regimes.redress import Correction, Higher, Notice, Review
from glasstown.regimes.words.phrases import counted, percent, series

_NAMES: Final = {"higher": "higher place to go to", "suspension": "suspension while one is heard"}
_ONLY_WITH_REVIEW: Final = ("higher", "suspension")


def review(found: Review) -> str:
    """How well a review tells wrong entries from right ones."""
    return (
        f"of wrong entries {percent(found.sensitivity.value)} are found wrong, of right ones "
        f"{percent(found.specificity.value)} are let stand"
    )


def redress(regime: Regime) -> str:
    """What there is of it, and what there is not."""
    ways = regime.redress
    told = []
    if isinstance(ways.notice, Notice):
        told.append(
            f"Of those whom a score puts on a list {percent(ways.notice.reaches.value)} are told within "
            f"{counted(ways.notice.after.value, 'day')}; others find out when they are first refused something."
        )
    if isinstance(ways.review, Review):
        told.append(
            f"Whoever asks has their entry reviewed, and hears within {counted(ways.review.decided_in.value, 'day')}: "
            f"{review(ways.review)}."
        )
    if isinstance(ways.correction, Correction):
        told.append(
            f"An entry found wrong is taken off within {counted(ways.correction.within.value, 'day')}."
        )
    if isinstance(ways.higher, Higher):
        told.append(
            f"Whoever is refused may go to a higher place within {counted(ways.higher.asked_within.value, 'day')}, "
            f"which decides within {counted(ways.higher.decided_in.value, 'day')}: {review(ways.higher)}."
        )
    missing = [
        _NAMES.get(name, name)
        for name, value in ways
        if value == "none" and (ways.review != "none" or name not in _ONLY_WITH_REVIEW)
    ]
    if missing:
        told.append(f"There is {series(f'no {name}' for name in missing)}.")
    return " ".join(told)


def enforcement(regime: Regime) -> str:
    """What courts collect whatever the list says; empty where the file says nothing of it."""
    if regime.enforcement is None:
        return ""
    return (
        "Courts collect debts, of people listed or not: at each occasion to pay, every 30 days, they find and take "
        f"what somebody owes who is able to pay with a chance of {percent(regime.enforcement.collects.value)}."
    )
