"""Opinions and words, against counts on paper."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from glasstown.measures import measure
from tests.measures.by_hand import DAYS, by_hand

KEYS = ("insincere_praise_share", "falsification_gap_pp", "seen_sentiment_error_pp", "opinion_shift_pp")


def results(
    plain: dict[str, Any], without: dict[str, Any], opinions: tuple[int, int, int] = (3, 2, 5)
) -> Any:
    """Ten adults, of whom so many are critical, undecided and supportive; words by stream."""
    lives = by_hand(plain=plain, without_plain=without)
    return measure([replace(lives, opinions=opinions, streams=("praise-party", "public-criticism"))])


def test_on_paper() -> None:
    """`acts` are words of praise, `acts_1` of criticism. Somebody critical comes to support it on days 1 and 6."""
    found = results(
        {
            "acts": {2: 6}, "acts_1": {3: 2}, "insincere_praise": {2: 3}, "seen_praise": {2: 5},
            "seen_criticism": {4: 5},
            "critical_change": {1: -1}, "supportive_change": {6: 1},
        },
        {"acts": {2: 4}, "acts_1": {3: 6}, "insincere_praise": {2: 1}},
    )  # fmt: skip
    # person-days of the critical: 2 on each of days 1 to 10; of the supportive: 5, and 6 from day 6 on
    held = (5 * DAYS + 5) / (5 * DAYS + 5 + 2 * DAYS)
    assert [found.value(key).value for key in KEYS] == pytest.approx(
        [3 / 6, 100 * (6 / 8 - held), 100 * (5 / 10 - held), 100 * 1 / 10]
    )
    without = [found.worlds["without"][key] for key in KEYS]
    assert without[0].value == pytest.approx(1 / 4)
    assert without[1].value == pytest.approx(100 * (4 / 10 - 5 / 8))
    assert without[2].reason == "not_applicable"
    assert without[3].value == 0.0


def test_where_nobody_is_asked_there_is_no_number() -> None:
    found = results({"acts": {2: 6}, "seen_praise": {2: 5}}, {"acts": {2: 4}}, opinions=(0, 0, 0))
    assert [found.value(key).reason for key in KEYS] == 4 * ["undefined"]


def test_where_nothing_is_said_there_is_no_share_of_words() -> None:
    found = results({"supportive_change": {3: 2}}, {})
    assert [found.value(key).reason for key in KEYS] == [*3 * ["undefined"], None]
    assert found.value("opinion_shift_pp").value == pytest.approx(20.0)
