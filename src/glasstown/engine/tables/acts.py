"""The catalogue and what each world does of it, as arrays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from glasstown.core.errors import GlasstownError, InputError, Problem
from glasstown.core.randomness import threshold
from glasstown.engine.tables.sentiment import kind_of_word
from glasstown.engine.tables.worlds import CERTAIN, LABEL, World, column
from glasstown.life.act.fields import LEVELS, MAX_CHANNELS, Acceptance, Acts
from glasstown.life.catalogue import BY_NAME, LABELS, SERVICES, Kind
from glasstown.responses.compile import said
from glasstown.system.sentiment.fields import Sentiment
from glasstown.system.watch.fields import Watching

if TYPE_CHECKING:
    from glasstown.towns import Town


def acts_of(town: Town, streams: Sequence[str]) -> Acts:
    acts = [BY_NAME[name] for name in streams]
    n = len(acts)
    conduct = [town.conduct[name] for name in streams]
    attempts = {service.attempt: i for i, service in enumerate(SERVICES)}
    own_label = {act: label for label, act in LABELS.items()}
    upto = np.full((n, MAX_CHANNELS), CERTAIN, np.int64)
    by_call = np.zeros((n, MAX_CHANNELS), np.uint8)
    done = np.zeros((n, 256), np.int64)
    ordinary = np.full(n, CERTAIN, np.int64)
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
        stream=column([act.stream for act in acts]),
        column=column([c.column for c in conduct]),
        kind=column([int(act.kind) for act in acts]),
        period=column([act.period for act in acts]),
        service=column([attempts.get(act.name, -1) for act in acts]),
        through_guardian=np.array(
            [act.name in attempts and SERVICES[attempts[act.name]].through == "guardian" for act in acts],
            np.uint8,
        ),
        expression=np.array([kind_of_word(act.name) for act in acts], np.uint8),
        ground=np.array([act.legitimate_ground for act in acts], np.uint8),
        good=np.array([act.good for act in acts], np.uint8),
        label=column([LABEL[own_label[act.name]] if act.name in own_label else -1 for act in acts]),
        channels=column([len(act.channels) for act in acts]),
        channel_upto=upto,
        by_call=by_call,
        done=done,
        ordinary=ordinary,
        able=column([threshold(c.able) for c in conduct]),
        recovers=column([threshold(c.recovers) for c in conduct]),
        hides=column([threshold(c.hides) for c in conduct]),
    )


def acceptance_of(town: Town, streams: Sequence[str], worlds: Sequence[World], twin: bool) -> Acceptance:
    """All is done at the ordinary rate but what a response takes away and the false records of a regime.

    The world without is last.
    """
    limits = np.full((len(worlds) + int(twin), len(streams), LEVELS), CERTAIN, np.int64)
    for s, name in enumerate(streams):
        if name == "noise":
            limits[:, s] = 0
        for w, world in enumerate(worlds):
            if name == "noise":
                limits[w, s] = threshold(_noise(town, world))
            else:
                shares = said(world.regime, world.response, name)
                limits[w, s] = [threshold(share) for share in shares]
    return Acceptance(limits)


def _noise(town: Town, world: World) -> float:
    """False records as a share of the town's occasions for them."""
    wanted = world.regime.watch.errors.false_records.per_day.value
    if wanted == 0.0 or world.regime.watch.evidence is not None:  # nobody else bears it out
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


def same_in_all_channels(watching: Watching, sentiment: Sentiment, acts: Acts) -> None:
    """Give a single channel to acts whose channels no world tells apart: none then need be drawn."""
    for s in range(acts.channels.size):
        n = acts.channels[s]
        told_apart = (watching.upto, watching.eyes, watching.collector, watching.delay, sentiment.seen)
        if all(np.all(a[:, s, :n] == a[:, s, :1]) for a in told_apart) and (
            not acts.by_call[s, :n].any() or not watching.tone_from.any()
        ):
            acts.channels[s] = min(n, 1)
