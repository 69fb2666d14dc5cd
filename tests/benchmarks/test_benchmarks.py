"""The benchmark's files are valid, its programs are of one law, its kernels are those of every regime."""

from __future__ import annotations

import gc
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from benchmarks.agreement import compare, glasstown_counts, peer_counts
from benchmarks.cases import CASES, HERE, MINI, inputs_of, run_of, town_of
from benchmarks.mini_model import Inputs, Life, Program
from benchmarks.numpy_model import live_tuned
from benchmarks.programs import PEERS, Peer
from glasstown.core.jit import compilations, numba
from glasstown.engine.run import Run
from glasstown.regimes import load_regime
from glasstown.responses import load_response
from glasstown.towns import load_town

PEOPLE = 10_000
DAYS = 63
SEEDS = 12


def needs(peer: Peer) -> None:
    """Skip a test whose program is not here; CI compares with NumPy only."""
    if not peer.installed:
        pytest.skip(f"{peer.title} needs pip install -r benchmarks/requirements.txt")


@pytest.mark.parametrize("name", ["mini-spec", "mini-hot"])
def test_regimes_differ_in_their_start_alone(name: str) -> None:
    found = load_regime(HERE / f"{name}.yaml").model
    other = load_regime(HERE / "mini-spec.yaml").model
    assert found.regime == name
    same = {"regime": other.regime, "title": other.title, "score": other.score}
    assert found.model_copy(update=same) == other
    assert found.score is not None
    assert other.score is not None
    assert found.score.model_copy(update={"start": other.score.start}) == other.score


def test_town_and_response_are_assumed_throughout() -> None:
    town = load_town(HERE / "mini-town.yaml").model
    response = load_response(HERE / "mini-response.yaml").model
    assert town.status == response.status == "hypothetical"
    assert not town.sources
    assert not response.sources
    assert response.shunning is None


@pytest.fixture(scope="module")
def handed() -> Inputs:
    """What the other programs are handed."""
    return inputs_of(town_of(CASES["hot"], PEOPLE, 1, 1), hot=True)


def test_ties_are_both_ways_and_about_twelve(handed: Inputs) -> None:
    people = handed.good.size
    ends = np.repeat(np.arange(people), np.diff(handed.ptr))
    there = set(zip(ends.tolist(), handed.tie.tolist(), strict=True))
    assert len(there) == handed.tie.size, "a tie stands there once"
    assert there == {(b, a) for a, b in there}
    assert all(a != b for a, b in there)
    assert 11.0 < handed.tie.size / people < 13.0


def test_a_town_is_read_as_it_was_written(handed: Inputs, tmp_path: Path) -> None:
    handed.write(tmp_path / "town.npz")
    again = Inputs.read(tmp_path / "town.npz")
    assert again.starts == handed.starts
    for name in ("good", "bad", "posts", "ptr", "tie"):
        one, other = getattr(again, name), getattr(handed, name)
        assert one.dtype == other.dtype
        assert np.array_equal(one, other)


@pytest.fixture(scope="module")
def lived() -> dict[str, np.ndarray]:
    return {case: glasstown_counts(case, PEOPLE, DAYS, SEEDS, 2) for case in MINI}


@pytest.mark.parametrize("case", MINI)
@pytest.mark.parametrize("name", list(PEERS))
def test_programs_agree(case: str, name: str, lived: dict[str, np.ndarray]) -> None:
    needs(PEERS[name])
    theirs = peer_counts(case, PEERS[name].program, PEOPLE, DAYS, SEEDS, 2)
    found = compare(case, name, lived[case], theirs, PEOPLE)
    assert found.holds, str(found)
    if case == "hot":
        assert (lived[case].sum(axis=(0, 1))[2:] > 100).all(), "something was refused, and said"


def _no_household(people: Inputs, days: int, seed: int) -> Life:
    """A wrong program: ties between neighbouring rows, such as those of a household, are forgotten."""
    ends = np.repeat(np.arange(people.good.size), np.diff(people.ptr))
    kept = np.abs(ends - people.tie) > 2
    ptr = np.concatenate([[0], np.cumsum(np.bincount(ends[kept], minlength=people.good.size))])
    return lambda: live_tuned(replace(people, ptr=ptr, tie=people.tie[kept]), days, seed)


def _a_day_late(people: Inputs, days: int, seed: int) -> Life:
    """A wrong program: counts are those of the day before."""
    return lambda: np.roll(live_tuned(people, days, seed), 1, axis=0)


@pytest.mark.parametrize("wrong", [_no_household, _a_day_late])
def test_a_wrong_program_is_found_out(wrong: Program, lived: dict[str, np.ndarray]) -> None:
    theirs = peer_counts("hot", wrong, PEOPLE, DAYS, SEEDS, 2)
    assert not compare("hot", "wrong", lived["hot"], theirs, PEOPLE).holds


def test_starsim_draws_the_same_for_the_same_person(handed: Inputs) -> None:
    """Common random numbers are on: who posts does not depend on what others do."""
    needs(PEERS["starsim"])
    begin = PEERS["starsim"].program
    others_never_cheat = replace(handed, bad=np.zeros_like(handed.bad), starts=(10000, 10000))
    posts = [
        begin(people, 20, 1)()[:, 3]
        for people in (replace(handed, starts=(10000, 10000)), others_never_cheat)
    ]
    assert posts[0].sum() > 100
    assert np.array_equal(*posts)


def _kernels() -> set[tuple[str, str]]:
    """Every kernel in use and the types it is compiled for, loaded from the cache or not."""
    dispatchers = [d for d in gc.get_objects() if isinstance(d, numba.core.dispatcher.Dispatcher)]
    ours = [d for d in dispatchers if d.py_func.__module__.startswith("glasstown.")]
    return {(d.py_func.__qualname__, str(types)) for d in ours for types in d.signatures}


def _live(case: str) -> Run:
    run = run_of(CASES[case], town_of(CASES[case], 1_000, 1, 2), 35, 1, 2)
    run.advance(35)
    run.lives()
    return run


def test_mini_model_and_defaulters_run_on_the_kernels_of_the_article() -> None:
    _live("article")
    before, compiled = _kernels(), compilations()
    assert any(name == "live" for name, _ in before)
    for case in ("hot", "defaulters"):
        run = _live(case)
        assert len(run.worlds) + run.twin == CASES[case].worlds
    assert _kernels() == before
    assert compilations() == compiled
