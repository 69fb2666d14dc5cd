"""What is set down of a run: whole generations, taken up by the same run only, refused in words otherwise."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from glasstown.core.errors import GlasstownError
from glasstown.core.randomness import life_key
from glasstown.engine.checkpoint import MANIFEST, Damaged, load, seal
from glasstown.engine.run import Run
from glasstown.towns.town import MADE
from tests.loud import NONE, loud, number
from tests.small_town import small_town

TOWN = small_town(120, 51)
KEY = life_key(51, 0)
DAYS = 28


def _run(**options) -> Run:
    return Run(TOWN, [loud()], DAYS, KEY, threads=1, **options)


def _load(folder, town=TOWN, worlds=None, days=DAYS, key=KEY, **options) -> Run:
    return Run.load(folder, town, worlds or [loud()], days, key, **{"threads": 1, **options})


@pytest.fixture
def saved(tmp_path):
    """A folder with a checkpoint of day 14."""
    run = _run()
    run.advance(14)
    run.save(tmp_path)
    return tmp_path


def _said(folder, **other) -> str:
    with pytest.raises(GlasstownError) as caught:
        _load(folder, **other)
    return str(caught.value)


def test_two_generations_are_kept_and_the_newest_is_taken_up(tmp_path):
    run = _run()
    for day in (7, 14, 21):
        run.advance(day)
        assert run.save(tmp_path).name == f"day-{day:06d}"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["day-000014", "day-000021"]
    assert _load(tmp_path).day == 21


def test_the_same_day_again_replaces_it(saved):
    run = _load(saved)
    run.save(saved)
    assert [path.name for path in saved.iterdir()] == ["day-000014"]
    assert _load(saved).day == 14


def test_the_start_and_the_end_can_be_set_down_too(tmp_path):
    run = _run()
    run.save(tmp_path)
    assert _load(tmp_path).day == 0
    run.advance(DAYS)
    run.save(tmp_path)
    again = _load(tmp_path)
    assert again.day == DAYS
    assert (again.lives().plain == run.lives().plain).all()


def test_a_run_begun_again_leaves_nothing_of_the_earlier_attempt(tmp_path):
    run = _run()
    for day in (14, 21):
        run.advance(day)
        run.save(tmp_path)
    (tmp_path / ".unfinished-x").mkdir()
    other = Run(TOWN, [loud(response=NONE)], DAYS, KEY, threads=1)
    other.advance(7)
    other.save(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["day-000007"]


def test_what_was_never_finished_is_passed_over(saved):
    (saved / ".unfinished-x").mkdir()
    newer = saved / "day-000021"
    newer.mkdir()
    (newer / "plain.npy").write_bytes(b"")
    assert _load(saved).day == 14


def test_a_save_that_fails_leaves_the_one_before(saved, monkeypatch):
    def full(*_args, **_kwargs):
        raise OSError(28, "No space left on device")

    run = _load(saved)
    run.advance(21)
    monkeypatch.setattr("glasstown.engine.checkpoint.npy.write_array", full)
    with pytest.raises(GlasstownError, match="cannot be written: No space left on device"):
        run.save(saved)
    assert [path.name for path in saved.iterdir()] == ["day-000014"]
    assert _load(saved).day == 14


def _milder(data):
    data["rules"][1]["points"] = number(-11)


OTHERS = {
    "another town": {"town": small_town(120, 52)},
    "other regimes or responses": {"worlds": [loud("loud", _milder)]},
    "other tables": {
        "town": replace(
            TOWN,
            conduct={
                name: replace(ways, rate=np.minimum(1.0, 1.1 * ways.rate))
                for name, ways in TOWN.conduct.items()
            },
            made=MADE,
        )
    },
    "another seed or replicate": {"key": life_key(51, 1)},
    "a run of another length": {"days": 35},
    "other blocks of people": {"block_rows": 16},
}


@pytest.mark.parametrize("words", OTHERS)
def test_another_run_is_refused(saved, words):
    said = _said(saved, **OTHERS[words])
    assert "is not of this run" in said
    assert words in said


@pytest.mark.parametrize(
    "other", [{"worlds": [loud(response=NONE)]}, {"worlds": [loud("named otherwise")]}, {"twin": False}]
)
def test_other_worlds_are_refused(saved, other):
    assert "other regimes or responses" in _said(saved, **other)


def test_threads_may_differ(saved):
    assert _load(saved, threads=2).day == 14


def test_another_program_is_refused(saved, monkeypatch):
    monkeypatch.setattr("glasstown.engine.checkpoint.program", lambda: "another")
    assert "another version of the program" in _said(saved)


def test_no_checkpoint_is_said(tmp_path):
    assert _said(tmp_path) == f"{tmp_path} holds no checkpoint"
    assert _said(tmp_path / "nowhere").endswith("holds no checkpoint")


def _edit(folder, **changes):
    """Change what a manifest says, and seal it again: as nobody but a forger would."""
    path = folder / "day-000014" / MANIFEST
    manifest = json.loads(path.read_text(encoding="utf-8"))
    del manifest["sha256"]
    for key, value in changes.items():
        (manifest if key in manifest else manifest["said"])[key] = value
    path.write_text(json.dumps({**manifest, "sha256": seal(manifest)}), encoding="utf-8")


def test_another_format_is_refused(saved):
    _edit(saved, checkpoint=99)
    assert "has format 99" in _said(saved)


def test_every_changed_file_is_noticed(saved):
    files = sorted((saved / "day-000014").glob("*.npy"))
    assert len(files) > 15
    for path in files:
        kept = path.read_bytes()
        path.write_bytes(kept[:-1] + bytes([kept[-1] ^ 1]))
        assert f"{path.name} is not as it was written" in _said(saved)
        path.write_bytes(kept)
    assert _load(saved).day == 14


def test_a_missing_file_is_said(saved):
    (saved / "day-000014" / "plain.npy").unlink()
    assert "plain.npy: No such file" in _said(saved)


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"checkpoint": 2}', '{"checkpoint": 2, "said": {}, "files": {}, "sha256": ""}']
)
def test_a_manifest_that_is_none_is_said(saved, text):
    (saved / "day-000014" / MANIFEST).write_text(text, encoding="utf-8")
    assert "manifest.json " in _said(saved)


def test_a_manifest_that_was_changed_is_noticed(saved):
    path = saved / "day-000014" / MANIFEST
    text = path.read_text(encoding="utf-8")
    assert text.count('"day": 14') == 1
    path.write_text(text.replace('"day": 14', '"day": 7'), encoding="utf-8")
    assert "manifest.json is not as it was written" in _said(saved)


@pytest.mark.parametrize("day", [-7, 10_000, 13, "14", None])
def test_a_day_that_cannot_be_is_refused(saved, day):
    _edit(saved, day=day)
    assert "do not fit together" in _said(saved)


def test_a_list_of_files_that_is_another_is_refused(saved):
    _edit(saved, files={})
    assert "damaged" in _said(saved)


def test_arrays_of_another_shape_are_refused(saved):
    """Even under a manifest that says so: what is read fills arrays that the run has made, and no others."""
    place = saved / "day-000014"
    manifest = json.loads((place / MANIFEST).read_text(encoding="utf-8"))
    files = {**manifest["files"], "plain": manifest["files"]["grouped"]}
    (place / "plain.npy").write_bytes((place / "grouped.npy").read_bytes())
    _edit(saved, files=files)
    assert "which no such run has" in _said(saved)


@pytest.fixture
def two(saved):
    """A folder with checkpoints of days 14 and 21."""
    run = _load(saved)
    run.advance(21)
    run.save(saved)
    return saved


def _fresh() -> Run:
    return Run(TOWN, [loud()], DAYS, KEY, threads=1)


@pytest.mark.parametrize("name", ["plain.npy", "entries.npy", "state-score.npy", MANIFEST])
@pytest.mark.parametrize("how", ["altered", "truncated", "empty", "missing"])
def test_where_the_newest_is_damaged_the_one_before_is_taken_up_and_it_is_said(two, name, how):
    _damage(two / "day-000021" / name, how)
    run = _fresh()
    told = load(run, two)
    assert run.day == 14
    if (name, how) != (MANIFEST, "missing"):  # then it was never finished
        assert len(told) == 1
        assert "day-000021 is damaged" in told[0]
        assert name in told[0]
    run.advance(DAYS)
    whole = _fresh()
    whole.advance(DAYS)
    assert (run.lives().plain == whole.lives().plain).all()
    assert (run.lives().grouped == whole.lives().grouped).all()


def test_where_both_are_damaged_nothing_of_the_run_is_touched(two):
    for day in (14, 21):
        _damage(two / f"day-{day:06d}" / "grouped.npy", "altered")
    run, other = _fresh(), _fresh()
    with pytest.raises(Damaged, match=r"(?s)day-000021 is damaged.*day-000014 is damaged"):
        load(run, two)
    assert run.day == 0
    assert all((a == b).all() for a, b in zip(run.state, other.state, strict=True))


def _damage(path, how):
    content = path.read_bytes()
    if how == "missing":
        path.unlink()
    else:
        cut = {"altered": content[:-3] + bytes([content[-3] ^ 4]) + content[-2:], "truncated": content[:-7]}
        path.write_bytes(cut.get(how, b""))


def test_a_traced_run_is_neither_set_down_nor_taken_up(saved):
    with pytest.raises(GlasstownError, match="traced"):
        _run(watched=(3,)).save(saved)
    assert "traced" in _said(saved, watched=(3,))


def test_nothing_is_set_down_where_nothing_can_be(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(GlasstownError, match="cannot be written"):
        _run().save(tmp_path / "file")
