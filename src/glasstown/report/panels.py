"""Charts in panels, one below the other on one axis: groups by axis, and figures of very different size by service."""

from __future__ import annotations

from math import log10
from typing import Any

from glasstown.report.charts import BLUE, GREY, INK, RED, Rows, Sheet


def dots(sheet: Sheet, rows: Rows, title: str, overall: float | None) -> Any:
    """A dot with its interval and its `text` for each `group`, in panels by `axis`; a dashed line marks everybody.

    A row without a value keeps its place and says in its `text` why it has none.
    """
    import altair as alt

    shown = [row for row in rows if row["value"] is not None]
    ends = [row["high"] if row["high"] is not None else row["value"] for row in shown]
    top = max([*ends, overall or 0.0]) or 1.0
    room = 56
    panels = []
    axes = list(dict.fromkeys(row["axis"] for row in rows))
    label = 92 if sheet.narrow else 124
    width = sheet.width - label - room
    for i, axis in enumerate(axes):
        part = [row for row in rows if row["axis"] == axis]
        known = [row for row in part if row["value"] is not None]
        missing = [row for row in part if row["value"] is None]
        last = i == len(axes) - 1
        y = alt.Y(
            "group:N",
            sort=[row["group"] for row in part],
            scale={"domain": [row["group"] for row in part]},
            title=None,
            axis={
                "minExtent": label,
                "maxExtent": label,
                "labelLimit": label - 6,
                "labelFontSize": 13,
                "labelPadding": 10,
                "ticks": False,
                "domain": False,
            },
        )
        lower = {
            "format": "~%",
            "tickCount": 4 if sheet.narrow else 5,
            "labels": last,
            "ticks": last,
            "domain": last,
            "title": title if last else None,
        }
        x = alt.X("value:Q", axis=lower, scale={"domain": [0, top * 1.05], "nice": False})
        base = alt.Chart(sheet.data(known))
        between = base.transform_filter("datum.low != null && datum.high > datum.low")
        layers = []
        if overall is not None:
            mean = alt.Chart(sheet.data([{"value": overall}]))
            layers.append(mean.mark_rule(color=GREY, strokeDash=[5, 4], strokeWidth=1.5).encode(x=x))
        if known:
            layers += [
                base.mark_point(filled=True, size=80, color=BLUE, opacity=1).encode(x=x, y=y),
                between.mark_rule(color=INK, strokeWidth=2).encode(
                    x=alt.X("low:Q"), x2=alt.X2("high:Q"), y=y
                ),
                *(
                    between.mark_tick(color=INK, thickness=1, size=13).encode(x=alt.X(f"{name}:Q"), y=y)
                    for name in ("low", "high")
                ),
                base.mark_text(align="left", fontSize=13, fontWeight="bold").encode(
                    x=alt.value(width + 8), y=y, text=alt.Text("text:N")
                ),
            ]
        if missing:
            reason = alt.Chart(sheet.data(missing)).mark_text(
                align="left", dx=4, fontSize=12.5, fontStyle="italic", color=GREY
            )
            layers.append(reason.encode(x=alt.value(0), y=y, text=alt.Text("text:N")))
        panels.append(
            alt.layer(*layers).properties(
                width=width,
                height={"step": 25},
                title={
                    "text": axis,
                    "anchor": "start",
                    "frame": "group",
                    "fontSize": 13,
                    "fontWeight": "bold",
                    "color": INK,
                    "offset": 4,
                },
            )
        )
    return alt.vconcat(*panels, spacing=10).resolve_scale(x="shared")


def magnitudes(sheet: Sheet, rows: Rows, title: str) -> Any:
    """Numbers of very different size on a logarithmic axis: a mark for each `label`, in panels by `panel`.

    The shape tells the `kind`: what is `claimed` (a diamond), `counted` (a square), or of the `town` (a circle).
    A range that begins at 0 begins at the edge.
    """
    import altair as alt

    positive = [
        end for row in rows for end in (row["value"], row["low"], row["high"]) if end is not None and end > 0
    ]
    least, most = 10.0 ** int(log10(min(positive))), max(positive) * 1.3
    steps = [10.0**k for k in range(round(log10(least)), int(log10(most)) + 1)]
    style = {"claimed": ("diamond", RED), "counted": ("square", INK), "town": ("circle", BLUE)}
    label = 0 if sheet.narrow else 228
    room = 40 if sheet.narrow else 172
    width = sheet.width - label - room
    panels = []
    names = list(dict.fromkeys(row["panel"] for row in rows))
    for i, name in enumerate(names):
        part = [row for row in rows if row["panel"] == name]
        order = [row["label"] for row in part]
        last = i == len(names) - 1
        beside = {
            "labelLimit": label,
            "labelFontSize": 13,
            "labelPadding": 8,
            "ticks": False,
            "domain": False,
        }
        y = alt.Y(
            "label:N",
            sort=order,
            scale={"domain": order},
            title=None,
            axis=None if sheet.narrow else {**beside, "minExtent": label, "maxExtent": label},
        )
        x = alt.X(
            "value:Q",
            scale={"type": "log", "domain": [least, most], "nice": False, "clamp": True},
            axis={
                "values": steps,
                "labelExpr": "datum.value >= 1e9 ? datum.value / 1e9 + ' bn' : datum.value >= 1e4 ? "
                "datum.value / 1e6 + ' m' : format(datum.value, ',')",
                "labels": last,
                "ticks": last,
                "domain": last,
                "title": title if last else None,
            },
        )
        layers = []
        for kind, (shape, colour) in style.items():
            chosen = [
                {**row, "low": None if row["low"] is None else max(row["low"], least)}
                for row in part
                if row["kind"] == kind and row["value"]
            ]
            if not chosen:
                continue
            base = alt.Chart(sheet.data(chosen))
            ranged = base.transform_filter("datum.low != null")
            layers += [
                ranged.mark_rule(color=colour, strokeWidth=3).encode(
                    x=alt.X("low:Q"), x2=alt.X2("high:Q"), y=y
                ),
                base.mark_point(shape=shape, filled=True, size=120, color=colour, opacity=1).encode(x=x, y=y),
            ]
        text = alt.Chart(sheet.data(part))
        if sheet.narrow:
            layers += [
                text.mark_text(align="left", dy=-17, fontSize=12.5).encode(
                    x=alt.value(0), y=y, text=alt.Text("label:N")
                ),
                text.mark_text(align="right", dy=-17, fontSize=12.5, fontWeight="bold").encode(
                    x=alt.value(width + room - 12), y=y, text=alt.Text("text:N")
                ),
            ]
        else:
            layers.append(
                text.mark_text(align="left", fontSize=13, fontWeight="bold").encode(
                    x=alt.value(width + 10), y=y, text=alt.Text("text:N")
                )
            )
        panels.append(
            alt.layer(*layers).properties(
                width=width,
                height={"step": 46 if sheet.narrow else 28},
                title={
                    "text": name,
                    "anchor": "start",
                    "frame": "group",
                    "fontSize": 14,
                    "fontWeight": "bold",
                    "color": INK,
                    "offset": 6,
                },
            )
        )
    return alt.vconcat(*panels, spacing=14).resolve_scale(x="shared")
