"""A run that is killed goes on by itself with the same bits; what it kept is checked before it is taken up."""

from __future__ import annotations

import json
import random
import shutil
import signal
import time
from collections.abc import Iterator
from dataclasses import fields
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

import glasstown as gt
from glasstown.core.errors import GlasstownError
from glasstown.core.randomness import life_key, town_key
from glasstown.engine import kept
from glasstown.engine.checkpoint import MANIFEST, Damaged
from glasstown.engine.kept import kept_lives, live_kept
from glasstown.engine.result import End, Lives
from glasstown.engine.run import run_worlds
from glasstown.studies.request import Request, prepare
from glasstown.studies.run import compute, worlds_of
from glasstown.studies.work import CONTINUES, working
from glasstown.towns import build_town
from tests.cli.processes import begun
from tests.laws.test_checkpoint import _damage as damage

ASKED = {"people": 1000, "years": 1, "replicates": 2, "seed": 5}
LONGER = {**ASKED, "people": 2000, "years": 2}
LINE = ["run", "article-2020", *(word for key, value in LONGER.items() for word in (f"--{key}", str(value)))]
EAGER = """
import os, glasstown.engine.kept as kept
kept.EVERY_SECONDS, kept.MOST_SHARE = 0.0, 1e9
os.fsync = lambda _handle: None  # nobody pulls the plug here
"""
SAME = ("measures.json", "report.html")


class Killed(BaseException):
    """Stands in for the end of the process: nothing catches it."""


@pytest.fixture
def eager(monkeypatch: pytest.MonkeyPatch) -> None:
    """Set everything down, whatever that costs."""
    monkeypatch.setattr(kept, "EVERY_SECONDS", 0.0)
    monkeypatch.setattr(kept, "MOST_SHARE", 1e9)
    monkeypatch.setattr("os.fsync", lambda _handle: None)


