"""Watching changes nothing: a run of which every line is written down has the bits of one of which none is."""

from __future__ import annotations

import os

import numpy as np

from glasstown.core.randomness import life_key
from glasstown.core.state import State
from glasstown.core.trace import Code
from tests.laws.comparing import fired, lived, must_be_same_world, must_equal
from tests.loud import amended, heard, loud
from tests.owing import indebted_town, owing
from tests.watched import late

INTERPRETED = os.environ.get("NUMBA_DISABLE_JIT") == "1"
PEOPLE, DAYS, LEAST = (120, 42, 2) if INTERPRETED else (1500, 84, 100)


def tracing() -> None:
    """Every kind of line is written, of people watched alone; no bit of state and no count differs."""
    town = indebted_town(PEOPLE, 9)
    watched = range(0, PEOPLE, 2)
    dark, lit = (
        lived(town, [owing(), heard(), loud("late", late), amended()], DAYS, life_key(11, 0), watched=rows)
        for rows in ((), watched)
    )
    lines = lit.log.lines[: int(lit.log.used[0])]
    assert lit.log.used[0] <= lit.log.lines.shape[0], "the trace is not whole"
    fired("lines of the trace", len(lines))
    assert set(np.unique(lines[:, 1]).tolist()) <= set(watched)
    for name in State._fields:
        must_equal(f"traced, {name}", getattr(dark.state, name), getattr(lit.state, name))
    must_equal("traced, what comes next", dark.schedule.next_day, lit.schedule.next_day)
    for name in dark.names:
        must_be_same_world("traced", dark, lit, name)
    for code in Code:
        fired(f"lines of {code.name}", int((lines[:, 3] == code).sum()), LEAST)
