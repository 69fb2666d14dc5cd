"""What standing imposes, and what it gives."""

from __future__ import annotations

from typing import Final

from glasstown.life.catalogue import SERVICE_BY_NAME
from glasstown.regimes.burdens import Burden, Favour, Reward
from glasstown.regimes.model import Regime
from glasstown.regimes.words.gates import refused_whom
from glasstown.regimes.words.phrases import bracketed, capital, percent, plain, series, spell

IMPOSED: Final = {
    "publication": "publication of their names",
    "fee": "a fee",
    "inspection": "inspections",
    "debt": "a debt",
}
"""Burdens, as what is imposed on somebody."""

GIVEN: Final = {
    "queue": "a better place in a queue",
    "deposit": "no deposit",
    "price": "a lower price",
    "inspection-free": "no inspections",
}
"""Rewards, as what somebody is given."""


def imposed(burden: Burden) -> str:
    """What a burden is, with its amount."""
    amount = burden.amount
    size = "" if amount is None else f" of {percent(amount.value)} of a year's income"
    return IMPOSED[burden.burden] + size + bracketed(spell(burden))


def given(reward: Reward) -> str:
    """What a reward is, and where."""
    at = "" if reward.service is None else f" for {SERVICE_BY_NAME[reward.service].title}"
    return GIVEN[reward.reward] + at + bracketed(spell(reward))


def favoured_whom(who: Favour) -> str:
    """Those whom a reward is given to."""
    if who.grade_at_least is not None:
        return f"those of grade {who.grade_at_least} or better"
    return f"those with {plain(who.score_at_least.value if who.score_at_least else 0.0)} points or more"


def burdens(regime: Regime) -> str:
    """Everything that is imposed, by whom it is imposed on; empty where nothing is."""
    by_ground: dict[str, list[str]] = {}
    for burden in regime.burdens:
        by_ground.setdefault(refused_whom(burden.who), []).append(imposed(burden))
    said = [f"on {ground} {_is(what)} imposed {series(what)}" for ground, what in by_ground.items()]
    return f"{capital('; '.join(said))}." if said else ""


def _is(what: list[str]) -> str:
    return "is" if len(what) == 1 and what != [IMPOSED["inspection"]] else "are"


def rewards(regime: Regime) -> str:
    """Everything that is given, by whom it is given to; empty where nothing is."""
    by_ground: dict[str, list[str]] = {}
    for reward in regime.rewards:
        by_ground.setdefault(favoured_whom(reward.who), []).append(given(reward))
    said = [f"{ground} are given {series(what)}" for ground, what in by_ground.items()]
    return f"{capital('; '.join(said))}." if said else ""
