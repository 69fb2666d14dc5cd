"""A report about a regime without a score reads well: lists, events, redress, ordinary practice, and no points."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from glasstown.core.counters import G, P
from glasstown.measures import curves, measure
from glasstown.report import ReportContext, quote
from glasstown.report.numbers import count
from tests.measures.fakes import fake_lives
from tests.report.contexts import LIST_WORLDS, list_context, render_words
from tests.report.page import Page, Tag


@pytest.fixture(scope="module")
def context() -> ReportContext:
    return list_context()


@pytest.fixture(scope="module")
def root(context: ReportContext) -> Tag:
    return Page(render_words(context)).root


def section(root: Tag, name: str) -> Tag:
    """The section of a page that a heading names."""
    (found,) = [tag for tag in root.every("section") if tag.attributes["aria-labelledby"] == name]
    return found


def test_nothing_is_said_of_scores_or_points_lost(root: Tag) -> None:
    """Would fail if a sentence written for points were shown of a list."""
    (main,) = root.every("main")
    told = [
        tag for tag in main.every("section") if tag.attributes["aria-labelledby"] not in ("all", "sources")
    ]
    words = " ".join(tag.words() for tag in told)
    for phrase in (
        "points lost",
        "lost their points",
        "strength of ties",
        "points for ties",
        "critical strength",
    ):
        assert phrase not in words.lower(), phrase
    assert "ends" not in [tag.attributes["aria-labelledby"] for tag in main.every("section")]
    assert "It keeps no score" in words
    assert "What people were put on a list for" in words
    assert "None" not in words.replace("None of them exists", "")


def test_big_numbers_are_those_of_a_list(root: Tag) -> None:
    cards = [tag for tag in root.every("div") if tag.attributes.get("class") == "card"]
    keys = [card.every("data")[0].attributes["data-measure"] for card in cards]
    assert keys == ["sanctioned_share", "wrongful_share", "someone_elses_act_share", "never_recovered_share"]
    assert "of all entries on a list" in cards[2].words()


def test_measures_say_that_they_count_entries(root: Tag) -> None:
    (table,) = [each for each in root.every("table") if each.attributes.get("class") == "measures"]
    (row,) = [row for row in table.every("tr") if " never_did_it_share" in row.words()]
    assert row.words().endswith("share of entries on a list")


def test_ordinary_practice_stands_beside_the_regime(root: Tag, context: ReportContext) -> None:
    beside = section(root, "ordinary")
    heads = [th.words() for th in beside.every("th") if th.attributes["scope"] == "col"]
    assert heads == [
        "What",
        "Town without",
        "Ordinary practice",
        "Under the regime",
        "Regime less town without",
    ]
    assert context.before_title in beside.words()
    rows = beside.every("tbody")[0].every("tr")
    assert len(rows) >= 3
    assert all(row.every("td")[1].words() == "0%" for row in rows)


def test_benefits_stand_by_themselves_with_a_signed_difference(root: Tag, context: ReportContext) -> None:
    aims = section(root, "aims")
    assert not aims.every("figure")
    (paid,) = [row for row in aims.every("tr") if row.words().startswith("Judgments paid")]
    cells = [cell.words() for cell in paid.every("td")]
    worlds = [
        context.results.value("aim_attained", world).value for world in ("without", "before", context.world)
    ]
    for cell, value in zip(cells, worlds, strict=False):
        assert value is not None
        assert float(cell.split("%")[0]) / 100 == pytest.approx(value, abs=0.006)
    assert re.fullmatch(r"\+\d+(\.\d)? pp \(\+\d+(\.\d)? to \+\d+(\.\d)?\)", cells[3]), cells[3]


def test_redress_narrows_from_wrong_entries_to_those_put_right(root: Tag, context: ReportContext) -> None:
    (funnel,) = [each for each in root.every("figure") if each.attributes["id"] == "figure-funnel"]
    counts = [
        float(row.every("td")[0].words().replace(",", "")) for row in funnel.every("tbody")[0].every("tr")
    ]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > counts[2] > 0
    entries = context.curves.worlds[context.world].entries
    assert counts[0] == pytest.approx(entries["wrong"].mean(), rel=0.01, abs=0.5)
    back = section(root, "back").words()
    assert "asked for a review" in back
    assert "because they paid" in back


def test_the_world_of_the_report_is_the_regime_and_not_what_was_before(context: ReportContext) -> None:
    assert context.world == "judgment-defaulters"
    assert "The list of defaulters on court judgments" in quote(context)


def test_that_nothing_is_lawful_is_explained_where_the_list_claims_that_people_could_have_paid() -> None:
    """Would fail if 0% under what is lawful stood there without its reason, or the reason where it is not 0%."""
    lives = [fake_lives(r, small=True, worlds=LIST_WORLDS, scored=False) for r in range(3)]
    said = "nothing is left under what is lawful"
    assert said not in render_words(list_context(3))
    for each in lives:
        each.plain[:, :, P["listed_lawful"]] = 0
    context = list_context(3)
    words = render_words(replace(context, results=measure(lives), curves=curves(lives)))
    assert said in words
    assert "0% under this regime" in words


def test_kinds_of_wrong_that_never_were_are_named_and_not_drawn() -> None:
    lives = [fake_lives(r, small=True, worlds=LIST_WORLDS, scored=False) for r in range(3)]
    for each in lives:
        for kind in ("illegitimate", "induced"):
            each.grouped[:, :, :, G[f"{kind}_change"]] = 0
    context = replace(list_context(3), results=measure(lives), curves=curves(lives))
    page = Page(render_words(context)).root
    (years,) = [each for each in page.every("figure") if each.attributes["id"] == "figure-wrongs-by-year"]
    kinds = {row.every("th")[0].words() for row in years.every("tbody")[0].every("tr")}
    assert kinds == {"1. Not by its own rules"}
    assert "not drawn: 2. Lawful, or somebody else’s; 3. Made by the regime itself" in years.words()


def test_reviews_are_counted_as_requests_and_as_decisions(root: Tag, context: ReportContext) -> None:
    entries = context.curves.worlds[context.world].entries
    assert entries["decided"].any()
    assert f"Of {count(float(entries['decided'].mean()))} decisions" in section(root, "back").words()


def test_where_all_harmed_the_same_a_sentence_takes_the_place_of_a_chart(root: Tag) -> None:
    assert "figure-interest" not in [each.attributes["id"] for each in root.every("figure")]
    assert "all entries on a list were for what harmed a person" in section(root, "for").words()


def test_wrong_entries_that_last_longer_are_said_to(root: Tag, context: ReportContext) -> None:
    entries = context.results.value("wrong_entries_share").value
    days = context.results.value("wrongful_share").value
    assert entries is not None
    assert days is not None
    assert days > 1.2 * entries
    assert "Wrong entries lasted longer than others" in section(root, "wrong").words()
