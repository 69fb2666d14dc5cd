"""A run's folder on disk: claimed before the work, written whole beside its place, renamed into it.

A folder that looks like a run's is a whole run: the files are written and flushed in a folder of another
name, which is then renamed. A run that is stopped leaves nothing.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from glasstown.core.errors import GlasstownError, InputError, Problem
from glasstown.core.marks import quoted

FILES: Final = ("run.json", "measures.json", "daily.parquet", "report.html", "ro-crate-metadata.json")
"""What a run's folder holds, and nothing else."""


def claim(folder: str | os.PathLike[str], identity: str, force: bool) -> Path:
    """The place where a run with this id may be written: free, empty, holding the same run, or `force`d.

    Raises `InputError` for a folder that holds another run (unless `force`) or anything that is not a run's.
    """
    found = str(folder)
    try:
        place = Path(folder).resolve()
        is_there = place.exists()
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "not a name of a folder"
        raise InputError([Problem("run", None, "out", quoted(found), f"a folder ({why.lower()})")]) from None
    if not is_there:
        above = next(parent for parent in place.parents if parent.exists())
        if not above.is_dir() or not os.access(above, os.W_OK | os.X_OK):
            raise InputError(
                [Problem("run", None, "out", found, f"a folder that can be made; {above} is not")]
            )
        return place
    if not place.is_dir():
        raise InputError(
            [Problem("run", None, "out", f"{found}, a file", "a folder, or a name that is free")]
        )
    there = sorted(entry.name for entry in place.iterdir())
    if not there:
        return place
    strangers = [name for name in there if name not in FILES]
    if strangers or "run.json" not in there:
        what = f"which holds {strangers[0]}" if strangers else "which holds files but no run.json"
        raise InputError(
            [Problem("run", None, "out", f"{found}, {what}", "a folder that is free, empty or a run's own")]
        )
    other = read_id(place)
    if other != identity and not force:
        raise InputError(
            [
                Problem(
                    "run",
                    None,
                    "out",
                    f"{found}, which holds the run {other}",
                    f"a folder for the run {identity}; --force (in Python: force=True) replaces the other",
                )
            ]
        )
    return place


def read_id(folder: Path) -> str:
    """The id of the run in a folder; `InputError` where there is none."""
    try:
        return str(json.loads((folder / "run.json").read_text(encoding="utf-8"))["id"])
    except (OSError, ValueError, KeyError, TypeError):
        raise InputError(
            [Problem(str(folder), None, "", "no run.json that names a run", "the folder of a run")]
        ) from None


def write(place: Path, contents: Mapping[str, bytes]) -> None:
    """Put a whole folder of files at `place`, replacing the run that is there. Raises `GlasstownError` in
    words.
    """
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(prefix=f".{place.name}-", dir=place.parent))
    except OSError as error:
        raise GlasstownError(f"{place.parent} cannot be written to: {error.strerror}.") from error
    try:
        fresh.chmod(0o777 & ~_umask())
        for name, content in contents.items():
            with (fresh / name).open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        _flush(fresh)
        _swap(fresh, place)
    except OSError as error:
        raise GlasstownError(f"The run could not be written to {place}: {error.strerror}.") from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _swap(fresh: Path, place: Path) -> None:
    if place.exists():
        old = Path(tempfile.mkdtemp(prefix=f".{place.name}-old-", dir=place.parent))
        try:
            place.rename(old / "run")
            fresh.rename(place)
        finally:
            if not place.exists():  # stopped or failed between the two
                (old / "run").rename(place)
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


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
