"""A run read back from its folder: what it found, never anything about people."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from glasstown.core.errors import InputError, Problem
from glasstown.studies.folder import FILES, read_id


@dataclass(frozen=True, eq=False)
class Stored:
    """A whole folder: what run.json and measures.json say, and the report."""

    folder: Path
    run: Mapping[str, Any]
    results: Mapping[str, Any]
    html: bytes


def read_stored(folder: Path) -> Stored:
    """Read a run's folder; `InputError` where it is none, not whole, or changed since it was written."""
    read_id(folder)
    missing = [name for name in FILES if not (folder / name).is_file()]
    if missing:
        raise InputError([Problem(str(folder), None, "", f"no {missing[0]}", "the whole folder of a run")])
    run = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    contents = {name: (folder / name).read_bytes() for name in ("measures.json", "report.html")}
    changed = [
        name
        for name, content in contents.items()
        if run.get("digest", {}).get(name) != hashlib.sha256(content).hexdigest()
    ]
    if changed:
        raise InputError(
            [
                Problem(
                    str(folder / changed[0]), None, "", "a file that has been changed", "as the run wrote it"
                )
            ]
        )
    return Stored(folder, run, json.loads(contents["measures.json"]), contents["report.html"])
