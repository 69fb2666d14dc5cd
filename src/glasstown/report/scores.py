"""The chart of how scores are spread."""

from __future__ import annotations

import numpy as np

from glasstown.report import charts
from glasstown.report.context import ReportContext
from glasstown.report.figure import UNDER, Figure, figure
from glasstown.report.numbers import number, percent
from glasstown.report.unfolding import rounded


def scores(context: ReportContext) -> Figure | None:
    """How scores are spread at the end; None without a score."""
    curves = context.curves
    here = curves.worlds[context.world]
    if here.scores.sum() == 0:
        return None
    mean = here.scores.mean(axis=0)
    used = np.flatnonzero(mean)
    first, last = int(used[0]), int(used[-1])
    step = int(curves.bins[1] - curves.bins[0])
    rows = [
        {"x": int(curves.bins[i]), "x2": int(curves.bins[i]) + step, "y": rounded(float(mean[i]))}
        for i in range(first, last + 1)
    ]
    edges = (rows[0]["x"], rows[-1]["x2"])
    cuts = [
        {"x": points, "name": f"{grade} from {points:,.0f}", "grade": grade}
        for grade, points in context.cuts.items()
        if edges[0] < points < edges[1]
    ]
    middle = context.results.value("score_mean", context.world)
    where = f" The mean is {number(middle.value)} points." if middle.value is not None else ""
    peak = max(rows, key=lambda row: row["y"])
    return figure(
        "scores",
        "How scores were spread on the last day",
        f"Bar chart of scores on the last day, from {edges[0]:,} to {edges[1]:,} points; most people, "
        f"{percent(peak['y'])}, between {peak['x']:,} and {peak['x2'] - 1:,}.{where}",
        ("Points", "Share of people under the regime"),
        [(f"{row['x']:,}–{row['x2'] - 1:,}", percent(row["y"])) for row in rows],
        [(row["x"], row["y"]) for row in rows],
        lambda sheet: charts.distribution(sheet, rows, cuts, "Points", UNDER),
        (
            "Each bar is a span of 25 points; mean of the replicates. Dashed lines are the cut-offs of the "
            "grades."
        ),
    )
