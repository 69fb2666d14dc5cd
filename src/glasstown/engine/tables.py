"""All that the worlds of a run say, as arrays: their types, ranks and layout never depend on a regime.

Off is a number (a threshold of 0, a cut-off that is not there), never a missing table, so the day compiles
once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from glasstown.core.counters import MAX_STREAMS
from glasstown.core.errors import GlasstownError, InputError, Problem
from glasstown.core.randomness import threshold
from glasstown.core.state import LAYERS, MAX_CUTS, MAX_LISTS
from glasstown.core.streams import STREAMS
from glasstown.day import Tables
from glasstown.engine import event_tables
from glasstown.life.act.fields import LEVELS, MAX_CHANNELS, Acceptance, Acts
from glasstown.life.catalogue import BY_NAME, DOMAINS, HARMS, LABELS, SERVICE_BY_NAME, SERVICES, Kind
from glasstown.life.shunning.fields import Shunning
from glasstown.regimes.compile import Bands, bands, coverage, list_bits, low_cut, read_streams, tenths
from glasstown.regimes.labels import CONTACT_LABEL
from glasstown.regimes.model import Regime
from glasstown.responses.compile import breaks_off, hears_of, is_expression, said
from glasstown.responses.model import Response
from glasstown.system.associate.fields import Association
from glasstown.system.judge.fields import MAX_CAPPED, Ledgers, Rules
from glasstown.system.stand.fields import MAX_TRIES, Gates, Standards
from glasstown.system.watch.fields import MAX_FALSE_LABELS, Watching

if TYPE_CHECKING:
    from glasstown.towns import Town

MEASURED: tuple[str, ...] = ("public-criticism",)
"""Streams that measures read whatever the regime."""

_CERTAIN = threshold(1.0)
_LABEL = {label: i for i, label in enumerate(LABELS)}
_SERVICE = {service.name: i for i, service in enumerate(SERVICES)}
_CONTACTS = ("household", "kin", "friend", "colleague")


@dataclass(frozen=True)
class World:
    """One town living under one regime with one response; `name` is its key in every output."""

    name: str
    regime: Regime
    response: Response


def streams_of(town: Town, worlds: Sequence[World]) -> tuple[str, ...]:
    """The streams that something in the run reads and somebody in the town has, in registry order."""
    read = {name for name in MEASURED if name in town.conduct}
    for world in worlds:
        needed = read_streams(world.regime)
        if missing := sorted(needed - set(town.conduct)):
            found = (
                f"{', '.join(missing)}, which the regime {world.name} reads, missing in the town {town.name}"
            )
            raise InputError(
                [Problem(town.name, None, "conduct", found, "a town that says how often it is done")]
            )
        read |= needed
    read = {name for name in read if np.any(town.conduct[name].rate > 0.0)}
    if len(read) > MAX_STREAMS:
        raise GlasstownError(
            f"the worlds of a run read {len(read)} kinds of act; at most {MAX_STREAMS} are possible"
        )
    return tuple(sorted(read, key=STREAMS.__getitem__))


def build_tables(town: Town, worlds: Sequence[World], twin: bool) -> tuple[Tables, tuple[str, ...]]:
    """The tables of a run and the names of its streams in registry order.

    `Acceptance` has the world without first where `twin`; all other tables have only the regimes' worlds.
    Raises `GlasstownError` where a regime reads what the town does not say, or asks for more than the
    town's ceilings.
    """
    streams = streams_of(town, worlds)
    regimes = [world.regime for world in worlds]
    edges = [bands(regime) for regime in regimes]
    association = _association(worlds)
    acts = _acts(town, streams)
    watching = _watching(regimes, streams)
    _same_in_all_channels(watching, acts)
    tables = Tables(
        acts=acts,
        acceptance=_acceptance(town, streams, worlds, twin),
        watching=watching,
        rules=_rules(regimes),
        ledgers=_ledgers(regimes),
        standards=_standards(regimes, edges),
        gates=_gates(worlds, edges),
        association=association,
        shunning=Shunning(
            *(
                _column([threshold(breaks_off(w.regime, w.response, layer)) for w in worlds])
                for layer in ("kin", "friend")
            )
        ),
        hears=_hears(worlds, association.slot),
        service_domain=np.array([1 << DOMAINS.index(service.domain) for service in SERVICES], np.uint8),
        debts=event_tables.debts(worlds),
        entries=event_tables.entries(regimes),
        review=event_tables.review(worlds),
    )
    return tables, streams


def _column(values: Sequence[int]) -> np.ndarray:
    return np.array(values, np.int64)


def _acts(town: Town, streams: Sequence[str]) -> Acts:
    acts = [BY_NAME[name] for name in streams]
    n = len(acts)
    conduct = [town.conduct[name] for name in streams]
    attempts = {service.attempt: i for i, service in enumerate(SERVICES)}
    own_label = {act: label for label, act in LABELS.items()}
    upto = np.full((n, MAX_CHANNELS), _CERTAIN, np.int64)
    by_call = np.zeros((n, MAX_CHANNELS), np.uint8)
    done = np.zeros((n, 256), np.int64)
    ordinary = np.full(n, _CERTAIN, np.int64)
    for s, act in enumerate(acts):
        shares = np.cumsum([share for _channel, share in act.channels])
        for c, (channel, _share) in enumerate(act.channels):
            upto[s, c] = threshold(min(1.0, float(shares[c])))
            by_call[s, c] = channel == "calls"
        if act.kind in (Kind.DUTY, Kind.REPAYMENT):
            done[s] = [threshold(float(chance)) for chance in conduct[s].done]
        if act.kind == Kind.ATTEMPT:
            ordinary[s] = threshold(conduct[s].ordinary)
    return Acts(
        stream=_column([act.stream for act in acts]),
        column=_column([c.column for c in conduct]),
        kind=_column([int(act.kind) for act in acts]),
        period=_column([act.period for act in acts]),
        service=_column([attempts.get(act.name, -1) for act in acts]),
        through_guardian=np.array(
            [act.name in attempts and SERVICES[attempts[act.name]].through == "guardian" for act in acts],
            np.uint8,
        ),
        expression=np.array([is_expression(act) for act in acts], np.uint8),
        ground=np.array([act.legitimate_ground for act in acts], np.uint8),
        good=np.array([act.good for act in acts], np.uint8),
        label=_column([_LABEL[own_label[act.name]] if act.name in own_label else -1 for act in acts]),
        channels=_column([len(act.channels) for act in acts]),
        channel_upto=upto,
        by_call=by_call,
        done=done,
        ordinary=ordinary,
        able=_column([threshold(c.able) for c in conduct]),
        recovers=_column([threshold(c.recovers) for c in conduct]),
        hides=_column([threshold(c.hides) for c in conduct]),
    )


def _acceptance(town: Town, streams: Sequence[str], worlds: Sequence[World], twin: bool) -> Acceptance:
    """All is done at the ordinary rate but what a response takes away and the false records of a regime."""
    first = int(twin)
    limits = np.full((len(worlds) + first, len(streams), LEVELS), _CERTAIN, np.int64)
    for s, name in enumerate(streams):
        if name == "noise":
            limits[:, s] = 0
        for w, world in enumerate(worlds):
            if name == "noise":
                limits[first + w, s] = threshold(_noise(town, world))
            else:
                limits[first + w, s, 1] = threshold(said(world.regime, world.response, name))
    return Acceptance(limits)


def _noise(town: Town, world: World) -> float:
    """False records as a share of the town's occasions for them."""
    wanted = world.regime.watch.errors.false_records.per_day.value
    if wanted == 0.0:
        return 0.0
    rates = town.conduct["noise"].rate
    ceiling = float(rates.max())
    if np.any((rates > 0.0) & (rates != ceiling)):
        raise GlasstownError(
            f"the town {town.name} has occasions for false records at rates that differ by class"
        )
    if wanted > ceiling:
        found = (
            f"{wanted:g} false records a person and day, in a town ({town.name}) with {ceiling:g} occasions"
        )
        raise InputError(
            [Problem(world.name, None, "watch.errors.false-records.per-day", found, f"at most {ceiling:g}")]
        )
    return wanted / ceiling


