"""The report as a file: whole, offline, the same each time, and with the numbers of the measures."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from urllib.parse import unquote

import numpy as np
import pytest

from glasstown.core.counters import G
from glasstown.report import Margin, quote, render
from glasstown.report.numbers import spread
from glasstown.report.residuals import in_words
from glasstown.report.spreading import fed_on_itself
from tests.measures.by_hand import by_hand
from tests.measures.fakes import fake_lives
from tests.report.contexts import fake_context, render_words
from tests.report.page import Page, Tag

MEGABYTES = 1_000_000


@pytest.fixture(scope="module")
def html() -> str:
    return render(fake_context())


@pytest.fixture(scope="module")
def page(html: str) -> Tag:
    return Page(html).root


def test_is_small_and_the_same_each_time(html: str) -> None:
    assert len(html.encode()) < 2 * MEGABYTES
    assert render(fake_context()) == html


def test_asks_for_nothing(html: str, page: Tag) -> None:
    assert not page.every("script")
    for name in ("img", "iframe", "object", "embed", "video", "audio", "source", "image"):
        assert not page.every(name), name
    for link in page.every("link"):
        assert link.attributes["href"] == "data:,"
    for use in re.findall(r"url\(([^)]*)\)", html):
        assert use.startswith(("data:font/woff2;base64,", "#")), use
    assert "@import" not in html
    (policy,) = [m for m in page.every("meta") if m.attributes.get("http-equiv") == "Content-Security-Policy"]
    assert "default-src 'none'" in policy.attributes["content"]
    for link in page.every("a"):
        assert link.attributes["href"].startswith(("#", "data:text/csv", "https://"))


def test_ids_are_unique_and_every_inner_link_leads_somewhere(page: Tag) -> None:
    def walk(tag: Tag) -> list[Tag]:
        return [tag, *(inner for each in tag.inside for inner in walk(each))]

    tags = walk(page)
    ids = [tag.attributes["id"] for tag in tags if "id" in tag.attributes]
    assert len(ids) == len(set(ids))
    wanted = [a.attributes["href"][1:] for a in page.every("a") if a.attributes["href"].startswith("#")]
    wanted += [tag.attributes["aria-labelledby"] for tag in tags if "aria-labelledby" in tag.attributes]
    assert wanted
    assert set(wanted) <= set(ids)


def test_landmarks_and_order_of_headings(page: Tag) -> None:
    for name in ("header", "main", "nav", "footer", "h1"):
        assert len(page.every(name)) == 1, name
    (root,) = page.every("html")
    assert root.attributes["lang"] == "en"
    sections = [tag.attributes["aria-labelledby"] for tag in page.every("section")]
    assert sections == [
        "numbers",
        "what",
        "wrong",
        "who",
        "through",
        "unfolds",
        "ends",
        "for",
        "refused",
        "scaled",
        "back",
        "aims",
        "regime",
        "town",
        "sources",
        "all",
        "repeat",
        "write",
    ]


def test_every_chart_has_a_text_a_table_and_its_numbers(page: Tag) -> None:
    figures = page.every("figure")
    assert [each.attributes["id"] for each in figures] == [
        "figure-wrongs",
        "figure-wrongs-by-year",
        "figure-groups",
        "figure-collateral",
        "figure-listed",
        "figure-never",
        "figure-replicates",
        "figure-scores",
        "figure-grounds",
        "figure-interest",
        "figure-refusals",
        "figure-refused-people",
        "figure-scaled",
        "figure-recovery",
    ]
    for each in figures:
        drawings = each.every("svg")
        assert len(drawings) == 2
        for drawing in drawings:
            assert drawing.attributes["role"] == "img"
            assert len(drawing.attributes["aria-label"]) > 40
        (caption,) = each.every("figcaption")
        (table,) = each.every("table")
        assert table.every("caption")[0].words() == caption.words()
        heads = [th for th in table.every("th") if th.attributes["scope"] == "col"]
        rows = table.every("tbody")[0].every("tr")
        assert rows
        assert all(len(row.inside) == len(heads) for row in rows)
        link = each.every("a")[0].attributes
        assert link["download"].endswith(".csv")
        text = unquote(link["href"].split(",", 1)[1])
        assert "invented" in text
        assert "run abc123def456" in text
        assert "seed 1" in text
        assert "Source: this run, abc123def456, seed 1" in each.words()
        content = list(
            csv.reader(io.StringIO("".join(x for x in text.splitlines(True) if not x.startswith("#"))))
        )
        assert len(content) >= len(rows) + 1
        assert {len(row) for row in content} == {len(content[0])}


def test_numbers_are_those_of_the_measures(page: Tag) -> None:
    results = fake_context().results
    shown = page.every("data")
    assert len(shown) > 50
    for each in shown:
        value = results.value(each.attributes["data-measure"]).value
        assert value is not None
        assert float(each.attributes["value"]) == value
        written = float(each.words().rstrip("%").replace(",", "").replace("−", "-"))
        if each.words().endswith("%"):
            written /= 100
        # two figures are shown: at most half a unit of the second is lost
        assert written == pytest.approx(value, rel=0.05, abs=1e-9)


def test_big_numbers_stand_first_and_each_has_its_interval(page: Tag) -> None:
    cards = [tag for tag in page.every("div") if tag.attributes.get("class") == "card"]
    keys = [card.every("data")[0].attributes["data-measure"] for card in cards]
    assert keys == ["sanctioned_share", "wrongful_share", "someone_elses_act_share", "speech_silenced_share"]
    assert all("95% interval, chance only" in card.words() for card in cards)


def test_says_that_people_are_invented_and_what_not_to_write(page: Tag) -> None:
    words = page.words()
    for phrase in (
        "invented",
        "not a country",
        "popular account",
        "Chance only",
        "You may not write",
        "--assumed 32",
    ):
        assert phrase in words
    assert quote(fake_context()) in words


def test_range_over_assumed_numbers_takes_the_headline() -> None:
    page = Page(render_words(fake_context(ranges=True, critical=0.25))).root
    assert "figure-assumed" in [each.attributes["id"] for each in page.every("figure")]
    words = page.words()
    assert "over the assumed numbers" in words
    assert (
        "1.0–10% of people are on the list after year 1, 2.0–20% after year 2 and 3.0–30% after year 3"
        in words
    )
    assert "ties cost 0.25 times the points" in words
    assert "1 times1.0%10%95%" in words
    context = fake_context(ranges=True, critical=0.25)
    value = context.results.value("sanctioned_share")
    between = spread(value.assumed_low, value.assumed_high, value.unit)
    cards = [tag for tag in page.every("div") if tag.attributes.get("class") == "card"]
    assert f"Sanctioned {between} of the people" in cards[0].words()
    assert f"closed at least one service to {between} of those under it" in quote(context)
    named = fake_context(ranges=True)
    documented = replace(named, header=replace(named.header, status="documented"))
    assert f"({between} over its assumed numbers)" in quote(documented)
    assert "Chance only." not in words


def test_burdens_stand_beside_services_where_there_are_any() -> None:
    """A regime may sanction without closing a service: then no sentence may say that it closed one."""
    lives = [fake_lives(r, small=True) for r in range(3)]
    for life in lives:
        life.grouped[1, 1, 0, G["burdened_change"]] = 5
    burdened, other = fake_context(lives=lives), fake_context()
    assert "closed at least one service to, or imposed a burden on, " in quote(burdened)
    assert "imposed a burden" not in quote(other)
    for context, imposed in ((burdened, True), (other, False)):
        words = render_words(context)
        assert ("closed to them, or a burden imposed on them, on at least one day" in words) is imposed
        assert ("or a burden is imposed on them" in words) is imposed


def test_a_list_that_feeds_on_itself_is_explained() -> None:
    context = fake_context()
    here = context.curves.worlds[context.world]
    years = tuple(
        replace(year, listed=np.full(5, share))
        for year, share in zip(here.years, (0.01, 0.3, 0.95), strict=True)
    )
    worlds = {**context.curves.worlds, context.world: replace(here, years=years)}
    tipped = replace(context, curves=replace(context.curves, worlds=worlds))
    others = replace(tipped.results.value("someone_elses_act_share"), value=0.8, low=None, high=None)
    values = {**tipped.results.worlds[context.world], "someone_elses_act_share": others}
    tipped = replace(
        tipped, results=replace(tipped.results, worlds={**tipped.results.worlds, context.world: values})
    )
    said = fed_on_itself(tipped)
    assert said.startswith(
        "1.0% of the people were on the list after year 1, 30% after year 2 and 95% after year 3."
    )
    assert "80% of all points lost were lost for somebody else" in said
    words = Page(render_words(tipped)).root.words()
    assert "The list fed on itself." in words
    assert "“Under such a system nearly everybody ends on the list.”" in words
    flat = tuple(replace(year, listed=np.full(5, 0.3)) for year in here.years)
    worlds = {**context.curves.worlds, context.world: replace(here, years=flat)}
    assert fed_on_itself(replace(tipped, curves=replace(context.curves, worlds=worlds))) == ""


def test_the_town_stands_beside_its_tables() -> None:
    page = Page(render_words(fake_context())).root
    (section,) = [tag for tag in page.every("section") if tag.attributes["aria-labelledby"] == "town"]
    assert "counted against 2 figures" in section.words()
    assert "explain the difference for 2 of them" in section.words()
    rows = [" ".join(cell.words() for cell in row.inside) for row in section.every("tbody")[0].every("tr")]
    assert rows == [
        "pupils 18.20% 18.20% 0.00% 0.36% of people",
        "income, mean of fifth 1 6,440 6,460 +20 210 yuan a head and year",
    ]
    missed = Margin("pupils", 0.182, 0.19, 0.0036, "share of people")
    assert "explain the difference for 0 of them" in in_words([missed])
    assert 'aria-labelledby="town"' not in render_words(replace(fake_context(), margins=[]))


def test_assumed_numbers_are_named_in_words_with_their_key(page: Tag) -> None:
    (table,) = [each for each in page.every("table") if each.every("caption")[0].words() == "Assumed numbers"]
    assert "points for a rumourrules.spread-rumour.points−50 points−100−20article-2020" in table.words()


def test_what_is_so_by_construction_is_said(page: Tag) -> None:
    results = fake_context().results
    for key in ("induced_share", "unrelated_context_share", "records_per_person_day"):
        assert results.of(key).note
        assert results.of(key).note in page.words()


def test_two_camps_are_shown_and_not_averaged() -> None:
    lives = [fake_lives(r, weight=5 if r > 2 else 0.1) for r in range(5)]
    page = Page(render_words(fake_context(lives=lives))).root
    assert "The replicates fall into two camps" in page.words()
    cards = [tag for tag in page.every("div") if tag.attributes.get("class") == "card"]
    assert re.search(r"\d% or \d+%", cards[0].words())
    assert not cards[0].every("data")
    assert "replicates fall into two camps" in quote(fake_context(lives=lives))
    (listed,) = [each for each in page.every("figure") if each.attributes["id"] == "figure-listed"]
    assert "no average is drawn" in listed.words()


def test_a_single_run_has_no_interval_and_says_so() -> None:
    page = Page(render_words(fake_context(replicates=1))).root
    assert "A single run" in page.words()
    assert "figure-replicates" not in [each.attributes["id"] for each in page.every("figure")]


def test_a_regime_that_does_nothing_still_has_a_report() -> None:
    page = Page(render_words(fake_context(lives=[by_hand(name="article-2020") for _ in range(2)]))).root
    words = page.words()
    assert "Nobody was sanctioned" in words
    assert "In a number" in words
    assert "closed no service to anybody" in words
    assert "Nobody was on a list or under sanction on any day." in words
    assert "0% of" not in " ".join(
        tag.words()
        for tag in page.every("section")
        if tag.attributes["aria-labelledby"] in ("who", "through")
    )
    assert "None" not in words.replace("None of them exists", "")
    assert "nan" not in words.lower().split()


def test_texts_of_users_files_cannot_break_the_page() -> None:
    evil = '<script>alert("x")</script>'
    context = replace(
        fake_context(replicates=1),
        regime_title=evil,
        regime_words=[evil],
        town_title=evil,
        response_title=evil,
        sources=[replace(fake_context(1).sources[0], title=evil, link="javascript:alert(1)", note=evil)],
    )
    text = render_words(context)
    assert not Page(text).root.every("script")
    assert "javascript:alert" not in text
