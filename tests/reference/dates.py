"""When the parts of a regime hold, by plain arithmetic of days."""

from __future__ import annotations

from typing import Any

NEVER = 10**9


def day_of(regime: Any, when: Any, otherwise: int) -> int:
    """The day of a run that a file means: a date counts from the regime's first."""
    if when is None:
        return otherwise
    return when if isinstance(when, int) else (when - regime.begins).days


def ended(regime: Any, day: int) -> bool:
    return day >= day_of(regime, regime.ends, NEVER)


def holds(regime: Any, part: Any, day: int) -> bool:
    """Whether a part that may be dated is in force on a day."""
    started = day_of(regime, part.from_date, -NEVER) <= day
    return started and day < day_of(regime, part.until, NEVER) and not ended(regime, day)


def enrolled_share(regime: Any, day: int) -> float:
    """The share of people that the last wave so far has brought the regime to."""
    waves = [
        (regime.enrol.from_date, regime.enrol.share),
        *((w.from_date, w.share) for w in regime.enrol.then),
    ]
    reached = [share.value for first, share in waves if day_of(regime, first, 0) <= day]
    return reached[-1] if reached else 0.0


def turning_days(regime: Any) -> list[int]:
    """Days of a run, from 1 on, on which something may begin or end."""
    parts = [*regime.rules, *regime.gates, *regime.burdens, *regime.rewards, *regime.lists]
    parts += list(regime.watch.collectors.values())
    parts += [regime.association] if regime.association is not None else []
    dates = [when for part in parts for when in (part.from_date, part.until)]
    dates += [regime.ends, regime.enrol.from_date, *(wave.from_date for wave in regime.enrol.then)]
    return sorted({day for when in dates if (day := day_of(regime, when, 0)) > 0})