def _reach(regime: Regime, stream: str, seen: np.ndarray) -> int:
    """The threshold of being seen under which anything at all follows in a regime's world."""
    kind = BY_NAME[stream].kind
    if stream not in read_streams(regime) or kind in (Kind.ATTEMPT, Kind.JUDGMENT, Kind.REPAYMENT):
        return 0
    if kind in (Kind.DUTY, Kind.NOISE, Kind.CONTACT):
        return _CERTAIN
    return int(seen.max())


def _same_in_all_channels(watching: Watching, acts: Acts) -> None:
    """Give a single channel to acts whose channels no world tells apart: none then need be drawn."""
    for s in range(acts.channels.size):
        n = acts.channels[s]
        if all(np.all(a[:, s, :n] == a[:, s, :1]) for a in (watching.coverage, watching.private)) and (
            not acts.by_call[s, :n].any() or not watching.tone_from.any()
        ):
            acts.channels[s] = min(n, 1)


def _watching(regimes: Sequence[Regime], streams: Sequence[str]) -> Watching:
    shape = (len(regimes), len(streams), MAX_CHANNELS)
    seen = np.zeros(shape, np.int64)
    reach = np.zeros(shape[:2], np.int64)
    private = np.zeros(shape, np.uint8)
    mislabel = np.zeros(shape[:2], np.int64)
    other_label = np.full(shape[:2], -1, np.int64)
    false_label = np.zeros((len(regimes), MAX_FALSE_LABELS), np.int64)
    for w, regime in enumerate(regimes):
        errors = regime.watch.errors
        for s, name in enumerate(streams):
            for c, (share, is_private) in enumerate(coverage(regime, name)):
                seen[w, s, c] = threshold(share)
                private[w, s, c] = is_private
            reach[w, s] = _reach(regime, name, seen[w, s])
            if name in errors.mislabelled:
                mislabel[w, s] = threshold(errors.mislabelled[name].share.value)
                other_label[w, s] = _LABEL[errors.mislabelled[name].as_label]
        for i, label in enumerate(errors.false_records.as_labels):
            false_label[w, i] = _LABEL[label]
    return Watching(
        reach=reach,
        coverage=seen,
        private=private,
        mislabel=mislabel,
        other_label=other_label,
        misattributed=_column([threshold(r.watch.errors.misattributed.value) for r in regimes]),
        false_labels=_column([len(r.watch.errors.false_records.as_labels) for r in regimes]),
        false_label=false_label,
        contact_label=_column([_LABEL[CONTACT_LABEL] if r.scores_contact else -1 for r in regimes]),
        tone_from=_column([_tone_from(regime) for regime in regimes]),
    )


