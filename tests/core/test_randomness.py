"""Draws: the published vectors, the packing of counters, domains that never meet, degenerate chances."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glasstown.core import randomness
from glasstown.core.randomness import Key, life_key, philox_words, replicate_key, threshold, town_key
from tests.reference import draws

# Known answers published with Random123 (counter, key, words): zeros, ones, digits of pi.
KNOWN = [
    ((0, 0, 0, 0), (0, 0), (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)),
    ((0xFFFFFFFF,) * 4, (0xFFFFFFFF,) * 2, (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD)),
    (
        (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344),
        (0xA4093822, 0x299F31D0),
        (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1),
    ),
]

words = st.integers(0, 2**32 - 1)
ids = st.integers(0, 2**40 - 1)


@pytest.mark.parametrize(("counter", "key", "answer"), KNOWN)
def test_published_vectors(counter, key, answer):
    assert tuple(philox_words(np.array([counter], np.uint32), *key)[0]) == answer
    assert draws.philox(counter, key) == answer


@given(st.lists(st.tuples(words, words, words, words), min_size=1, max_size=20), words, words)
def test_kernel_and_plain_python_agree(counters, k0, k1):
    got = philox_words(np.array(counters, np.uint32), k0, k1)
    assert [tuple(row) for row in got.tolist()] == [draws.philox(c, (k0, k1)) for c in counters]


@given(ids, st.integers(0, 2**16 - 1), st.integers(0, 2**24 - 1), st.integers(0, 2**16 - 1), words, words)
def test_person_draw_is_packed_as_it_says(person, stream, day, lane, k0, k1):
    counter = draws.person_counter(person, stream, day, lane)
    assert all(0 <= word < 2**32 for word in counter)
    unpacked = (counter[0] + (counter[1] % 256) * 2**32, counter[1] // 256, counter[2], counter[3])
    assert unpacked == (person, stream, day, lane)
    got = randomness.person_draw(person, np.int64(stream), day, lane, np.int64(k0), np.int64(k1))
    assert tuple(map(int, got)) == draws.person_draw((k0, k1), person, stream, day, lane)


@given(
    ids, ids, st.integers(0, 2**12 - 1), st.integers(0, 2**20 - 1), st.integers(0, 2**12 - 1), words, words
)
def test_tie_draw_is_packed_as_it_says(one, other, stream, day, lane, k0, k1):
    counter = draws.tie_counter(one, other, stream, day, lane)
    assert all(0 <= word < 2**32 for word in counter)
    low = counter[0] + (counter[2] % 256) * 2**32
    high = counter[1] + (counter[2] // 256 % 256) * 2**32
    assert (low, high) == (min(one, other), max(one, other))
    assert (counter[2] // 65536, counter[3] % 2**20, counter[3] // 2**20) == (lane, day, stream)
    key = (k0, k1 ^ draws.TIE)
    expected = draws.philox(counter, key)
    for pair in ((one, other), (other, one)):
        got = randomness.tie_draw(*pair, np.int64(stream), day, lane, np.int64(k0), np.int64(k1))
        assert tuple(map(int, got)) == expected


def test_domains_never_meet():
    domains = [int(d) for d in (randomness.PERSON, randomness.TIE, randomness.GROUP)]
    towns = [0, int(randomness.TOWN)]
    # what is xored into the second key word of a seed, for every kind of draw that is made under it
    constants = [a ^ b for a, b in itertools.product(domains, towns)] + [int(randomness.STUDY)]
    assert len(set(constants)) == len(constants)
    assert int(randomness.TIE) == draws.TIE


@given(ids, st.integers(0, 2**12 - 1), st.integers(0, 2**16 - 1), words, words)
@settings(max_examples=30)
def test_the_same_counter_in_two_domains_gives_other_words(person, stream, day, k0, k1):
    key = (np.int64(k0), np.int64(k1))
    as_person = tuple(map(int, randomness.person_draw(person, np.int64(stream), day, 0, *key)))
    as_group = tuple(map(int, randomness.group_draw(person, np.int64(stream), day, 0, *key)))
    assert as_person != as_group
    assert as_group == draws.philox(
        draws.person_counter(person, stream, day, 0), (k0, k1 ^ int(randomness.GROUP))
    )


@given(st.integers(0, 2**64 - 1))
def test_keys_of_a_seed(seed):
    assert replicate_key(seed, 0) == Key(seed % 2**32, seed // 2**32)
    assert life_key(seed, 0) == replicate_key(seed, 0)
    keys = [
        *(life_key(seed, r) for r in range(4)),
        *(town_key(seed, r) for r in range(4)),
        *(life_key(seed, 0, redraw) for redraw in (1, 2, 3)),
        life_key(seed, 1, 1),
    ]
    assert len(set(keys)) == len(keys)
    assert all(0 <= word < 2**32 for key in keys for word in key)


def test_chances_are_exact_at_their_ends():
    assert threshold(0.0) == 0
    assert threshold(1.0) == 2**32
    assert threshold(0.5) == 2**31
    for bad in (-1e-9, 1.0 + 1e-9, float("nan"), float("inf")):
        with pytest.raises(ValueError, match="between 0 and 1"):
            threshold(bad)


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_higher_chance_never_has_a_lower_threshold(p, q):
    low, high = sorted((p, q))
    assert 0 <= threshold(low) <= threshold(high) <= 2**32
    assert threshold(p) == draws.chance(p)


@pytest.mark.parametrize("word", [0, 1, 2**31, 2**32 - 1])
def test_uniform_is_in_the_open_interval(word):
    u = randomness.uniform(np.uint32(word))
    assert 0.0 < u < 1.0
    assert u == (word + 0.5) / 2**32


@given(words, st.integers(1, 2**31))
def test_integers_by_multiply_and_shift(word, n):
    assert randomness.below(np.uint32(word), n) == draws.pick(word, n)
    assert 0 <= draws.pick(word, n) < n
    assert (draws.pick(0, n), draws.pick(2**32 - 1, n)) == (0, n - 1)
