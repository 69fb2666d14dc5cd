"""The compiled engine agrees with the plain-Python world in every counter of a day and every last score."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from glasstown.core.counters import PLAIN, G, P
from glasstown.core.randomness import Key, life_key
from glasstown.engine.tables import World
from glasstown.life.catalogue import SERVICES
from glasstown.regimes.shaming import REACH
from tests.loud import (
    BARRED,
    LISTED,
    LOUD,
    SIMPLE,
    amended,
    barred,
    boards,
    debtors,
    filed,
    forms,
    heard,
    loud,
    to_regime,
    to_response,
    with_debtors,
)
from tests.reference.comparison import both, first_difference
from tests.reference.strategies import regimes, responses
from tests.small_town import small_town

MUST_FIRE = (
    "records", "wrong_person", "wrong_label", "wrong_omission", "invented_record", "private_records",
    "foreign_records", "collected", "collected_3", "collected_5",
    "adverse_breaches", "points_gained",
    "points_lost", "lost_never_did", "lost_lawful", "lost_somebody_else", "lost_vague", "lost_discretionary",
    "lost_ties_not_there", "warned_callers", "contacts_with_listed", "contacts_avoided", "kin_cut", "friends_cut",
    "credited_nobody", "unrelated_refusals", "acts", "attempts", "refused", "lost_harm",
    "insincere_praise", "seen_praise", "seen_criticism", "supportive_change", "critical_change",
)  # fmt: skip


def test_every_mechanism_at_once():
    """The loud regime for long enough that terms end, people recover and every counter has fired."""
    engine, result = both(small_town(700, 1), [loud()], 126, life_key(5, 0))
    fired = np.abs(engine.lives().plain[1]).sum(axis=0)
    assert {name: int(fired[P[name]]) for name in MUST_FIRE if fired[P[name]] <= 20} == {}
    assert engine.lives().ends[1].recovered_after.sum() > 10
    people = np.abs(engine.lives().grouped[1, :, 0]).sum(axis=0)
    assert [int(people[G["burdened_change"] + i]) > 100 for i in range(4)] == [True, True, True, False]
    assert [int(people[G["given_change"] + i]) > 100 for i in range(4)] == [True, True, True, False]
    favoured = {SERVICES[i].name: int(fired[P["favoured"] + i]) for i in range(len(SERVICES))}
    assert {name for name, often in favoured.items() if often > 20} == {"train-ticket", "job"}
    assert first_difference(engine, result) is None


OF_LISTS = (
    "judgments", "debts_paid", "paid_listed", "paid_urged", "listings", "wrong_listings", "listed_never_did",
    "listed_somebody_else", "reviews_asked", "wrong_reviews_asked", "reviews_decided", "reviews_upheld",
    "wrong_reviews_upheld", "left_by_payment", "left_by_correction", "left_by_term",
)  # fmt: skip


def test_a_list_without_a_score():
    """Long enough that terms end and are extended, reviews go higher, and corrected people come back."""
    engine, result = both(small_town(700, 1), [debtors(), loud()], 250, life_key(5, 0))
    fired = np.abs(engine.lives().plain[1]).sum(axis=0)
    assert {name: int(fired[P[name]]) for name in OF_LISTS if fired[P[name]] <= 10} == {}
    assert first_difference(engine, result) is None
    assert engine.lives().scored == (False, False, True)


def test_forms_of_shaming_that_some_hear_of():
    """Boards, maps, a register and letters alone: a share of ties hears, more through several forms and ties."""
    engine, result = both(small_town(700, 1), [boards(), debtors(edit=_all_forms)], 84, life_key(7, 0))
    lives = engine.lives()
    assert lives.grouped[1, :, 0, G["protected_lost"]].sum() > 100
    assert lives.plain[1, :, [P["kin_cut"], P["friends_cut"]]].sum() > 100
    assert lives.plain[2, :, P["paid_urged"]].sum() > 10
    assert first_difference(engine, result) is None


def _all_forms(data):
    data["shaming"] = forms("debtors", sorted(REACH), tone_from=5)


def test_a_list_that_claims_no_more_than_a_debt():
    """Whoever cannot pay is listed by true records, and lawfully owes: accurate, and still illegitimate."""

    def owes(data):
        data["lists"][0]["enter"][0]["true_ground"] = "owes"

    engine, result = both(small_town(700, 1), [debtors(edit=owes)], 126, life_key(9, 0))
    lives = engine.lives()
    fired = lives.plain[1].sum(axis=0)
    assert fired[P["listed_lawful"]] > 50
    assert fired[P["listed_never_did"]] == 0
    assert lives.grouped[1, :, 0, G["illegitimate_change"]].sum() > 10
    assert first_difference(engine, result) is None


OF_ENTRIES_BY_SCORE = (
    "listings", "wrong_listings", "notices", "found_out", "reviews_asked", "wrong_reviews_asked", "reviews_decided",
    "wrong_reviews_decided", "reviews_upheld", "wrong_reviews_upheld", "left_by_correction",
)  # fmt: skip


def test_entries_by_score_are_told_of_and_reviewed():
    """Long enough that corrected people come back, and terms that were struck begin anew."""
    engine, result = both(small_town(700, 1), [heard(), loud()], 126, life_key(5, 0))
    fired = np.abs(engine.lives().plain[1]).sum(axis=0)
    assert {name: int(fired[P[name]]) for name in OF_ENTRIES_BY_SCORE if fired[P[name]] <= 30} == {}
    assert first_difference(engine, result) is None


BY_RECORDS = (
    "listings", "wrong_listings", "listed_never_did", "listed_lawful", "listed_somebody_else", "left_by_payment",
    "left_by_term", "direct_grades", "wrong_direct_grades",
)  # fmt: skip


def test_lists_entered_by_records_and_grades_set_directly():
    """Long enough that terms end, begin anew and are added to, beside debts and beside nothing else."""
    engine, result = both(small_town(500, 1), [barred(), filed()], 126, life_key(5, 0))
    fired = np.abs(engine.lives().plain[1]).sum(axis=0)
    assert {name: int(fired[P[name]]) for name in BY_RECORDS if fired[P[name]] <= 20} == {}
    assert engine.lives().plain[2, :, P["listings"]].sum() > 100
    assert first_difference(engine, result) is None


def _set_a_grade(data):
    for rule in data["rules"]:
        if rule.get("label") == BARRED["grade"]["label"]:
            rule |= BARRED["grade"]


def test_entries_by_score_are_reviewed_beside_grades_set_directly():
    """What is struck leaves a grade set directly, and its term, where they are."""
    engine, result = both(small_town(400, 1), [heard("graded", _set_a_grade)], 105, life_key(6, 0))
    fired = np.abs(engine.lives().plain[1]).sum(axis=0)
    names = ("direct_grades", "wrong_direct_grades", "left_by_correction", "found_out")
    assert {name: int(fired[P[name]]) for name in names if fired[P[name]] <= 10} == {}
    assert first_difference(engine, result) is None


def test_a_list_beside_a_score():
    both_lists = World("both", to_regime(with_debtors(LOUD)), to_response({**SIMPLE, **LISTED["response"]}))
    engine, result = both(small_town(400, 1), [both_lists, debtors("alone")], 126, life_key(8, 0))
    fired = np.abs(engine.lives().plain[1]).sum(axis=0)
    assert min(fired[P[name]] for name in ("listings", "points_lost", "reviews_asked")) > 20
    assert first_difference(engine, result) is None


def test_parts_that_come_and_go():
    """Every kind of part begins or ends, some of them within a week; people are enrolled in waves; all of it ends."""
    engine, result = both(small_town(700, 1), [amended(), loud()], 70, life_key(5, 0))
    lives = engine.lives()
    here = lives.plain[1]
    for name in ("records", "points_lost", "points_gained", "listings"):
        by_day = here[:, P[name]]
        assert by_day[:45].sum() > 100
        # what was under way to somebody else still arrives, and nothing follows from it
        assert by_day[51 if name == "records" else 45 :].sum() == 0
    assert here[:15, P["lost_harm"]].any()
    assert lives.grouped[1, 45, 0, G["sanctioned_change"]] < -50, "what was closed is open again"
    assert lives.grouped[1, 9, 0, G["listed_change"]] > 10, "the new list is filled at once"
    assert lives.grouped[1, :, 0, G["sanctioned_change"]].sum() == 0
    assert here[17, P["score_sum"]] > 100 * 6550, "the second wave brings its scores"
    assert first_difference(engine, result) is None
    assert engine.recount() == 0


def test_one_ledger_without_the_twin():
    engine, result = both(small_town(400, 2), [loud()], 30, life_key(6, 1), twin=False)
    assert engine.lives().plain[0, :, P["points_lost"]].sum() > 100
    assert first_difference(engine, result) is None


def check(worlds: list[World], people: int, seed: int, town: int, days: int) -> None:
    key = Key(seed % 2**32, seed // 2**32)
    engine, result = both(small_town(people, town), worlds, days, key)
    assert first_difference(engine, result) is None
    assert engine.recount() == 0


seeds = st.integers(0, 2**64 - 1)
worlds = st.lists(st.tuples(regimes(), responses()), min_size=1, max_size=3).map(
    lambda parts: [World(f"regime-{i}", regime, response) for i, (regime, response) in enumerate(parts)]
)


@given(worlds, seeds, st.integers(0, 50), st.integers(36, 60))
@settings(max_examples=25, phases=(Phase.explicit, Phase.reuse, Phase.generate))
def test_random_regimes(some, seed, town, days):
    check(some, 150, seed, town, days)


@pytest.mark.long
@given(worlds, seeds, st.integers(0, 10_000), st.integers(36, 150), st.integers(50, 1500))
@settings(max_examples=400)
def test_many_random_regimes(some, seed, town, days, people):
    check(some, people, seed, town, days)


def test_a_difference_is_said_in_words():
    engine, result = both(small_town(150, 3), [loud()], 14, life_key(7, 0))
    engine.plain[1, 9, P["records"]] += 1
    said = first_difference(engine, result)
    assert said is not None
    assert said.startswith(f"world loud, day 9, counter {PLAIN[P['records']]}: engine ")
