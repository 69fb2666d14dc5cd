"""Law (g): draws are uniform, and independent over streams, persons, days, lanes and words.

Every test statistic below has a known law under the hypothesis, so the bound is its quantile, shared out over
all statistics of a test (Bonferroni): a correct generator fails with chance below `ALPHA` for a seed picked
at random, and the seeds are fixed.
"""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from glasstown.core.randomness import GROUP, TIE, philox_words
from glasstown.core.streams import STREAMS

ALPHA = 1e-4
PERSONS, DAYS = 1500, 30
CATALOGUE = [number for number in STREAMS.values() if number < 64]
BINS = 64


def person_words(
    seed: int, persons: np.ndarray, streams: list[int], days: np.ndarray, lane: int
) -> np.ndarray:
    """Words of all combinations, (streams, persons, days, 4)."""
    s, p, d = np.meshgrid(np.array(streams), persons, days, indexing="ij")
    counters = np.stack([p % 2**32, (p >> 32) | (s << 8), d, np.full_like(d, lane)], axis=-1)
    flat = counters.reshape(-1, 4).astype(np.uint32)
    return philox_words(flat, seed, 0).reshape(*s.shape, 4)


def too_uneven(words: np.ndarray, axes_of_one_test: tuple[int, ...]) -> float:
    """Largest ratio of a chi-square over `BINS` bins to its bound; above 1 is a violation."""
    bins = (words >> np.uint32(26)).astype(np.int64)
    other = [a for a in range(bins.ndim) if a not in axes_of_one_test]
    samples = bins.transpose(*other, *axes_of_one_test).reshape(
        int(np.prod([bins.shape[a] for a in other])), -1
    )
    expected = samples.shape[1] / BINS
    counts = np.stack([np.bincount(row, minlength=BINS) for row in samples])
    chi = ((counts - expected) ** 2 / expected).sum(axis=1)
    bound = stats.chi2.isf(ALPHA / chi.size, BINS - 1)
    return float(chi.max() / bound)


def too_correlated(pairs: list[tuple[np.ndarray, np.ndarray]]) -> float:
    """Largest ratio of a correlation's |z| to its bound over all pairs of arrays; above 1 is a violation.

    For independent uniforms Σ(u−½)(v−½) has mean 0 and standard deviation √n / 12.
    """
    bound = stats.norm.isf(ALPHA / (2 * len(pairs)))
    z = []
    for a, b in pairs:
        u, v = a.ravel().astype(np.float64) / 2**32 - 0.5, b.ravel().astype(np.float64) / 2**32 - 0.5
        z.append(abs(float(u @ v)) * 12 / np.sqrt(u.size))
    return max(z) / bound


def pairs_along_everything(words: np.ndarray) -> list[tuple[np.ndarray, np.ndarray]]:
    """Each word beside its neighbour in stream, person, day and place, and across person and day together."""
    pairs = []
    for word in range(4):
        w = words[..., word]
        pairs += [(w[1:], w[:-1]), (w[:, 1:], w[:, :-1]), (w[:, :, 1:], w[:, :, :-1])]
        pairs += [(w[:, 1:, 1:], w[:, :-1, :-1]), (w[:, 1:, :-1], w[:, :-1, 1:])]
        pairs += [(w, words[..., other]) for other in range(word)]
    return pairs


@pytest.fixture(scope="module")
def words():
    return person_words(2024, np.arange(PERSONS), CATALOGUE, np.arange(1, DAYS + 1), 0)


def test_words_are_uniform_within_each_stream(words):
    assert words[..., 0].size > 100 * BINS
    assert too_uneven(words, (1, 2)) < 1.0


def test_words_are_uniform_for_each_person_and_on_each_day(words):
    assert too_uneven(words, (0, 2)) < 1.0
    assert too_uneven(words, (0, 1)) < 1.0


def test_words_are_independent_of_their_neighbours(words):
    assert too_correlated(pairs_along_everything(words)) < 1.0


def test_lanes_seeds_and_domains_are_independent(words):
    persons, days = np.arange(PERSONS), np.arange(1, DAYS + 1)
    others = [
        person_words(2024, persons, CATALOGUE, days, 1),  # another lane
        person_words(2025, persons, CATALOGUE, days, 0),  # the next seed
        person_words(2024, persons + 2**32, CATALOGUE, days, 0),  # ids above 32 bits
        person_words(2024, persons, CATALOGUE, days + 2**16, 0),  # days above 16 bits
    ]
    assert too_correlated([(words[..., k], other[..., k]) for other in others for k in range(4)]) < 1.0


def test_words_of_pairs_and_groups_are_uniform_and_independent():
    low, high = np.meshgrid(np.arange(300), np.arange(300, 600), indexing="ij")
    cut, seen = (np.full_like(low, STREAMS[name] << 20) for name in ("tie-cut", "tie-seen"))
    zeros = np.zeros_like(low)
    stacked = [
        philox_words(
            np.stack([low, high, zeros, stream], axis=-1).reshape(-1, 4).astype(np.uint32), 2024, int(domain)
        ).reshape(*low.shape, 4)
        for stream, domain in ((cut, TIE), (seen, TIE), (zeros, GROUP))
    ]
    both = np.stack(stacked)
    assert too_uneven(both, (1, 2)) < 1.0
    assert too_correlated(pairs_along_everything(both)) < 1.0


def test_a_key_without_the_person_would_be_noticed(words):
    without_person = np.broadcast_to(words[:, :1], words.shape)
    assert too_uneven(without_person, (1, 2)) > 1.0
    assert too_correlated(pairs_along_everything(without_person)) > 1.0


def test_a_key_with_day_and_person_added_would_be_noticed():
    sums = np.add.outer(np.arange(PERSONS), np.arange(1, DAYS + 1))
    words = person_words(2024, np.array([0]), CATALOGUE, np.arange(1, PERSONS + DAYS), 0)[:, 0]
    assert too_correlated(pairs_along_everything(words[:, sums - 1])) > 1.0
