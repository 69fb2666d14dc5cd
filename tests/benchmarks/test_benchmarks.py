"""The benchmark's files are valid, its programs are of one law, its kernels are those of every regime."""

from __future__ import annotations

import gc
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from benchmarks.agreement import Program, compare, glasstown_counts, numpy_counts
from benchmarks.cases import CASES, HERE, run_of, town_of
from benchmarks.numpy_model import PROGRAMS, Inputs, inputs_of, tuned
from glasstown.core.jit import compilations, numba
from glasstown.engine.run import Run
from glasstown.regimes import load_regime
from glasstown.responses import load_response
from glasstown.towns import load_town

PEOPLE = 10_000
DAYS = 63
SEEDS = 12


@pytest.mark.parametrize("name", ["mini-spec", "mini-hot"])
def test_regimes_differ_in_their_start_alone(name: str) -> None:
    found = load_regime(HERE / f"{name}.yaml").model
    other = load_regime(HERE / "mini-spec.yaml").model
    assert found.regime == name
    same = {"regime": other.regime, "title": other.title, "score": other.score}
    assert found.model_copy(update=same) == other
    assert found.score.model_copy(update={"start": other.score.start}) == other.score


def test_town_and_response_are_assumed_throughout() -> None:
    town = load_town(HERE / "mini-town.yaml").model
    response = load_response(HERE / "mini-response.yaml").model
    assert town.status == response.status == "hypothetical"
    assert not town.sources
    assert not response.sources
    assert response.shunning is None


def test_ties_are_both_ways_and_about_twelve() -> None:
    town = town_of(CASES["hot"], PEOPLE, 1, 1)
    model = inputs_of(town, hot=True)
    ends = np.repeat(np.arange(town.n), np.diff(model.ptr))
    there = set(zip(ends.tolist(), model.tie.tolist(), strict=True))
    assert len(there) == model.tie.size, "a tie stands there once"
    assert there == {(b, a) for a, b in there}
    assert all(a != b for a, b in there)
    assert 11.0 < model.tie.size / town.n < 13.0


@pytest.fixture(scope="module")
def lived() -> dict[str, np.ndarray]:
    return {case: glasstown_counts(case, PEOPLE, DAYS, SEEDS, 2) for case in ("spec", "hot")}


@pytest.mark.parametrize("case", ["spec", "hot"])
@pytest.mark.parametrize("program", list(PROGRAMS))
def test_glasstown_and_numpy_agree(case: str, program: str, lived: dict[str, np.ndarray]) -> None:
    theirs = numpy_counts(case, PROGRAMS[program], PEOPLE, DAYS, SEEDS, 2)
    found = compare(case, program, lived[case], theirs, PEOPLE)
    assert found.holds, str(found)
    if case == "hot":
        assert (lived[case].sum(axis=(0, 1))[2:] > 100).all(), "something was refused, and said"


def _no_household(model: Inputs, days: int, seed: int) -> np.ndarray:
    """A wrong program: ties between neighbouring rows, such as those of a household, are forgotten."""
    ends = np.repeat(np.arange(model.good.size), np.diff(model.ptr))
    kept = np.abs(ends - model.tie) > 2
    ptr = np.concatenate([[0], np.cumsum(np.bincount(ends[kept], minlength=model.good.size))])
    return tuned(replace(model, ptr=ptr, tie=model.tie[kept]), days, seed)


def _a_day_late(model: Inputs, days: int, seed: int) -> np.ndarray:
    """A wrong program: counts are those of the day before."""
    return np.roll(tuned(model, days, seed), 1, axis=0)


@pytest.mark.parametrize("wrong", [_no_household, _a_day_late])
def test_a_wrong_program_is_found_out(wrong: Program, lived: dict[str, np.ndarray]) -> None:
    theirs = numpy_counts("hot", wrong, PEOPLE, DAYS, SEEDS, 2)
    assert not compare("hot", "wrong", lived["hot"], theirs, PEOPLE).holds


def _kernels() -> set[tuple[str, str]]:
    """Every kernel in use and the types it is compiled for, loaded from the cache or not."""
    dispatchers = [d for d in gc.get_objects() if isinstance(d, numba.core.dispatcher.Dispatcher)]
    return {(d.py_func.__qualname__, str(types)) for d in dispatchers for types in d.signatures}


def _live(case: str) -> Run:
    run = run_of(CASES[case], town_of(CASES[case], 1_000, 1, 2), 35, 1, 2)
    run.advance(35)
    run.lives()
    return run


def test_mini_model_runs_on_the_kernels_of_the_article() -> None:
    _live("article")
    before, compiled = _kernels(), compilations()
    assert any(name == "live" for name, _ in before)
    _live("hot")
    assert _kernels() == before
    assert compilations() == compiled


def test_one_measurement_prints_json() -> None:
    command = [sys.executable, str(Path(HERE) / "measure.py"), "tuned", "hot", "1000", "14"]
    said = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    assert min(said["loop"], said["setup"], said["peak"]) > 0
    assert len(said["last"]) == 4
