"""Debts, lists entered by events and reviews, as arrays: what each world says of them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from glasstown.core.randomness import threshold
from glasstown.core.state import MAX_LISTS
from glasstown.engine.tables.worlds import LABEL, Row, World
from glasstown.life.debt.fields import Debts
from glasstown.regimes.entering import entering, grades_set, term_slots
from glasstown.regimes.model import Regime
from glasstown.regimes.redress import Correction, Higher, Notice, Review
from glasstown.responses.model import Response
from glasstown.system.enter import fields as enter
from glasstown.system.redress import fields as redress

_COURTS = "court-files"


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


def entries(rows: Sequence[Row]) -> enter.Entries:
    """Events of each world's lists, and of the grades that its rules set directly."""
    shapes = {
        **dict.fromkeys(_OF_GROUNDS, (len(rows), enter.MAX_GROUNDS)),
        **dict.fromkeys(_OF_LISTS, (len(rows), MAX_LISTS)),
    }
    small = ("claims_able", "graded")
    table = enter.Entries(
        **{
            name: np.zeros(shapes.get(name, (len(rows),)), np.uint8 if name in small else np.int64)
            for name in enter.Entries._fields
        }
    )
    table.slot[:] = table.span[:] = -1
    for w, row in enumerate(rows):
        if not row.over:
            _fill(table, w, row.whole)
            _fill_debts(table, w, row.regime)
    return table


_OF_GROUNDS = ("label", "on", "first", "last", "claims_able", "due_term", "term", "extend")
_OF_LISTS = ("bits", "timed", "slot", "span", "shortest", "graded")


def _fill(table: enter.Entries, w: int, regime: Regime) -> None:
    events = entering(regime)
    slots = term_slots(regime)
    table.grounds[w] = len(events)
    for g, each in enumerate(events):
        table.label[w, g] = LABEL[each.label]
        table.on[w, g] = each.place
        table.bits[w, each.place] |= 1 << g
        for name in ("first", "last", "claims_able", "due_term", "term", "extend"):
            getattr(table, name)[w, g] = getattr(each, name)
        if each.term > 0:
            table.timed[w, each.place] |= 1 << g
        if each.of_debt:
            table.of_debts[w] |= 1 << g
            table.early[w] |= (each.term > 0) << g
            table.unpaid[w] |= (each.term == 0 and not each.good) << g
    spans = (place for place in range(MAX_LISTS) if table.timed[w, place])
    for span, place in enumerate(spans):
        table.slot[w, place] = slots[place]
        table.span[w, place] = span
        table.shortest[w, place] = min(each.term for each in events if each.place == place and each.term > 0)
    table.graded[w, len(regime.lists) : len(regime.lists) + len(grades_set(regime))] = 1
    if regime.event_list is not None:
        table.reviewed[w] = table.bits[w, regime.lists.index(regime.event_list)]


def _fill_debts(table: enter.Entries, w: int, regime: Regime) -> None:
    listed = regime.debt_list
    if listed is None or listed.by_event is None:
        return
    errors = regime.watch.errors
    table.paid_on[w] = table.bits[w, regime.lists.index(listed)]
    table.coverage[w] = threshold(regime.watch.coverage(_COURTS))
    table.namesakes[w] = threshold(errors.namesakes.value if errors.namesakes else 0.0)
    if (able := errors.misjudged.get("able-to-pay")) is not None:
        table.missed[w] = threshold(able.missed.value)
        table.invented[w] = threshold(able.invented.value)
    table.paid_within[w] = round(listed.by_event.paid_within.value)
    table.ends_early[w] = threshold(listed.by_event.early.value)


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
