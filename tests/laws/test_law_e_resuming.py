"""Law (e): a run taken up again from what it had at an exchange is the run that was never interrupted."""

from __future__ import annotations

import copy

import numpy as np
import pytest

from glasstown.core.jit import compilations
from glasstown.engine.run import Run
from tests.laws.checks import DAYS, KEY, PEOPLE, law_e
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


@pytest.fixture(scope="module")
def stopped(whole):
    """The same run, as it is on the second exchange."""
    run = Run(whole.town, whole.worlds, whole.days, whole.key, threads=1)
    run.advance(14)
    fired("letters on their way", run.letters.to.size)
    fired("terms that run", int(run.calendars.pending.sum()))
    return run


def _to_the_end(again: Run) -> Run:
    again.advance(again.days)
    return again


def test_law_e():
    law_e()


def test_in_process(whole, stopped):
    again = taken_up(stopped)
    again._make_room_for_letters()
    _to_the_end(again)
    for name in whole.names:
        must_be_same_world("taken up", whole, again, name)


@pytest.mark.parametrize("but", ["state", "calendars", "letters"])
def test_a_part_left_out_is_noticed(whole, stopped, but):
    again = taken_up(stopped, but)
    again._make_room_for_letters()
    with pytest.raises(Violation):
        must_be_same_world(f"resumed without {but}", whole, _to_the_end(again), "loud")


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


def test_every_part_goes_through_the_files(whole, stopped, tmp_path):
    """Whatever changes from exchange to exchange is found again, and none of it is what a new run has anyway."""
    stopped.save(tmp_path)
    new = Run(whole.town, whole.worlds, whole.days, whole.key, threads=1)
    again = Run.load(tmp_path, whole.town, whole.worlds, whole.days, whole.key, threads=1)
    for name in KEPT:
        assert _kept(again, name) == _kept(stopped, name), name
        assert _kept(new, name) != _kept(stopped, name), name


def _kept(run: Run, name: str) -> object:
    """A part as bytes; of the calendars only what is in use, in their own order."""
    if name != "calendars":
        return _bytes(getattr(run, name))
    pool, pending = run.calendars
    return [pool[at][: pending[at]].tobytes() for at in np.ndindex(*pending.shape)]


def test_a_run_taken_up_compiles_nothing(whole, stopped, tmp_path):
    stopped.save(tmp_path)
    before = compilations()
    _to_the_end(Run.load(tmp_path, whole.town, whole.worlds, whole.days, whole.key, threads=2)).lives()
    assert compilations() == before
