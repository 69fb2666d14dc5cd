"""A measure as an entry: what is divided by what, of whom, and what its absence means."""

from __future__ import annotations

from typing import Final

from glasstown.cli.pages import Entry
from glasstown.measures.aims import AIMS
from glasstown.measures.measure import MIN_CELL, Measure
from glasstown.regimes.words.phrases import capital, spelled_out
from glasstown.regimes.words.section import Section

_DIMENSIONS: Final = {
    "scale": "scale: how grave a harm is for those it meets, and how long it lasts",
    "scope": "scope: how many people it meets",
    "probability": "probability: how likely it is",
    "reversibility": "reversibility: whether it can be put right",
}


def _unscored(measure: Measure | None) -> tuple[Section, ...]:
    """The same question to a regime without points, where it is asked in another form."""
    if measure is None:
        return ()
    return (
        Section(
            "Where no score is kept",
            (
                f"It is given as: {measure.unit}.",
                f"Numerator: {measure.numerator}.",
                f"Denominator: {measure.denominator}.",
                f"Who can count (risk set): {measure.risk_set}.",
                f"It is missing where: {measure.null}.",
            ),
        ),
    )


def measure_entry(measure: Measure) -> Entry:
    """What a measure counts, how it is worked out, and how to read it."""
    status = "" if measure.status == "ready" else f" Its status: {measure.status}."
    lead = f"{measure.title}. It is given as: {measure.unit}. It looks at {measure.window}.{status}"
    notes = [f"Mind: {measure.note}."] if measure.note else []
    split = []
    if measure.pieces:
        parts = "; ".join(name.replace("-", " ") for name, _compute in measure.pieces)
        split.append(f"It is also given for each of these: {parts}.")
    if measure.grouped:
        split.append(
            f"It is also given for each group of the town of at least {MIN_CELL} people, with intervals."
        )
    return Entry(
        f"{measure.key}, a measure",
        (lead,),
        (
            Section(
                "What is counted",
                (
                    f"Numerator: {measure.numerator}.",
                    f"Denominator: {measure.denominator}.",
                    f"Who can count (risk set): {measure.risk_set}.",
                ),
            ),
            Section("What is compared", (f"{capital(measure.compares)}.", *split)),
            *_unscored(measure.unscored),
            Section(
                "Where there is no value",
                (f"It is missing (null, with a reason, in measures.json) where: {measure.null}.",),
            ),
            Section(
                "What right it bears on",
                (
                    f"{capital(spelled_out(measure.right))}.",
                    "It is a benefit and no harm: it is never set off against one."
                    if measure in AIMS
                    else "Of the dimensions by which harm to rights is assessed it belongs to "
                    f"{_DIMENSIONS.get(measure.dimension, measure.dimension)}.",
                ),
            ),
            Section("How to read it", tuple(notes)),
            Section(
                "What to run next",
                items=(
                    "glasstown run article-2020: its figure stands in the report, and under its name "
                    f'"{measure.key}" in the file measures.json',
                    "glasstown list measures: the other measures",
                ),
            ),
        ),
    )