def _tone_from(regime: Regime) -> int:
    """The first day of the call tone; 0 where there is none."""
    return next((max(1, s.from_day) for s in regime.shaming if s.form == "call-tone"), 0)


def _rules(regimes: Sequence[Regime]) -> Rules:
    shape = (len(regimes), len(LABELS))
    points = np.zeros(shape, np.int64)
    scored = np.zeros(shape, np.uint8)
    vague = np.zeros(shape, np.uint8)
    capped = np.full(shape, -1, np.int64)
    times = np.zeros((len(regimes), MAX_CAPPED), np.int64)
    period = np.zeros((len(regimes), MAX_CAPPED), np.int64)
    for w, regime in enumerate(regimes):
        slot = 0
        for rule in regime.rules:
            label = _LABEL[rule.scored_label]
            points[w, label] = tenths(rule.points.value)
            scored[w, label] = 1
            vague[w, label] = rule.vague
            if rule.at_most is not None:
                capped[w, label] = slot
                times[w, slot] = round(rule.at_most.times.value)
                period[w, slot] = rule.at_most.days
                slot += 1
    acts = [BY_NAME[act] for act in LABELS.values()]
    return Rules(
        points=points,
        scored=scored,
        vague=vague,
        capped=capped,
        times=times,
        period=period,
        harm=_column([HARMS.index(act.harms) for act in acts]),
        domain=np.array([1 << DOMAINS.index(act.domain) for act in acts], np.uint8),
    )


def _ledgers(regimes: Sequence[Regime]) -> Ledgers:
    scores = [regime.score for regime in regimes]
    decays = [score.decay if score else None for score in scores]
    return Ledgers(
        floor=_column([tenths(score.floor.value) if score else 0 for score in scores]),
        ceiling=_column([tenths(score.ceiling.value) if score else 0 for score in scores]),
        start_low=_column([tenths(score.start_range[0]) if score else 0 for score in scores]),
        start_high=_column([tenths(score.start_range[1]) if score else 0 for score in scores]),
        low_cut=_column([low_cut(regime) for regime in regimes]),
        decay_every=_column([round(decay.every.value) if decay else 0 for decay in decays]),
        decay_toward=_column([tenths(decay.toward.value) if decay else 0 for decay in decays]),
        decay_share=_column([round(10_000 * decay.share.value) if decay else 0 for decay in decays]),
    )


