"""The mini-model in vectorised NumPy, twice: as one writes it, and as one writes it when it must be fast.

Both draw from a NumPy generator of their own. `plain` passes over everybody for each kind of act and gathers the
standing of all ties; `tuned` draws for everybody too, but touches only the scores of those to whom something happened,
and looks only at the ties of those below the cut-off.
"""

from __future__ import annotations

from functools import partial

import numpy as np

from benchmarks.mini_model import (
    AIM,
    BAD,
    BESIDE,
    CALLED_RUMOUR,
    CEILING,
    CUT,
    DECAY_DAYS,
    FALSE_RECORD,
    GOOD,
    NOISE,
    OBSERVED,
    RUMOUR,
    TIE,
    TIE_DAYS,
    TRIP,
    Inputs,
    Life,
)


def _start(model: Inputs, rng: np.random.Generator) -> np.ndarray:
    low, high = model.starts
    return rng.integers(low, high + 1, model.good.size, dtype=np.int16)


def _decay(score: np.ndarray) -> None:
    """Two percent of the way to 1,000 points, truncated toward zero in tenths."""
    way = AIM - score.astype(np.int32)
    score += (np.sign(way) * (np.abs(way) * 2 // 100)).astype(np.int16)


def _counts(score: np.ndarray, refused: int, posts: int) -> tuple[float, int, int, int]:
    mean = int(score.sum(dtype=np.int64)) / (10.0 * score.size)
    return mean, int(np.count_nonzero(score < CUT)), refused, posts


def live_plain(model: Inputs, days: int, seed: int) -> np.ndarray:
    """(days, 4) float64: mean score, people below the cut-off, refusals and posts of each day."""
    rng = np.random.Generator(np.random.SFC64(seed))
    score = _start(model, rng)
    people = score.size
    inclination = np.ones(people, np.float32)
    seen_good, seen_bad = (rate * np.float32(OBSERVED) for rate in (model.good, model.bad))
    called_rumour = np.float32(OBSERVED * RUMOUR)
    tied = np.flatnonzero(np.diff(model.ptr))
    first_ties = model.ptr[:-1][tied]
    word = np.empty(people, np.float32)
    found = np.empty((days, 4))
    for day in range(1, days + 1):
        rng.random(out=word, dtype=np.float32)
        change = (word < seen_good) * np.int16(GOOD)
        rng.random(out=word, dtype=np.float32)
        change += (word < seen_bad) * np.int16(BAD)
        rng.random(out=word, dtype=np.float32)
        said = model.posts * inclination
        posts = int(np.count_nonzero(word < said))
        change += (word < said * called_rumour) * np.int16(CALLED_RUMOUR)
        rng.random(out=word, dtype=np.float32)
        change += (word < np.float32(NOISE)) * np.int16(FALSE_RECORD)
        score += change
        np.clip(score, 0, CEILING, out=score)
        if day % DECAY_DAYS == 0:
            _decay(score)
        low = score < CUT
        refused = int(np.count_nonzero(rng.random(int(np.count_nonzero(low)), dtype=np.float32) < TRIP))
        if day % TIE_DAYS == 0:
            bad_ties = np.zeros(people, np.int16)
            bad_ties[tied] = np.add.reduceat(low[model.tie], first_ties, dtype=np.int16)
            score += TIE * bad_ties
            np.clip(score, 0, CEILING, out=score)
            inclination = np.where(bad_ties > 0, np.float32(BESIDE), np.float32(1.0))
        found[day - 1] = _counts(score, refused, posts)
    return found


def _move(score: np.ndarray, rows: np.ndarray, points: int) -> None:
    """The rows, each there once, move by some points within the bounds."""
    score[rows] = np.clip(score[rows] + np.int16(points), 0, CEILING)


def _bad_ties(model: Inputs, low: np.ndarray) -> np.ndarray:
    """(N,) how many ties of each person are among the rows `low`."""
    first = model.ptr[low]
    degree = model.ptr[low + 1] - first
    upto = np.cumsum(degree)
    at = np.arange(upto[-1] if upto.size else 0) + np.repeat(first - (upto - degree), degree)
    return np.bincount(model.tie[at], minlength=model.good.size)


def live_tuned(model: Inputs, days: int, seed: int) -> np.ndarray:
    """Like `live_plain`, in the same law: scores change where something happened, ties are read from the low."""
    rng = np.random.Generator(np.random.SFC64(seed))
    score = _start(model, rng)
    people = score.size
    seen_good, seen_bad = (rate * np.float32(OBSERVED) for rate in (model.good, model.bad))
    said = model.posts.copy()
    word = np.empty(people, np.float32)
    hit = np.empty(people, np.bool_)

    def who(rate: np.ndarray) -> np.ndarray:
        rng.random(out=word, dtype=np.float32)
        return np.flatnonzero(np.less(word, rate, out=hit))

    found = np.empty((days, 4))
    for day in range(1, days + 1):
        _move(score, who(seen_good), GOOD)
        _move(score, who(seen_bad), BAD)
        speakers = who(said)
        _move(score, speakers[rng.random(speakers.size) < OBSERVED * RUMOUR], CALLED_RUMOUR)
        accused = rng.choice(people, rng.binomial(people, NOISE), replace=False, shuffle=False)
        _move(score, accused, FALSE_RECORD)
        if day % DECAY_DAYS == 0:
            _decay(score)
        low = score < CUT
        refused = int(rng.binomial(np.count_nonzero(low), TRIP))
        if day % TIE_DAYS == 0:
            bad_ties = _bad_ties(model, np.flatnonzero(low))
            beside = np.flatnonzero(bad_ties)
            score[beside] = np.maximum(score[beside] + TIE * bad_ties[beside], 0)
            np.copyto(said, model.posts)
            said[beside] *= np.float32(BESIDE)
        found[day - 1] = _counts(score, refused, speakers.size)
    return found


def plain(people: Inputs, days: int, seed: int) -> Life:
    """Nothing is set up before the life."""
    return partial(live_plain, people, days, seed)


def tuned(people: Inputs, days: int, seed: int) -> Life:
    """Nothing is set up before the life."""
    return partial(live_tuned, people, days, seed)
