"""A run's folder on disk: claimed before the work, written whole beside its place, renamed into it.

A folder that looks like a run's is a whole run: the files are written and flushed in the folder where the run is
worked on, and then renamed.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from glasstown.core.errors import GlasstownError, refused
from glasstown.core.marks import quoted

CRATE: Final = "ro-crate-metadata.json"
FILES: Final = ("run.json", "measures.json", "daily.parquet", "report.html", CRATE)
"""What a run's folder holds, and nothing else."""


def claim(folder: str | os.PathLike[str], identity: str, force: bool) -> Path:
    """The place where a run with this id may be written: free, empty, holding the same run, or `force`d.

    Raises `InputError` for a folder that holds another run (unless `force`) or anything that is not a run's.
    """
    found = quoted(str(folder))
    try:
        place = Path(folder).resolve()
        is_there = place.exists()
        above = next(parent for parent in (place, *place.parents) if parent.exists())
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "not a name of a folder"
        raise refused("run", "out", found, f"a folder ({why.lower()})") from None
    if is_there and not place.is_dir():
        raise refused("run", "out", f"{found}, a file", "a folder, or a name that is free")
    if Path.cwd().is_relative_to(place):
        raise refused("run", "out", f"{found}, in which you are", "a folder below it, or elsewhere")
    if place.is_mount():
        raise refused("run", "out", f"{found}, a disk of its own", "a folder on it")
    if is_there:
        above = place.parent
    if not above.is_dir() or not os.access(above, os.W_OK | os.X_OK):
        raise refused("run", "out", found, f"a folder that can be made; nothing can in {above}")
    there = sorted(entry.name for entry in place.iterdir()) if is_there else []
    if not there:
        return place
    strangers = [name for name in there if name not in FILES]
    if strangers or "run.json" not in there:
        what = f"which holds {strangers[0]}" if strangers else "which holds files but no run.json"
        raise refused("run", "out", f"{found}, {what}", "a folder that is free, empty or a run's own")
    other = read_id(place)
    if other != identity and not force:
        raise refused("run", "out", f"{found}, which holds the run {other}", ours_or_forced(identity))
    return place


def ours_or_forced(identity: str) -> str:
    """What is allowed where another run is found."""
    return f"a folder for the run {identity}; --force (in Python: force=True) replaces the other"


def read_id(folder: Path) -> str:
    """The id of the run in a folder; `InputError` where there is none."""
    try:
        return str(json.loads((folder / "run.json").read_text(encoding="utf-8"))["id"])
    except (OSError, ValueError, KeyError, TypeError):
        raise refused(str(folder), "", "no run.json that names a run", "the folder of a run") from None


def write(place: Path, contents: Mapping[str, bytes], within: Path) -> None:
    """Put a whole folder of files at `place`, replacing the run that is there; it is written `within` a folder beside.

    Raises `GlasstownError` in words.
    """
    fresh = within / "finished"
    try:
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir()
        for name, content in contents.items():
            with (fresh / name).open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        _flush(fresh)
        _swap(fresh, place, within / "replaced")
    except OSError as error:
        raise GlasstownError(f"The run could not be written to {place}: {error.strerror}.") from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _swap(fresh: Path, place: Path, old: Path) -> None:
    if place.exists():
        shutil.rmtree(old, ignore_errors=True)
        try:
            place.rename(old)
            fresh.rename(place)
        finally:
            if not place.exists():  # stopped or failed between the two
                old.rename(place)
        shutil.rmtree(old, ignore_errors=True)
    else:
        fresh.rename(place)
    _flush(place.parent)


def _flush(folder: Path) -> None:
    """Make a folder's entries durable, where the system can open a folder."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
