"""A run set down in a folder at an exchange, to be taken up again with the same bits.

Everything that a run has come to is in few arrays; draws are functions of what they are about, so no generator has a
state. A generation is a folder ``day-000014`` of plain ``.npy`` files; its manifest, which holds their sha256 and its
own, is renamed in last, so a generation without one was never finished. Two generations are kept: where the newest is
damaged, the one before is taken up.

A checkpoint is no input: it says by digests of which program, town, worlds and key it is, and is refused by any other
run. What is read must have the shapes that the run has already made for itself. Here is the one place that reads
arrays from files.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.lib import format as npy

from glasstown.core.errors import GlasstownError
from glasstown.engine.plan import EXCHANGE_DAYS
from glasstown.system.watch.fields import Mail

if TYPE_CHECKING:
    from glasstown.engine.run import Run

FORMAT: Final = 2
MANIFEST: Final = "manifest.json"
KEPT_GENERATIONS: Final = 2

_GENERATION: Final = re.compile(r"day-\d{6}")
_UNFINISHED: Final = ".unfinished-"
_PACKAGE: Final = Path(__file__).resolve().parent.parent
_LATER: Final = ("cli", "measures", "report", "studies")
"""Packages that only read what has been lived."""
_INPUTS: Final = {
    "program": "another version of the program",
    "town": "another town",
    "worlds": "other regimes or responses",
    "tables": "other conduct or other tables",
    "key": "another seed or replicate",
    "days": "a run of another length",
    "blocks": "other blocks of people",
}
"""What a checkpoint belongs to, and what is said where it is another."""


class Damaged(GlasstownError):
    """What was kept is not as it was written."""


def save(run: Run, folder: str | os.PathLike[str], inputs: Mapping[str, str] | None = None) -> Path:
    """Write what `run` has come to as a generation in `folder`, which is made where it is missing; returns its place.

    The folder is the run's own: once the new generation is whole, all but it and the one before are removed.
    `inputs` is what `inputs_of` says of the run, where that is known already. Raises `GlasstownError` where the run is
    traced (its trace would be lost) or the folder cannot be written.
    """
    if run.log.watched.size > 0:
        raise GlasstownError(
            "a run that is traced cannot be set down: what it wrote about people would be lost"
        )
    home = Path(folder)
    place = home / f"day-{run.day:06d}"
    try:
        home.mkdir(parents=True, exist_ok=True)
        working = Path(tempfile.mkdtemp(prefix=_UNFINISHED, dir=home))
        try:
            said = {"day": run.day, "worlds": run.names, "inputs": inputs or inputs_of(run)}
            write_arrays(working, _arrays(run), said)
            if place.exists():
                shutil.rmtree(place)
            (working / MANIFEST).rename(working / f"{MANIFEST}.new")
            working.rename(place)
        finally:
            shutil.rmtree(working, ignore_errors=True)
        (place / f"{MANIFEST}.new").replace(place / MANIFEST)
        _tidy(home, place)
    except OSError as error:
        raise GlasstownError(f"the checkpoint {place} cannot be written: {error.strerror or error}") from None
    return place


def load(run: Run, folder: str | os.PathLike[str]) -> tuple[str, ...]:
    """Bring `run`, which has lived no day yet, to the newest finished generation in `folder` that is whole.

    Returns what was found damaged and passed over, in sentences. Raises `Damaged` where every generation is, and
    `GlasstownError` where there is none, or one was written by another program or of other inputs. Nothing of the run
    is touched before all of a generation has been checked.
    """
    if run.log.watched.size > 0:
        raise GlasstownError("a run that is traced starts on day 0: a checkpoint holds no trace")
    found = _generations(Path(folder))
    if not found:
        raise GlasstownError(f"{folder} holds no checkpoint")
    inputs = inputs_of(run)
    passed_over: list[str] = []
    for place in reversed(found):
        try:
            said, arrays = read_arrays(place)
            _must_belong(inputs, said, place)
            _take(run, said, arrays, place)
        except Damaged as error:
            passed_over.append(str(error))
        else:
            return tuple(passed_over)
    raise Damaged("\n".join(passed_over))


# -- what a run has come to ---


def _slabs(run: Run) -> dict[str, np.ndarray]:
    """The arrays that keep their shape throughout a run."""
    return {
        "next-day": run.schedule.next_day,
        **{f"state-{name}": array for name, array in run.state._asdict().items()},
        "pending": run.calendars.pending,
        "reached": run.reached,
        "plain": run.plain,
        "grouped": run.grouped,
    }


def _in_use(pending: np.ndarray, capacity: int) -> np.ndarray:
    """Which places of the calendars' pools are in use, (blocks, worlds, capacity)."""
    used: np.ndarray = np.arange(capacity) < pending[..., None]
    return used


