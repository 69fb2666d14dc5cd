"""Charts of getting back: how long people stay sanctioned, how many never were, and who is heard."""

from __future__ import annotations

from typing import Any

import numpy as np

from glasstown.measures import MIN_CELL
from glasstown.measures.student import mean_interval
from glasstown.report import charts
from glasstown.report.context import ReportContext
from glasstown.report.figure import INTERVAL, UNDER, Figure, figure
from glasstown.report.numbers import MISSING, count, decimals, pair, percent, span
from glasstown.report.unfolding import day_ticks, point, rounded, time_axis


def recovery(context: ReportContext) -> Figure | None:
    """How many are not yet in the clear, by days since the first sanction; None where hardly anybody was
    sanctioned.
    """
    days = context.curves.days
    survival = context.curves.worlds[context.world].survival
    upto = int(np.count_nonzero(survival.followed >= MIN_CELL))
    if upto < 2:
        return None
    days = days[:upto]
    lines = [point(x, y, "mean", "mean") for x, y in zip(days, survival.left, strict=False)]
    if len(survival.replicates) > 1:
        lines += [
            point(x, y, f"replicate {r + 1}", "thin")
            for r, row in enumerate(survival.replicates)
            for x, y in zip(days, row, strict=False)
        ]
    bands = [
        {"x": int(x), "low": rounded(low), "high": rounded(high)}
        for x, low, high in zip(days, survival.low, survival.high, strict=False)
    ]
    rows = list(
        zip(days.tolist(), survival.left, survival.low, survival.high, survival.followed, strict=False)
    )
    quarters = {*days[::13].tolist(), days[-1]}
    table = [
        (f"{day:,}", *_pair(left, low, high), f"{int(people):,}")
        for day, left, low, high, people in rows
        if day in quarters
    ]
    exact = [
        (day, float(left), (float(low), float(high)), int(people)) for day, left, low, high, people in rows
    ]
    last = rows[-1]
    year = next((row for row in rows if row[0] >= 365), last)
    told, between = _pair(*last[1:4])
    return figure(
        "recovery",
        "How many are not yet in the clear, by time since their first sanction",
        "Step chart (Kaplan–Meier estimate): the share of people ever sanctioned who are not yet in the clear falls "
        f"from 100% to {told} ({between}) after {days[-1]:,} days.",
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
            day_ticks(int(days[-1])),
            top=1.0,
            step=True,
        ),
        "In the clear: 90 days on end with every service open. People for whom the run ended too early (censored) are "
        "counted as long as they could be followed (Kaplan–Meier), and the line ends where fewer than 50 are left. The "
        "thick line is of all replicates together, the band its 95% interval (Greenwood, log-log), which takes people "
        "as independent of each other; thin lines are the replicates, whose towns differ.",
        f"{int(year[0]):,} days after their first sanction {percent(float(year[1]))} were not yet in the clear.",
    )


def never(context: ReportContext) -> Figure | None:
    """How many have never been sanctioned, day by day; None where nobody was."""
    curves = context.curves
    here = curves.worlds[context.world]
    if not here.ever_sanctioned.any():
        return None
    x, title, ticks = time_axis(curves.days)
    intervals = [mean_interval(column.tolist()) for column in here.never.T]
    lines = [
        point(day, y, f"replicate {r + 1}", "thin")
        for r, row in enumerate(here.never)
        for day, y in zip(x, row, strict=True)
    ]
    lines += [point(day, mean, "mean", "mean") for day, (mean, _, _) in zip(x, intervals, strict=True)]
    lines += [point(day, 1.0, "without", "without") for day in (x[0], x[-1])]
    bands = [
        {"x": rounded(day), "low": rounded(max(0.0, low)), "high": rounded(min(1.0, high))}
        for day, (_, low, high) in zip(x, intervals, strict=True)
        if low is not None and high is not None
    ]
    means = [mean for mean, _, _ in intervals]
    at, side = _beside_the_fall(means)
    labels: list[dict[str, Any]] = [
        {"x": float(x[-1]), "y": 1.0, "name": "the town without", "colour": charts.GREY, "side": "right"},
        {
            "x": float(x[at]),
            "y": rounded(means[at]),
            "name": "under the regime",
            "colour": charts.BLUE,
            "side": side,
        },
    ]
    quarters = {*curves.days[::-13].tolist(), 0}
    last = intervals[-1]
    bottom = _bottom(float(here.never.min()))
    return figure(
        "never",
        "People never sanctioned so far, day by day",
        f"Line chart of the share of people under the regime who have never been sanctioned: it falls from "
        f"{percent(float(here.never[:, 0].mean()))} to {percent(last[0])} on the last day. In the town without it is "
        "100% throughout.",
        ("Day", "Town without", "Under the regime", INTERVAL),
        [
            (f"{day:,}", "100%", *_fine(interval, bottom))
            for day, interval in zip(curves.days.tolist(), intervals, strict=True)
            if day in quarters
        ],
        [
            (day, 1.0, mean, (low, high))
            for day, (mean, low, high) in zip(curves.days.tolist(), intervals, strict=True)
        ],
        lambda sheet: charts.over_time(
            sheet, lines, bands, title, f"{UNDER} never sanctioned", labels, ticks, top=1.0, bottom=bottom
        ),
        (
            "Thin lines are the replicates, the thick line their mean, the band its 95% interval."
            if len(here.never) > 1
            else "A single run: no interval can be given."
        )
        + (f" The axis begins at {percent(bottom)}, not at 0%." if bottom else ""),
        f"By the last day {_share(last)} of the people had never been sanctioned.",
    )