@pytest.fixture(scope="module")
def plainly() -> Iterator[None]:
    """Without drawing charts, which nothing here is about."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "glasstown.studies.run.render", lambda context: f"{context.header}{context.curves.days}"
        )
        yield


@pytest.fixture(scope="module")
def whole(plainly: None) -> gt.Run:
    """The run that nobody stopped."""
    return gt.run("article-2020", **ASKED)  # type: ignore[arg-type]


def must_be_the_same(folder: Path, run: gt.Run) -> None:
    for name in SAME:
        assert (folder / name).read_bytes() == run.contents[name], name
    told, wanted = (
        (json.loads(text)) for text in ((folder / "run.json").read_bytes(), run.contents["run.json"])
    )
    assert told["digest"] == wanted["digest"]
    assert told["margins"] == wanted["margins"]
    assert [entry.name for entry in folder.parent.iterdir()] == [folder.name]


def stopped(place: Path, after: int, assumed: int = 0) -> Path:
    """A run killed when it has told of its progress so many times; returns where it kept what it had."""
    heard = 0

    def hear(_words: str, _share: float) -> None:
        nonlocal heard
        heard += 1
        if heard == after:
            raise Killed

    with pytest.raises(Killed) as caught:
        gt.run("article-2020", **{**ASKED, "assumed": assumed}, out=place, progress=hear)  # type: ignore[arg-type]
    assert caught.value.__notes__ == [CONTINUES]
    return place.parent / f".{place.name}.work"


def again(place: Path, assumed: int = 0) -> list[str]:
    """The same run again; returns what was noted of it."""
    noted: list[str] = []
    compute(prepare(**{**ASKED, "assumed": assumed}), out=place, note=noted.append)  # type: ignore[arg-type]
    return noted


# -- killed


def test_kill_9_at_random_moments(tmp_path: Path) -> None:
    whole = gt.run("article-2020", **LONGER)  # type: ignore[arg-type]
    place = tmp_path / "run"
    _kill(place, LINE, times=2, seconds=1.0)
    ended = begun(EAGER, *LINE, "--out", str(place)).told()
    assert ended.code == 0, ended.err
    assert "Note: Taken up at replicate " in ended.err
    must_be_the_same(place, whole)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(6))
def test_kill_9_many_times(seed: int, tmp_path: Path) -> None:
    line = [*LINE, "--assumed", "4"]
    wanted = gt.run("article-2020", **LONGER, assumed=4)  # type: ignore[arg-type]
    place = tmp_path / "run"
    _kill(place, line, times=12, seconds=6.0, seed=seed)
    ended = begun(EAGER, *line, "--out", str(place)).told()
    assert ended.code == 0, ended.err
    must_be_the_same(place, wanted)


def _kill(place: Path, line: list[str], times: int, seconds: float, seed: int = 0) -> None:
    """Kill the run at moments drawn anew, each once it has begun to work in its folder."""
    draws = random.Random(seed)
    work = place.parent / f".{place.name}.work"
    for _ in range(times):
        process = begun(EAGER, *line, "--out", str(place))
        process.wait_for(lambda: any(work.glob("*/day-*")) or any(work.glob("*/lives")))
        time.sleep(draws.uniform(0.0, seconds))
        ended = process.told(signal.SIGKILL)
        if ended.code == 0:
            break  # it was quicker
        assert ended.code == -signal.SIGKILL
        assert not place.exists() or (place / "run.json").exists()


@pytest.mark.usefixtures("eager")
@pytest.mark.parametrize(
    ("after", "words"),
    [(2, "replicate 1 of 2, day 7"), (50, "replicate 1 of 2, day 343"), (56, "replicate 2 of 2, day 7")],
)
def test_it_says_where_it_is_taken_up(after: int, words: str, whole: gt.Run, tmp_path: Path) -> None:
    place = tmp_path / "run"
    stopped(place, after)
    assert not place.exists()
    assert again(place) == [f"Taken up at {words}, as kept in .run.work."]
    must_be_the_same(place, whole)


@pytest.mark.usefixtures("eager", "plainly")
def test_other_values_of_the_assumed_numbers_are_kept_too(tmp_path: Path) -> None:
    wanted = gt.run("article-2020", **ASKED, assumed=3)  # type: ignore[arg-type]
    for after in (60, 115):
        place = tmp_path / str(after) / "run"
        stopped(place, after, assumed=3)
        (noted,) = again(place, assumed=3)
        assert ("the assumed numbers, pass 1 of 1, day " in noted) == (after == 60), noted
        must_be_the_same(place, wanted)


@pytest.mark.usefixtures("eager", "plainly")
def test_what_was_lived_is_not_lived_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed in the report: nothing is left to live."""
    place = tmp_path / "run"

    def fail(*_args: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr("glasstown.studies.run.render", fail)
        with pytest.raises(Killed):
            gt.run("article-2020", **ASKED, out=place)  # type: ignore[arg-type]
    monkeypatch.setattr("glasstown.studies.work.live_kept", fail)
    assert again(place) == ["Taken up where everything has been lived, as kept in .run.work."]


def test_a_quick_run_keeps_nothing(tmp_path: Path) -> None:
    """Setting down is for runs of which it takes a small share."""

    def hear(_words: str, share: float) -> None:
        if share > 0.8:
            raise Killed

    with pytest.raises(Killed) as caught:
        gt.run("article-2020", people=1000, years=0.2, replicates=2, out=tmp_path / "run", progress=hear)
    assert not hasattr(caught.value, "__notes__")
    assert not list(tmp_path.iterdir())


# -- damaged


@pytest.fixture
def half(tmp_path: Path, eager: None, plainly: None) -> Path:
    """Where a run has been stopped in replicate 2 of 2, with two checkpoints."""
    return stopped(tmp_path / "run", 70)


def checkpoints(work: Path) -> list[Path]:
    found = sorted((work / "replicate-1").glob("day-*"))
    assert len(found) == 2
    return found


@pytest.mark.parametrize("how", ["truncated", "altered"])
def test_a_damaged_checkpoint_is_said_and_the_one_before_used(how: str, half: Path, whole: gt.Run) -> None:
    before, newest = checkpoints(half)
    damage(newest / "grouped.npy", how)
    damaged, taken_up = again(half.parent / "run")
    assert f"{newest} is damaged (grouped.npy" in damaged
    assert damaged.endswith("; the one before is taken up.")
    assert taken_up == f"Taken up at replicate 2 of 2, day {int(before.name[4:])}, as kept in .run.work."
    must_be_the_same(half.parent / "run", whole)


def test_where_both_are_damaged_the_replicate_begins_anew(half: Path, whole: gt.Run) -> None:
    for place in checkpoints(half):
        damage(place / MANIFEST, "altered")
    damaged, taken_up = again(half.parent / "run")
    assert damaged.count("is damaged") == 2
    assert damaged.endswith("; these worlds begin anew.")
    assert "replicate 2 of 2, day 0" in taken_up
    must_be_the_same(half.parent / "run", whole)


def test_damaged_lives_are_said_and_lived_again(half: Path, whole: gt.Run) -> None:
    damage(half / "replicate-0" / "lives" / "lives-plain.npy", "altered")
    damaged, taken_up = again(half.parent / "run")
    assert "lives-plain.npy is not as it was written" in damaged
    assert damaged.endswith("; these worlds begin anew.")
    assert "replicate 1 of 2, day 0" in taken_up
    must_be_the_same(half.parent / "run", whole)


def test_lives_of_another_replicate_or_run_are_not_taken(half: Path, whole: gt.Run) -> None:
    """Whoever moves files about gets no other results out of it unseen: names, days, people and key are looked at."""
    shutil.rmtree(half / "replicate-1")
    town = build_town(prepare().town, 1000, town_key(5, 1))
    asked = prepare(people=1000, years=0.5)
    live_kept(half / "replicate-1", town, worlds_of(asked), asked.days, life_key(5, 1))
    noted = again(half.parent / "run")
    assert "holds the lives of other worlds; these worlds begin anew." in noted[0]
    must_be_the_same(half.parent / "run", whole)


def test_lives_under_another_key_are_not_taken(lived: tuple[Request, Lives], tmp_path: Path) -> None:
    asked, lives = lived
    kept._keep(lives, life_key(1, 1), tmp_path)
    with pytest.raises(Damaged, match="holds the lives of other worlds"):
        kept_lives(tmp_path, lives.worlds, asked.days, asked.people, life_key(1, 0))


def test_another_version_of_the_program_begins_anew(half: Path, whole: gt.Run) -> None:
    owner = half / "work.json"
    owner.write_text(json.dumps({**json.loads(owner.read_text()), "program": "older"}))
    assert again(half.parent / "run") == [
        "This run was begun by another version of the program; it begins anew."
    ]
    must_be_the_same(half.parent / "run", whole)


def test_a_folder_that_does_not_say_whose_it_is_begins_anew(half: Path, whole: gt.Run) -> None:
    (half / "work.json").write_text("{")
    assert again(half.parent / "run") == [
        "What is kept in .run.work does not say whose it is; the run begins anew."
    ]
    must_be_the_same(half.parent / "run", whole)


# -- where nothing can be kept


@pytest.mark.usefixtures("eager")
def test_a_run_goes_on_where_nothing_can_be_kept(
    whole: gt.Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object, **_named: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("glasstown.engine.checkpoint.npy.write_array", full)
    noted = again(tmp_path / "run")
    assert len(noted) == 2, "once for each replicate"
    assert all("The run goes on, but could not be taken up again: " in sentence for sentence in noted)
    assert all("No space left on device" in sentence for sentence in noted)
    must_be_the_same(tmp_path / "run", whole)


@pytest.mark.usefixtures("eager")
def test_what_cannot_be_written_at_the_end_can_be_taken_up(
    whole: gt.Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_folder: Path) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("glasstown.studies.folder._flush", full)
        with pytest.raises(GlasstownError, match=r"could not be written.*No space left") as caught:
            again(tmp_path / "run")
    assert caught.value.__notes__ == [CONTINUES]
    assert not (tmp_path / "run").exists()
    assert again(tmp_path / "run") == ["Taken up where everything has been lived, as kept in .run.work."]
    must_be_the_same(tmp_path / "run", whole)


# -- how often, and what


def test_setting_down_takes_a_small_share_of_the_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By a clock of the test's own: writing takes 1 s, living a week 1 s."""
    now = 0.0
    saves: list[float] = []

    def save(*_args: object) -> None:
        nonlocal now
        now += 1.0
        saves.append(now)

    monkeypatch.setattr(kept.time, "monotonic", lambda: now)
    monkeypatch.setattr(kept.checkpoint, "save", save)
    town = build_town(prepare().town, 1000, town_key(1, 0))

    def week(_day: int) -> None:
        nonlocal now
        now += 1.0

    asked = prepare(people=1000, years=7)
    live_kept(tmp_path, town, worlds_of(asked), asked.days, life_key(1, 0), progress=week)
    assert len(saves) >= 6
    assert saves[0] >= 30
    assert len(saves) <= 0.021 * now
    assert max(b - a for a, b in pairwise(saves)) <= 1.05 / kept.MOST_SHARE


@pytest.fixture(scope="module")
def lived() -> tuple[Request, Lives]:
    asked = prepare("judgment-defaulters", people=1500, years=0.5)
    town = build_town(asked.town, asked.people, town_key(1, 0))
    return asked, run_worlds(town, worlds_of(asked), asked.days, life_key(1, 0))


def test_lives_are_the_same_again_in_every_part(lived: tuple[Request, Lives], tmp_path: Path) -> None:
    asked, lives = lived
    kept._keep(lives, life_key(1, 0), tmp_path)
    found = kept_lives(tmp_path, lives.worlds, asked.days, asked.people, life_key(1, 0))
    assert found is not None
    for field in fields(Lives):
        mine, wanted = getattr(found, field.name), getattr(lives, field.name)
        if field.name == "ends":
            pairs = [
                (getattr(a, f.name), getattr(b, f.name))
                for a, b in zip(mine, wanted, strict=True)
                for f in fields(End)
            ]
        else:
            pairs = [(mine, wanted)]
        for one, other in pairs:
            assert type(one) is type(other) or isinstance(other, np.integer), field.name
            assert np.array_equal(one, other), field.name
            if isinstance(one, np.ndarray):
                assert one.dtype == other.dtype


def test_nothing_kept_of_finished_lives_is_about_a_person(
    lived: tuple[Request, Lives], tmp_path: Path
) -> None:
    _, lives = lived
    kept._keep(lives, life_key(1, 0), tmp_path)
    shapes = [np.load(path).shape for path in (tmp_path / "lives").glob("*.npy")]
    assert len(shapes) > 10
    assert not any(1500 in shape for shape in shapes)


def test_a_place_is_one_run_s_at_a_time(tmp_path: Path) -> None:
    with working(tmp_path / "run", "a", False, print) as work:
        assert not work.keeps_something
        with (
            pytest.raises(gt.InputError, match="where a run is being made by process"),
            working(tmp_path / "run", "a", True, print),
        ):
            pass
    assert not list(tmp_path.iterdir())