def _arrays(run: Run) -> dict[str, np.ndarray]:
    """All that is saved: the slabs, the entries in use of the calendars, the letters under way."""
    calendars, letters = run.calendars, run.letters
    return {
        **_slabs(run),
        "entries": calendars.pool[_in_use(calendars.pending, calendars.pool.shape[2])],
        **{f"letters-{name}": array for name, array in letters._asdict().items()},
    }


def _take(run: Run, said: Mapping[str, Any], arrays: Mapping[str, np.ndarray], place: Path) -> None:
    """Fill the run with what was saved, once its shapes are seen to be the run's own."""
    day = said.get("day")
    own = _arrays(run)
    if set(arrays) != set(own):
        raise _damaged(place, f"it holds {', '.join(sorted(set(arrays) ^ set(own)))} too many or too few")
    slabs = _slabs(run)
    for name, array in arrays.items():
        fits = array.shape == own[name].shape if name in slabs else array.ndim == 1
        if array.dtype != own[name].dtype or not fits:
            raise _damaged(place, f"{name}.npy is {array.dtype}{list(array.shape)}, which no such run has")
    pool = run.calendars.pool
    pending = arrays["pending"]
    letters = Mail(*(arrays[f"letters-{name}"] for name in Mail._fields))
    if (
        np.any((pending < 0) | (pending > pool.shape[2]))
        or int(pending.sum()) != arrays["entries"].size
        or letters.used.shape != (1,)
        or any(part.size != letters.used[0] for part in letters[:-1])
        or np.any((letters.to < 0) | (letters.to >= run.town.n))
        or not isinstance(day, int)
        or not 0 <= day <= run.days
        or (day % EXCHANGE_DAYS != 0 and day != run.days)
    ):
        raise _damaged(place, "its parts do not fit together")
    for name, slab in slabs.items():
        slab[...] = arrays[name]
    pool[_in_use(pending, pool.shape[2])] = arrays["entries"]
    run.letters = letters
    run.day = day
    run._make_room_for_letters()


# -- whose it is ---


def _digest(parts: Iterator[tuple[str, Any]]) -> str:
    """sha256 over named arrays, texts and numbers."""
    digest = hashlib.sha256()
    for name, value in parts:
        digest.update(f"{name} ".encode())
        if isinstance(value, np.ndarray):
            digest.update(f"{value.dtype.str} {value.shape} ".encode())
            digest.update(np.ascontiguousarray(value).data)
        else:
            digest.update(f"{value!r} ".encode())
    return digest.hexdigest()


