"""Worlds lived with what they come to kept in a folder, so that a run that is stopped goes on with the same bits.

While worlds are lived, generations of a checkpoint are written at exchanges; when they are done, their lives, which
are counts and histograms and nothing about a person, take the checkpoints' place. The folder is the worlds' own.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from glasstown.core.counters import GROUPED, PLAIN
from glasstown.core.errors import GlasstownError
from glasstown.core.randomness import Key
from glasstown.engine import checkpoint
from glasstown.engine.checkpoint import MANIFEST, Damaged, inputs_of, program, read_arrays, write_arrays
from glasstown.engine.result import End, Lives
from glasstown.engine.run import Run
from glasstown.engine.tables import World
from glasstown.towns import Town

EVERY_SECONDS: Final = 30.0
"""A run is set down about so often."""
MOST_SHARE: Final = 0.02
"""Setting down takes at most this share of the time."""

_LIVES: Final = "lives"
_ARRAY: Final = "array"
_SECONDS_A_BYTE: Final = 1 / 100e6
_SECONDS_ANYHOW: Final = 0.02


def is_kept(folder: Path) -> bool:
    """Whether a folder holds finished lives, or a checkpoint."""
    return (folder / _LIVES).is_dir() or any(folder.glob(f"day-*/{MANIFEST}"))


def kept_lives(folder: Path, names: Sequence[str], days: int, people: int, key: Key) -> Lives | None:
    """The finished lives in a folder, None where there are none.

    Raises `Damaged` where they are not as they were written, or not of the worlds `names`, so many days and people, and
    that key.
    """
    place = folder / _LIVES
    if not place.is_dir():
        return None
    said, arrays = read_arrays(place)
    try:
        lives, whose = _together(said["lives"], arrays), said["key"]
    except (KeyError, TypeError):
        raise Damaged(f"{place} does not hold lives") from None
    wanted = (tuple(names), days, people)
    if (
        not isinstance(lives, Lives)
        or (lives.worlds, lives.days, lives.people) != wanted
        or whose != _said(key)
    ):
        raise Damaged(f"{place} holds the lives of other worlds")
    shape = (len(names), days + 1)
    groups = len(lives.groups)
    if lives.plain.shape != (*shape, len(PLAIN)) or lives.grouped.shape != (*shape, groups, len(GROUPED)):
        raise Damaged(f"{place} does not hold lives")
    return lives


def _said(key: Key) -> list[int]:
    return [int(key.k0), int(key.k1)]


def live_kept(
    folder: Path,
    town: Town,
    worlds: Sequence[World],
    days: int,
    key: Key,
    *,
    threads: int | None = None,
    progress: Callable[[int], None] | None = None,
    taken_up: Callable[[int], None] | None = None,
    note: Callable[[str], None] | None = None,
) -> Lives:
    """As `run_worlds`, from the newest whole checkpoint in `folder` on, and with new ones kept there.

    `taken_up` hears the day from which the run goes on (0 where there is no checkpoint), before it does; `note` hears
    in sentences of checkpoints that are damaged, and of ones that cannot be written: the run then goes on without.
    """
    tell = note or (lambda _sentence: None)
    run = Run(town, worlds, days, key, threads=threads)
    try:
        if any(folder.glob("day-*")):
            for sentence in checkpoint.load(run, folder):
                tell(f"{sentence}; the one before is taken up.")
    except GlasstownError as error:
        tell(f"{error}; these worlds begin anew.")
    if taken_up is not None:
        taken_up(run.day)
    keeper = _Keeper(run, folder, tell)

    def reached(day: int) -> None:
        keeper.look()
        if progress is not None:
            progress(day)

    run.advance(days, reached)
    lives = run.lives()
    keeper.finish(lives)
    return lives


class _Keeper:
    """Sets a run down when it is worth its while."""

    def __init__(self, run: Run, folder: Path, tell: Callable[[str], None]) -> None:
        self.run = run
        self.folder = folder
        self.tell = tell
        self.inputs: dict[str, str] | None = None
        self.began = self.last = time.monotonic()
        self.cost = _cost(
            run.state_bytes + run.schedule.next_day.nbytes + run.plain.nbytes + run.grouped.nbytes
        )
        self.writes = True

    def look(self) -> None:
        """At an exchange: set the run down, where the last time is long enough ago for what it costs."""
        now = time.monotonic()
        if not self.writes or now - self.last < max(EVERY_SECONDS, self.cost / MOST_SHARE):
            return
        if self.inputs is None:
            self.inputs = inputs_of(self.run)
        self._try(lambda: checkpoint.save(self.run, self.folder, self.inputs))
        self.last = time.monotonic()
        self.cost = max(_SECONDS_ANYHOW, self.last - now)

    def finish(self, lives: Lives) -> None:
        """At the end: keep the lives in place of the checkpoints, unless living them anew is as quick."""
        size = lives.plain.nbytes + lives.grouped.nbytes
        checkpoints = any(self.folder.glob("day-*"))
        if self.writes and (checkpoints or time.monotonic() - self.began >= _cost(size) / MOST_SHARE):
            self._try(lambda: _keep(lives, self.run.key, self.folder))

    def _try(self, write: Callable[[], object]) -> None:
        try:
            write()
        except GlasstownError as error:
            self.tell(f"The run goes on, but could not be taken up again: {error}")
            self.writes = False


def _cost(size: int) -> float:
    """Seconds that writing so many bytes takes, roughly and rather too many."""
    return _SECONDS_ANYHOW + size * _SECONDS_A_BYTE


def _keep(lives: Lives, key: Key, folder: Path) -> None:
    arrays: dict[str, np.ndarray] = {}
    said = {"key": _said(key), "lives": _apart(lives, "lives", arrays)}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        working = Path(tempfile.mkdtemp(prefix=".unfinished-", dir=folder))
        try:
            write_arrays(working, arrays, said)
            shutil.rmtree(folder / _LIVES, ignore_errors=True)  # where it was damaged
            working.rename(folder / _LIVES)
        finally:
            shutil.rmtree(working, ignore_errors=True)
        for entry in folder.iterdir():
            if entry.name != _LIVES:
                shutil.rmtree(entry, ignore_errors=True)
    except OSError as error:
        raise GlasstownError(f"{folder} cannot be written: {error.strerror or error}") from None


def _apart(value: Any, name: str, arrays: dict[str, np.ndarray]) -> Any:
    """What a value says as JSON; its arrays are put into `arrays` by name."""
    if isinstance(value, np.ndarray):
        arrays[name] = value
        return {_ARRAY: name}
    if is_dataclass(value):
        return {
            field.name: _apart(getattr(value, field.name), f"{name}-{field.name}", arrays)
            for field in fields(value)
        }
    if isinstance(value, tuple):
        return [_apart(inner, f"{name}-{place}", arrays) for place, inner in enumerate(value)]
    return value.item() if isinstance(value, np.generic) else value


def _together(said: Any, arrays: dict[str, np.ndarray]) -> Any:
    """The value again. KeyError or TypeError where it is not one of lives."""
    if isinstance(said, list):
        return tuple(_together(inner, arrays) for inner in said)
    if not isinstance(said, dict):
        return said
    if set(said) == {_ARRAY}:
        return arrays[said[_ARRAY]]
    kind = Lives if "ends" in said else End
    return kind(**{name: _together(inner, arrays) for name, inner in said.items()})


__all__ = ["is_kept", "kept_lives", "live_kept", "program"]
