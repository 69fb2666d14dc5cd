"""What a response comes to under a regime: who falls silent, through whom they hear, who breaks off."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from glasstown.regimes.model import Regime
from glasstown.responses.compile import breaks_off, hears_of, said
from tests.loud import DEBTORS, LOUD, NONE, SIMPLE, debtors, number, to_regime, to_response

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
    assert said(loud, simple, CRITICISM) == 0.5
    assert hears_of(loud, simple) == KIND
    assert said(loud, simple, "donate-blood") == 1.0, "no word, and not kept back"


@pytest.mark.parametrize(
    "regime", [changed(no_words), debtors(edit=no_words).regime], ids=["no rule", "a list of debtors"]
)
def test_nobody_is_silent_where_words_cost_nothing(regime: Regime) -> None:
    """A mutant that asked only whether standing is published would silence people under a list of debtors."""
    assert regime.published_lists or regime.published_cut is not None
    response = to_response(DEBTORS)
    assert said(regime, response, CRITICISM) == 1.0
    assert hears_of(regime, response) == ()


def test_a_word_that_may_be_mistaken_is_kept_back() -> None:
    regime = changed(mistaken_words)
    assert said(regime, to_response(SIMPLE), CRITICISM) == 0.5


def test_without_a_response_nothing_changes() -> None:
    loud, none = to_regime(LOUD), to_response(NONE)
    assert said(loud, none, CRITICISM) == 1.0
    assert hears_of(loud, none) == ()
    assert breaks_off(loud, none, "kin") == 0.0


def test_one_learns_of_a_listing_through_the_forms_that_are_used() -> None:
    """A tone of 0.8 and breaking off in 0.2 of cases; a register that the response does not know of tells nobody."""
    simple = to_response(SIMPLE)
    assert breaks_off(to_regime(LOUD), simple, "kin") == pytest.approx(0.8 * 0.2)
    assert breaks_off(debtors().regime, simple, "kin") == 0.0
    assert breaks_off(debtors().regime, to_response(DEBTORS), "friend") == pytest.approx(0.7 * 0.5)
