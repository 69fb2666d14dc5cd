"""Charts as static SVG: Altair specifications drawn by vl-convert in the bundled font.

Colours are Okabe and Ito's (2008), told apart without colour too: by line, by shape, by a written label.
Each chart is drawn twice, for a wide page and for a telephone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

WIDE, NARROW = 760, 330
BLUE, LIGHT, GREY, INK, RED = "#0072b2", "#b5d9f0", "#5f6670", "#1a1d21", "#b34700"
FONT = "Public Sans"
FONT_FOLDER = Path(__file__).parent / "font"
Rows = Sequence[Mapping[str, Any]]

_AXIS = {
    "labelColor": "#33383e",
    "titleColor": "#33383e",
    "labelFontSize": 13,
    "titleFontSize": 13,
    "titleFontWeight": "normal",
    "gridColor": "#e4e7ea",
    "domainColor": "#8a9199",
    "tickColor": "#8a9199",
    "titlePadding": 10,
    "labelPadding": 5,
}
_CONFIG: dict[str, Any] = {
    "font": FONT,
    "aria": False,
    "background": "transparent",
    "view": {"stroke": None},
    "axis": _AXIS,
    "axisY": {
        "titleAnchor": "end",
        "titleAngle": 0,
        "titleAlign": "left",
        "titleY": -14,
        "titleX": 0,
        "domain": False,
        "ticks": False,
    },
    "axisX": {"titleAnchor": "start", "labelFlush": False},
    "header": {"labelFont": FONT, "titleFont": FONT},
    "text": {"font": FONT, "fontSize": 13, "color": INK},
}


@cache
def _font() -> None:
    import vl_convert

    vl_convert.register_font_directory(str(FONT_FOLDER))


class Sheet:
    """What a chart is drawn on: its width, and its rows of data, which are kept out of the specification."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.narrow = width == NARROW
        self.datasets: dict[str, Rows] = {}

    def data(self, rows: Rows) -> Any:
        """A reference to `rows`."""
        import altair as alt

        name = f"rows-{len(self.datasets)}"
        self.datasets[name] = rows
        return alt.NamedData(name=name)


def draw(make: Callable[[Sheet], Any], width: int, key: str) -> str:
    """The chart as SVG text; ids inside it are made of `key`, so that several can stand on one page."""
    import vl_convert
    from altair.utils.schemapi import debug_mode

    _font()
    sheet = Sheet(width)
    with debug_mode(False):  # the specifications are fixed; a test draws them with validation
        spec = make(sheet).configure(**_CONFIG).to_dict(validate=False)
    svg: str = vl_convert.vegalite_to_svg({**spec, "datasets": sheet.datasets})
    names = dict.fromkeys(re.findall(r'id="([^"]+)"', svg))
    for i, name in enumerate(names):
        svg = svg.replace(f'id="{name}"', f'id="{key}-{i}"').replace(f"url(#{name})", f"url(#{key}-{i})")
    return re.sub(r' (?:role|aria-[a-z]+|xmlns:xlink|version)="[^"]*"', "", svg)


def _extent(labels: Sequence[str]) -> int:
    """Room for labels of 13 pixels beside a wide chart."""
    return 24 + round(7.1 * max(map(len, labels)))


def _above(sheet: Sheet, base: Any, y: Any) -> list[Any]:
    """On a telephone labels stand above their bars."""
    import altair as alt

    if not sheet.narrow:
        return []
    above = base.mark_text(align="left", dy=-18, fontSize=13)
    return [above.encode(x=alt.value(0), y=y, text=alt.Text("label:N"))]


def _beside(sheet: Sheet, order: list[str]) -> Any:
    import altair as alt

    axis = {"labelLimit": sheet.width, "labelFontSize": 13, "labelPadding": 8}
    return alt.Y("label:N", sort=order, title=None, axis=None if sheet.narrow else axis)


