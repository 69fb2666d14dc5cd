"""All that the worlds of a run say, as arrays: their types, ranks and layout never depend on a regime.

Off is a number (a threshold of 0, a cut-off that is not there), never a missing table, so the day compiles
once.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from glasstown.core.counters import MAX_STREAMS
from glasstown.core.errors import GlasstownError, InputError, Problem
from glasstown.core.state import KINDS
from glasstown.core.streams import STREAMS
from glasstown.day import Tables
from glasstown.engine.tables import events
from glasstown.engine.tables.acts import acceptance_of, acts_of, same_in_all_channels
from glasstown.engine.tables.judging import ledgers_of, rules_of
from glasstown.engine.tables.sentiment import belief_of, sentiment_of
from glasstown.engine.tables.standing import gates_of, standards_of
from glasstown.engine.tables.ties import association_of, avoidance_of, hears_of_ties, shunning_of, urging_of
from glasstown.engine.tables.watching import watching_of
from glasstown.engine.tables.worlds import Row, World, rows_of
from glasstown.life.catalogue import DOMAINS, SERVICES
from glasstown.regimes.compile import bands, read_streams
from glasstown.responses.compile import avoids_anybody

if TYPE_CHECKING:
    from glasstown.towns import Town

__all__ = ["Row", "World", "build_tables", "rows_of", "streams_of"]

MEASURED: tuple[str, ...] = ("public-criticism",)
"""Streams that measures read whatever the regime."""


WORDS_OBSERVED: frozenset[str] = frozenset(("praise-party", "public-criticism"))
"""Streams that a regime with `sentiment:` reads."""


def streams_of(town: Town, worlds: Sequence[World]) -> tuple[str, ...]:
    """The streams that something in the run reads and somebody in the town has, in registry order."""
    read = {name for name in MEASURED if name in town.conduct}
    for world in worlds:
        needed = read_streams(world.regime)
        if avoids_anybody(world.regime, world.response):
            needed.add("contact")
        if world.regime.sentiment is not None:
            needed |= WORDS_OBSERVED
            if town.people.opinion.size == 0:
                found = f"none, in the town {town.name}, which the regime {world.name} looks for opinions in"
                raise InputError(
                    [Problem(town.name, None, "opinion", found, "a town that says what people think")]
                )
        _must_have_kinds(town, world)
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


def _must_have_kinds(town: Town, world: World) -> None:
    """Whoever sees only people of some kind has to find some."""
    watched = {kind for one in world.regime.watch.collectors.values() for kind in one.among or ()}
    there = int(np.bitwise_or.reduce(town.people.kinds))
    for bit, kind in enumerate(KINDS):
        if kind in watched and not (there >> bit) & 1:
            found = (
                f"nobody who is {kind}, in the town {town.name}, whom a collector of {world.name} looks for"
            )
            raise InputError(
                [Problem(town.name, None, "people", found, f"a town with people who are {kind}")]
            )


def build_tables(town: Town, worlds: Sequence[World], twin: bool) -> tuple[Tables, tuple[str, ...]]:
    """The tables of a run and the names of its streams in registry order.

    A world has a row for each version of its regime, one after another (`rows_of`). `Acceptance` has the world
    without last where `twin`; all other tables have only the regimes' worlds.
    Raises `GlasstownError` where a regime reads what the town does not say, or asks for more than the
    town's ceilings.
    """
    streams = streams_of(town, worlds)
    rows = rows_of(worlds)
    edges = [bands(row.whole) for row in rows]
    association = association_of(rows)
    acts = acts_of(town, streams)
    watching = watching_of(rows, streams)
    sentiment = sentiment_of(rows, streams)
    same_in_all_channels(watching, sentiment, acts)
    tables = Tables(
        acts=acts,
        acceptance=acceptance_of(town, streams, rows, twin),
        watching=watching,
        rules=rules_of(rows),
        ledgers=ledgers_of(rows),
        standards=standards_of(rows, edges),
        gates=gates_of(rows, edges),
        association=association,
        shunning=shunning_of(rows),
        hears=hears_of_ties(rows),
        urging=urging_of(rows),
        avoidance=avoidance_of(rows),
        service_domain=np.array([1 << DOMAINS.index(service.domain) for service in SERVICES], np.uint8),
        debts=events.debts(rows),
        entries=events.entries(rows),
        review=events.review(rows, twin),
        sentiment=sentiment,
        belief=belief_of(rows),
    )
    return tables, streams
