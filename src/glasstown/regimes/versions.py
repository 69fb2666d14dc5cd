"""A regime as it is in force on one day: rules, gates, lists and collectors come and go, people are enrolled in waves.

What is dated changes at the beginning of a day. What others see of a person's standing, and the regime's picture of
ties, are the same in all versions: a file says them once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from glasstown.regimes.dates import ALWAYS, PARTS, dates_in, in_force
from glasstown.regimes.model import Regime


@dataclass(frozen=True)
class Version:
    """What is in force of a regime from a run day on.

    `regime` keeps the parts in force, with all lists, of which those `asleep` are not kept now. `over`: nothing is
    in force any more, and there are no lists either.
    """

    first: int
    regime: Regime
    asleep: frozenset[str]
    over: bool


def versions(regime: Regime) -> list[Version]:
    """The versions of a regime, by their first days: the one of day 0 first."""
    days = {0} | {day for day in _days(regime) if day > 0}
    return [version_on(regime, day) for day in sorted(days)]


def version_on(regime: Regime, day: int) -> Version:
    """What is in force on a run day."""
    over = regime.run_day(regime.ends, ALWAYS) <= day
    asleep = frozenset(entry.name for entry in regime.lists if over or not in_force(regime, entry, day))
    if not _days(regime):
        return Version(day, regime, asleep, over)
    changes: dict[str, Any] = {
        part: tuple(each for each in getattr(regime, part) if not over and in_force(regime, each, day))
        for part in PARTS
    }
    rule = regime.association
    changes["association"] = rule if rule and not over and in_force(regime, rule, day) else None
    blind: dict[str, Any] = {"sees": {}}
    watch = regime.watch.model_copy(
        update={
            "collectors": {
                name: one if not over and in_force(regime, one, day) else one.model_copy(update=blind)
                for name, one in regime.watch.collectors.items()
            }
        }
    )
    changes["enrol"] = regime.enrol.model_copy(update={"share": _share_on(regime, day)})
    if over:
        changes |= {"shaming": (), "sentiment": None, "lists": ()}
        if regime.score is not None:
            changes["score"] = regime.score.model_copy(update={"decay": None})
        false = regime.watch.errors.false_records
        none = false.model_copy(update={"per_day": false.per_day.model_copy(update={"value": 0.0})})
        errors = regime.watch.errors.model_copy(update={"false_records": none, "mislabelled": {}})
        watch = watch.model_copy(update={"errors": errors})
    changes["watch"] = watch
    return Version(day, regime.model_copy(update=changes), asleep, over)


def _days(regime: Regime) -> set[int]:
    """Run days on which something begins or ends, after day 0."""
    days = {regime.run_day(when, 0) for _at, when in dates_in(regime)}
    return {day for day in days if day > 0}


def _share_on(regime: Regime, day: int) -> Any:
    """The share enrolled by a run day: a `Share`, of 0 before the first."""
    enrol = regime.enrol
    share = enrol.share
    if regime.run_day(enrol.from_date, 0) > day:
        share = share.model_copy(update={"value": 0.0})
    for wave in enrol.then:
        if regime.run_day(wave.from_date, 0) <= day:
            share = wave.share
    return share
