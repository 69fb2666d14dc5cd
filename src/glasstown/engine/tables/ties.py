"""What ties cost, which break, and through which one hears of a punishment, as arrays."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from glasstown.core.randomness import threshold
from glasstown.core.state import LAYERS
from glasstown.engine.tables.worlds import Row, World, column
from glasstown.life.avoidance.fields import Avoidance
from glasstown.life.shunning.fields import Shunning
from glasstown.life.urging.fields import Urging
from glasstown.regimes.compile import read_streams, tenths
from glasstown.responses.compile import avoids, avoids_anybody, breaks_off, hears, urges
from glasstown.system.associate.fields import Association

_CONTACTS = ("household", "kin", "friend", "colleague")


def association_of(worlds: Sequence[Row]) -> Association:
    """Points of ties; and which layers of ties any world reads: counts of no others are kept.

    The picture of ties is the same at all times.
    """
    points = np.zeros((len(worlds), len(LAYERS)), np.int64)
    every = np.zeros(len(worlds), np.int64)
    missed = np.zeros(len(worlds), np.int64)
    invented = np.zeros(len(worlds), np.int64)
    seen = np.zeros(len(worlds), np.uint8)
    read: set[str] = set()
    for w, world in enumerate(worlds):
        regime, picture = world.regime, world.whole
        rule = picture.association
        read |= set(hears(regime, world.response))
        if "contact" in read_streams(regime) or avoids_anybody(regime, world.response):
            read |= set(_CONTACTS)
        if rule is None:
            continue
        every[w] = round(rule.every.value) if regime.association is not None else 0
        for layer, cost in rule.points_per_tie.items():
            points[w, LAYERS.index(layer)] = tenths(cost.value)
            if points[w, LAYERS.index(layer)] != 0:
                read.add(layer)
        seen[w] = rule.through == "seen-ties"
        if seen[w] and picture.watch.ties is not None:
            missed[w] = threshold(picture.watch.ties.missed.value)
            invented[w] = threshold(picture.watch.ties.invented.value)
    kept = [layer for layer in LAYERS if layer in read]
    slot = column([kept.index(layer) if layer in kept else -1 for layer in LAYERS])
    return Association(every=every, points=points, missed=missed, invented=invented, seen=seen, slot=slot)


def shunning_of(worlds: Sequence[Row]) -> Shunning:
    """How likely ties are to break off, in each world: the same at all times, since what has broken stays so."""
    return Shunning(
        *(
            column([threshold(breaks_off(w.whole, w.response, layer)) for w in worlds])
            for layer in ("kin", "friend")
        )
    )


def hears_of_ties(worlds: Sequence[World]) -> np.ndarray:
    """(W, layers) int64 thresholds: a bad tie of the layer is heard of."""
    heard = [hears(world.regime, world.response) for world in worlds]
    return np.array([[threshold(each.get(layer, 0.0)) for layer in LAYERS] for each in heard], np.int64)


def urging_of(worlds: Sequence[World]) -> Urging:
    """Who urges the listed to pay, and who pays for being urged, in each world."""
    thresholds = [[threshold(urges(w.regime, w.response, layer)) for layer in LAYERS] for w in worlds]
    pays = [0.0 if w.response.urging is None else w.response.urging.pays_when_urged.value for w in worlds]
    return Urging(
        np.array(thresholds, np.int64),
        column([threshold(chance) if any(row) else 0 for chance, row in zip(pays, thresholds, strict=True)]),
    )


def avoidance_of(worlds: Sequence[World]) -> Avoidance:
    """How likely contacts with those published as bad are left undone, in each world."""
    chances = [[threshold(avoids(w.regime, w.response, layer)) for layer in LAYERS] for w in worlds]
    return Avoidance(np.array(chances, np.int64), np.array([any(row) for row in chances], np.uint8))
