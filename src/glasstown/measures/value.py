"""One number with its interval, and the reason where there is none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from glasstown.measures.student import mean_interval

UNDEFINED: Final = "undefined"  # nothing to divide by, or a group too small to show
CENSORED: Final = "censored"  # the run ended before it could be seen
NOT_APPLICABLE: Final = "not_applicable"  # the world has no such thing


class Amount(NamedTuple):
    """One replicate's number, or the reason why it has none."""

    value: float | None
    reason: str | None = None
    small: bool = False  # left out because fewer than 50 people stand behind it


NONE_HERE: Final = Amount(None, NOT_APPLICABLE)
ZERO: Final = Amount(0.0)


def ratio(numerator: float, denominator: float, times: float = 1.0) -> Amount:
    """`times` · numerator / denominator; undefined over nothing."""
    if denominator == 0:
        return Amount(None, UNDEFINED)
    return Amount(times * float(numerator) / float(denominator))


@dataclass(frozen=True)
class Value:
    """A measure in a world: mean over the `n` replicates in which it is defined, and its intervals.

    `low`, `high`: 95 % for chance (town and life drawn anew). `assumed_low`, `assumed_high`: least and most
    over draws of the assumed numbers. None is always explained by `reason` or `method`.
    """

    value: float | None
    low: float | None
    high: float | None
    assumed_low: float | None
    assumed_high: float | None
    n: int
    method: str
    unit: str
    reason: str | None
    replicates: tuple[float | None, ...] = ()
    groups: Mapping[str, Mapping[str, Value]] | None = None

    def to_json(self) -> dict[str, Any]:
        """The keys of measures.json, and `groups` where there are any."""
        names = ("value", "low", "high", "assumed_low", "assumed_high", "n", "method", "unit", "reason")
        out: dict[str, Any] = {name: getattr(self, name) for name in names}
        if self.groups:
            out["groups"] = {
                axis: {group: value.to_json() for group, value in values.items()}
                for axis, values in self.groups.items()
            }
        return out


def combine(
    amounts: Sequence[Amount],
    unit: str,
    drawn: Sequence[Amount] = (),
    groups: Mapping[str, Mapping[str, Value]] | None = None,
) -> Value:
    """The value over replicates, and its range over `drawn` worlds (draws of the assumed numbers).

    A spell that one replicate did not see to its end makes the value censored: the mean of the others would
    be too short. A group with fewer than 50 people in any replicate is left out, for the same reason. Where some
    replicates have nothing to divide by, the value is the mean of the others, and says so.
    """
    values = [amount.value for amount in amounts if amount.value is not None]
    reasons = [amount.reason for amount in amounts if amount.value is None]
    spread = [amount.value for amount in drawn if amount.value is not None]
    if CENSORED in reasons or any(amount.small for amount in amounts):
        values = []
    mean, low, high = mean_interval(values) if values else (None, None, None)
    if len(amounts) == 1:
        method = "single run"
    elif len(values) == len(amounts) or not values:
        method = f"mean and Student's t over {len(amounts)} replicates"
    else:
        method = (
            f"mean and Student's t over the {len(values)} of {len(amounts)} replicates where it is defined"
        )
    if drawn:
        method += f"; least and most over {len(spread)} draws of the assumed numbers"
    elif len(amounts) > 1:
        method += "; chance only"
    if any(amount.small for amount in amounts):
        method += "; left out: fewer than 50 people"
    reason = None
    if mean is None:
        reason = CENSORED if CENSORED in reasons else reasons[0]
    return Value(
        mean,
        low,
        high,
        min(spread) if spread else None,
        max(spread) if spread else None,
        len(values),
        method,
        unit,
        reason,
        tuple(amount.value for amount in amounts),
        groups,
    )