def _named(value: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """Everything in nested named tuples, with its path."""
    if hasattr(value, "_asdict"):
        for field, inner in value._asdict().items():
            yield from _named(inner, f"{name}.{field}")
    else:
        yield name, value


def program() -> str:
    """A digest of everything that lives are computed by: packages, and the sources of this one."""

    def parts() -> Iterator[tuple[str, Any]]:
        for name in ("glasstown", "numba", "numpy"):
            yield name, version(name)
        for path in sorted(_PACKAGE.rglob("*.py")):
            source = path.relative_to(_PACKAGE)
            if source.parts[0] not in _LATER:
                yield source.as_posix(), hashlib.sha256(path.read_bytes()).hexdigest()

    return _digest(parts())


def inputs_of(run: Run) -> dict[str, str]:
    """Digests of everything that decides a run's bits, and of how its calendars are cut."""

    def worlds() -> Iterator[tuple[str, Any]]:
        for name, world in zip(run.names[run.twin :], run.worlds, strict=True):
            yield f"{name} regime", world.regime
            yield f"{name} response", world.response
        yield "twin", run.twin

    return {
        "program": program(),
        "town": _digest(iter([*_named(run.people), ("age", run.town.age)])),
        "worlds": _digest(worlds()),
        "tables": _digest(
            iter([*_named(run.tables), ("gap", run.schedule.gap), ("streams", tuple(run.streams))])
        ),
        "key": _digest(iter([("key", (int(run.key.k0), int(run.key.k1)))])),
        "days": _digest(iter([("days", run.days)])),
        "blocks": _digest(iter([("blocks", run.blocks)])),
    }


def _must_belong(own: Mapping[str, str], said: Mapping[str, Any], place: Path) -> None:
    theirs = said.get("inputs")
    if not isinstance(theirs, dict):
        raise _damaged(place, "it does not say whose it is")
    wrong = [words for name, words in _INPUTS.items() if theirs.get(name) != own[name]]
    if wrong:
        raise GlasstownError(
            f"the checkpoint {place} is not of this run: it was written by {', '.join(wrong)}; "
            "a checkpoint is taken up only by the run that wrote it"
        )


# -- files ---


def _generations(home: Path) -> list[Path]:
    """The finished generations, oldest first."""
    if not home.is_dir():
        return []
    return sorted(
        entry
        for entry in home.iterdir()
        if _GENERATION.fullmatch(entry.name) and (entry / MANIFEST).is_file()
    )


def _tidy(home: Path, newest: Path) -> None:
    """Remove older generations, later ones of an earlier attempt, and what was never finished."""
    kept = [place for place in _generations(home) if place.name <= newest.name][-KEPT_GENERATIONS:]
    for entry in home.iterdir():
        if entry not in kept and (entry.name.startswith(_UNFINISHED) or _GENERATION.fullmatch(entry.name)):
            shutil.rmtree(entry)


def write_arrays(folder: Path, arrays: Mapping[str, np.ndarray], said: Mapping[str, Any]) -> None:
    """Write arrays as files of a folder, and last a manifest that holds their sha256, what is `said` of them (JSON),
    and its own sha256. OSError where that is not possible.
    """
    files = {}
    for name, array in arrays.items():
        path = folder / f"{name}.npy"
        with path.open("wb") as file:
            npy.write_array(file, np.ascontiguousarray(array), allow_pickle=False)
            file.flush()
            os.fsync(file.fileno())
        files[name] = _sha256(path)
    manifest = {
        "checkpoint": FORMAT,
        "glasstown": version("glasstown"),
        "synthetic": True,
        "said": said,
        "files": files,
    }
    with (folder / MANIFEST).open("w", encoding="utf-8") as text:
        json.dump({**manifest, "sha256": seal(manifest)}, text, indent=1)
        text.flush()
        os.fsync(text.fileno())


def read_arrays(place: Path) -> tuple[dict[str, Any], dict[str, np.ndarray]]:
    """(what was said, arrays) as `write_arrays` wrote them; `Damaged` where anything is missing or changed."""
    try:
        manifest = _manifest(place)
        return manifest["said"], {name: _read(place, name, sha) for name, sha in manifest["files"].items()}
    except OSError as error:
        raise _damaged(place, f"{Path(error.filename or place).name}: {error.strerror or error}") from None


def seal(manifest: Mapping[str, Any]) -> str:
    """sha256 of a manifest, in one spelling of JSON."""
    return hashlib.sha256(json.dumps(manifest, sort_keys=True).encode()).hexdigest()


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _manifest(place: Path) -> dict[str, Any]:
    try:
        manifest = json.loads((place / MANIFEST).read_text(encoding="utf-8"))
        kind, sealed = manifest["checkpoint"], manifest.pop("sha256", "")
        whole = sealed == seal(manifest) and all(isinstance(manifest[key], dict) for key in ("said", "files"))
    except (ValueError, KeyError, TypeError, AttributeError):
        raise _damaged(place, f"{MANIFEST} cannot be read") from None
    if not whole:
        raise _damaged(place, f"{MANIFEST} is not as it was written")
    if kind != FORMAT:
        raise GlasstownError(
            f"the checkpoint {place} has format {kind}; this version of Glasstown reads format {FORMAT}"
        )
    return dict(manifest)


def _read(place: Path, name: str, sha256: str) -> np.ndarray:
    path = place / f"{name}.npy"
    if Path(name).name != name or _sha256(path) != sha256:
        raise _damaged(place, f"{name}.npy is not as it was written")
    try:
        with path.open("rb") as file:
            return np.asarray(npy.read_array(file, allow_pickle=False))
    except ValueError:
        raise _damaged(place, f"{name}.npy cannot be read") from None


def _damaged(place: Path, what: str) -> Damaged:
    return Damaged(f"the checkpoint {place} is damaged ({what})")
