"""Debts, lists entered by events and reviews, as arrays: what each world says of them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from glasstown.core.randomness import threshold
from glasstown.core.state import MAX_LISTS
from glasstown.engine.tables.worlds import LABEL, World
from glasstown.life.debt.fields import Debts
from glasstown.regimes.model import Regime
from glasstown.regimes.redress import Correction, Higher, Notice, Review
from glasstown.responses.model import Response
from glasstown.system.enter import fields as enter
from glasstown.system.redress import fields as redress

_COURTS = "court-files"
_ALWAYS = 2**31


def debts(worlds: Sequence[World]) -> Debts:
    """Who pays under pressure, in each world."""
    collects = np.zeros(len(worlds), np.int64)
    pressed = np.zeros(len(worlds), np.int64)
    for w, world in enumerate(worlds):
        if world.regime.enforcement is not None:
            collects[w] = threshold(world.regime.enforcement.collects.value)
        if world.response.debts is not None:
            pressed[w] = threshold(world.response.debts.pays_when_listed.value)
    return Debts(collects, pressed)


def grounds_bits(regime: Regime) -> list[int]:
    """For each list of a regime, the events that put one on it, as bits; 0 where it goes by the score."""
    return [(1 << len(entry.grounds)) - 1 for entry in regime.lists]


def first_term(regime: Regime) -> int:
    """How many bits of `held` the lists entered by score use; the list entered by events comes after them."""
    return sum(entry.term is not None for entry in regime.lists)


def entries(regimes: Sequence[Regime]) -> enter.Entries:
    """Events of each world's list."""
    one = (len(regimes),)
    two = (len(regimes), enter.MAX_GROUNDS)
    table = enter.Entries(
        **{
            name: np.zeros(
                two if name in _OF_GROUNDS else one, np.uint8 if name == "claims_able" else np.int64
            )
            for name in enter.Entries._fields
        }
    )
    table.on[:] = table.slot[:] = -1
    for w, regime in enumerate(regimes):
        _fill(table, w, regime)
    return table


_OF_GROUNDS = ("label", "first", "last", "claims_able", "due_term", "term", "extend")


def _fill(table: enter.Entries, w: int, regime: Regime) -> None:
    listed = regime.event_list
    if listed is None or listed.by_event is None:
        return
    errors = regime.watch.errors
    table.grounds[w] = len(listed.grounds)
    table.on[w] = regime.lists.index(listed)
    table.coverage[w] = threshold(regime.watch.coverage(_COURTS))
    table.namesakes[w] = threshold(errors.namesakes.value if errors.namesakes else 0.0)
    if (able := errors.misjudged.get("able-to-pay")) is not None:
        table.missed[w] = threshold(able.missed.value)
        table.invented[w] = threshold(able.invented.value)
    table.paid_within[w] = round(listed.by_event.paid_within.value)
    table.early[w] = threshold(listed.by_event.early.value)
    for g, ground in enumerate(listed.grounds):
        table.label[w, g] = LABEL[ground.label]
        table.first[w, g] = regime.run_day(ground.from_date, -_ALWAYS)
        table.last[w, g] = regime.run_day(ground.until, _ALWAYS)
        table.claims_able[w, g] = ground.true_ground == "able-to-pay"
        table.due_term[w, g] = round(ground.due_term.value) if ground.due_term else 0
        if ground.term is None:
            table.unpaid[w] |= 1 << g
            continue
        table.term[w, g] = round(ground.term.value)
        table.extend[w, g] = round(ground.extend.value) if ground.extend else 0
        table.slot[w] = first_term(regime)
    terms = [term for term in table.term[w] if term > 0]
    table.shortest[w] = min(terms, default=0)


def review(worlds: Sequence[World], twin: bool) -> redress.Review:
    """Reviews of each world, and who asks for them; without a twin nobody can say which entry by score is wrong."""
    one = (len(worlds),)
    pairs = ("sensitivity", "specificity", "asks")
    table = redress.Review(
        **{
            name: np.zeros((len(worlds), 2) if name in pairs else one, np.int64)
            for name in redress.Review._fields
        }
    )
    for w, world in enumerate(worlds):
        _fill_review(table, w, world.regime, world.response)
        if twin:
            _fill_by_score(table, w, world.regime)
    return table


def _fill_review(table: redress.Review, w: int, regime: Regime, response: Response) -> None:
    ways, appeals = regime.redress, response.appeals
    if not isinstance(ways.review, Review) or not isinstance(ways.correction, Correction) or appeals is None:
        return
    table.decided_in[w] = round(ways.review.decided_in.value)
    table.first_answer[w] = round(appeals.after.value) + table.decided_in[w]
    table.within[w] = round(ways.correction.within.value)
    table.asks[w] = [threshold(appeals.asks.rightly.value), threshold(appeals.asks.wrongly.value)]
    places = [ways.review]
    if isinstance(ways.higher, Higher):
        places.append(ways.higher)
        table.higher_answer[w] = round(ways.higher.asked_within.value) + round(ways.higher.decided_in.value)
        table.higher[w] = threshold(appeals.higher.value)
    for i, place in enumerate(places):
        table.sensitivity[w, i] = threshold(place.sensitivity.value)
        table.specificity[w, i] = threshold(place.specificity.value)


def _fill_by_score(table: redress.Review, w: int, regime: Regime) -> None:
    """Entries by score are looked at where there is no list entered by events, which goes before."""
    ways = regime.redress
    if ways.review == "none" or regime.event_list is not None:
        return
    table.by_score[w] = (1 << len(regime.lists)) - 1
    if isinstance(ways.notice, Notice):
        table.notice[w] = threshold(ways.notice.reaches.value)
        table.told_after[w] = round(ways.notice.after.value)


def by_ground(regimes: Sequence[Regime]) -> np.ndarray:
    """(W, MAX_LISTS) uint8, as in `Standards`."""
    bits = np.zeros((len(regimes), MAX_LISTS), np.uint8)
    for w, regime in enumerate(regimes):
        bits[w, : len(regime.lists)] = grounds_bits(regime)
    return bits
