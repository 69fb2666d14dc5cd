"""Law (e): a run taken up again from what it had at an exchange is the run that was never interrupted."""

from __future__ import annotations

import copy
import hashlib
import json

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


def test_every_file_matters(whole, stopped, tmp_path):
    """Each file in turn as it was on another day: the run that follows is another one."""
    start = Run(whole.town, whole.worlds, whole.days, whole.key, threads=1)
    start.advance(7)
    then, now = start.save(tmp_path / "then"), stopped.save(tmp_path / "now")
    names = sorted(path.stem for path in now.glob("*.npy"))
    apart = {"entries": ("entries", "pending"), "pending": ("entries", "pending")}
    letters = tuple(name for name in names if name.startswith("letters-"))
    unnoticed = []
    for name in names:
        others = letters if name in letters else apart.get(name, (name,))
        folder = tmp_path / name / now.name
        folder.mkdir(parents=True)
        for path in now.iterdir():
            source = then / path.name if path.stem in others else path
            (folder / path.name).write_bytes(source.read_bytes())
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        for other in others:
            data = (folder / f"{other}.npy").read_bytes()
            manifest["files"][other] = hashlib.sha256(data).hexdigest()
        (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
        again = Run.load(folder.parent, whole.town, whole.worlds, whole.days, whole.key, threads=1)
        try:
            for world in whole.names:
                must_be_same_world(f"{name} of another day", whole, _to_the_end(again), world)
        except Violation:
            continue
        unnoticed.append(name)
    assert len(names) > 15
    # here every block has been reached by the first exchange
    assert set(unnoticed) <= {"reached"}


def test_a_run_taken_up_compiles_nothing(whole, stopped, tmp_path):
    stopped.save(tmp_path)
    before = compilations()
    _to_the_end(Run.load(tmp_path, whole.town, whole.worlds, whole.days, whole.key, threads=2)).lives()
    assert compilations() == before
