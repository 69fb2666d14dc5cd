"""Charts of the three kinds of wrong, for the whole run and year by year, and of the grounds of punishment."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from glasstown.measures import KINDS_OF_WRONG
from glasstown.measures.curves import Year
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
    kinds = _worth_drawing(years)
    labels = [LABELS[kind] for kind in kinds]
    rows = written_alike([row for row in rows if row["axis"] in labels])
    told = "; ".join(
        f"{label}: "
        + ", ".join(f"{row['group'].lower()} {row['text']}" for row in rows if row["axis"] == label)
        for label in labels
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
        [row for row in table if row[0] in labels],
        exact,
        lambda sheet: panels.dots(sheet, rows, "Share of days under sanction in the year", None),
        "Person-days and people are averages of the replicates. The strokes are 95% intervals, chance only."
        + _left_out(years, kinds),
        _by_year_says(context),
    )


def _worth_drawing(years: Sequence[Year]) -> list[str]:
    """The kinds of wrong that ever were, in order; not the sum of two of which one never was, which says it twice."""
    there = [kind for kind in KINDS_OF_WRONG if any(year.wrong_days[kind].any() for year in years)]
    both = {"inaccurate", "illegitimate"} <= set(there)
    return [kind for kind in there if kind != "wrongful" or both] or ["wrongful"]


def _left_out(years: Sequence[Year], kinds: Sequence[str]) -> str:
    nil = [
        LABELS[kind] for kind in KINDS_OF_WRONG[1:] if not any(year.wrong_days[kind].any() for year in years)
    ]
    said = f" 0% in every year, and not drawn: {'; '.join(nil)}." if nil else ""
    if "wrongful" in kinds or len(kinds) + len(nil) < len(KINDS_OF_WRONG) - 1:
        return said
    return said + " So every wrong day is wrong in the one way that is drawn." if len(kinds) == 1 else said


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
        f"The four parts add up to all {what}.{unable(context)}",
    )


def unable(context: ReportContext) -> str:
    """Why nothing stands under what is lawful, where a list claims that people could have done otherwise."""
    values = context.results.worlds[context.world]
    there = values["never_did_it_share"].value and values["aim_attained"].value is not None
    if context.scored or values["lawful_act_share"].value or not there:
        return ""
    return (
        " Whoever cannot pay breaks no law. Here they are put on the list on a record that they could pay and did "
        "not: that never happened, so they stand under what was never done, and nothing is left under what is "
        "lawful."
    )


def interest(context: ReportContext) -> Figure | None:
    """By whom the acts harmed that people were punished for; None where nobody was punished."""
    value = context.results.value("whose_interest", context.world)
    parts = (value.groups or {}).get("harmed", {})
    if value.value is None or not parts:
        return None
    what = "points lost" if context.scored else "entries on a list"
    rows = [
        (HARMED.get(name, name), one, f"whose_interest: {name}") for name, one in parts.items() if one.value
    ]
    nil = [HARMED.get(name, name).lower() for name, one in parts.items() if not one.value]
    if len(rows) < 2:  # one bar says less than a sentence: see `paragraphs.interest`
        return None
    none = f" Nothing harmed any of these: {', '.join(nil)}." if nil else ""
    ties = " Points for ties count as harming nobody." if context.scored else ""
    return measure_bars(
        "interest",
        "Whose interest was at stake: by whom the punished act harmed",
        rows,
        f"Share of all {what}",
        f"Bar chart of {what} by whom the act harmed.",
        f"The parts add up to all {what}. Whom an act harms is a fact of the catalogue, not of the regime.{ties}"
        + none.replace("the party", "the Party"),
        f"{of(value)[0]} of the {what} were for things that harmed nobody." if value.value else "",
    )
