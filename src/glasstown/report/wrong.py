"""Charts of the three kinds of wrong, for the whole run and year by year, and of the grounds of punishment."""

from __future__ import annotations

from typing import Any

import numpy as np

from glasstown.measures import KINDS_OF_WRONG
from glasstown.measures.student import mean_interval
from glasstown.report import panels
from glasstown.report.bars import measure_bars, named
from glasstown.report.context import ReportContext
from glasstown.report.figure import INTERVAL, Figure, figure
from glasstown.report.groups import written_alike
from glasstown.report.numbers import MISSING, count, of, pair, percent
from glasstown.report.unfolding import year_name

LABELS = {
    "wrongful": "Wrong in the first or second way",
    "inaccurate": "1. Not by its own rules",
    "illegitimate": "2. Lawful, or somebody else’s",
    "induced": "3. Made by the regime itself",
}
HARMED = {
    "nobody": "Nobody",
    "person": "A person",
    "public-purse": "The public purse",
    "state": "The state",
    "party": "The Party",
}


def wrongs(context: ReportContext) -> Figure | None:
    """The three kinds of wrong; None where nobody was sanctioned."""
    values = context.results.worlds[context.world]
    wrong = values["wrongful_share"]
    if wrong.value is None:
        return None
    return measure_bars(
        "wrongs",
        "Of 100 days under sanction, how many were wrong, and in which way",
        named(values, {f"{kind}_share": label for kind, label in LABELS.items()}),
        "Share of days under sanction",
        "Bar chart of the share of days under sanction that were wrong.",
        "A person-day is one person on one day. A day can be wrong in more than one way, so the bars do not add up.",
        f"{of(wrong)[0]} of the days under sanction were wrong by the model’s truth.",
    )


def wrongs_by_year(context: ReportContext) -> Figure | None:
    """The kinds of wrong in each year, in person-days; None where nobody was sanctioned or a run has one year."""
    years = context.curves.worlds[context.world].years
    if len(years) < 2 or not any(year.sanctioned_days.any() for year in years):
        return None
    rows: list[dict[str, Any]] = []
    table: list[tuple[str, ...]] = []
    exact: list[tuple[Any, ...]] = []
    for kind in KINDS_OF_WRONG:
        for year in years:
            name = year_name(year.last_day)
            days, of_all = year.wrong_days[kind], year.sanctioned_days
            shares = (days / of_all).tolist() if of_all.all() else []
            mean, low, high = mean_interval(shares) if shares else (None, None, None)
            value, between = pair(mean, low, high, "share")
            people = year.wrong_people[kind]
            table.append(
                (
                    LABELS[kind],
                    name,
                    value,
                    between or MISSING,
                    count(float(days.mean())),
                    count(float(people.mean())),
                )
            )
            exact.append((kind, name, mean, (low, high), float(days.mean()), float(people.mean())))
            rows.append(
                {
                    "axis": LABELS[kind],
                    "group": name,
                    "value": mean,
                    "low": None if low is None else max(0.0, low),
                    "high": None if high is None else min(1.0, high),
                    "text": value if mean is not None else "nobody sanctioned",
                }
            )
    rows = written_alike(rows)
    told = "; ".join(
        f"{label}: "
        + ", ".join(f"{row['group'].lower()} {row['text']}" for row in rows if row["axis"] == label)
        for label in LABELS.values()
    )
    return figure(
        "wrongs-by-year",
        "The three kinds of wrong, year by year",
        f"Dot chart of the share of days under sanction that were wrong, by kind and year. {told}.",
        (
            "Kind of wrong",
            "Time",
            "Share of days under sanction",
            INTERVAL,
            "Person-days in the year",
            "People on its last day",
        ),
        table,
        exact,
        lambda sheet: panels.dots(sheet, rows, "Share of days under sanction in the year", None),
        "Person-days and people are averages of the replicates. The strokes are 95% intervals, chance only.",
        _by_year_says(context),
    )


def _by_year_says(context: ReportContext) -> str:
    last = context.curves.worlds[context.world].years[-1]
    on, wrong = (float(np.mean(people)) for people in (last.sanctioned_people, last.wrong_people["wrongful"]))
    if on == 0:
        return ""
    return (
        f"On the last day {count(on)} people were under sanction, {count(wrong)} of them ({percent(wrong / on)}) "
        "wrongly."
    )


def grounds(context: ReportContext) -> Figure | None:
    """What the points were lost for or, without a score, what people were put on a list for; None where none were and
    nobody was.
    """
    scored = context.scored
    labels = {
        "someone_elses_act_share": "Somebody else’s act or standing",
        "never_did_it_share": "Something they never did",
        "lawful_act_share": "A lawful act of their own",
        "own_breach_share": "An unlawful act of their own",
    }
    if not scored:
        labels["someone_elses_act_share"] = "Somebody else’s debt or act"
        labels["lawful_act_share"] = "Something lawful or protected"
    values = context.results.worlds[context.world]
    if all(values[key].value is None for key in labels):
        return None
    what = "points lost" if scored else "entries on a list"
    return measure_bars(
        "grounds",
        "What people lost their points for" if scored else "What people were put on a list for",
        named(values, labels),
        f"Share of all {what}",
        f"Bar chart of {what} by what they were for.",
        f"The four parts add up to all {what}.",
    )


def interest(context: ReportContext) -> Figure | None:
    """By whom the acts harmed that people were punished for; None where nobody was punished."""
    value = context.results.value("whose_interest", context.world)
    parts = (value.groups or {}).get("harmed", {})
    if value.value is None or not parts:
        return None
    what = "points lost" if context.scored else "entries on a list"
    rows = [(HARMED.get(name, name), one, f"whose_interest: {name}") for name, one in parts.items()]
    ties = " Points for ties count as harming nobody." if context.scored else ""
    return measure_bars(
        "interest",
        "Whose interest was at stake: by whom the punished act harmed",
        rows,
        f"Share of all {what}",
        f"Bar chart of {what} by whom the act harmed.",
        f"The parts add up to all {what}. Whom an act harms is a fact of the catalogue, not of the regime.{ties}",
        f"{of(value)[0]} of the {what} were for things that harmed nobody.",
    )
