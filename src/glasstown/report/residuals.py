"""The town against the figures of its file: which table says what, and what its people came to."""

from __future__ import annotations

from collections.abc import Sequence

from glasstown.report.context import Margin
from glasstown.report.numbers import is_share

COLUMNS = ("Figure of the town’s file", "In the file", "In the town", "Apart", "Explained at most", "Of what")


def rows(margins: Sequence[Margin]) -> list[tuple[str, ...]]:
    """One row for each margin, all numbers of a row to the same decimals."""
    return [_row(margin) for margin in margins]


def in_words(margins: Sequence[Margin]) -> str:
    """How well the town meets its file, in a sentence; empty where nothing is known."""
    if not margins:
        return ""
    met = sum(abs(each.found - each.wanted) <= each.explained for each in margins)
    worst = max(margins, key=lambda each: abs(each.found - each.wanted) / max(each.explained, 1e-300))
    share = abs(worst.found - worst.wanted) / max(worst.explained, 1e-300)
    return (
        f"The people of the first replicate were counted against {len(margins)} figures of the town’s file. "
        f"Rounding and sampling explain the difference for {met} of them; the furthest off, “{worst.what}”, "
        f"used {100 * share:.0f}% of what they explain."
    )


def _row(margin: Margin) -> tuple[str, ...]:
    share = is_share(margin.unit)
    times, places = (100, 2) if share else (1, 0 if abs(margin.wanted) >= 100 else 3)
    sign = "%" if share else ""

    def told(value: float, plus: str = "") -> str:
        rounded = round(times * value, places) or 0.0  # never −0
        return f"{rounded:{plus if rounded else ''},.{places}f}{sign}".replace("-", "−")

    return (
        margin.what,
        told(margin.wanted),
        told(margin.found),
        told(margin.found - margin.wanted, "+"),
        told(margin.explained),
        margin.unit.removeprefix("share "),
    )
