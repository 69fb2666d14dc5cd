"""A run's id is a hash of version, inputs and seed and nothing else; too big a run is refused at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from glasstown.core.documents import shipped
from glasstown.core.errors import InputError
from glasstown.studies import machine, memory
from glasstown.studies.request import prepare
from glasstown.studies.run import compute


def test_the_id_follows_what_matters() -> None:
    base = prepare()
    assert base.id == prepare("article", years=3, threads=1).id
    assert base.id.startswith("article-2020-")
    changes: list[dict[str, Any]] = [
        {"people": 99_999},
        {"years": 2},
        {"seed": 0},
        {"seed": 2**64 - 1},
        {"replicates": 4},
        {"response": "none"},
        {"assumed": 1},
    ]
    ids = {prepare(**change).id for change in changes}
    assert len(ids) == len(changes)
    assert base.id not in ids


def test_a_file_is_known_by_its_content_not_its_place(tmp_path: Path) -> None:
    original = shipped("regimes")["article-2020"]
    copy = tmp_path / "elsewhere.yaml"
    copy.write_bytes(original.read_bytes())
    assert prepare(copy).id == prepare().id
    copy.write_text(original.read_text(encoding="utf-8") + "# another\n", encoding="utf-8")
    assert prepare(copy).id != prepare().id
    assert str(tmp_path) not in prepare(copy).command() + prepare(copy).python
    assert "elsewhere.yaml" in prepare(copy).command()


def test_the_command_asks_for_the_same_run() -> None:
    asked = prepare("article", people=2000, years=0.4, seed=3, replicates=2, response="none", assumed=5)
    words = asked.command().split()
    options = dict(zip(words[3::2], words[4::2], strict=True))
    again = prepare(
        words[2],
        people=int(options["--people"]),
        years=float(options["--years"]),
        seed=int(options["--seed"]),
        replicates=int(options["--replicates"]),
        response=options["--response"],
        assumed=int(options["--assumed"]),
    )
    assert again.id == asked.id
    scope: dict[str, Any] = {"prepare": prepare}
    exec(asked.python.replace("import glasstown as gt; run = gt.run(", "run = prepare("), scope)
    assert scope["run"].id == asked.id


def test_long_runs_are_warned_of() -> None:
    assert prepare(years=5).warnings == ()
    assert len(prepare(years=6).warnings) == 1


@pytest.mark.parametrize("value", [True, 1.5, "1000", None])
def test_numbers_are_numbers(value: object) -> None:
    with pytest.raises(InputError, match="people"):
        prepare(people=value)  # type: ignore[arg-type]


def test_a_run_that_does_not_fit_is_refused_with_the_figure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "memory_bytes", lambda: 2**30)
    needed = memory.estimate(100_000_000, 1095, 5, 1, 0, 64)
    with pytest.raises(InputError, match=rf"{needed / 2**30:.1f} GiB.*1\.0 GiB"):
        memory.refuse_if_too_big(needed, 100_000_000)
    with pytest.raises(InputError, match="GiB of memory"):
        compute(prepare(people=10_000_000))
    assert memory.estimate(1000, 1095, 5, 1, 38, 64) > memory.estimate(1000, 1095, 5, 1, 0, 64)
    memory.refuse_if_too_big(2**29, 1000)
    monkeypatch.setattr(memory, "memory_bytes", lambda: None)
    memory.refuse_if_too_big(2**60, 1000)


def test_the_machine_is_described_without_whose_it_is() -> None:
    said = machine.describe()
    assert said["cores"] >= 1
    assert said["cpu"]
    assert memory.memory_bytes() is None or memory.memory_bytes() > 2**28  # type: ignore[operator]


@pytest.mark.parametrize("years", [10**400, float("inf"), float("nan"), 0, -1, True, "3"])
def test_years_that_no_run_has_are_said_in_words(years: Any) -> None:
    with pytest.raises(InputError, match="years"):
        prepare(years=years)
