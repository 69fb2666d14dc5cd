"""Cut-offs, lists and gates of each world, as arrays."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from glasstown.core.randomness import threshold
from glasstown.core.state import MAX_CUTS, MAX_LISTS
from glasstown.engine.tables.worlds import SERVICE, Row, column
from glasstown.life.catalogue import SERVICE_BY_NAME, SERVICES
from glasstown.regimes.compile import Bands, list_bits, tenths
from glasstown.regimes.entering import entering, grades_set, places, term_slots
from glasstown.regimes.model import Regime
from glasstown.system.stand.fields import BURDENS, FIRST_BIT, MAX_TRIES, REWARDS, Gates, Standards


def standards_of(rows: Sequence[Row], edges: Sequence[Bands]) -> Standards:
    regimes = [row.whole for row in rows]
    shape = (len(rows), MAX_LISTS)
    cuts = np.full((len(rows), MAX_CUTS), np.iinfo(np.int16).max, np.int16)
    enter = np.zeros(shape, np.int64)
    leave = np.zeros(shape, np.int64)
    term = np.zeros(shape, np.int64)
    term_of = np.full(shape, -1, np.int64)
    by_ground = np.zeros(shape, np.uint8)
    bad_below = np.zeros(len(rows), np.int64)
    for w, (regime, band) in enumerate(zip(regimes, edges, strict=True)):
        cuts[w, : len(band.cuts)] = band.cuts
        for place, slot in term_slots(regime).items():
            term_of[w, place] = slot
        for g, event in enumerate(entering(regime)):
            by_ground[w, event.place] |= 1 << g
        for i, entry in enumerate(regime.lists):
            if entry.enter_below is not None and entry.leave_from is not None:
                enter[w, i] = band.below(entry.enter_below)
                leave[w, i] = band.below(entry.leave_from)
            if entry.term is not None:
                term[w, i] = round(entry.term.value)
        if regime.published_cut is not None and not rows[w].over:
            bad_below[w] = band.below(regime.published_cut)
    return Standards(
        cuts=cuts,
        used_cuts=column([len(band.cuts) for band in edges]),
        lists=column([places(regime) for regime in regimes]),
        named=column([(1 << len(regime.lists)) - 1 for regime in regimes]),
        enter_below=enter,
        leave_from=leave,
        term=term,
        term_of=term_of,
        by_ground=by_ground,
        bad_below=bad_below,
        bad_lists=column([0 if row.over else _published(row.whole) for row in rows]),
        asleep=column([_asleep(row) for row in rows]),
    )


def _published(regime: Regime) -> int:
    """Lists whose members others see as bad, and grades set directly that are below the one that is shamed, as bits."""
    bits = list_bits(regime, regime.published_lists)
    if regime.published_grade is not None:
        cut = tenths(regime.grades[regime.published_grade].value)
        for place, grade in enumerate(grades_set(regime), start=len(regime.lists)):
            bits |= int(tenths(regime.grades[grade].value) < cut) << place
    return bits


def _asleep(row: Row) -> int:
    """Lists that are not kept now, as bits; when all is over, no grade is set directly either."""
    return (1 << places(row.whole)) - 1 if row.over else list_bits(row.whole, row.asleep)


def gates_of(worlds: Sequence[Row], edges: Sequence[Bands]) -> Gates:
    by_band = np.zeros((len(worlds), MAX_CUTS + 1), np.int64)
    by_list = np.zeros((len(worlds), MAX_LISTS), np.int64)
    given = np.zeros((len(worlds), MAX_CUTS + 1), np.int64)
    given_on = np.zeros((len(worlds), MAX_LISTS, MAX_CUTS + 1), np.int64)
    of_children = np.zeros(len(worlds), np.int64)
    again = np.zeros((len(worlds), len(SERVICES), MAX_TRIES), np.int64)
    for w, (world, band) in enumerate(zip(worlds, edges, strict=True)):
        regime, tries = world.regime, world.response.tries_again
        if tries is not None:
            limits = [threshold(tries.after_refusal.value ** (k + 1)) for k in range(MAX_TRIES)]
            again[w, [service.at_once for service in SERVICES]] = limits
        names = [entry.name for entry in world.whole.lists]
        for gate in regime.gates:
            if SERVICE_BY_NAME[gate.service].through == "guardian":
                of_children[w] |= 1 << SERVICE[gate.service]
        closed = [(1 << SERVICE[gate.service], gate.refuse) for gate in regime.gates]
        imposed = [(1 << FIRST_BIT + BURDENS.index(each.burden), each.who) for each in regime.burdens]
        for bit, who in closed + imposed:
            cut = regime.cut(who)
            if cut is not None:
                by_band[w, : band.below(cut)] |= bit
            elif who.on_list is not None:
                by_list[w, names.index(who.on_list)] |= bit
            if who.grade_below is not None and cut is not None:
                for place, grade in enumerate(grades_set(world.whole), start=len(names)):
                    if tenths(regime.grades[grade].value) < tenths(cut.value):
                        by_list[w, place] |= bit
        direct = range(len(names), places(world.whole))
        given[w] = _given(regime, band, None)
        given_on[w] = given[w]
        for place, grade in zip(direct, grades_set(world.whole), strict=True):
            given_on[w, place] = _given(regime, band, grade)
    return Gates(by_band, by_list, given, given_on, of_children, again)


def _given(regime: Regime, band: Bands, held: str | None) -> np.ndarray:
    """(16,) int64: what is given by band, to those whom a record holds at a grade or, without one, to all others."""
    given = np.zeros(MAX_CUTS + 1, np.int64)
    for reward in regime.rewards:
        cut = regime.favour_cut(reward.who)
        if cut is None:
            continue
        by_grade = reward.who.grade_at_least is not None
        if held is not None and by_grade and tenths(regime.grades[held].value) < tenths(cut.value):
            continue
        bit = 1 << FIRST_BIT + REWARDS.index(reward.reward)
        if reward.service is not None:
            bit |= 1 << SERVICE[reward.service]
        given[band.below(cut) : len(band.cuts) + 1] |= bit
    return given
