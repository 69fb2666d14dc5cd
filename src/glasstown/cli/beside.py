"""What is told after a run with safeguards: the regime with them beside the same regime without them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from glasstown.report.numbers import written
from glasstown.studies.safeguarding import JOINED

_NONE: Final = "none"
MORE: Final = (
    ("sanctioned_days_share", "days under sanction"),
    ("wrongful_share", "of these days, wrong"),
    ("recovery_days_median", "days until half are in the clear again"),
    ("appeal_success", "wrong entries found wrong when asked"),
)
"""Told besides, as far as a safeguard changes them."""


def bare_world(results: Mapping[str, Any]) -> str | None:
    """The world of the regime without its safeguards; None where the run had none."""
    name = str(results["regime"])
    bare = name.partition(JOINED)[0]
    return bare if bare != name and bare in results["worlds"] else None


def table(results: Mapping[str, Any], told: Sequence[tuple[str, str]]) -> list[str]:
    """Lines of a table of some measures, given as (measure, words); none where the run had no safeguards."""
    bare = bare_world(results)
    if bare is None:
        return []
    worlds = results["worlds"]
    rows = [("", "with", "without")]
    here, there = worlds[results["regime"]], worlds[bare]
    rows += [(words, _short(here[key]), _short(there[key])) for key, words in told]
    more = [(words, _short(here[key]), _short(there[key])) for key, words in MORE if key in here]
    rows += [row for row in more if row[1] != row[2]]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    safeguards = results["regime"].removeprefix(bare + JOINED).replace(JOINED, ", ")
    lines = [f"With and without {safeguards}, over the same town and lives:"]
    lines += [
        f"  {words.ljust(widths[0])}  {left.rjust(widths[1])}  {right.rjust(widths[2])}"
        for words, left, right in rows
    ]
    return lines


def _short(value: Mapping[str, Any]) -> str:
    return _NONE if value["value"] is None else written(value["value"], value["unit"])
