"""What stands beside harm: ordinary practice where it was run too, and what the regime is for. Never on one axis,
in one ratio or in one sum with harm."""

from __future__ import annotations

from dataclasses import dataclass

from glasstown.measures import WITHOUT, Value
from glasstown.measures.aims import AIMS as BENEFITS
from glasstown.report.bars import told
from glasstown.report.context import ReportContext
from glasstown.report.numbers import MISSING, difference, of

HARMS = (
    "sanctioned_share",
    "listed_share",
    "wrongful_people_share",
    "collateral_people_share",
    "speech_silenced_share",
)
AIMS = tuple(each.key for each in BENEFITS)


@dataclass(frozen=True)
class Worlds:
    """A table with a column for each world; `rows` hold a title, a cell for each world and the difference.

    What is nil in every world is left out.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def in_points(self) -> bool:
        """Whether a difference is given in percentage points."""
        return any(" pp" in row[-1] for row in self.rows)


def _names(context: ReportContext) -> dict[str, str]:
    names = {WITHOUT: "Town without"} if WITHOUT in context.results.worlds else {}
    if context.before is not None:
        names[context.before] = "Ordinary practice"
    return {**names, context.world: "Under the regime"}


def _cell(value: Value) -> str:
    """A value with its interval, which is not broken over two lines."""
    shown, between = of(value)
    unbroken = between.replace("–", "–\u2060").replace(" ", "\u00a0")
    return f"{shown} ({unbroken})" if between not in ("", shown) else told(value)


def _table(context: ReportContext, keys: tuple[str, ...]) -> Worlds:
    names = _names(context)
    rows = []
    for key in keys:
        values = [context.results.value(key, world) for world in names]
        if not any(value.value for value in values):
            continue
        here = context.results.paired.get(context.world, {}).get(key)
        apart = MISSING if here is None else difference(here)
        title = context.results.asked(key, context.world).title
        rows.append((title, *map(_cell, values), apart))
    return Worlds(("What", *names.values(), "Regime less town without"), tuple(rows))


def ordinary(context: ReportContext) -> Worlds | None:
    """Harm in every world, where ordinary practice was run too; else None."""
    return _table(context, HARMS) if context.before is not None else None


def unguarded(context: ReportContext) -> Worlds | None:
    """Harm under the regime without its safeguards and with them; None where it has none."""
    if context.bare is None:
        return None
    names = {context.bare: "Without safeguards", context.world: "With them"}
    rows = []
    for key in ("sanctioned_share", "sanctioned_days_share", "wrongful_share", *HARMS[1:]):
        values = [context.results.value(key, world) for world in names]
        if any(value.value for value in values):
            rows.append((context.results.asked(key, context.world).title, *map(_cell, values)))
    return Worlds(("What", *names.values()), tuple(rows))


def benefits(context: ReportContext) -> Worlds | None:
    """What the regime is for, in every world; None where the run counts nothing of it."""
    table = _table(context, AIMS)
    return table if table.rows else None
