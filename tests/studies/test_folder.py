"""A folder is whole or not there; what is not a run's is left alone."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from glasstown.core.errors import GlasstownError, InputError
from glasstown.studies.folder import FILES, claim
from glasstown.studies.folder import write as write_within

OLD = dict.fromkeys(FILES, b"old") | {"run.json": json.dumps({"id": "a"}).encode()}
NEW = dict.fromkeys(FILES, b"new") | {"run.json": json.dumps({"id": "b"}).encode()}


def write(place: Path, contents: dict[str, bytes]) -> None:
    """Written as a run is: within a folder beside the place, which is then removed."""
    within = place.parent / ".within"
    within.mkdir(parents=True)
    try:
        write_within(place, contents, within)
    finally:
        shutil.rmtree(within)


def read(place: Path) -> dict[str, bytes]:
    return {entry.name: entry.read_bytes() for entry in place.iterdir()}


def test_what_is_written_is_what_is_there(tmp_path: Path) -> None:
    place = tmp_path / "runs" / "a"
    write(claim(place, "a", False), OLD)
    assert read(place) == OLD
    write(claim(place, "a", False), NEW)
    assert read(place) == NEW
    assert [entry.name for entry in place.parent.iterdir()] == ["a"]


def test_another_run_needs_force(tmp_path: Path) -> None:
    write(tmp_path / "run", OLD)
    with pytest.raises(InputError, match="holds the run a"):
        claim(tmp_path / "run", "b", False)
    assert claim(tmp_path / "run", "b", True) == tmp_path / "run"


@pytest.mark.parametrize("name", ["notes.txt", "people.csv", "measures.json"])
@pytest.mark.parametrize("force", [False, True])
def test_a_stranger_s_folder_is_never_replaced(name: str, force: bool, tmp_path: Path) -> None:
    (tmp_path / name).write_text("mine")
    with pytest.raises(InputError, match="holds"):
        claim(tmp_path, "a", force)
    assert (tmp_path / name).read_text() == "mine"


def test_a_run_json_that_is_none_is_a_stranger_s(tmp_path: Path) -> None:
    for text in ("{", "[]", "{}"):
        (tmp_path / "run.json").write_text(text)
        with pytest.raises(InputError, match=r"no run\.json that names a run"):
            claim(tmp_path, "a", True)


@pytest.mark.parametrize(("at", "call"), [("open", 2), ("rename", 1), ("rename", 2)])
def test_a_stop_at_any_point_leaves_the_old_run(
    at: str, call: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stopped while files are written or the folder is put in place: the old run stands, nothing else."""
    place = tmp_path / "run"
    write(place, OLD)
    calls = 0
    original = getattr(Path, at)

    def stop(self: Path, *arguments: object, **named: object) -> object:
        nonlocal calls
        calls += 1
        if calls == call:
            raise KeyboardInterrupt
        return original(self, *arguments, **named)

    monkeypatch.setattr(Path, at, stop)
    with pytest.raises(KeyboardInterrupt):
        write(place, NEW)
    monkeypatch.undo()
    assert calls >= call
    assert read(place) == OLD
    assert list(tmp_path.iterdir()) == [place]


def test_a_full_disk_is_told_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(GlasstownError, match="No space left on device"):
        write(tmp_path / "run", NEW)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["a" * 300, "a\0b"])
def test_a_name_that_no_folder_can_have_is_said_in_words(name: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="allowed: a folder") as caught:
        claim(tmp_path / name, "a", False)
    assert len(str(caught.value)) < 1000
