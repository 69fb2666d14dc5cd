"""Charts over time: people on the list, each replicate by itself, and the range over the assumed numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from glasstown.measures import split
from glasstown.measures.student import mean_interval
from glasstown.report import charts
from glasstown.report.context import ReportContext
from glasstown.report.figure import INTERVAL, UNDER, Figure, figure
from glasstown.report.numbers import MISSING, pair, percent

WITHOUT = "without"


def listed(context: ReportContext) -> Figure | None:
    """The share on a list, day by day, in both worlds; None where nobody was on one, or sanctioned."""
    curves = context.curves
    here = curves.worlds[context.world]
    if not here.listed.any() and not here.ever_sanctioned.any():
        return None
    years, x_title, ticks = time_axis(curves.days)
    apart = split(here.listed[:, -1].tolist())
    lines: list[dict[str, Any]] = []
    bands: list[dict[str, Any]] = []
    table, exact = [], []
    for r, row in enumerate(here.listed):
        lines += [
            point(x, y, f"replicate {r + 1}", "single" if apart else "thin")
            for x, y in zip(years, row, strict=True)
        ]
    intervals = [mean_interval(column.tolist()) for column in here.listed.T]
    quarters = {*curves.days[::-13].tolist(), 0}
    if not apart:
        for x, (mean, low, high) in zip(years, intervals, strict=True):
            lines.append(point(x, mean, "mean", "mean"))
            if low is not None and high is not None:
                bands.append(
                    {"x": rounded(x), "low": rounded(max(0.0, low)), "high": rounded(min(1.0, high))}
                )
    for day, (mean, low, high) in zip(curves.days.tolist(), intervals, strict=True):
        exact.append((day, 0.0, mean, (low, high)))
        if day in quarters:
            table.append((f"{day:,}", "0%", *_pair(mean, low, high)))
    lines += [point(x, 0.0, WITHOUT, "without") for x in (years[0], years[-1])]
    last = intervals[-1][0]
    labels = [
        {"x": float(years[-1]), "y": 0.0, "name": "the town without", "colour": charts.GREY, "side": "right"},
        {
            "x": float(years[-1]),
            "y": rounded(float(here.listed[:, -1].max())),
            "name": "under the regime",
            "colour": charts.BLUE,
            "side": "right",
        },
    ]
    ends = ", ".join(percent(value) for value in sorted(here.listed[:, -1].tolist()))
    told = f"at the end of the replicates {ends}" if apart else f"{percent(last)} on the last day"
    note = ("Lines" if apart else "Thin lines") + " are the replicates: town and lives drawn anew."
    note += (
        " They fall into two camps, so no average is drawn."
        if apart
        else " The thick line is their mean, the band its 95% interval."
    )
    return figure(
        "listed",
        "People on the list, day by day",
        f"Line chart of the share of people under the regime who are on a list: {percent(intervals[0][0])} at the "
        f"start, {told}. "
        "In the town without it is 0% throughout.",
        ("Day", "Town without", "Under the regime", INTERVAL),
        table,
        exact,
        lambda sheet: charts.over_time(
            sheet,
            lines,
            bands,
            x_title,
            UNDER + " who are on a list",
            labels,
            ticks,
        ),
        note if len(here.listed) > 1 else "A single run: no interval can be given.",
        "" if apart else f"On the last day {_pair(*intervals[-1])[0]} of the people were on a list.",
    )


def replicates(context: ReportContext) -> Figure | None:
    """Every replicate as a circle; None for a single run."""
    if context.results.replicates < 2:
        return None
    labels = {
        "listed_share": "On the list on the last day",
        "sanctioned_share": "Ever sanctioned",
        "wrongful_people_share": "Ever wrongly sanctioned",
        "speech_silenced_share": "Words not said",
    }
    rows, table, exact = [], [], []
    for key, label in labels.items():
        values = context.results.value(key, context.world).replicates
        if not any(values):
            continue
        rows += [{"label": label, "value": value} for value in values if value is not None]
        table.append((label, *(MISSING if value is None else percent(value) for value in values)))
        exact.append((label, *values))
    if not rows:
        return None
    return figure(
        "replicates",
        "Every replicate by itself: each circle is one town with its lives",
        "Dot chart of the replicates: "
        + "; ".join(f"{row[0].lower()} {', '.join(row[1:])}" for row in table)
        + ".",
        ("What", *(f"Replicate {r + 1}" for r in range(context.results.replicates))),
        table,
        exact,
        lambda sheet: charts.strip(sheet, rows, "Share"),
        "An average would hide it if the town could go one way or the other.",
    )


def assumed(context: ReportContext) -> Figure | None:
    """Listed share by year over draws of the assumed numbers; None where they were not drawn."""
    if not context.ranges:
        return None
    rows = [
        {
            "year": year_name(each.last_day),
            "low": each.low,
            "middle": each.middle,
            "high": each.high,
            "draws": list(each.draws),
        }
        for each in context.ranges
    ]
    last = context.ranges[-1]
    return figure(
        "assumed",
        "People on the list if the assumed numbers were different",
        f"For each year the least, the middle and the most over {len(last.draws)} draws of the assumed "
        "numbers; at the end "
        f"{percent(last.low)} to {percent(last.high)}, the middle {percent(last.middle)}.",
        ("Time", "Least", "Middle draw", "Most", "Draws"),
        [
            (
                year_name(each.last_day),
                percent(each.low),
                percent(each.middle),
                percent(each.high),
                str(len(each.draws)),
            )
            for each in context.ranges
        ],
        [(each.last_day, each.low, each.middle, each.high, len(each.draws)) for each in context.ranges],
        lambda sheet: charts.ranges(sheet, rows, UNDER + " who are on a list"),
        (
            "Every assumed number of the regime and of how people react was drawn anew over its range; the "
            "town stayed. A stroke is one draw, the dot the middle one."
        ),
    )


def _pair(mean: float, low: float | None, high: float | None) -> tuple[str, str]:
    value, between = pair(mean, low, high, "share")
    return value, between or MISSING


def year_name(last_day: int) -> str:
    """The end of a year, or of a run that stops within one."""
    return f"Year {last_day // 365}" if last_day % 365 == 0 else f"Day {last_day:,}"


def time_axis(days: np.ndarray) -> tuple[np.ndarray, str, Sequence[float]]:
    """(places, title, ticks) of an axis of time: days in a run of less than two years, else years."""
    if int(days[-1]) < 2 * 365:
        return days, "Days since the regime began", day_ticks(int(days[-1]))
    years = days / 365
    return years, "Years since the regime began", _year_ticks(float(years[-1]))


def point(x: float, y: float, name: str, kind: str) -> dict[str, Any]:
    """A point of `charts.over_time`."""
    return {"x": rounded(float(x)), "y": rounded(float(y)), "name": name, "kind": kind}


def rounded(value: float) -> float:
    """Six decimals are more than a chart can show and keep the page small."""
    return round(float(value), 6)


def _year_ticks(years: float) -> list[float]:
    step = 1 if years >= 2 else 0.25
    ticks = [step * k for k in range(int(years / step) + 1)]
    return ticks if ticks[-1] >= years * 0.98 else [*ticks, round(years, 2)]


def day_ticks(days: int) -> Sequence[float]:
    """Round numbers of days, the last day among them."""
    step = next(step for step in (10, 30, 90, 180, 365, 730, 3650) if days / step <= 7)
    return (
        [*range(0, days, step), days]
        if days % step > step / 2
        else [*range(0, days - days % step, step), days]
    )