def _beside_the_fall(means: list[float]) -> tuple[int, str]:
    """Where a falling line is named: under it where that leaves room for the words, else right of a steep fall."""
    half = next(i for i, mean in enumerate(means) if mean <= (means[0] + means[-1]) / 2)
    if half >= 0.3 * len(means):
        return half, "under"
    return next(
        i for i, mean in enumerate(means) if mean <= means[0] - 0.35 * (means[0] - means[-1])
    ), "beside"


def _fine(interval: tuple[float, float | None, float | None], bottom: float) -> tuple[str, str]:
    """A share near 100% with as many decimals as its distance from 100% needs."""
    mean, low, high = interval
    if bottom < 0.99:
        return _pair(mean, low, high)
    if mean == 1:
        return _pair(mean, low, high)
    places = decimals(100 * (1 - bottom))
    return percent(mean, places), span(low, high, "share", places) or MISSING


def _bottom(least: float) -> float:
    """Where an axis that ends at 100% begins: at 0, or just under the least where that is close to 100%."""
    for lost in (0.0005, 0.001, 0.005, 0.01, 0.05):
        if least > 1 - lost:
            return 1 - lost
    return 0.0


def _share(interval: tuple[float, float | None, float | None]) -> str:
    return pair(*interval, "share")[0]


def _pair(mean: float, low: float | None, high: float | None) -> tuple[str, str]:
    value, between = pair(float(mean), low, high, "share")
    return value, between or MISSING


FUNNEL = (
    ("wrong", "Wrong entries on a list"),
    ("wrong_asked", "Asked to be looked at again"),
    ("wrong_granted", "Found wrong"),
)


def funnel(context: ReportContext) -> Figure | None:
    """How few wrong entries are put right; None where no event put anybody on a list."""
    entries = context.curves.worlds[context.world].entries
    if not entries["wrong"].any():
        return None
    rows: list[dict[str, Any]] = []
    table, exact = [], []
    whole = float(entries["wrong"].mean())
    for key, label in FUNNEL:
        mean, low, high = mean_interval(entries[key].tolist())
        share = percent(mean / whole)
        between = "" if low is None or high is None else f"{count(max(0.0, low))}–{count(high)}"
        text = f"{count(mean)} ({share})" if key != "wrong" else count(mean)
        rows.append(
            {
                "label": label,
                "value": mean,
                "low": None if low is None else max(0.0, low),
                "high": high,
                "text": text,
                "end": max(mean, high or 0.0),
            }
        )
        table.append((label, count(mean), between or MISSING, share))
        exact.append((key, mean, (low, high), mean / whole))
    return figure(
        "funnel",
        "How many wrong entries are asked about, and how many are found wrong",
        "Bar chart of wrong entries on a list: "
        + "; ".join(f"{row['label'].lower()} {row['text']}" for row in rows)
        + ".",
        ("Wrong entries", "Number", INTERVAL, "Of all wrong entries"),
        table,
        exact,
        lambda sheet: charts.bars(sheet, rows, "Wrong entries in a run, average of the replicates", False),
        "An entry is wrong where its record is not true: what it claims was not so, or was somebody else’s. A "
        "request counts once, however far it is taken; some are never decided, because the person got off first or the "
        "run ended.",
        f"{percent(float(entries['wrong_granted'].mean()) / whole)} of the wrong entries were ever found wrong.",
    )
