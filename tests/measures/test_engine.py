"""Measures of a real run: counters and histograms of the engine tell the same story."""

from __future__ import annotations

import numpy as np
import pytest

from glasstown.core.counters import MAX_HARMS, P
from glasstown.core.randomness import life_key, town_key
from glasstown.engine.result import Lives
from glasstown.engine.run import run_worlds
from glasstown.engine.tables import World
from glasstown.measures import Results, measure
from glasstown.measures.view import View, views
from glasstown.regimes import load_regime
from glasstown.report.numbers import is_share
from glasstown.responses import load_response
from glasstown.towns import build_town, load_town

PEOPLE, DAYS = 1500, 900


@pytest.fixture(scope="module")
def lives() -> Lives:
    town = build_town(load_town("china-2018"), PEOPLE, town_key(4, 0))
    world = World("article-2020", load_regime("article-2020").model, load_response("simple").model)
    return run_worlds(town, [world], DAYS, life_key(4, 0), threads=1)


@pytest.fixture(scope="module")
def view(lives: Lives) -> View:
    return views(lives)[1]


@pytest.fixture(scope="module")
def results(lives: Lives) -> Results:
    return measure([lives])


def test_enough_happens(view: View) -> None:
    assert view.count("first_sanctioned") > 100
    assert view.person_days("sanctioned_change") > 1000


def test_sanctioned_days_are_those_of_the_counters(view: View) -> None:
    days = view.end.sanction_days
    assert days.sum() == PEOPLE
    assert (days * np.arange(days.size)).sum() == view.person_days("sanctioned_change")


def test_everybody_ever_sanctioned_is_followed(view: View) -> None:
    followed = view.end.recovered_after.sum() + view.end.not_recovered_after.sum()
    assert followed == view.count("first_sanctioned")


def test_scores_on_the_last_day_sum_to_what_was_lost_and_won(view: View) -> None:
    points = (view.end.score * np.arange(view.end.score.size)).sum()
    # the histogram drops tenths of a point, less than one point a person
    assert 0 <= view.score_sums()[-1] / 10 - points < view.enrolled
    assert view.end.score.sum() == view.enrolled


def test_points_are_lost_for_something(view: View) -> None:
    lost = view.total("points_lost")
    assert sum(view.total("lost_harm", i) for i in range(MAX_HARMS)) == lost
    parts = sum(view.total(name) for name in ("lost_never_did", "lost_lawful", "lost_somebody_else"))
    assert 0 < parts < lost


def test_attempts_are_granted_or_refused_and_groups_sum_to_everybody(lives: Lives, view: View) -> None:
    for i in range(len(lives.services)):
        assert view.total("attempts", i) == view.count("had", 0, i) + view.total("refused", i)
        assert view.total("refused", i) >= view.count("first_refused", 0, i)
    axes = dict.fromkeys(axis for axis, _ in lives.groups[1:])
    for axis in axes:
        rows = [g for g, (name, _) in enumerate(lives.groups) if name == axis]
        assert (lives.grouped[:, :, rows].sum(axis=2) == lives.grouped[:, :, 0]).all()


def test_protected_words_are_lost_or_gained_against_the_twin(view: View) -> None:
    assert view.twin is not None
    here, there = view.count("protected_done"), view.twin.count("protected_done")
    assert there - here == view.count("protected_lost") - view.count("protected_gained")


def test_every_share_is_one(results: Results) -> None:
    for each in results.measures:
        value = results.value(each.key)
        if is_share(each.unit) and value.value is not None:
            assert 0 <= value.value <= 1, each.key


def test_in_without_nothing_is_done_by_a_regime(lives: Lives, results: Results) -> None:
    assert not lives.plain[0, :, P["refused"] : P["refused"] + len(lives.services)].any()
    for key in ("sanctioned_share", "listed_share", "ties_cut_per_1000", "speech_silenced_share"):
        assert results.value(key, "without").value == 0
