"""From results to the charts of the report, one function each."""

from __future__ import annotations

from typing import Any

import numpy as np

from glasstown.life.catalogue import SERVICE_BY_NAME
from glasstown.measures import Value
from glasstown.report import charts
from glasstown.report.context import ReportContext
from glasstown.report.figure import INTERVAL, UNDER, Figure, figure
from glasstown.report.names import axis_name, group_name
from glasstown.report.numbers import MISSING, count, number, of, percent, why_missing
from glasstown.report.unfolding import assumed, listed, recovery, rounded


def _bar(label: str, value: Value) -> dict[str, Any]:
    low, high = value.low, value.high
    if low is not None and high is not None:
        low = max(0.0, low)
        high = min(1.0, high) if value.unit.startswith("share") else high
    text, between = of(value)
    if value.value is None:
        text = why_missing(value)
    elif between not in ("", text):  # the interval may be too narrow to be seen
        text += f" ({between})"
    end = max(value.value or 0.0, high if high is not None else 0.0)
    return {"label": label, "value": value.value, "low": low, "high": high, "text": text, "end": end}


def _measure_bars(
    context: ReportContext,
    key: str,
    title: str,
    labels: dict[str, str],
    x_title: str,
    alt: str,
    note: str = "",
) -> Figure:
    values = {name: context.results.value(name, context.world) for name in labels}
    rows = [_bar(labels[name], value) for name, value in values.items()]
    told = "; ".join(f"{row['label']} {row['text']}" for row in rows)
    return figure(
        key,
        title,
        f"{alt} {told}.",
        ("What", "Value", INTERVAL, "Measure"),
        [
            (
                labels[name],
                of(value)[0] if value.value is not None else why_missing(value),
                of(value)[1] or MISSING,
                name,
            )
            for name, value in values.items()
        ],
        [(labels[name], value.value, (value.low, value.high), name) for name, value in values.items()],
        lambda sheet: charts.bars(sheet, rows, x_title, next(iter(values.values())).unit.startswith("share")),
        note,
    )


def wrongs(context: ReportContext) -> Figure:
    """The three kinds of wrong."""
    return _measure_bars(
        context,
        "wrongs",
        "Of 100 days under sanction, how many were wrong, and in which way",
        {
            "wrongful_share": "Wrong in the first or second way",
            "inaccurate_share": "1. Not by its own rules",
            "illegitimate_share": "2. Lawful, or somebody else’s",
            "induced_share": "3. Made by the regime itself",
        },
        "Share of days under sanction",
        "Bar chart of the share of days under sanction that were wrong.",
        "A day can be wrong in more than one way, so the bars do not add up.",
    )


def grounds(context: ReportContext) -> Figure:
    """What the points were lost for."""
    return _measure_bars(
        context,
        "grounds",
        "What people lost their points for",
        {
            "someone_elses_act_share": "Somebody else’s act or standing",
            "never_did_it_share": "Something they never did",
            "lawful_act_share": "A lawful act of their own",
            "own_breach_share": "An unlawful act of their own",
        },
        "Share of all points lost",
        "Bar chart of points lost by what they were lost for.",
        "The four parts add up to all points lost.",
    )


def by_group(context: ReportContext) -> Figure | None:
    """Who is hit, by group: time under sanction, which still differs where everybody is hit once; None in a
    run without groups."""
    value = context.results.value("sanctioned_days_share", context.world)
    ever = context.results.value("sanctioned_share", context.world)
    wrongful = context.results.value("wrongful_people_share", context.world)
    if not value.groups:
        return None
    rows: list[dict[str, Any]] = []
    table, exact, hidden = [], [], []
    for axis, groups in value.groups.items():
        name = axis_name(axis)
        for group, one in groups.items():
            others = [(each.groups or {})[axis][group] for each in (ever, wrongful)]
            shown, between = of(one)
            label = group_name(group)
            table.append(
                (
                    name,
                    label,
                    shown if one.value is not None else why_missing(one),
                    between or MISSING,
                    *(of(each)[0] for each in others),
                )
            )
            exact.append((axis, group, one.value, (one.low, one.high), *(each.value for each in others)))
            if one.value is None:
                hidden.append(f"{name} {label}")
                continue
            low = None if one.low is None else max(0.0, one.low)
            high = one.value if one.high is None else min(1.0, one.high)
            rows.append({"axis": name, "group": label, "value": one.value, "low": low, "high": high})
    note = (
        "The dashed line marks everybody; a dot is a group, the strokes through it the ends of its 95% "
        "interval, chance only."
    )
    if hidden:
        note += (
            f" Not shown, because fewer than 50 of their people are under the regime: {', '.join(hidden)}."
        )
    if not rows:
        return None
    most = max(rows, key=lambda row: row["value"])
    least = min(rows, key=lambda row: row["value"])
    return figure(
        "groups",
        "How much of their time people spent under sanction, by group",
        f"Dot chart of the share of days under sanction by group. Hit most: {most['axis']} {most['group']}, "
        f"{percent(most['value'])}. Hit least: {least['axis']} {least['group']}, {percent(least['value'])}.",
        ("By", "Group", "Days under sanction", INTERVAL, "Ever sanctioned", "Ever wrongly sanctioned"),
        table,
        exact,
        lambda sheet: charts.dots(sheet, rows, "Share of all days of the group", value.value),
        note,
    )


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


def refusals(context: ReportContext) -> Figure:
    """What was refused: attempts and people."""
    here = context.curves.worlds[context.world]
    rows, table, exact = [], [], []
    for i, service in enumerate(context.curves.services):
        slug = service.replace("-", "_")
        known = SERVICE_BY_NAME.get(service)
        title = (known.title if known else service).capitalize()
        attempts = context.results.value(f"refused_{slug}_per_1000", context.world)
        people = context.results.value(f"refused_{slug}_people_per_1000", context.world)
        foregone = context.results.value(f"foregone_{slug}_per_1000", context.world)
        rows.append(_bar(title, attempts))
        tries, persons = float(here.refused_attempts[:, i].mean()), float(here.refused_people[:, i].mean())
        table.append(
            (
                title,
                count(tries),
                of(attempts)[0],
                of(attempts)[1] or MISSING,
                count(persons),
                of(people)[0],
                of(foregone)[0],
            )
        )
        exact.append(
            (
                service,
                tries,
                attempts.value,
                (attempts.low, attempts.high),
                persons,
                people.value,
                foregone.value,
            )
        )
    told = "; ".join(f"{row['label'].lower()} {row['text']}" for row in rows)
    return figure(
        "refusals",
        "What was refused: attempts, for every 1,000 people of the town and year",
        f"Bar chart of refused attempts per 1,000 people a year: {told}.",
        (
            "What",
            "Attempts refused in a run",
            "per 1,000 people a year",
            INTERVAL,
            "People refused at least once in a run",
            "per 1,000 people",
            "Had without, not here, per 1,000 a year",
        ),
        table,
        exact,
        lambda sheet: charts.bars(sheet, rows, "Refused attempts per 1,000 people a year", False),
        "Only attempts that would ordinarily have been granted count. One person can be refused many times: "
        "the table gives people beside attempts.",
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


def every_figure(context: ReportContext) -> dict[str, Figure | None]:
    """All charts by key, in the order of the page."""
    makers = (wrongs, by_group, listed, replicates, scores, grounds, refusals, recovery, assumed)
    return {maker.__name__: maker(context) for maker in makers}
