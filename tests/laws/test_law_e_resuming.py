"""Law (e): a run taken up again from what it had at an exchange is the run that was never interrupted."""

from __future__ import annotations

import copy

import numpy as np
import pytest

from glasstown.engine.run import Run
from tests.laws.checks import DAYS, KEY, PEOPLE
from tests.laws.comparing import Violation, fired, lived, must_be_same_world
from tests.loud import loud
from tests.small_town import small_town

KEPT = ("day", "state", "schedule", "calendars", "letters", "reached", "plain", "grouped")
"""All that a run is at an exchange; everything else follows from its inputs."""


def taken_up(run: Run, but: str = "") -> Run:
    """Another run of the same inputs, given what `run` has come to (but one part, where a test says so)."""
    again = Run(run.town, run.worlds, run.days, run.key, threads=1)
    for name in KEPT:
        if name != but:
            setattr(again, name, copy.deepcopy(getattr(run, name)))
    return again


@pytest.fixture(scope="module")
def whole():
    return lived(small_town(PEOPLE, 41), [loud()], DAYS, KEY)


def _interrupted(whole: Run, day: int, but: str = "") -> Run:
    run = Run(whole.town, whole.worlds, whole.days, whole.key, threads=1)
    run.advance(day)
    fired("letters on their way", run.letters.to.size)
    fired("terms that run", int(run.calendars.pending.sum()))
    again = taken_up(run, but)
    again._make_room_for_letters()
    again.advance(whole.days)
    return again


@pytest.mark.parametrize("day", [7, 14, 21])
def test_law_e(whole, day):
    for name in whole.names:
        must_be_same_world(f"resumed on day {day}", whole, _interrupted(whole, day), name)


@pytest.mark.parametrize("but", ["state", "calendars", "letters"])
def test_a_part_left_out_is_noticed(whole, but):
    with pytest.raises(Violation):
        must_be_same_world(f"resumed without {but}", whole, _interrupted(whole, 14, but), "loud")


def test_a_run_keeps_nothing_else(whole):
    """Whatever else of a run changes from exchange to exchange is scratch, cleared before it is used."""
    scratch = {"works", "mails", "tallies", "log", "flips", "pool"}
    first = Run(whole.town, whole.worlds, whole.days, whole.key, threads=1)
    before = {name: _bytes(value) for name, value in vars(first).items()}
    first.advance(14)
    changed = {name for name, value in vars(first).items() if _bytes(value) != before[name]}
    assert changed - scratch == {name for name in KEPT if name in changed}
    assert {"day", "state", "schedule", "plain"} <= changed


def _bytes(value: object) -> object:
    if isinstance(value, np.ndarray):
        return value.tobytes()
    if isinstance(value, (tuple, list)):
        return [_bytes(part) for part in value]
    return value if isinstance(value, (int, str)) else None
