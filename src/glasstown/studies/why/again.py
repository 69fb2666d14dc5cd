"""A run's folder read back as what was asked for, so that it can be lived again: the same inputs, or none.

A folder names its inputs and their sha256, never where a user's file stood. Shipped files are found by name; a
user's own is looked for by its sha256 among the YAML files of the present folder and of the run's, or is given.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Final

from glasstown.core.documents import KINDS, find_document, holds, read_bytes, shipped
from glasstown.core.errors import InputError, Problem
from glasstown.core.marks import MAX_BYTES
from glasstown.studies.request import DAYS_A_YEAR, Request, prepare
from glasstown.studies.stored import Stored

_KEYS: Final = {key: kind for kind, key in KINDS.items()}
_MOST_FILES: Final = 1_000

Given = Mapping[str, str | os.PathLike[str] | None]
"""Files that the user names, by kind of input: regime, town, response."""


def request_of(stored: Stored, given: Given) -> Request:
    """What a stored run was asked to do. `InputError` where an input, or the program, is not the same any more."""
    said = stored.run
    file = str(stored.folder / "run.json")
    try:
        inputs = {kind: dict(said["inputs"][kind]) for kind in _KEYS}
        paths = {
            kind: _same(kind, each["name"], each["sha256"], given.get(kind), stored, said["command"])
            for kind, each in inputs.items()
        }
        here = version("glasstown")
        if said["glasstown"] != here:
            raise InputError(
                [
                    Problem(
                        file, None, "glasstown", f"a run of version {said['glasstown']}",
                        f"one of this version, {here}, which may draw other lives; make it again: {said['command']}",
                    )
                ]
            )  # fmt: skip
        request = prepare(
            paths["regime"],
            town=paths["town"],
            response=paths["response"],
            people=said["people"],
            years=said["days"] / DAYS_A_YEAR,
            seed=said["seed"],
            replicates=said["replicates"],
            assumed=said["assumed"],
        )
        changed = [
            kind
            for kind, each in request.identity["inputs"].items()
            if each["sha256"] != said["inputs"].get(kind, {}).get("sha256")
        ]
        same = request.id == said["id"]
    except (KeyError, TypeError, AttributeError):
        raise InputError(
            [Problem(file, None, "", "a file that does not say what was run", "as the run wrote it")]
        ) from None
    if changed:
        name = said["inputs"].get(changed[0], {}).get("name", "nothing")
        found = f"the regime {name}, which is not the same any more (its sha256 differs)"
        raise InputError(
            [
                Problem(
                    file,
                    None,
                    f"inputs.{changed[0]}",
                    found,
                    f"the same file; or a new run: {said['command']}",
                )
            ]
        )
    if not same:
        found = f"the id {said['id']}, which its inputs and numbers do not give"
        raise InputError([Problem(file, None, "id", found, f"{request.id}, or run.json as the run wrote it")])
    return request


def _same(
    kind: str, name: str, sha256: str, given: str | os.PathLike[str] | None, stored: Stored, command: str
) -> Path:
    """The file of an input, still with the bytes that the run read."""
    file = str(stored.folder / "run.json")
    key = f"inputs.{kind}"
    if given is not None:
        path = find_document(_KEYS[kind], os.fspath(given))
        if _digest(path) != sha256:
            raise InputError(
                [
                    Problem(
                        str(path), None, "", "another file than the run read (its sha256 differs)",
                        f"the {kind} {name} as it was, with sha256 {sha256[:12]}…",
                    )
                ]
            )  # fmt: skip
        return path
    there = shipped(_KEYS[kind]).get(name)
    if there is not None and _digest(there) == sha256:
        return there
    for path in _nearby(stored.folder):
        if _digest(path) == sha256:
            return path
    if there is not None:
        found = f"the {kind} {name} with sha256 {sha256[:12]}…, which is not the one shipped now"
    else:
        found = f"the {kind} {name} with sha256 {sha256[:12]}…, which no file here has"
    allowed = f"the same file, here or given by --{kind} FILE (in Python: {kind}=…); or a new run: {command}"
    raise InputError([Problem(file, None, key, found, allowed)])


def _digest(path: Path) -> str:
    return hashlib.sha256(read_bytes(path)).hexdigest()


def _nearby(folder: Path) -> Iterator[Path]:
    """YAML files of the present folder, the run's and the one around it."""
    for place in dict.fromkeys((Path.cwd(), folder.resolve(), folder.resolve().parent)):
        if holds(place.is_dir):
            for path in sorted(place.glob("*.y*ml"))[:_MOST_FILES]:
                if holds(path.is_file) and os.access(path, os.R_OK) and path.stat().st_size <= MAX_BYTES:
                    yield path
