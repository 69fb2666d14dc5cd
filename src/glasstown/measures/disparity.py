"""How far the groups of an axis are apart: the group hit most against the group hit least, as a ratio and as a
difference, for being sanctioned, for being sanctioned wrongly, and for being heard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from glasstown.measures.measure import Compute, Measure
from glasstown.measures.redress import corrected_of_asked
from glasstown.measures.sanctions import false_sanctions, of_enrolled, of_sanctioned_days
from glasstown.measures.value import NONE_HERE, UNDEFINED, Amount, ratio
from glasstown.measures.view import View, each_axis

_NULL: Final = (
    "fewer than two groups with at least 50 people in the denominator, or nobody hit; "
    "not applicable without a regime"
)


@dataclass(frozen=True)
class Rate:
    """What is compared between groups: a share that is also worked out for each of them."""

    name: str  # in the key; empty for the plain disparity
    title: str
    share: str
    compute: Compute
    risk_set: str


RATES: Final = (
    Rate(
        "",
        "hit",
        "share ever sanctioned",
        of_enrolled("first_sanctioned"),
        "people under the regime, in groups of at least 50",
    ),
    Rate(
        "false_sanction",
        "sanctioned while in the clear",
        "share of person-days in the clear that were under sanction (false positive rate)",
        false_sanctions,
        "person-days on which nothing right would have closed a service, in groups of at least 50 people",
    ),
    Rate(
        "false_discovery",
        "sanctioned wrongly of those sanctioned",
        "share of sanctioned person-days that were wrong (false discovery rate)",
        of_sanctioned_days("wrongful_change"),
        "sanctioned person-days, in groups of which at least 50 people were ever sanctioned",
    ),
    Rate(
        "redress",
        "corrected of those who asked",
        "share of people who asked for a review whose entry was corrected",
        corrected_of_asked,
        "people who asked for a review, in groups of which at least 50 did",
    ),
)


def rates_of(view: View, axis: str, compute: Compute) -> list[float] | Amount:
    """The shares of the groups of an axis that are large enough to show; the reason where there are not two."""
    if view.without:
        return NONE_HERE
    numbers = dict(each_axis(view.lives.groups)).get(axis, [])
    amounts = [compute(view, number) for _, number in numbers]
    rates = [amount.value for amount in amounts if amount.value is not None]
    if len(rates) >= 2:
        return rates
    small = any(amount.small for amount in amounts)
    return Amount(None, UNDEFINED, small=small)


def _of_axis(rate: Rate, axis: str) -> tuple[Measure, Measure]:
    def times(view: View, group: int) -> Amount:
        rates = rates_of(view, axis, rate.compute)
        return rates if isinstance(rates, Amount) else ratio(max(rates), min(rates))

    def difference(view: View, group: int) -> Amount:
        rates = rates_of(view, axis, rate.compute)
        return rates if isinstance(rates, Amount) else Amount(100 * (max(rates) - min(rates)))

    def measure(kind: str, title: str, denominator: str, unit: str, compute: Compute) -> Measure:
        slug = "_".join(part for part in ("disparity", kind, rate.name, axis.replace("-", "_")) if part)
        return Measure(
            slug,
            f"{title}, by {axis}: {rate.title}",
            f"{rate.share}, in the group of this axis where it is highest",
            denominator,
            unit,
            compute,
            rate.risk_set,
            "ICCPR 2(1), 26",
            "probability",
            _NULL,
            axis=axis,
        )

    lowest = "that of the group where it is lowest"
    return (
        measure("ratio", "Highest over lowest group", lowest, "times", times),
        measure("difference", "Highest less lowest group", f"less {lowest}", "percentage points", difference),
    )


def disparity_measures(axes: Sequence[str]) -> tuple[Measure, ...]:
    """Ratio and difference between the groups hit most and least, for each rate and axis of the town."""
    return tuple(measure for rate in RATES for axis in axes for measure in _of_axis(rate, axis))
