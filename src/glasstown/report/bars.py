"""Bar charts of measures: each bar with its interval, its number, and a row of the table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from glasstown.measures import Value
from glasstown.report import charts
from glasstown.report.figure import INTERVAL, Figure, figure
from glasstown.report.numbers import MISSING, is_share, of, why_missing

COLUMNS = ("What", "Value", INTERVAL, "Measure")


def bar(label: str, value: Value) -> dict[str, Any]:
    """A bar of `charts.bars`, with its number and interval as written."""
    low, high = value.low, value.high
    if low is not None and high is not None:
        low = max(0.0, low)
        high = min(1.0, high) if is_share(value.unit) else high
    text, between = of(value)
    if value.value is None:
        text = why_missing(value)
    elif between not in ("", text):  # the interval may be too narrow to be seen
        text += f" ({between})"
    end = max(value.value or 0.0, high if high is not None else 0.0)
    return {"label": label, "value": value.value or 0.0, "low": low, "high": high, "text": text, "end": end}


def told(value: Value) -> str:
    """A value for a table, or why there is none."""
    return of(value)[0] if value.value is not None else why_missing(value)


def measure_bars(
    key: str,
    title: str,
    rows: Sequence[tuple[str, Value, str]],
    x_title: str,
    alt: str,
    note: str = "",
    says: str = "",
) -> Figure:
    """A bar for each (label, value, name of its measure)."""
    drawn = [bar(label, value) for label, value, _ in rows]
    words = "; ".join(f"{row['label']} {row['text']}" for row in drawn)
    return figure(
        key,
        title,
        f"{alt} {words}.",
        COLUMNS,
        [(label, told(value), of(value)[1] or MISSING, name) for label, value, name in rows],
        [(label, value.value, (value.low, value.high), name) for label, value, name in rows],
        lambda sheet: charts.bars(sheet, drawn, x_title, is_share(rows[0][1].unit)),
        note,
        says,
    )


def named(values: Mapping[str, Value], labels: Mapping[str, str]) -> list[tuple[str, Value, str]]:
    """Rows for `measure_bars`: labels by the key of the measure."""
    return [(label, values[key], key) for key, label in labels.items()]
