"""What was practised before a regime is a further world of its run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import glasstown as gt
from glasstown.core.documents import shipped
from glasstown.core.errors import InputError
from glasstown.studies.request import prepare
from glasstown.studies.run import compute, worlds_of
from tests.regimes.places import GOOD

ASKED = {"people": 1500, "years": 1, "replicates": 1}
LISTS = next(path for path in GOOD if path.stem == "lists-only")


@pytest.fixture(scope="module")
def made() -> gt.Run:
    return compute(prepare("judgment-defaulters", **ASKED, assumed=2))  # type: ignore[arg-type]


def test_it_is_a_world_of_every_file(made: gt.Run) -> None:
    assert list(made.results["worlds"]) == ["without", "before", "judgment-defaulters"]
    assert list(made.results["paired"]) == ["before", "judgment-defaulters"]
    assert set(made.daily["world"]) == {"without", "before", "judgment-defaulters"}
    inputs = json.loads(made.contents["run.json"])["inputs"]
    assert inputs["before"]["name"] == "ordinary-enforcement"
    assert len(inputs["before"]["sha256"]) == 64
    assert made.results["assumed"]["draws"] == 2
    values = made.results["worlds"]["before"].values()
    assert all(value["assumed_low"] is None for value in values), "its numbers were not drawn"


def test_it_is_the_world_that_it_would_be_alone(made: gt.Run) -> None:
    alone = gt.run("ordinary-enforcement", **ASKED)  # type: ignore[arg-type]
    keys = ["counter", "day", "axis", "group"]
    rows = alone.daily.filter((alone.daily["world"] == "ordinary-enforcement") & (alone.daily["value"] != 0))
    beside = made.daily.filter((made.daily["world"] == "before") & (made.daily["value"] != 0))
    assert {"judgments", "debts_paid"} <= set(rows["counter"]), "nothing happened"
    beside = beside.filter(beside["counter"].is_in(rows["counter"].unique().to_list()))
    assert set(rows.select(*keys, "value").rows()) == set(beside.select(*keys, "value").rows())


def test_it_is_part_of_the_id(tmp_path: Path) -> None:
    for name in ("lists-only", "minimal"):
        (tmp_path / f"{name}.yaml").write_bytes((LISTS.parent / f"{name}.yaml").read_bytes())
    asked = prepare(tmp_path / "lists-only.yaml")
    assert [world.name for world in worlds_of(asked)] == ["before", "lists-only"]
    assert asked.before is not None
    assert asked.before.name == "minimal"
    changed = tmp_path / "minimal.yaml"
    changed.write_text(changed.read_text() + "# another\n")
    assert prepare(tmp_path / "lists-only.yaml").id != asked.id
    changed.unlink()
    with pytest.raises(
        InputError, match=r'lists-only\.yaml, line 8, before: found "minimal"; allowed: one of'
    ):
        prepare(tmp_path / "lists-only.yaml")
    changed.write_text("regime: [")
    with pytest.raises(InputError, match=r"minimal\.yaml, line"):
        prepare(tmp_path / "lists-only.yaml")


def test_a_regime_without_it_has_two_worlds() -> None:
    asked = prepare()
    assert asked.before is None
    assert set(asked.identity["inputs"]) == {"regime", "town", "response"}
    assert [world.name for world in worlds_of(asked)] == ["article-2020"]


def test_before_may_be_shipped_or_of_another_town(tmp_path: Path) -> None:
    text = LISTS.read_text().replace("before: minimal", "before: ordinary-enforcement")
    mine = tmp_path / "mine.yaml"
    mine.write_text(text)
    shipped_one = prepare(mine).before
    assert shipped_one is not None
    assert Path(shipped_one.file) == shipped("regimes")["ordinary-enforcement"]
    mine.write_text(text.replace("town: china-2018", "town: netherlands-2020"))
    assert any("was written for the town china-2018" in said for said in prepare(mine).warnings)


def test_a_ground_dated_outside_the_run_is_warned_of() -> None:
    said = prepare(LISTS, years=10 / 365).warnings
    assert len(said) == 1
    assert "evaded-enforcement" in said[0]
    assert "lies outside the run" in said[0]
