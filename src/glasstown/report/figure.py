"""A chart with all that stands beside it: title, text for those who cannot see it, table, file of its
numbers.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from markupsafe import Markup, escape

from glasstown.report.charts import NARROW, WIDE, Sheet, draw

INTERVAL = "95% interval"
UNDER = "Share of people under the regime"


def _ends(column: str) -> tuple[str, ...]:
    """An interval is one column of a table and two of a file."""
    return (f"{INTERVAL}, low", f"{INTERVAL}, high") if column == INTERVAL else (column,)


@dataclass(frozen=True)
class Figure:
    """`columns` and `rows` are the table; `exact` the same numbers unrounded, for the CSV; there an
    interval is a pair."""

    key: str
    title: str
    alt: str
    note: str
    says: str  # what it shows, in a sentence or two
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    exact: tuple[tuple[Any, ...], ...]
    wide: Markup
    narrow: Markup

    def csv_link(self, about: Sequence[str]) -> str:
        """The numbers as a data: link, with `about` in comment lines at the top."""
        text = io.StringIO()
        for line in (*about, self.title):
            text.write(f"# {line}\r\n")
        writer = csv.writer(text)
        writer.writerow([name for column in self.columns for name in _ends(column)])
        for row in self.exact:
            writer.writerow([part for cell in row for part in (cell if isinstance(cell, tuple) else (cell,))])
        return "data:text/csv;charset=utf-8," + quote(text.getvalue())


def figure(
    key: str,
    title: str,
    alt: str,
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    exact: Sequence[Sequence[Any]],
    chart: Callable[[Sheet], Any],
    note: str = "",
    says: str = "",
) -> Figure:
    """Draw `chart` for both widths."""
    pictures = {}
    for name, width in (("wide", WIDE), ("narrow", NARROW)):
        svg = draw(chart, width, f"{key}-{name}")
        pictures[name] = Markup(svg.replace("<svg ", f'<svg role="img" aria-label="{escape(alt)}" ', 1))
    return Figure(
        key,
        title,
        alt,
        note,
        says,
        tuple(columns),
        tuple(map(tuple, rows)),
        tuple(map(tuple, exact)),
        pictures["wide"],
        pictures["narrow"],
    )
