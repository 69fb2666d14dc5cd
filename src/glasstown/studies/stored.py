"""A run read back from its folder: what it found, never anything about people."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from glasstown.core.errors import InputError, Problem, refused
from glasstown.core.marks import quoted
from glasstown.studies.crate import crate, digests
from glasstown.studies.folder import CRATE, FILES
from glasstown.studies.result import as_json

WHOLE = "the folder of a run, as it was written"


@dataclass(frozen=True, eq=False)
class Stored:
    """A whole folder: what run.json and measures.json say, and the report."""

    folder: Path
    run: Mapping[str, Any]
    results: Mapping[str, Any]
    html: bytes


def read_stored(folder: Path) -> Stored:
    """Read a run's folder; `InputError` where it is none, or names every file that is missing or not as written."""
    contents = {name: _read(folder, name) for name in FILES}
    missing = [name for name, content in contents.items() if content is None]
    if len(missing) == len(FILES):
        what = "nothing" if not folder.exists() else "a file" if folder.is_file() else "none of a run's files"
        raise refused(quoted(str(folder))[1:-1], "", what, "the folder of a run")
    if missing:
        raise InputError(Problem(str(folder), None, "", f"no {name}", WHOLE) for name in missing)
    there = {name: content for name, content in contents.items() if content is not None}
    changed = _changed(there)
    if changed:
        raise InputError(
            Problem(
                str(folder / name), None, "", "a file that has been changed: its sha256 is another", WHOLE
            )
            for name in changed
        )
    run, results = (json.loads(there[name]) for name in ("run.json", "measures.json"))
    return Stored(folder, run, results, there["report.html"])


def _read(folder: Path, name: str) -> bytes | None:
    """A file of the folder; None where there is none. `InputError` where it cannot be read."""
    try:
        return (folder / name).read_bytes()
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return None
    except OSError as error:
        found = (error.strerror or "something else").lower()
        raise refused(str(folder / name), "", found, "a file that can be read") from None


def _changed(contents: Mapping[str, bytes]) -> list[str]:
    """Files whose sha256 is not the one in the crate; the crate itself where it is not what those files make it."""
    files = {name: content for name, content in contents.items() if name != CRATE}
    try:
        written = digests(json.loads(contents[CRATE]))
        changed = [name for name in files if hashlib.sha256(files[name]).hexdigest() != written[name]]
        whole = bool(changed) or as_json(crate(json.loads(files["run.json"]), files)) == contents[CRATE]
    except (ValueError, KeyError, TypeError):
        return [CRATE]
    return changed if whole else [CRATE]
