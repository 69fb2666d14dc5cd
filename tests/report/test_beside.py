"""Small cells, survival, and the published figures beside the town's."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from glasstown.measures import measure
from glasstown.measures.value import Value
from glasstown.report import render
from glasstown.report.numbers import alike, difference, number
from glasstown.report.published import FOLDER, published_for
from glasstown.report.returning import recovery
from tests.measures.fakes import fake_lives
from tests.report.contexts import fake_context, render_words
from tests.report.page import Page, Tag


@pytest.fixture(scope="module")
def root() -> Tag:
    return Page(render(fake_context())).root


def figure(root: Tag, key: str) -> Tag:
    """A figure of a page."""
    (found,) = [each for each in root.every("figure") if each.attributes["id"] == f"figure-{key}"]
    return found


def test_a_small_cell_is_shown_as_suppressed_in_chart_table_note_and_alternative_text(root: Tag) -> None:
    """Would fail if a small group were silently left out."""
    groups = figure(root, "groups")
    rows = [[cell.words() for cell in row.inside] for row in groups.every("tbody")[0].every("tr")]
    (small,) = [row for row in rows if row[1] == "65+"]
    assert small[2] == "suppressed: fewer than 50 people"
    for drawing in groups.every("svg"):
        assert "suppressed: under 50 people" in " ".join(text.words() for text in drawing.every("text"))
        assert (
            "Suppressed, because fewer than 50 of their people count: Age 65+"
            in drawing.attributes["aria-label"]
        )
    assert "Suppressed, because fewer than 50 of their people count: Age 65+" in groups.words()


def test_the_survival_curve_has_its_band_in_the_table(root: Tag) -> None:
    rows = [
        [cell.words() for cell in row.inside]
        for row in figure(root, "recovery").every("tbody")[0].every("tr")
    ]
    assert rows[0][:2] == ["0", "100%"]
    for _, value, between, _ in rows[1:]:
        low, high = (float(end.rstrip("%")) for end in between.split("–"))
        assert low <= float(value.rstrip("%")) <= high
    followed = [int(row[3].replace(",", "")) for row in rows]
    assert followed == sorted(followed, reverse=True)
    assert followed[-1] >= 50


def test_survival_of_hardly_anybody_is_not_drawn() -> None:
    context = fake_context(lives=[fake_lives(0, weight=0.01)])
    assert context.curves.worlds[context.world].survival.followed[0] < 50
    assert recovery(context) is None


def test_scaled_refusals_are_the_towns_times_the_people_each_stands_for(root: Tag) -> None:
    context = fake_context()
    assert context.scale == 139_538
    rows = [
        [cell.words() for cell in row.inside] for row in figure(root, "scaled").every("tbody")[0].every("tr")
    ]
    planes = [row for row in rows if row[0] == "Plane tickets"]
    assert [row[1] for row in planes] == [
        "The press: “2018 alone”", "Courts: 2013 to the end of 2018", "Courts: 2018 alone, derived",
        "This town: year 1", "This town: year 2", "This town: year 3", "This town: the whole run",
    ]  # fmt: skip
    assert [row[2] for row in planes[:3]] == ["18 million", "17.46 million", "7.3–8.5 million"]
    here = context.curves.worlds[context.world]
    whole = here.refused_attempts[:, 0].mean() * context.scale
    assert float(planes[-1][2].removesuffix(" million")) == pytest.approx(whole / 1e6, rel=0.06)
    words = root.words()
    assert "108,000 refusals fell on 12,389 people, 8.7 each" in words
    assert "about 6 in 100 of them tried to fly" in words
    assert "It is no estimate of what happened" in words


def test_a_town_with_no_published_figures_has_no_such_section() -> None:
    page = render_words(replace(fake_context(1), published=None))
    assert 'id="scaled"' not in page
    assert 'href="#scaled"' not in page
    assert 'id="scaled"' not in render_words(replace(fake_context(1), population_people=0))


def test_published_totals_only_grow_and_every_source_is_used() -> None:
    document = published_for("china-2018")
    assert document is not None
    assert published_for("a-town-of-somebody") is None
    assert [path.stem for path in FOLDER.glob("*.yaml")] == ["china-2018"]
    model = document.model
    for ticket in model.tickets.values():
        totals = [(each.day, each.attempts.value) for each in ticket.upto]
        assert totals == sorted(totals)
        assert [total for _, total in totals] == sorted(total for _, total in totals)
        assert ticket.upto[0].day > model.since
        # 2018 alone: what is left of the last total after that of March, and no more than a year can add
        march = next(
            each.attempts.value for each in ticket.upto if (each.day.year, each.day.month) == (2018, 3)
        )
        least = ticket.upto[-1].attempts.value - march
        assert ticket.one_year_least.value == pytest.approx(least, rel=0.03)
        assert ticket.one_year_least.value < ticket.one_year_most.value
    assert model.people.each == pytest.approx(8.7, abs=0.05)
    assert model.people.tried == pytest.approx(0.061, abs=0.001)
    for key in model.sources:
        assert len(re.findall(rf"source: {key}\b", document.text)) >= 1, key


def _value(value: float | None, low: float | None, high: float | None, unit: str) -> Value:
    return Value(value, low, high, None, None, 5, "", unit, None if value is not None else "undefined")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (_value(0.094, 0.082, 0.105, "share of judgments"), "+9.4 pp (+8.2 to +10.5)"),
        (_value(-0.02, -0.03, 0.01, "share of judgments"), "−2.0 pp (−3.0 to +1.0)"),
        (_value(12.3, None, None, "days"), "+12"),
        (_value(0.0, 0.0, 0.0, "share of people"), "0"),
        (_value(0.000009, -0.0000002, 0.00002, "share of people"), "+0.001 pp (0 to +0.002)"),
        (_value(None, None, None, "share of people"), "–"),
    ],
)
def test_a_difference_has_its_sign_and_may_be_negative(value: Value, text: str) -> None:
    assert difference(value) == text


def test_small_numbers_are_never_written_as_nought() -> None:
    assert number(0.0000029) == "under 0.001"
    assert number(0.0000029, 4) == "under 0.0001"
    assert number(0.0) == "0"
    assert alike([0.552, 0.03]) == 1
    assert alike([0.00062]) == 3
    assert alike([]) == alike([0.0]) == 0


def test_an_interval_of_a_count_does_not_reach_below_none() -> None:
    context = fake_context(lives=[fake_lives(r) for r in range(3)])
    results = measure([fake_lives(r) for r in range(3)])
    key = "refused_job_per_1000"
    wide = replace(results.value(key), low=-3.0)
    worlds = {**results.worlds, context.world: {**results.worlds[context.world], key: wide}}
    page = render_words(replace(context, results=replace(results, worlds=worlds)))
    assert "(−3" not in page
