"""What a regime is for and what it gives, in every world: it stands beside harm, never against it."""

from __future__ import annotations

from typing import Final

from glasstown.measures.inequality import TENTHS
from glasstown.measures.measure import Compute, Measure
from glasstown.measures.sanctions import NOBODY, days_of_enrolled
from glasstown.measures.value import NONE_HERE, Amount, ratio
from glasstown.measures.view import View
from glasstown.system.stand.fields import REWARDS


def _paid(view: View, group: int) -> Amount:
    return ratio(view.total("debts_paid"), view.total("judgments"))


def _while_listed(view: View, group: int) -> Amount:
    if view.without:
        return NONE_HERE
    return ratio(view.total("paid_listed"), view.total("debts_paid"))


def _gained(view: View, group: int) -> Amount:
    if view.without or not view.scored:
        return NONE_HERE
    return ratio(view.total("points_gained"), view.enrolled * TENTHS)


def _favoured(i: int) -> Compute:
    return days_of_enrolled("given_change", i)


AIMS: Final = (
    Measure(
        "aim_attained",
        "Judgments paid",
        "debts under a judgment that were paid",
        "judgments that ordered somebody to pay",
        "share of judgments",
        _paid,
        "people ordered by a court to pay",
        "the creditor's: ICCPR 2(3), 14",
        "scale",
        "no court ordered anybody to pay",
        note="a benefit: it stands beside harm and is never netted against it",
    ),
    Measure(
        "paid_while_listed_share",
        "Debts paid while on a list",
        "debts paid by people who were on a list",
        "debts under a judgment that were paid",
        "share of debts paid",
        _while_listed,
        "people who paid a debt under a judgment",
        "the creditor's: ICCPR 2(3), 14",
        "scale",
        "no debt was paid; not applicable without a regime",
        note="not all of it because of the list: the town without shows what would have been paid anyhow",
    ),
    Measure(
        "points_gained",
        "Points given, for each person",
        "points given for records, as far as the highest score lets them count",
        "people under the regime",
        "points per person under the regime in the run",
        _gained,
        "people under the regime",
        "ICCPR 17, 26",
        "scale",
        "nobody is under the regime; not applicable where no score is kept, and without a regime",
        note="a benefit only within the score: what a point is worth is what its loss would close; it stands beside "
        "harm and is never netted against it",
    ),
    Measure(
        "favoured_share",
        "Time spent favoured",
        "person-days on which standing gives at least one reward",
        "person-days under the regime",
        "share of person-days under the regime",
        days_of_enrolled("rewarded_change"),
        "people under the regime",
        "ICCPR 26",
        "scale",
        NOBODY,
        grouped=True,
        axis="reward",
        pieces=tuple((name, _favoured(i)) for i, name in enumerate(REWARDS)),
        note="a benefit: it stands beside harm and is never netted against it; what others lose by it is not in it",
    ),
)
