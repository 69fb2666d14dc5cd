"""What a response comes to under a regime: who falls silent, through whom they hear, who breaks off."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from glasstown.regimes.model import Regime
from glasstown.responses.compile import avoids, avoids_anybody, breaks_off, hears, learned, said, urges
from tests.loud import DEBTORS, LOUD, NONE, SIMPLE, boards, debtors, forms, number, to_regime, to_response

CRITICISM = "public-criticism"
KIND = ("household", "kin", "friend", "colleague")


def changed(edit: Callable[[dict[str, Any]], None]) -> Regime:
    return to_regime(copy.deepcopy(LOUD), edit)


def no_words(data: dict[str, Any]) -> None:
    """No rule is about words, and no word is mistaken for anything."""
    spoken = ("public-criticism", "praise-party")
    data["rules"] = [rule for rule in data.get("rules", ()) if rule.get("label") not in spoken]
    errors = data["watch"]["errors"]
    errors["mislabelled"] = {act: to for act, to in errors["mislabelled"].items() if act not in spoken}


def mistaken_words(data: dict[str, Any]) -> None:
    no_words(data)
    data["watch"]["errors"]["mislabelled"][CRITICISM] = {"as": "spread-rumour", "share": number(0.1)}


def test_words_are_kept_back_where_they_can_cost_something() -> None:
    loud, simple = to_regime(LOUD), to_response(SIMPLE)
    assert said(loud, simple, CRITICISM) == (1.0, 0.5)
    assert hears(loud, simple) == dict.fromkeys(KIND, 1.0)
    assert said(loud, simple, "donate-blood") == (1.0, 1.0), "no word, and not kept back"


@pytest.mark.parametrize(
    "regime", [changed(no_words), debtors(edit=no_words).regime], ids=["no rule", "a list of debtors"]
)
def test_nobody_is_silent_where_words_cost_nothing(regime: Regime) -> None:
    """A mutant that asked only whether standing is published would silence people under a list of debtors."""
    assert regime.published_lists or regime.published_cut is not None
    response = to_response(DEBTORS)
    assert said(regime, response, CRITICISM) == (1.0, 1.0)
    assert hears(regime, response) == {}


def test_a_word_that_may_be_mistaken_is_kept_back() -> None:
    regime = changed(mistaken_words)
    assert said(regime, to_response(SIMPLE), CRITICISM) == (1.0, 0.5)


def test_without_a_response_nothing_changes() -> None:
    loud, none = to_regime(LOUD), to_response(NONE)
    assert said(loud, none, CRITICISM) == (1.0, 1.0)
    assert hears(loud, none) == {}
    assert breaks_off(loud, none, "kin") == 0.0


def test_one_learns_of_a_listing_through_the_forms_that_are_used() -> None:
    """A tone of 0.8 and breaking off in 0.2 of cases; a register that the response does not know of tells nobody."""
    simple = to_response(SIMPLE)
    assert breaks_off(to_regime(LOUD), simple, "kin") == pytest.approx(0.8 * 0.2)
    assert breaks_off(debtors().regime, simple, "kin") == 0.0
    assert breaks_off(debtors().regime, to_response(DEBTORS), "friend") == pytest.approx(0.7 * 0.5)


def test_forms_add_up_for_those_whom_they_reach() -> None:
    """A board of 0.4, a map of 0.2, a register of 0.3 and letters of 0.6; only the register reaches kin."""
    world = boards()
    both = 1 - 0.6 * 0.8 * 0.7
    home = 1 - 0.6 * 0.8 * 0.7 * 0.4
    expected = {"household": home, "kin": 0.3, "friend": 0.3, "colleague": 0.3, "neighbour": both}
    for layer, share in expected.items():
        assert learned(world.regime, world.response, layer) == pytest.approx(share)
    assert hears(world.regime, world.response) == pytest.approx(
        {layer: share for layer, share in expected.items() if layer != "colleague"}
    )
    assert breaks_off(world.regime, world.response, "friend") == pytest.approx(0.3 * 0.5)


def test_whom_a_form_does_not_reach_hears_nothing_of_it() -> None:
    """A mutant that let every form reach everybody would cut ties with friends over a letter to a school."""

    def letters(data: dict[str, Any]) -> None:
        data["shaming"] = forms("discredited", ("school-letter",))

    world = boards(edit=letters)
    assert hears(world.regime, world.response) == pytest.approx({"household": 0.6})
    assert breaks_off(world.regime, world.response, "friend") == 0.0


def test_those_who_have_heard_of_a_debtor_urge_them() -> None:
    """Urging is to pay a debt: nobody is urged over a list that goes by a score."""
    world = debtors()
    assert urges(world.regime, world.response, "kin") == pytest.approx(0.7 * 0.04)
    assert urges(boards().regime, to_response(DEBTORS), "kin") == 0.0
    assert urges(world.regime, to_response(NONE), "kin") == 0.0


def test_words_are_kept_back_before_anything_happens() -> None:
    """0.5 know the rules, think that 0.8 is seen, and hold that a word counts in 0.5 of cases under a vague rule."""

    def clear(data: dict[str, Any]) -> None:
        for rule in data["rules"]:
            rule["vague"] = False

    response = boards().response
    assert said(boards().regime, response, CRITICISM) == pytest.approx((0.8, 0.0))
    assert said(boards(edit=clear).regime, response, CRITICISM)[0] == pytest.approx(1 - 0.5 * 0.8 * 0.1)
    unheard = changed(lambda data: (clear(data), data.update(shaming=[])))
    assert said(unheard, response, CRITICISM)[0] == pytest.approx(0.96), "nobody need be punished for it"
    assert said(changed(no_words), response, CRITICISM) == (1.0, 1.0)
    assert said(boards().regime, response, "praise-party") == (1.0, 1.0)


def test_contact_is_avoided_where_it_or_the_tie_costs_points() -> None:
    """A mutant that asked only whether anybody is shamed would part people under a list of debtors."""

    def by_ties(data: dict[str, Any]) -> None:
        data["rules"] = [rule for rule in data["rules"] if rule.get("label") != "contact-with-listed"]
        data["association"]["points_per_tie"] = {"kin": number(-1), "friend": number(0)}

    simple = to_response(SIMPLE)
    assert [avoids(to_regime(LOUD), simple, layer) for layer in KIND] == [0.3] * 4
    assert [avoids(changed(by_ties), simple, layer) for layer in KIND] == [0.0, 0.3, 0.0, 0.0]
    assert not avoids_anybody(debtors().regime, simple)
    assert not avoids_anybody(to_regime(LOUD), to_response(NONE))
