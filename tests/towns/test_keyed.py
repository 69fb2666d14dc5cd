"""A town is a function of its file, its size and its key, and of nothing else."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from pathlib import Path

import numpy as np
import pytest

from glasstown.core.randomness import town_key
from glasstown.towns import Town, build_town

from .places import SHIPPED, china, china_town, china_with, shipped, shipped_town

MOST_BYTES = 90


def arrays(town: Town) -> dict[str, np.ndarray]:
    return {**town.people._asdict(), "age": town.age, "income": town.income}


def differing(one: Town, other: Town) -> list[str]:
    there = arrays(other)
    return [name for name, array in arrays(one).items() if not np.array_equal(array, there[name])]


@pytest.mark.parametrize("name", SHIPPED)
def test_threads_change_nothing(name: str) -> None:
    one = build_town(shipped(name), 30_000, town_key(4, 0), threads=1)
    for threads in (2, 3):
        assert differing(one, build_town(shipped(name), 30_000, town_key(4, 0), threads=threads)) == []


def test_the_same_key_gives_the_same_town_and_another_another() -> None:
    one = build_town(china(), 5_000, town_key(4, 0))
    assert differing(one, build_town(china(), 5_000, town_key(4, 0))) == []
    other = build_town(china(), 5_000, town_key(4, 1))
    assert {"place", "tie", "groups", "columns", "age", "income", "unit"} <= set(differing(one, other))


def test_an_unrelated_figure_changes_nobody_else(tmp_path: Path) -> None:
    """Another share of flyers leaves homes, ages, ties and every other column as they were."""
    old = "share: {value: 0.102, source: umetrip-2018}"
    changed = china_with(tmp_path, old, old.replace("0.102", "0.2"))
    one, other = china_town(5_000, 9), build_town(changed, 5_000, town_key(9, 0))
    assert differing(one, other) == ["columns"]
    column = one.conduct["air-trip"].column
    same = [np.array_equal(a, b) for a, b in zip(one.people.columns, other.people.columns, strict=True)]
    assert same == [c != column for c in range(len(same))]


def test_nobody_gets_in_but_by_the_generator() -> None:
    town = china_town(5_000)
    fields = {field.name: getattr(town, field.name) for field in dataclasses.fields(town)}
    with pytest.raises(TypeError, match="takes no arrays"):
        Town(**fields)
    with pytest.raises(TypeError, match="takes no arrays"):
        dataclasses.replace(town, made=None)


def test_a_town_is_not_copied() -> None:
    """A copy of an array can be written to: ties of real people could go in by that door."""
    town = china_town(5_000)
    assert copy.deepcopy(town.people).tie.flags.writeable, "else there would be nothing to refuse"
    for make in (copy.copy, copy.deepcopy, pickle.dumps):
        with pytest.raises(TypeError, match="a town is not copied"):
            make(town)


def test_a_town_is_read_only_and_prints_nobody() -> None:
    town = china_town(5_000)
    assert repr(town) == "Town(china-2018, 5,000 invented people)"
    for array in arrays(town).values():
        assert not array.flags.writeable


@pytest.mark.parametrize("name", SHIPPED)
def test_few_bytes_a_person(name: str) -> None:
    town = shipped_town(name, 100_000, 2)
    print(f"{town.nbytes / town.n:.1f} bytes a person")
    assert town.nbytes / town.n <= MOST_BYTES
