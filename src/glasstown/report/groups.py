"""Charts by group: who is hit, and who is hit through somebody else's standing. Small cells are shown as such."""

from __future__ import annotations

from typing import Any

from glasstown.measures import Value
from glasstown.report import panels
from glasstown.report.bars import told
from glasstown.report.context import ReportContext
from glasstown.report.figure import INTERVAL, Figure, figure
from glasstown.report.names import axis_name, group_name
from glasstown.report.numbers import MISSING, alike, of, percent

SUPPRESSED = "suppressed: under 50 people"


def _row(axis: str, group: str, one: Value) -> dict[str, Any]:
    """A dot of `panels.dots`; a cell that is too small keeps its row."""
    low = None if one.low is None else max(0.0, one.low)
    high = None if one.high is None else min(1.0, one.high)
    small = "fewer than 50" in one.method
    text = of(one)[0] if one.value is not None else SUPPRESSED if small else told(one)
    return {"axis": axis, "group": group, "value": one.value, "low": low, "high": high, "text": text}


def written_alike(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same rows with their numbers to the same decimals, as one column is read."""
    places = alike([row["value"] for row in rows if row["value"] is not None])
    return [{**row, "text": percent(row["value"], places) if row["value"] else row["text"]} for row in rows]


def _hidden(rows: list[dict[str, Any]]) -> str:
    names = [f"{row['axis']} {row['group']}" for row in rows if row["text"] == SUPPRESSED]
    return f" Suppressed, because fewer than 50 of their people count: {', '.join(names)}." if names else ""


def _apart(rows: list[dict[str, Any]], what: str) -> str:
    """The widest gap between two groups of one axis, in a sentence."""
    shown = [row for row in rows if row["value"] is not None]
    gaps: list[tuple[float, dict[str, Any], dict[str, Any]]] = []
    for axis in dict.fromkeys(row["axis"] for row in shown):
        part = sorted((row for row in shown if row["axis"] == axis), key=lambda row: row["value"])
        gaps.append((part[-1]["value"] - part[0]["value"], part[-1], part[0]))
    if not gaps:
        return ""
    gap, most, least = max(gaps, key=lambda each: each[0])
    if gap <= 0:
        return ""
    return (
        f"The widest gap is by {most['axis'].lower()}: {most['group']} {what} {percent(most['value'])}, "
        f"{least['group']} {percent(least['value'])}."
    )


def by_group(context: ReportContext) -> Figure | None:
    """Who is hit, by group: time under sanction, which still differs where everybody is hit once; None in a
    run without groups."""
    values = context.results.worlds[context.world]
    value = values["sanctioned_days_share"]
    others = [
        values[key]
        for key in (
            "sanctioned_share",
            "wrongful_people_share",
            "false_sanction_share",
            "wrongful_share",
        )
    ]
    if not value.groups or not value.value:
        return None
    rows: list[dict[str, Any]] = []
    table, exact = [], []
    for axis, groups in value.groups.items():
        name = axis_name(axis)
        for group, one in groups.items():
            beside = [(each.groups or {})[axis][group] for each in others]
            label = group_name(group)
            table.append((name, label, told(one), of(one)[1] or MISSING, *map(told, beside)))
            exact.append((axis, group, one.value, (one.low, one.high), *(each.value for each in beside)))
            rows.append(_row(name, label, one))
    rows = written_alike(rows)
    shown = [row for row in rows if row["value"] is not None]
    if not shown:
        return None
    most = max(shown, key=lambda row: row["value"])
    least = min(shown, key=lambda row: row["value"])
    return figure(
        "groups",
        "How much of their time people spent under sanction, by group",
        f"Dot chart of the share of days under sanction by group. Hit most: {most['axis']} {most['group']}, "
        f"{most['text']}. Hit least: {least['axis']} {least['group']}, {least['text']}.{_hidden(rows)}",
        (
            "By",
            "Group",
            "Days under sanction",
            INTERVAL,
            "Ever sanctioned",
            "Ever wrongly sanctioned",
            "Days in the clear, yet sanctioned",
            "Sanctioned days that are wrong",
        ),
        table,
        exact,
        lambda sheet: panels.dots(sheet, rows, "Share of all days of the group’s people", value.value),
        "The dashed line marks everybody; a dot is a group, the strokes through it the ends of its 95% interval, "
        f"chance only.{_hidden(rows)}",
        _apart(rows, "spent"),
    )


def collateral(context: ReportContext) -> Figure | None:
    """Who was refused something because of somebody else's standing, by age; None where nobody was."""
    value = context.results.value("collateral_people_share", context.world)
    if not value.value:
        return None
    groups = {
        group: one
        for group, one in (value.groups or {}).get("age", {}).items()
        if one.value is None or one.value > 0
    }
    rows = [_row("Everybody", "the whole town", value)]
    rows += [_row("Age", group_name(group), one) for group, one in groups.items()]
    rows = written_alike(rows)
    pairs = [("everybody", "everybody", value), *(("age", group, one) for group, one in groups.items())]
    return figure(
        "collateral",
        "People refused something for somebody else’s standing",
        "Dot chart of the share of people refused a service because of the head of their household, by age: "
        + "; ".join(f"{row['group']} {row['text']}" for row in rows)
        + ".",
        ("By", "Group", "Refused through somebody else", INTERVAL),
        [
            (row["axis"], row["group"], told(one), of(one)[1] or MISSING)
            for row, (_, _, one) in zip(rows, pairs, strict=True)
        ],
        [(axis, group, one.value, (one.low, one.high)) for axis, group, one in pairs],
        lambda sheet: panels.dots(sheet, rows, "Share of people of the town, children included", None),
        "Refused at least once a service that reads the standing of the head of the household, such as a school "
        f"place. They are counted apart from those sanctioned for a standing of their own. Ages at which nobody was "
        f"are left out.{_hidden(rows)}",
        _children(groups),
    )


def _children(groups: Any) -> str:
    young: Value | None = groups.get("0-17")
    if young is None or young.value is None:
        return ""
    return f"{of(young)[0]} of the children were refused something for an adult’s standing."
