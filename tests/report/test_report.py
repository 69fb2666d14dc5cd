"""The report as a file: whole, offline, the same each time, and with the numbers of the measures."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from urllib.parse import unquote

import pytest

from glasstown.report import quote, render
from tests.measures.by_hand import by_hand
from tests.measures.fakes import fake_lives
from tests.report.contexts import fake_context
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
        "what",
        "numbers",
        "wrong",
        "who",
        "unfolds",
        "ends",
        "for",
        "refused",
        "back",
        "regime",
        "sources",
        "all",
        "repeat",
        "write",
    ]


def test_every_chart_has_a_text_a_table_and_its_numbers(page: Tag) -> None:
    figures = page.every("figure")
    assert [each.attributes["id"] for each in figures] == [
        "figure-wrongs",
        "figure-groups",
        "figure-listed",
        "figure-replicates",
        "figure-scores",
        "figure-grounds",
        "figure-refusals",
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
    assert "fewer than 50 of their people are under the regime: Age 65+" in words


def test_range_over_assumed_numbers_takes_the_headline() -> None:
    page = Page(render(fake_context(ranges=True, critical=0.25))).root
    assert page.every("figure")[4].attributes["id"] == "figure-assumed"
    words = page.words()
    assert "over the assumed numbers" in words
    assert "1–10% of people are on the list after year 1, 2–20% after year 2 and 3–30% after year 3" in words
    assert "ties cost 0.25 times the points" in words
    assert "Chance only." not in words


def test_two_camps_are_shown_and_not_averaged() -> None:
    lives = [fake_lives(r, weight=5 if r > 2 else 0.1) for r in range(5)]
    page = Page(render(fake_context(lives=lives))).root
    assert "The replicates fall into two camps" in page.words()
    cards = [tag for tag in page.every("div") if tag.attributes.get("class") == "card"]
    assert re.search(r"\d% or \d+%", cards[0].words())
    assert not cards[0].every("data")
    assert "replicates fall into two camps" in quote(fake_context(lives=lives))
    (listed,) = [each for each in page.every("figure") if each.attributes["id"] == "figure-listed"]
    assert "no average is drawn" in listed.words()


def test_a_single_run_has_no_interval_and_says_so() -> None:
    page = Page(render(fake_context(replicates=1))).root
    assert "A single run" in page.words()
    assert "figure-replicates" not in [each.attributes["id"] for each in page.every("figure")]


def test_a_regime_that_does_nothing_still_has_a_report() -> None:
    page = Page(render(fake_context(lives=[by_hand(name="article-2020") for _ in range(2)]))).root
    words = page.words()
    assert "Nobody was sanctioned" in words
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
    text = render(context)
    assert not Page(text).root.every("script")
    assert "javascript:alert" not in text
