"""What a regime does to people, as named numbers: each says what it counts, of whom, and how sure it is.

A measure is a pure function of the integer counters of a run (`engine.result.Lives`), so it can be worked
out again from `daily.parquet`. The registry states for each one its numerator, denominator, unit, risk set
and window, the right it bears on, and what its absence means. Every measure stands in every world, and as
the difference to the twin town without the regime; an interval is Student's t over replicates.

Public parts: `registry`, `measure`, `Results`, `Header`, `curves`, `listed_by_year`, `critical_strength`,
`daily_frame`, `digest`.
"""

from glasstown.measures.curves import KINDS_OF_WRONG, Curves, curves
from glasstown.measures.daily import daily_frame, digest
from glasstown.measures.header import Header
from glasstown.measures.measure import MIN_CELL, Measure
from glasstown.measures.registry import registry
from glasstown.measures.results import Results, measure
from glasstown.measures.spread import Range, critical_strength, listed_by_year, range_by_year, split
from glasstown.measures.value import Value
from glasstown.measures.view import BEFORE, WITHOUT

__all__ = [
    "BEFORE",
    "KINDS_OF_WRONG",
    "MIN_CELL",
    "WITHOUT",
    "Curves",
    "Header",
    "Measure",
    "Range",
    "Results",
    "Value",
    "critical_strength",
    "curves",
    "daily_frame",
    "digest",
    "listed_by_year",
    "measure",
    "range_by_year",
    "registry",
    "split",
]
