"""A run's folder read back as what was asked for, so that it can be lived again: the same inputs, or none.

A folder names its inputs and their sha256, never where a user's file stood. Shipped files are found by name; a
user's own is looked for by its sha256 among the YAML files of the present folder and of the run's, or is given.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from glasstown.core.documents import KINDS, find_document, holds, read_bytes, shipped
from glasstown.core.errors import refused
from glasstown.core.marks import MAX_BYTES
from glasstown.studies.request import DAYS_A_YEAR, SAFEGUARD, Request, prepare
from glasstown.studies.safeguarding import named
from glasstown.studies.stored import Stored

_KINDS: Final = {"regime": "regimes", "town": "towns", "response": "responses"}
_NUMBERS: Final = ("people", "seed", "replicates", "assumed")
_MOST_FILES: Final = 1_000

Given = Mapping[str, str | os.PathLike[str] | None]
"""Files that the user names, by kind of input: regime, town, response."""


@dataclass(frozen=True)
class _Asked:
    """What run.json says was asked for; `inputs` are names and sha256 by kind of input, `numbers` by key."""

    id: str
    version: str
    command: str
    inputs: Mapping[str, tuple[str, str]]
    numbers: Mapping[str, Any]
    years: float


def request_of(stored: Stored, given: Given) -> Request:
    """What a stored run was asked to do. `InputError` where an input, or the program, is not the same any more."""
    file = str(stored.folder / "run.json")
    asked = _asked(stored.run, file)
    paths = {
        kind: _same(kind, *asked.inputs[kind], given.get(kind), stored, asked.command)
        for kind in asked.inputs
        if kind in _KINDS or kind.startswith(SAFEGUARD)
    }
    here = version("glasstown")
    if asked.version != here:
        allowed = f"one of this version, {here}, which may draw other lives; make it again: {asked.command}"
        raise refused(file, "glasstown", f"a run of version {asked.version}", allowed)
    laid = [str(path) for kind, path in paths.items() if kind not in _KINDS]
    request = prepare(
        paths["regime"],
        town=paths["town"],
        response=paths["response"],
        safeguards=named(laid) or None,
        years=asked.years,
        **asked.numbers,
    )
    for kind, each in request.identity["inputs"].items():
        name, sha256 = asked.inputs.get(kind, ("nothing", ""))
        if each["sha256"] != sha256:
            found = f"the regime {name}, which is not the same any more (its sha256 differs)"
            raise refused(file, f"inputs.{kind}", found, f"the same file; or a new run: {asked.command}")
    if request.id != asked.id:
        found = f"the id {asked.id}, which its inputs and numbers do not give"
        raise refused(file, "id", found, f"{request.id}, or run.json as the run wrote it")
    return request


def _asked(said: Mapping[str, Any], file: str) -> _Asked:
    try:
        asked = _Asked(
            id=said["id"],
            version=said["glasstown"],
            command=said["command"],
            inputs={kind: (each["name"], each["sha256"]) for kind, each in said["inputs"].items()},
            numbers={key: said[key] for key in _NUMBERS},
            years=said["days"] / DAYS_A_YEAR,
        )
        whole = set(_KINDS) <= set(asked.inputs)
    except (KeyError, TypeError, AttributeError):
        whole = False
    if not whole:
        raise refused(file, "", "a file that does not say what was run", "as the run wrote it")
    return asked


def _same(
    kind: str, name: str, sha256: str, given: str | os.PathLike[str] | None, stored: Stored, command: str
) -> Path:
    """The file of an input, still with the bytes that the run read."""
    kinds = _KINDS.get(kind, "safeguards")
    what = KINDS[kinds]
    if given is not None:
        path = find_document(kinds, os.fspath(given))
        if _digest(path) != sha256:
            allowed = f"the {what} {name} as it was, with sha256 {sha256[:12]}…"
            raise refused(str(path), "", "another file than the run read (its sha256 differs)", allowed)
        return path
    there = shipped(kinds).get(name)
    if there is not None and _digest(there) == sha256:
        return there
    for path in _nearby(stored.folder):
        if _digest(path) == sha256:
            return path
    found = f"the {what} {name} with sha256 {sha256[:12]}…, which "
    found += "no file here has" if there is None else "is not the one shipped now"
    by_option = f", here or given by --{kind} FILE (in Python: {kind}=…)" if kind in _KINDS else " here"
    allowed = f"the same file{by_option}; or a new run: {command}"
    raise refused(str(stored.folder / "run.json"), f"inputs.{kind}", found, allowed)


def _digest(path: Path) -> str:
    return hashlib.sha256(read_bytes(path)).hexdigest()


def _nearby(folder: Path) -> Iterator[Path]:
    """YAML files of the present folder, the run's and the one around it."""
    for place in dict.fromkeys((Path.cwd(), folder.resolve(), folder.resolve().parent)):
        if holds(place.is_dir):
            for path in sorted(place.glob("*.y*ml"))[:_MOST_FILES]:
                if holds(path.is_file) and os.access(path, os.R_OK) and path.stat().st_size <= MAX_BYTES:
                    yield path
