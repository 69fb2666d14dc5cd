"""The folder beside a run's place in which it is worked on: one run at a time, and what has been lived is kept.

It is called ``.NAME.work``, for a place called NAME. A lock on a file in it, which the system gives back when the
process ends in whatever way, keeps a second run from the same place. In it lie checkpoints, which hold the
state of every invented person, and the lives of finished replicates, which are counts; the same run takes them up
again by itself. Nothing in it looks like a run's folder until the whole of one is renamed into its place; then it is
removed.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Final

from glasstown.core.errors import GlasstownError, refused
from glasstown.core.randomness import Key
from glasstown.engine.kept import is_kept, kept_lives, live_kept, program
from glasstown.engine.result import Lives
from glasstown.engine.tables import World
from glasstown.studies.folder import claim, ours_or_forced
from glasstown.towns import Town

Note = Callable[[str], None]
"""Hears, in a sentence, what the user should know of a run while it is made."""

CONTINUES: Final = "What has been lived so far is kept: the same command goes on from there."

_LOCK: Final = "lock"
_OWNER: Final = "work.json"
_OURS: Final = re.compile(
    rf"{_LOCK}|{re.escape(_OWNER)}(?:\.new)?|finished|replaced|replicate-\d+|assumed-\d+"
)


class Work:
    """What is kept of a run while it is made; by `working`."""

    def __init__(self, folder: Path, note: Note) -> None:
        self.folder = folder
        self._note = note
        self._is_said = not self.keeps_something

    @property
    def keeps_something(self) -> bool:
        """Whether there is something to go on from."""
        return any(is_kept(entry) for entry in self.folder.iterdir() if entry.is_dir())

    def finished(self, name: str, worlds: Sequence[World], days: int, people: int, key: Key) -> Lives | None:
        """The lives that are kept under a name; None where there are none, or they are damaged."""
        names = ("without", *(world.name for world in worlds))
        try:
            return kept_lives(self.folder / name, names, days, people, key)
        except GlasstownError as error:
            self._note(f"{error}; these worlds begin anew.")
            return None

    def live(
        self,
        name: str,
        called: str,
        town: Town,
        worlds: Sequence[World],
        days: int,
        key: Key,
        threads: int,
        progress: Callable[[int], None],
    ) -> Lives:
        """Live the worlds, from where they were last set down; `called` is what they are in words."""

        def taken_up(day: int) -> None:
            if not self._is_said:
                self._note(f"Taken up at {called}, day {day}, as kept in {self.folder.name}.")
            self._is_said = True

        return live_kept(
            self.folder / name, town, worlds, days, key,
            threads=threads, progress=progress, taken_up=taken_up, note=self._note,
        )  # fmt: skip

    def all_lived(self) -> None:
        """Say that nothing is left to live, where that is so from the start."""
        if not self._is_said:
            self._note(f"Taken up where everything has been lived, as kept in {self.folder.name}.")
        self._is_said = True


@contextmanager
def working(place: str | os.PathLike[str], identity: str, force: bool, note: Note) -> Iterator[Work]:
    """Claim a place for a run, and hold the folder beside it until the run is made.

    Raises `InputError` where the place is not free for it (see `claim`), another run is being made there or was begun
    and not finished (unless `force`), and `GlasstownError` where the folder cannot be written. What is raised inside is
    told, in a note, that the run can be taken up again; where nothing has been kept, nothing is left behind.
    """
    there = claim(place, identity, force)
    folder = there.parent / f".{there.name}.work"
    made = [parent for parent in there.parents if not parent.exists()]
    lock: IO[str] | None = None
    work: Work | None = None
    try:
        with _in_words(folder):
            folder.mkdir(parents=True, exist_ok=True)
            lock = _locked(folder, str(place))
            claim(place, identity, force)  # again: another run may have ended there meanwhile
            _own(folder, identity, force, str(place), note)
            work = Work(folder, note)
        yield work
    except BaseException as error:
        if work is not None and work.keeps_something:
            error.add_note(CONTINUES)
        elif lock is not None and (work is not None or _holds_nothing(folder)):
            _remove(folder, lock)
        for parent in (folder, *made):
            if parent.is_dir() and not any(parent.iterdir()):
                parent.rmdir()
        raise
    else:
        _remove(folder, lock)
    finally:
        if lock is not None:
            lock.close()


def _holds_nothing(folder: Path) -> bool:
    """Whether there is nothing but a lock."""
    return {entry.name for entry in folder.iterdir()} <= {_LOCK}


@contextmanager
def _in_words(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise GlasstownError(f"{folder} cannot be written to: {error.strerror or error}.") from error


def _locked(folder: Path, found: str) -> IO[str]:
    """The open and locked file of a folder, which says whose process it is."""
    path = folder / _LOCK
    while True:
        file = path.open("a+", encoding="ascii")
        if not _lock(file):
            file.seek(0)
            said = file.read(20).strip()
            file.close()
            by = f" by process {said}" if said.isdigit() else ""
            raise refused(
                "run",
                "out",
                f"{found}, where a run is being made{by}",
                "another folder, or waiting for its end",
            )
        if _is_at(path, file):
            try:
                file.truncate(0)
                file.write(f"{os.getpid()}\n")
                file.flush()
            except OSError:  # a full disk
                path.unlink()
                file.detach()
                raise
            return file
        file.close()  # it was removed by the run that held it
        folder.mkdir(parents=True, exist_ok=True)


def _is_at(path: Path, file: IO[str]) -> bool:
    """Whether an open file is the one that stands at a place."""
    try:
        return os.path.samestat(path.stat(), os.fstat(file.fileno()))
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[str]) -> bool:
        """Lock an open file for this process; False where another has."""
        file.seek(1 << 20)  # beside what is in it, so that others can read that
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True

else:
    import fcntl

    def _lock(file: IO[str]) -> bool:
        """Lock an open file for this process; False where another has."""
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def _own(folder: Path, identity: str, force: bool, found: str, note: Note) -> None:
    """Make the folder this run's: what is in it is this run's already, or removed."""
    there = sorted(entry.name for entry in folder.iterdir())
    strangers = [name for name in there if not _OURS.fullmatch(name)]
    if strangers:
        raise refused(str(folder), "", f"{strangers[0]}", "what a run keeps there, and nothing else")
    owner = folder / _OWNER
    mine = {"work": 1, "synthetic": True, "run": identity, "program": program()}
    said = _read_owner(owner)
    if said == mine:
        return
    other = said.get("run")
    if isinstance(other, str) and other != identity and not force:
        raise refused("run", "out", f"{found}, where the run {other} was begun", ours_or_forced(identity))
    if len(there) > 1:
        if other == identity:
            note("This run was begun by another version of the program; it begins anew.")
        elif other is None:
            note(f"What is kept in {folder.name} does not say whose it is; the run begins anew.")
        for entry in [folder / name for name in there if name != _LOCK]:
            if entry.is_dir():
                shutil.rmtree(entry)
            else:
                entry.unlink()
    fresh = folder / f"{_OWNER}.new"
    fresh.write_text(json.dumps(mine), encoding="utf-8")
    fresh.replace(owner)


def _read_owner(owner: Path) -> dict[str, Any]:
    try:
        said = json.loads(owner.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return said if isinstance(said, dict) else {}


def _remove(folder: Path, lock: IO[str]) -> None:
    if sys.platform == "win32":  # an open file cannot be removed there
        lock.close()
    shutil.rmtree(folder, ignore_errors=True)
    lock.close()
