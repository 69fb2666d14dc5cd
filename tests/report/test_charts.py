"""Charts: valid specifications, the bundled font, and words for numbers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from glasstown.report import charts, figure, panels
from glasstown.report.figures import every_figure
from glasstown.report.numbers import count, number, percent, span
from glasstown.report.returning import funnel
from tests.report.contexts import fake_context, list_context


def test_every_specification_is_valid(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = []

    def check(make: Callable[[charts.Sheet], Any], width: int, key: str) -> str:
        sheet = charts.Sheet(width)
        drawn.append(make(sheet).configure(**charts._CONFIG).to_dict(validate=True))
        return "<svg ></svg>"

    monkeypatch.setattr(figure, "draw", check)
    figures = every_figure(fake_context(ranges=True))
    assert {key for key, one in figures.items() if one is None} == {"funnel"}
    assert len(drawn) == 2 * (len(figures) - 1)
    assert funnel(list_context(2)) is not None
    assert len(drawn) == 2 * len(figures)


def test_a_chart_is_drawn_in_the_bundled_font_with_ids_of_its_own() -> None:
    rows = [{"label": "a", "value": 0.5, "low": 0.4, "high": 0.6, "end": 0.6, "text": "50%"}]
    svg = charts.draw(lambda sheet: charts.bars(sheet, rows, "Share", True), charts.WIDE, "mine")
    assert "Public Sans" in svg
    assert "50%" in svg
    assert "aria-" not in svg
    assert 'id="clip' not in svg


def test_a_range_that_begins_at_nought_is_drawn_from_the_edge_of_a_logarithmic_axis() -> None:
    """Would fail if such a range were left out of the chart while the text gives it."""
    row = {
        "panel": "p",
        "kind": "town",
        "label": "a",
        "value": 400.0,
        "low": 0.0,
        "high": 900.0,
        "text": "400",
    }
    sheet = charts.Sheet(charts.WIDE)
    panels.magnitudes(sheet, [row], "Attempts")
    drawn = [each for rows in sheet.datasets.values() for each in rows if each["low"]]
    assert drawn
    assert all(each["low"] == 100.0 for each in drawn)


def test_the_font_ships_with_its_licence() -> None:
    folder = Path(charts.FONT_FOLDER)
    assert "SIL OPEN FONT LICENSE Version 1.1" in (folder / "OFL.txt").read_text("utf-8")
    assert sum(file.stat().st_size for file in folder.glob("*.woff2")) < 200_000


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (0, "0%"),
        (0.000001, "under 0.001%"),
        (0.0034, "0.34%"),
        (0.034, "3.4%"),
        (0.0999, "10%"),
        (0.34, "34%"),
        (0.996, "99.6%"),
        (0.99999, "99.9%"),
        (1, "100%"),
        (-0.02, "−2.0%"),
    ],
)
def test_percent(share: float, text: str) -> None:
    assert percent(share) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (9.99, "10"), (0.034, "0.034"), (3.44, "3.4"), (1234.5, "1,230"), (123456, "123,000")],
)
def test_number(value: float, text: str) -> None:
    assert number(value) == text


def test_count_and_span() -> None:
    assert count(0.4) == "under 1"
    assert count(1140.2) == "1,140"
    assert span(0.131, 0.158, "share of people") == "13–16%"
    assert span(0.899, 0.901, "share of people") == "89.9–90.1%"
    assert span(-0.1, 0.2, "share of people") == "0–20%"
    assert span(0.0, 0.027, "share of people") == "0–2.7%"
    assert span(-3.2, 4.1, "points") == "−3.2 to 4.1"
    assert span(1.01, 1.08, "times") == "1.01–1.08"
    assert span(None, None, "points") == ""
