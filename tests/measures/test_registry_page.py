"""The page about measures names every measure as the registry does."""

from __future__ import annotations

from pathlib import Path

from glasstown.measures import registry

PAGE = Path(__file__).parents[2] / "docs" / "concepts" / "measures.md"
BEGIN, END = "<!-- table of measures: begin -->", "<!-- table of measures: end -->"


def table() -> str:
    """The table of all measures, from the registry, as Markdown."""
    rows = [
        "| measure | counts | of | unit | right | of harm |",
        "|---|---|---|---|---|---|",
    ]
    for each in registry(axes=("<axis>",)):
        counts = f"{each.numerator} ({each.note})" if each.note else each.numerator
        of, unit = each.denominator, each.unit
        if each.unscored is not None:
            counts += f"; without a score {each.unscored.numerator}"
            of += f"; without a score {each.unscored.denominator}"
            unit += f"; without a score {each.unscored.unit}"
        rows.append(
            f"| `{each.key}` {each.title} | {counts} | {of} | {unit} | {each.right} | {each.dimension} |"
        )
    return "\n".join(rows)


def test_the_page_holds_the_registry() -> None:
    """If this fails: put `table()` of this file between the two marks of the page."""
    text = PAGE.read_text("utf-8")
    assert text.split(BEGIN)[1].split(END)[0].strip() == table()
