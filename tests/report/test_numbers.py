"""Numbers as written: a value lies in its interval as both are written, and no more is claimed than is known."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glasstown.report.numbers import pair, percent, spread


@pytest.mark.parametrize(
    ("value", "low", "high", "unit", "told"),
    [
        (0.9903, 0.9898, 0.9907, "share of people", ("99.0%", "99.0–99.1%")),
        (0.1547, 0.1542, 0.1553, "share of words", ("15.5%", "15.4–15.5%")),
        (0.34, 0.29, 0.38, "share of people", ("34%", "29–38%")),
        (0.0075, 0.0069, 0.0081, "share of people", ("0.75%", "0.69–0.81%")),
        (86.49, 85.48, 87.49, "attempts per 1,000 people a year", ("86", "85–87")),
        (1.02, 1.0193, 1.0207, "times", ("1.020", "1.019–1.021")),
        (0.0, 0.0, 0.0, "share of people", ("0%", "0%")),
        (0.00083, -0.0015, 0.00312, "share of entries", ("0.083%", "0–0.31%")),
        (0.051, 0.0, 0.103, "share of entries", ("5.1%", "0–10%")),
        (0.99962, 0.9995, 0.9998, "share of people", ("99.9%", "99.9–99.9%")),
        (0.4, None, None, "share of people", ("40%", "")),
        (None, None, None, "share of people", ("–", "")),
    ],
)
def test_value_and_interval(
    value: float | None, low: float | None, high: float | None, unit: str, told: tuple[str, str]
) -> None:
    assert pair(value, low, high, unit) == told


@given(st.floats(0.0, 1.0), st.floats(0.0, 0.5), st.floats(0.0, 0.5))
def test_a_value_is_written_inside_its_interval(value: float, below: float, above: float) -> None:
    low, high = max(0.0, value - below), min(1.0, value + above)
    text, between = pair(value, low, high, "share of people")
    if "under" in between or "under" in text:
        return
    ends = [float(end.rstrip("%")) for end in between.split("–")]
    assert ends[0] <= float(text.rstrip("%")) <= ends[-1]


@given(st.floats(0.0, 1.0, exclude_max=True), st.integers(0, 3))
def test_less_than_all_is_never_written_as_all(share: float, places: int) -> None:
    assert float(percent(share, places).removeprefix("under ").rstrip("%")) < 100.0


def test_a_range_over_draws_keeps_the_figures_of_both_ends() -> None:
    assert spread(0.00085, 0.8356, "share of people") == "0.085–84%"
    assert spread(0.0, 0.1316, "share of people") == "0–13%"
    assert spread(0.3694, 0.9996, "share of people") == "37–99.9%"
    assert spread(-2.0, 3.0, "points") == "−2.0 to 3.0"
    assert spread(None, None, "points") == ""
