"""Charts over time: people on the list in both worlds, recovery, and the range over the assumed numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from glasstown.measures import split
from glasstown.measures.student import mean_interval
from glasstown.report import charts
from glasstown.report.context import ReportContext
from glasstown.report.figure import INTERVAL, UNDER, Figure, figure
from glasstown.report.numbers import MISSING, count, pair, percent

WITHOUT = "without"


def listed(context: ReportContext) -> Figure:
    """The share on a list, day by day, in both worlds."""
    curves = context.curves
    here = curves.worlds[context.world]
    short = int(curves.days[-1]) < 2 * 365
    years = curves.days if short else curves.days / 365
    apart = split(here.listed[:, -1].tolist())
    lines: list[dict[str, Any]] = []
    bands: list[dict[str, Any]] = []
    table, exact = [], []
    for r, row in enumerate(here.listed):
        lines += [
            _point(x, y, f"replicate {r + 1}", "single" if apart else "thin")
            for x, y in zip(years, row, strict=True)
        ]
    intervals = [mean_interval(column.tolist()) for column in here.listed.T]
    quarters = {*curves.days[::-13].tolist(), 0}
    if not apart:
        for x, (mean, low, high) in zip(years, intervals, strict=True):
            lines.append(_point(x, mean, "mean", "mean"))
            if low is not None and high is not None:
                bands.append(
                    {"x": rounded(x), "low": rounded(max(0.0, low)), "high": rounded(min(1.0, high))}
                )
    for day, (mean, low, high) in zip(curves.days.tolist(), intervals, strict=True):
        exact.append((day, 0.0, mean, (low, high)))
        if day in quarters:
            table.append((f"{day:,}", "0%", *_pair(mean, low, high)))
    lines += [_point(x, 0.0, WITHOUT, "without") for x in (years[0], years[-1])]
    last = intervals[-1][0]
    labels = [
        {"x": 0.0, "y": 0.0, "name": "the town without", "colour": charts.GREY, "side": "left"},
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
        f"Line chart of the share of people under the regime who are on a list: 0% at the start, {told}. "
        "In the town without it is 0% throughout.",
        ("Day", "Town without", "Under the regime", INTERVAL),
        table,
        exact,
        lambda sheet: charts.over_time(
            sheet,
            lines,
            bands,
            "Days since the regime began" if short else "Years since the regime began",
            UNDER + " who are on a list",
            labels,
            _day_ticks(int(years[-1])) if short else _year_ticks(float(years[-1])),
        ),
        note if len(here.listed) > 1 else "A single run: no interval can be given.",
    )


def recovery(context: ReportContext) -> Figure | None:
    """How many are not yet in the clear, by days since the first sanction; None where nobody was
    sanctioned.
    """
    curves = context.curves
    here = curves.worlds[context.world]
    fewest = here.followed.mean(axis=0)
    upto = int(np.count_nonzero(fewest >= 50))
    if upto < 2:
        return None
    days = curves.days[:upto]
    shares = here.not_recovered[:, :upto]
    quarters = {*days[::13].tolist(), days[-1]}
    intervals = [mean_interval(column.tolist()) for column in shares.T]
    lines = [_point(x, mean, "mean", "mean") for x, (mean, _, _) in zip(days, intervals, strict=True)]
    bands = [
        {"x": int(x), "low": rounded(max(0.0, low)), "high": rounded(min(1.0, high))}
        for x, (_, low, high) in zip(days, intervals, strict=True)
        if low is not None and high is not None
    ]
    table = [
        (f"{day:,}", *_pair(mean, low, high), count(float(people)))
        for day, (mean, low, high), people in zip(days.tolist(), intervals, fewest, strict=False)
        if day in quarters
    ]
    exact = [
        (day, mean, (low, high), float(people))
        for day, (mean, low, high), people in zip(days.tolist(), intervals, fewest, strict=False)
    ]
    last = intervals[-1][0]
    return figure(
        "recovery",
        "How many are not yet in the clear, by time since their first sanction",
        "Step chart (Kaplan–Meier estimate): the share of people ever sanctioned who are not yet in the "
        "clear falls from "
        f"100% to {percent(last)} after {days[-1]:,} days.",
        ("Days since the first sanction", "Not yet in the clear", INTERVAL, "People still followed"),
        table,
        exact,
        lambda sheet: charts.over_time(
            sheet,
            lines,
            bands,
            "Days since the first sanction",
            "Share of people ever sanctioned",
            [],
            _day_ticks(int(days[-1])),
            top=1.0,
            step=True,
        ),
        "In the clear: 90 days on end with every service open. People for whom the run ended too early "
        "are counted as "
        "long as they could be followed (Kaplan–Meier), and the line ends where fewer than 50 are left.",
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


def _point(x: float, y: float, name: str, kind: str) -> dict[str, Any]:
    return {"x": rounded(float(x)), "y": rounded(float(y)), "name": name, "kind": kind}


def rounded(value: float) -> float:
    """Six decimals are more than a chart can show and keep the page small."""
    return round(float(value), 6)


def _year_ticks(years: float) -> list[float]:
    step = 1 if years >= 2 else 0.25
    ticks = [step * k for k in range(int(years / step) + 1)]
    return ticks if ticks[-1] >= years * 0.98 else [*ticks, round(years, 2)]


def _day_ticks(days: int) -> Sequence[float]:
    step = next(step for step in (10, 30, 90, 180, 365, 730, 3650) if days / step <= 7)
    return (
        [*range(0, days, step), days]
        if days % step > step / 2
        else [*range(0, days - days % step, step), days]
    )