def _standards(regimes: Sequence[Regime], edges: Sequence[Bands]) -> Standards:
    shape = (len(regimes), MAX_LISTS)
    cuts = np.full((len(regimes), MAX_CUTS), np.iinfo(np.int16).max, np.int16)
    enter = np.zeros(shape, np.int64)
    leave = np.zeros(shape, np.int64)
    term = np.zeros(shape, np.int64)
    term_of = np.full(shape, -1, np.int64)
    bad_below = np.zeros(len(regimes), np.int64)
    for w, (regime, band) in enumerate(zip(regimes, edges, strict=True)):
        cuts[w, : len(band.cuts)] = band.cuts
        terms = 0
        for i, entry in enumerate(regime.lists):
            if entry.enter_below is not None and entry.leave_from is not None:
                enter[w, i] = band.below(entry.enter_below)
                leave[w, i] = band.below(entry.leave_from)
            if entry.term is not None:
                term[w, i] = round(entry.term.value)
                term_of[w, i] = terms
                terms += 1
            elif any(ground.term for ground in entry.grounds):
                term_of[w, i] = event_tables.first_term(regime)
        if regime.published_cut is not None:
            bad_below[w] = band.below(regime.published_cut)
    return Standards(
        cuts=cuts,
        used_cuts=_column([len(band.cuts) for band in edges]),
        lists=_column([len(regime.lists) for regime in regimes]),
        enter_below=enter,
        leave_from=leave,
        term=term,
        term_of=term_of,
        by_ground=event_tables.by_ground(regimes),
        bad_below=bad_below,
        bad_lists=_column([list_bits(regime, regime.published_lists) for regime in regimes]),
    )


def _gates(worlds: Sequence[World], edges: Sequence[Bands]) -> Gates:
    by_band = np.zeros((len(worlds), MAX_CUTS + 1), np.int64)
    by_list = np.zeros((len(worlds), MAX_LISTS), np.int64)
    of_children = np.zeros(len(worlds), np.int64)
    again = np.zeros((len(worlds), len(SERVICES), MAX_TRIES), np.int64)
    for w, (world, band) in enumerate(zip(worlds, edges, strict=True)):
        regime, tries = world.regime, world.response.tries_again
        if tries is not None:
            limits = [threshold(tries.after_refusal.value ** (k + 1)) for k in range(MAX_TRIES)]
            again[w, [service.at_once for service in SERVICES]] = limits
        names = [entry.name for entry in regime.lists]
        for gate in regime.gates:
            bit = 1 << _SERVICE[gate.service]
            if SERVICE_BY_NAME[gate.service].through == "guardian":
                of_children[w] |= bit
            cut = regime.cut(gate.refuse)
            if cut is not None:
                by_band[w, : band.below(cut)] |= bit
            elif gate.refuse.on_list is not None:
                by_list[w, names.index(gate.refuse.on_list)] |= bit
    return Gates(by_band, by_list, of_children, again)


def _association(worlds: Sequence[World]) -> Association:
    """Points of ties; and which layers of ties any world reads: counts of no others are kept."""
    points = np.zeros((len(worlds), len(LAYERS)), np.int64)
    every = np.zeros(len(worlds), np.int64)
    missed = np.zeros(len(worlds), np.int64)
    invented = np.zeros(len(worlds), np.int64)
    seen = np.zeros(len(worlds), np.uint8)
    read: set[str] = set()
    for w, world in enumerate(worlds):
        regime = world.regime
        rule = regime.association
        read |= set(hears_of(regime, world.response))
        if "contact" in read_streams(regime):
            read |= set(_CONTACTS)
        if rule is None:
            continue
        every[w] = round(rule.every.value)
        for layer, cost in rule.points_per_tie.items():
            points[w, LAYERS.index(layer)] = tenths(cost.value)
            if points[w, LAYERS.index(layer)] != 0:
                read.add(layer)
        seen[w] = rule.through == "seen-ties"
        if seen[w] and regime.watch.ties is not None:
            missed[w] = threshold(regime.watch.ties.missed.value)
            invented[w] = threshold(regime.watch.ties.invented.value)
    kept = [layer for layer in LAYERS if layer in read]
    slot = _column([kept.index(layer) if layer in kept else -1 for layer in LAYERS])
    return Association(every=every, points=points, missed=missed, invented=invented, seen=seen, slot=slot)


def _hears(worlds: Sequence[World], slot: np.ndarray) -> np.ndarray:
    hears = np.zeros((len(worlds), int(slot.max(initial=-1)) + 1), np.uint8)
    for w, world in enumerate(worlds):
        for layer in hears_of(world.regime, world.response):
            hears[w, slot[LAYERS.index(layer)]] = 1
    return hears
