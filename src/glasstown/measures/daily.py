"""Counters day by day as a long table, and the digest by which two tables are compared."""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256
from typing import TYPE_CHECKING

import numpy as np

from glasstown.core.counters import GROUPED, MAX_SERVICES, MAX_STREAMS, PLAIN
from glasstown.engine.result import Lives
from glasstown.life.catalogue import HARMS
from glasstown.system.stand.fields import BURDENS, REWARDS

if TYPE_CHECKING:
    import polars as pl

EVERYBODY = "everybody"


def counter_names(names: Sequence[str], lives: Lives) -> list[str]:
    """Names for readers: ``acts:public-criticism`` for the counter of a stream, ``refused:job`` for a
    service, ``burdened:fee_change`` for the stock of those who pay a fee.
    """
    out = list(names)
    families = {
        "acts": (lives.streams, MAX_STREAMS),
        "attempts": (lives.services, MAX_SERVICES),
        "refused": (lives.services, MAX_SERVICES),
        "lost_harm": (HARMS, len(HARMS)),
        "listed_harm": (HARMS, len(HARMS)),
        "had": (lives.services, MAX_SERVICES),
        "first_refused": (lives.services, MAX_SERVICES),
        "favoured": (lives.services, MAX_SERVICES),
        "burdened_change": (BURDENS, len(BURDENS)),
        "given_change": (REWARDS, len(REWARDS)),
    }
    for family, (members, places) in families.items():
        if family in out:
            first = out.index(family)
            for i, member in enumerate(members[:places]):
                kind, change, _end = family.partition("_change")
                out[first + i] = f"{kind}:{member}{change}"
    return out


def daily_frame(lives: Sequence[Lives]) -> pl.DataFrame:
    """One row for each replicate, world, day, group and counter that moves in that world in any replicate.

    Columns: `replicate` and `day` (UInt16; day 0 is the start), `world`, `axis`, `group`, `counter` (Enum),
    `value` (Int64: what happened on the day; ``…_change`` is entries less exits). Counters of the whole
    town stand under axis and group ``everybody``.
    """
    import polars as pl

    first = lives[0]
    days = first.days + 1
    plain, grouped = counter_names(PLAIN, first), counter_names(GROUPED, first)
    counters = [*plain, *grouped]
    axes = list(dict.fromkeys(axis for axis, _ in first.groups))
    groups = list(dict.fromkeys(group for _, group in first.groups))
    axis_of = np.array([axes.index(axis) for axis, _ in first.groups], np.uint32)
    group_of = np.array([groups.index(group) for _, group in first.groups], np.uint32)
    keys: list[tuple[int, int, int, int]] = []  # replicate, world, group number, counter
    values: list[np.ndarray] = []
    for w in range(len(first.worlds)):
        moving = np.flatnonzero(sum(np.any(each.plain[w] != 0, axis=0) for each in lives))
        by_group = np.flatnonzero(sum(np.any(each.grouped[w] != 0, axis=(0, 1)) for each in lives))
        for r, each in enumerate(lives):
            keys += [(r, w, 0, c) for c in moving.tolist()]
            values.append(each.plain[w][:, moving].T.reshape(-1))
            keys += [(r, w, g, len(plain) + c) for c in by_group.tolist() for g in range(len(first.groups))]
            values.append(each.grouped[w][:, :, by_group].transpose(2, 1, 0).reshape(-1))
    replicate, world, number, counter = np.array(keys, np.uint32).reshape(-1, 4).T
    codes = {
        "world": (list(first.worlds), world),
        "axis": (axes, axis_of[number]),
        "group": (groups, group_of[number]),
        "counter": (counters, counter),
    }
    series = pl.DataFrame(
        [
            pl.Series("replicate", replicate.astype(np.uint16)),
            *(pl.Series(name, words, pl.Enum(words)).gather(code) for name, (words, code) in codes.items()),
        ]
    )
    index = np.repeat(np.arange(len(keys), dtype=np.uint32), days)
    long = series.select(pl.all().gather(pl.lit(pl.Series(index))))
    return long.insert_column(
        2, pl.Series("day", np.tile(np.arange(days, dtype=np.uint16), len(keys)))
    ).with_columns(pl.Series("value", np.concatenate(values)))


def digest(frame: pl.DataFrame) -> str:
    """SHA-256 over the names, types and values of the columns, in order; what a reader would compare."""
    import polars as pl

    hashed = sha256()
    for column in frame.get_columns():
        hashed.update(f"{column.name}\n".encode())
        if isinstance(column.dtype, pl.Enum):
            hashed.update(json.dumps(column.dtype.categories.to_list()).encode())
            column = column.to_physical()
        elif column.dtype == pl.String:
            hashed.update(json.dumps(column.to_list()).encode())
            continue
        values = column.to_numpy()
        hashed.update(values.dtype.str.encode())
        hashed.update(np.ascontiguousarray(values).data)
    return hashed.hexdigest()