def bars(sheet: Sheet, rows: Rows, title: str, percent: bool) -> Any:
    """Horizontal bars: rows of `label`, `value`, `low`, `high`, `end`, `text`, in the order given;
    intervals as lines.
    """
    import altair as alt

    order = [row["label"] for row in rows]
    top = max(row["end"] for row in rows) or 1.0
    y = _beside(sheet, order)
    x = alt.X(
        "value:Q",
        title=title,
        scale={"domain": [0, min(top * 1.02, 1.0) if percent else top * 1.02], "nice": False},
        axis={"format": "~%" if percent else ",~f", "tickCount": 4 if sheet.narrow else 5},
    )
    base = alt.Chart(sheet.data(rows))
    known = alt.Chart(
        sheet.data([row for row in rows if row["low"] is not None and row["high"] > row["low"]])
    )
    some = alt.Chart(sheet.data([row for row in rows if row["value"]]))
    bar = some.mark_bar(color=LIGHT, stroke=BLUE, strokeWidth=1.5, height=14 if sheet.narrow else 20)
    line = known.mark_rule(color=INK, strokeWidth=2).encode(x=alt.X("low:Q"), x2=alt.X2("high:Q"), y=y)
    ends = [
        known.mark_tick(color=INK, thickness=2, size=10).encode(x=alt.X(f"{name}:Q"), y=y)
        for name in ("low", "high")
    ]
    text = base.mark_text(align="left", dx=9, fontWeight="bold", fontSize=13)
    layers = [
        bar.encode(x=x, y=y),
        line,
        *ends,
        text.encode(x=alt.X("end:Q"), y=y, text=alt.Text("text:N")),
        *_above(sheet, base, y),
    ]
    room = 24 + round(7.3 * max(len(row["text"]) for row in rows)) + (0 if sheet.narrow else _extent(order))
    return alt.layer(*layers).properties(
        width=sheet.width - room, height={"step": 50 if sheet.narrow else 40}
    )


def over_time(
    sheet: Sheet,
    lines: Rows,
    bands: Rows,
    x_title: str,
    y_title: str,
    labels: Rows,
    ticks: Sequence[float],
    top: float | None = None,
    step: bool = False,
    bottom: float = 0.0,
) -> Any:
    """Lines over time, `x`, `y`, `name`, `kind` (`thin`, `single`, `mean`, `without`), with interval
    bands `low`…`high`.
    """
    import altair as alt

    shape: Any = "step-after" if step else "linear"
    limit = (
        top if top is not None else max([row["y"] for row in lines] + [row["high"] for row in bands] + [0.0])
    )
    head = (limit - bottom) * 0.02
    scale = {"domain": [bottom, limit + head or 0.01], "nice": top is None, "clamp": True}
    x = alt.X(
        "x:Q",
        title=x_title,
        scale={"domain": [min(ticks), max(ticks)], "nice": False},
        axis={"values": list(ticks), "grid": False, "format": ",~f"},
    )
    y = alt.Y("y:Q", title=y_title, scale=scale, axis={"format": "~%", "tickCount": 5})
    layers = []
    if bands:
        layers.append(
            alt.Chart(sheet.data(bands))
            .mark_area(color=BLUE, opacity=0.2, interpolate=shape)
            .encode(x=x, y=alt.Y("low:Q", title=y_title, scale=scale), y2=alt.Y2("high:Q"))
        )
    styles: dict[str, dict[str, Any]] = {
        "thin": {"color": BLUE, "opacity": 0.55, "strokeWidth": 1},
        "single": {"color": BLUE, "opacity": 0.85, "strokeWidth": 2},
        "mean": {"color": BLUE, "strokeWidth": 3},
        "without": {"color": GREY, "strokeWidth": 2.5, "strokeDash": [6, 4]},
    }
    for kind, style in styles.items():
        part = [row for row in lines if row["kind"] == kind]
        if part:
            layers.append(
                alt.Chart(sheet.data(part))
                .mark_line(interpolate=shape, clip=False, **style)
                .encode(x=x, y=y, detail=alt.Detail("name:N"))
            )
    sides: dict[str, tuple[Any, int, int]] = {
        "left": ("left", 6, -9),
        "right": ("right", -4, -9),
        "beside": ("left", 12, 0),
        "under": ("right", -10, 16),
    }
    for side, (align, dx, dy) in sides.items():
        part = [row for row in labels if row["side"] == side]
        if part:
            text = alt.Chart(sheet.data(part)).mark_text(align=align, dx=dx, dy=dy, fontWeight="bold")
            colour = alt.Color("colour:N", scale=None)
            layers.append(text.encode(x=x, y=y, text=alt.Text("name:N"), color=colour))
    return alt.layer(*layers).properties(width=sheet.width - 60, height=230 if sheet.narrow else 280)


