"""Measures against counts on paper, and the promises that every value keeps."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from glasstown.measures import Header, measure, registry
from glasstown.measures.student import mean_interval
from tests.measures.by_hand import DAYS, by_hand, end
from tests.measures.fakes import fake_lives

KEYS = {"value", "low", "high", "assumed_low", "assumed_high", "n", "method", "unit", "reason"}
HEADER = Header("article-2020", "popular-account", "china-2018", 10_000, 1095, 1, 3)


def _values(tree: Any) -> Iterator[dict[str, Any]]:
    for value in tree.values():
        yield value
        for groups in value.get("groups", {}).values():
            yield from groups.values()


def test_on_paper() -> None:
    lives = by_hand(
        plain={
            "points_gained": {2: 100, 9: 60},
            "points_lost": {2: 60, 5: 40}, "lost_somebody_else": {2: 30}, "lost_never_did": {5: 10},
            "lost_lawful": {5: 20}, "lost_vague": {2: 25}, "lost_ties_not_there": {2: 5},
            "lost_harm": {2: 50},
            "lost_harm_1": {5: 50}, "records": {1: 40}, "wrong_person": {1: 1}, "wrong_label": {1: 2},
            "wrong_omission": {1: 3}, "invented_record": {1: 4}, "private_records": {1: 10}, "foreign_records": {1: 8},
            "adverse_breaches": {3: 2}, "refused": {4: 3}, "refused_1": {4: 1}, "unrelated_refusals": {4: 1},
            "kin_cut": {6: 2}, "friends_cut": {7: 3}, "warned_callers": {8: 6},
            "contacts_avoided": {6: 3}, "contacts_with_listed": {6: 8, 7: 1},
            "score_sum": {2: -600, 5: -400},
        },
        grouped={
            "sanctioned_change": {0: 1, 3: 2, 8: -1}, "wrongful_change": {3: 1}, "inaccurate_change": {4: 1},
            "illegitimate_change": {3: 1, 4: -1}, "induced_change": {10: 1}, "listed_change": {3: 2, 8: -1},
            "first_sanctioned": {0: 1, 3: 2}, "first_wrongful": {3: 1}, "first_silenced": {4: 2},
            "burdened_change": {3: 2}, "burdened_1_change": {6: 1}, "rewarded_change": {0: 2, 6: 1},
            "given_change": {0: 2}, "given_3_change": {6: 1},
            "first_collateral": {4: 1}, "protected_done": {4: 15}, "protected_lost": {4: 6},
            "protected_gained": {4: 1}, "had": {4: 7}, "had_1": {4: 4}, "first_refused": {4: 2},
        },
        without={"protected_done": {4: 20}, "had": {4: 12}, "had_1": {4: 5}},
        last=end(
            household_pairs=4, household_pairs_sanctioned=1, with_ties=9, isolated=3,
            score=np.bincount([900] * 8), lost=np.bincount([100] * 8),
            sanction_days=np.bincount([0] * 7 + [10, 8, 5], minlength=DAYS + 1),
        ),
    )  # fmt: skip
    # one from the start (days 1–10), two from day 3 (8 days each), one of them away from day 8 (3 days)
    sanctioned_days = 10 + 2 * 8 - 3
    years = DAYS / 365
    expected = {
        "sanctioned_share": 3 / 8,
        "sanctioned_days_share": sanctioned_days / (8 * DAYS),
        "listed_share": 1 / 8,
        "wrongful_people_share": 1 / 8,
        "wrongful_share": 8 / sanctioned_days,
        "inaccurate_share": 7 / sanctioned_days,
        "illegitimate_share": 1 / sanctioned_days,
        "induced_share": 1 / sanctioned_days,
        "collateral_people_share": 1 / 10,
        "sanction_days_per_breach": sanctioned_days / 2,
        "false_sanction_share": 8 / (8 * DAYS - (sanctioned_days - 8)),
        "someone_elses_act_share": 0.3,
        "never_did_it_share": 0.1,
        "lawful_act_share": 0.2,
        "own_breach_share": 0.4,
        "ties_not_there_share": 0.05,
        "vague_share": 0.25,
        "whose_interest": 0.5,
        "refused_air_ticket_per_1000": 3 / (10 * years) * 1000,
        "refused_job_per_1000": 1 / (10 * years) * 1000,
        "refused_air_ticket_people_per_1000": 200,
        "refused_job_people_per_1000": 0,
        "refused_air_ticket_times": 3 / 2,
        "foregone_air_ticket_per_1000": 5 / (10 * years) * 1000,
        "foregone_job_per_1000": 1 / (10 * years) * 1000,
        "unrelated_context_share": 1 / 4,
        "speech_silenced_share": 6 / 20,
        "speech_gained_share": 1 / 20,
        "speech_net_share": 5 / 20,
        "speech_silenced_people_share": 2 / 10,
        "ties_cut_per_1000": 500,
        "isolated_share": 3 / 9,
        "household_spread": 1 / 4,
        "contacts_avoided_share": 3 / 12,
        "warned_callers_per_listed": 6 / ((2 * 8 - 3) / 365),
        "score_mean": (80_000 - 1000) / 8 / 10,
        "score_gini": 0,
        "harm_top1_share": 0.08 * 10 / 23,
        "records_per_person_day": 40 / (8 * DAYS),
        "wrong_records_share": 10 / 40,
        "private_collector_share": 10 / 40,
        "foreign_collector_share": 8 / 40,
        "appeal_reach": 0,
        "visible_error_share": 0,
        "points_gained": 160 / 10 / 8,
        "burdened_publication_share": 2 * 8 / (8 * DAYS),
        "burdened_fee_share": 5 / (8 * DAYS),
        "burdened_inspection_share": 0,
        "burdened_debt_share": 0,
        "favoured_share": (2 * 10 + 5) / (8 * DAYS),
    }
    results = measure([lives])
    got = {key: results.value(key).value for key in expected}
    assert got == pytest.approx(expected)
    undefined = {each.key for each in results.measures} - expected.keys()
    assert undefined == {
        "recovery_days_median", "never_recovered_share", "refused_job_times", "wrong_entries_share", "appeal_success",
        "reviews_upheld_share", "wrong_entries_asked_share", "aim_attained", "paid_while_listed_share",
        "insincere_praise_share", "falsification_gap_pp", "seen_sentiment_error_pp", "opinion_shift_pp",
            "discretionary_share",
    }  # fmt: skip
    pieces = results.value("ties_cut_per_1000").groups
    assert pieces is not None
    assert {name: value.value for name, value in pieces["tie"].items()} == pytest.approx(
        {"kin": 200, "friend": 300}
    )
    rewards = results.value("favoured_share").groups
    assert rewards is not None
    assert [rewards["reward"][name].value for name in ("queue", "deposit", "price", "inspection-free")] == (
        pytest.approx([2 * 10 / (8 * DAYS), 0, 0, 5 / (8 * DAYS)])
    )
    harmed = results.value("whose_interest").groups
    assert harmed is not None
    assert harmed["harmed"]["person"].value == pytest.approx(0.5)


def test_without_a_score_grounds_are_shares_of_entries_on_a_list() -> None:
    """Would fail if a regime that takes no points were measured in points."""
    lives = by_hand(
        plain={
            "listings": {2: 12, 5: 8}, "wrong_listings": {2: 7}, "listed_never_did": {2: 4},
            "listed_somebody_else": {5: 2}, "listed_lawful": {5: 3}, "listed_harm": {2: 3}, "listed_harm_1": {5: 17},
            "reviews_asked": {6: 5}, "wrong_reviews_asked": {6: 4}, "reviews_decided": {7: 5, 8: 1},
            "reviews_upheld": {7: 2}, "wrong_reviews_upheld": {7: 1},
            "judgments": {1: 40}, "debts_paid": {3: 10}, "paid_listed": {3: 4},
        },
        grouped={
            "first_sanctioned": {2: 4}, "first_wrongful": {2: 2}, "first_asked": {6: 3}, "first_corrected": {7: 1},
            "sanctioned_change": {2: 4},
        },
        without_plain={"judgments": {1: 40}, "debts_paid": {3: 6}},
        scored=False,
    )  # fmt: skip
    results = measure([lives])
    expected = {
        "never_did_it_share": 4 / 20,
        "someone_elses_act_share": 2 / 20,
        "lawful_act_share": 3 / 20,
        "own_breach_share": 11 / 20,
        "whose_interest": 3 / 20,
        "wrong_entries_share": 7 / 20,
        "appeal_reach": 3 / 4,
        "appeal_success": 1 / 4,
        "reviews_upheld_share": 2 / 6,
        "wrong_entries_asked_share": 4 / 7,
        "visible_error_share": 1 / 2,
        "aim_attained": 10 / 40,
        "paid_while_listed_share": 4 / 10,
        "sanction_days_per_breach": 4 * 9 / 11,
    }
    assert {key: results.value(key).value for key in expected} == pytest.approx(expected)
    for key in ("never_did_it_share", "own_breach_share", "whose_interest"):
        assert results.value(key).unit == results.asked(key).unit == "share of entries on a list"
        assert results.of(key).unit == "share of points lost"
    harmed = results.value("whose_interest").groups
    assert harmed is not None
    assert harmed["harmed"]["person"].value == pytest.approx(17 / 20)
    for key in ("ties_not_there_share", "vague_share", "score_mean", "score_gini", "points_gained"):
        assert results.value(key).reason == "not_applicable", key
    assert results.value("aim_attained", "without").value == pytest.approx(6 / 40)
    assert results.paired["regime"]["aim_attained"].value == pytest.approx(4 / 40)


def test_ordinary_practice_is_a_world_and_not_the_regime_that_is_studied() -> None:
    worlds = ("without", "before", "list")
    results = measure([fake_lives(r, worlds=worlds, scored=False) for r in range(3)])
    assert results.regimes == ("list",)
    assert list(results.worlds) == list(worlds)
    assert set(results.paired) == {"before", "list"}
    assert results.value("sanctioned_share", "before").value == 0
    paid = [results.value("aim_attained", world).value or 0.0 for world in worlds]
    assert paid[0] < paid[1] < paid[2]
    draws = [fake_lives(9, worlds=("without", "list#1", "list#2"), scored=False)]
    drawn = measure([fake_lives(0, worlds=worlds, scored=False)], draws)
    assert drawn.value("sanctioned_share").assumed_low is not None
    assert drawn.value("sanctioned_share", "before").assumed_low is None


def test_every_measure_stands_in_every_world_and_in_paired_and_none_is_nan() -> None:
    results = measure([fake_lives(r, small=True) for r in range(3)])
    tree = results.to_json(HEADER)
    assert set(tree) == {
        "schema", "regime", "status", "town", "people", "days", "seed", "replicates", "worlds", "paired",
    }  # fmt: skip
    assert json.loads(json.dumps(tree, allow_nan=False)) == tree
    keys = [each.key for each in results.measures]
    assert len(keys) == len(set(keys))
    assert list(tree["worlds"]) == ["without", "article-2020"]
    assert list(tree["paired"]) == ["article-2020"]
    for world in (*tree["worlds"].values(), *tree["paired"].values()):
        assert list(world) == keys
        for value in _values(world):
            assert value.keys() - {"groups"} == KEYS
            assert (value["value"] is None) == (value["reason"] is not None)
            assert value["reason"] in (None, "undefined", "censored", "not_applicable")
            assert isinstance(value["n"], int)


def test_in_without_counts_are_nil_and_shares_of_sanctioned_days_do_not_apply() -> None:
    results = measure([fake_lives(r) for r in range(2)])
    without, paired = results.worlds["without"], results.paired["article-2020"]
    for key in ("sanctioned_share", "refused_job_per_1000", "speech_silenced_share", "ties_cut_per_1000"):
        assert without[key].value == 0
        assert paired[key].value == pytest.approx(results.value(key).value)
    for key in ("wrongful_share", "someone_elses_act_share", "recovery_days_median", "disparity_ratio_age"):
        for value in (without[key], paired[key]):
            assert (value.value, value.low, value.high, value.reason) == (None, None, None, "not_applicable")


def test_interval_is_over_replicates_and_the_difference_is_taken_within_each() -> None:
    lives = [fake_lives(r) for r in range(4)]
    value = measure(lives).value("sanctioned_share")
    alone = [measure([each]).value("sanctioned_share") for each in lives]
    assert value.replicates == tuple(each.value for each in alone)
    assert (value.value, value.low, value.high) == mean_interval([each.value or 0.0 for each in alone])
    assert value.n == 4
    assert value.method.endswith("chance only")
    for each in alone:
        assert (each.low, each.high, each.n, each.method) == (None, None, 1, "single run")


def test_a_measure_undefined_in_some_replicates_says_so() -> None:
    lost = by_hand(plain={"points_lost": {1: 4}, "lost_lawful": {1: 1}})
    value = measure([lost, by_hand(), lost]).value("lawful_act_share")
    assert (value.value, value.n) == (0.25, 2)
    assert "2 of 3 replicates" in value.method


def test_range_over_assumed_numbers_is_the_least_and_most_of_the_draws() -> None:
    lives = [fake_lives(r) for r in range(2)]
    draws = [fake_lives(9, worlds=("without", *(f"article-2020#{i}" for i in range(1, 6))))]
    value = measure(lives, draws).value("sanctioned_share")
    single = [measure(draws).value("sanctioned_share", f"article-2020#{i}").value or 0.0 for i in range(1, 6)]
    assert (value.assumed_low, value.assumed_high) == (min(single), max(single))
    assert value.assumed_low != value.assumed_high
    assert "5 draws" in value.method
    assert measure(lives).value("sanctioned_share").assumed_low is None


def test_draws_run_without_groups_give_ranges_for_everybody_only() -> None:
    draws = [fake_lives(9, worlds=("without", "article-2020#1", "article-2020#2"), axes=())]
    value = measure([fake_lives(0)], draws).value("sanctioned_share")
    assert value.assumed_low is not None
    assert value.groups is not None
    assert value.groups["group"]["A"].assumed_low is None


def test_no_twin_leaves_comparisons_undefined() -> None:
    results = measure([fake_lives(0, worlds=("article-2020",))])
    assert results.paired == {}
    assert results.value("foregone_job_per_1000").reason == "undefined"
    assert results.value("speech_silenced_share").reason == "undefined"
    assert results.value("sanctioned_share").value is not None


def test_replicates_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="no replicate"):
        measure([])
    with pytest.raises(ValueError, match="differ"):
        measure([fake_lives(0), fake_lives(1, worlds=("without", "other"))])
    with pytest.raises(ValueError, match="with a regime"):
        measure([fake_lives(0, worlds=("without",))], [fake_lives(0, worlds=("without", "draw-1"))])


def test_draws_of_the_assumed_numbers_are_of_the_first_regime() -> None:
    """A mutant that spreads them over the regime without its safeguards too is caught."""
    both = fake_lives(0, worlds=("without", "one", "two"))
    results = measure([both], [fake_lives(1, worlds=("without", "draw-1"))])
    assert results.value("sanctioned_share", "one").assumed_low is not None
    assert results.value("sanctioned_share", "two").assumed_low is None


@pytest.mark.parametrize(
    "field", ["title", "numerator", "denominator", "unit", "risk_set", "right", "null", "window"]
)
def test_every_measure_says_what_it_is(field: str) -> None:
    for each in registry(axes=("age",)):
        assert getattr(each, field), each.key


def test_dimensions_are_those_of_the_impact_assessment() -> None:
    used = {each.dimension for each in registry()}
    assert used == {"scale", "scope", "probability", "reversibility"}
