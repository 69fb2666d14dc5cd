"""How each world watches, as arrays."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from glasstown.core.randomness import threshold
from glasstown.core.state import KINDS
from glasstown.engine.tables.worlds import CERTAIN, LABEL, World, column
from glasstown.life.act.fields import MAX_CHANNELS
from glasstown.life.catalogue import BY_NAME, Kind
from glasstown.regimes.compile import read_streams, sights
from glasstown.regimes.labels import CONTACT_LABEL
from glasstown.regimes.model import Regime
from glasstown.regimes.watching import Watch
from glasstown.responses.compile import avoids_anybody
from glasstown.system.watch.fields import FOREIGN, MAX_FALSE_LABELS, MAX_SIGHTS, PRIVATE, Watching


def kinds_of(regimes: Sequence[Regime]) -> list[tuple[str, ...]]:
    """Each kind of person as its names, by the bits of `People.kinds`; a single one where nobody tells them apart."""
    if not any(regime.watch.tells_apart for regime in regimes):
        return [KINDS]
    return [
        tuple(kind for bit, kind in enumerate(KINDS) if (bits >> bit) & 1) for bits in range(1 << len(KINDS))
    ]


def watching_of(worlds: Sequence[World], streams: Sequence[str]) -> Watching:
    regimes = [world.regime for world in worlds]
    shape = (len(regimes), len(streams), MAX_CHANNELS)
    kinds = kinds_of(regimes)
    seen = np.zeros((*shape, len(kinds)), np.int64)
    reach = np.zeros(shape[:2], np.int64)
    upto = np.zeros((*shape, len(kinds), MAX_SIGHTS), np.int64)
    eyes = np.zeros((*shape, MAX_SIGHTS), np.uint8)
    collector = np.zeros((*shape, MAX_SIGHTS), np.uint8)
    delay = np.zeros((*shape, MAX_SIGHTS), np.int64)
    mislabel = np.zeros(shape[:2], np.int64)
    unsure_label = np.zeros(shape[:2], np.int64)
    other_label = np.full(shape[:2], -1, np.int64)
    false_label = np.zeros((len(regimes), MAX_FALSE_LABELS), np.int64)
    for w, regime in enumerate(regimes):
        errors = regime.watch.errors
        for s, name in enumerate(streams):
            for c, each in enumerate(sights(regime, name)):
                for k, kind in enumerate(kinds):
                    for i, share in enumerate(regime.watch.recorded(each, kind)):
                        seen[w, s, c, k] = upto[w, s, c, k, i:] = threshold(share)
                for i, sight in enumerate(each):
                    eyes[w, s, c, i] = PRIVATE * sight.private | FOREIGN * sight.foreign
                    collector[w, s, c, i] = sight.place
                    delay[w, s, c, i] = sight.delay
            reach[w, s] = _reach(worlds[w], name, seen[w, s])
            if name in errors.mislabelled:
                alike, either = _agreed(regime.watch, errors.mislabelled[name].share.value)
                mislabel[w, s], unsure_label[w, s] = threshold(alike), threshold(either)
                other_label[w, s] = LABEL[errors.mislabelled[name].as_label]
        for i, label in enumerate(errors.false_records.as_labels):
            false_label[w, i] = LABEL[label]
    mistaken = [_mistaken(regime.watch) for regime in regimes]
    return Watching(
        reach=reach,
        coverage=seen,
        upto=upto,
        eyes=eyes,
        collector=collector,
        delay=delay,
        mislabel=mislabel,
        unsure_label=unsure_label,
        other_label=other_label,
        misattributed=column([threshold(alike) for alike, _either, _upto in mistaken]),
        unsure=column([threshold(either) for _alike, either, _upto in mistaken]),
        falls_on=np.array([upto for _alike, _either, upto in mistaken], np.int64).reshape(-1, 3),
        false_labels=column([len(r.watch.errors.false_records.as_labels) for r in regimes]),
        false_label=false_label,
        contact_label=column([LABEL[CONTACT_LABEL] if r.scores_contact else -1 for r in regimes]),
        tone_from=column([_tone_from(regime) for regime in regimes]),
    )


def _agreed(watch: Watch, share: float) -> tuple[float, float]:
    """The shares in which all who bear something out err alike, and in which any of them errs."""
    return (share, share) if watch.evidence is None else (share * share, 1.0 - (1.0 - share) ** 2)


def _mistaken(watch: Watch) -> tuple[float, float, list[int]]:
    """The shares credited to the wrong person and to nobody for certain, and on whom the first falls, cumulated."""
    errors = watch.errors
    alike, either = _agreed(watch, errors.misattributed.value)
    if errors.falls_on is None:
        return alike, either, [0, 0, 0]
    shares = errors.falls_on.shares()
    if watch.evidence is not None:  # both err, and on the same person
        both = [share * share for share in shares]
        alike *= sum(both)
        household, neighbour, _namesake = (share / sum(both) for share in both)
    else:
        household, neighbour, _namesake = shares
    return alike, either, [threshold(household), threshold(min(1.0, household + neighbour)), CERTAIN]


def _reach(world: World, stream: str, seen: np.ndarray) -> int:
    """The threshold of being seen under which anything at all follows in a regime's world."""
    kind = BY_NAME[stream].kind
    if kind == Kind.CONTACT and avoids_anybody(world.regime, world.response):
        return CERTAIN
    if stream not in read_streams(world.regime) or kind in (Kind.ATTEMPT, Kind.JUDGMENT, Kind.REPAYMENT):
        return 0
    if kind in (Kind.DUTY, Kind.NOISE, Kind.CONTACT):
        return CERTAIN
    return int(seen.max())


def _tone_from(regime: Regime) -> int:
    """The first day of the call tone; 0 where there is none."""
    return next((max(1, s.from_day) for s in regime.shaming if s.form == "call-tone"), 0)