def distribution(sheet: Sheet, rows: Rows, cuts: Rows, x_title: str, y_title: str) -> Any:
    """Bars `x`…`x2` of height `y`, with dashed lines at `cuts` (`x`, `name`, and `grade` for a telephone)."""
    import altair as alt

    x = alt.X(
        "x:Q",
        bin="binned",
        title=x_title,
        scale={"nice": False},
        axis={"grid": False, "format": ",~f", "tickCount": 6},
    )
    top = max(row["y"] for row in rows) * (1.14 if cuts else 1.02)
    y = alt.Y(
        "y:Q", title=y_title, axis={"format": "~%", "tickCount": 5}, scale={"domain": [0, top], "nice": False}
    )
    layers = [
        alt.Chart(sheet.data(rows))
        .mark_bar(color=LIGHT, stroke=BLUE, strokeWidth=1, binSpacing=0)
        .encode(x=x, x2=alt.X2("x2:Q"), y=y),
    ]
    if cuts:
        base = alt.Chart(sheet.data(cuts))
        layers += [
            base.mark_rule(color=INK, strokeDash=[5, 3], strokeWidth=1.5).encode(x=alt.X("x:Q")),
            base.mark_text(align="left", dx=4, baseline="top", fontSize=12).encode(
                x=alt.X("x:Q"), y=alt.value(0), text=alt.Text("grade:N" if sheet.narrow else "name:N")
            ),
        ]
    return alt.layer(*layers).properties(width=sheet.width - 60, height=200 if sheet.narrow else 240)


def strip(sheet: Sheet, rows: Rows, title: str) -> Any:
    """One circle for each replicate, `value`, on one line for each `label`."""
    import altair as alt

    order = list(dict.fromkeys(row["label"] for row in rows))
    top = max(row["value"] for row in rows) or 1.0
    base = alt.Chart(sheet.data(rows))
    y = _beside(sheet, order)
    x = alt.X(
        "value:Q",
        title=title,
        scale={"domain": [0, min(1.0, top * 1.08)], "nice": False},
        axis={"format": "~%", "tickCount": 5},
    )
    point = base.mark_point(filled=False, size=110, color=BLUE, strokeWidth=2, opacity=0.9).encode(x=x, y=y)
    labels = alt.Chart(sheet.data([{"label": label} for label in order]))
    room = 20 if sheet.narrow else 20 + _extent(order)
    return alt.layer(point, *_above(sheet, labels, y)).properties(
        width=sheet.width - room, height={"step": 50 if sheet.narrow else 36}
    )


def ranges(sheet: Sheet, rows: Rows, title: str) -> Any:
    """For each `year` a line `low`…`high`, a short stroke for each draw and a dot for the middle one."""
    import altair as alt

    order = [row["year"] for row in rows]
    draws = [{"year": row["year"], "value": value} for row in rows for value in row["draws"]]
    y = alt.Y("year:N", sort=order, title=None, axis={"labelFontSize": 13})
    x = alt.X("value:Q", title=title, axis={"format": "~%", "tickCount": 5})
    base = alt.Chart(sheet.data(rows))
    return alt.layer(
        base.mark_rule(color=BLUE, strokeWidth=2).encode(
            x=alt.X("low:Q", title=title), x2=alt.X2("high:Q"), y=y
        ),
        alt.Chart(sheet.data(draws))
        .mark_tick(color=BLUE, thickness=1.2, size=16, opacity=0.8)
        .encode(x=x, y=y),
        base.mark_point(filled=True, size=110, color=INK, opacity=1).encode(x=alt.X("middle:Q"), y=y),
    ).properties(width=sheet.width - 100, height={"step": 44})
