"""Draws as a pure function of what they are about: u = H(key, stream, who, when, k).

Philox4x32-10 (Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011) turns a
128-bit counter and a 64-bit key into four 32-bit words. The counter says what the draw is about, the key says
which life (or which town) is drawn, so nothing is consumed in sequence and no order of evaluation matters.

Packing of the counter (person domain):  c0 = id, low 32 bits;  c1 = id, high 8 bits | stream << 8;
c2 = day (24 bits);  c3 = k (16 bits).
Packing (tie domain):  c0 = lower id, low 32;  c1 = higher id, low 32;  c2 = high 8 bits of both | k (12 bits) << 16;
c3 = day (20 bits) | stream (12 bits) << 20.
The key's second word is xored with a constant of the domain, so that no two domains ever meet.

A word x stands for the uniform (x + ½) / 2³², in the open interval (0, 1). Probabilities become integer
thresholds once (`threshold`), and a draw succeeds where x < threshold: exact at p = 0 and p = 1.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from glasstown.core.jit import inlined, kernel

U32 = np.uint32
U64 = np.uint64

_M0 = U64(0xD2511F53)
_M1 = U64(0xCD9E8D57)
_W0 = U32(0x9E3779B9)
_W1 = U32(0xBB67AE85)
_LOW = U64(0xFFFFFFFF)
_32 = U64(32)

# Constants of the domains, xored into the key's second word. Any distinct values serve.
PERSON = U32(0x00000000)
TIE = U32(0x5C3A91E7)
GROUP = U32(0xA7D16C0B)
TOWN = U32(0x3E8F42D5)
STUDY = U32(0xC961B2F3)


@inlined
def philox(c0: Any, c1: Any, c2: Any, c3: Any, k0: Any, k1: Any) -> Any:
    """Philox4x32-10: counter words c0…c3, key words k0, k1 → four uint32 words."""
    c0 = U32(c0)
    c1 = U32(c1)
    c2 = U32(c2)
    c3 = U32(c3)
    k0 = U32(k0)
    k1 = U32(k1)
    for _ in range(10):
        p0 = _M0 * U64(c0)
        p1 = _M1 * U64(c2)
        n0 = U32(p1 >> _32) ^ c1 ^ k0
        n2 = U32(p0 >> _32) ^ c3 ^ k1
        c1 = U32(p1 & _LOW)
        c3 = U32(p0 & _LOW)
        c0 = U32(n0)
        c2 = U32(n2)
        k0 = U32(k0 + _W0)
        k1 = U32(k1 + _W1)
    return c0, c1, c2, c3


@inlined
def person_draw(person: Any, stream: Any, day: Any, k: Any, k0: Any, k1: Any) -> Any:
    """Four words for a person's draw; `person` an id, `day` a run day, `k` the lane."""
    who = U64(person)
    return philox(
        U32(who & _LOW), U32(who >> _32) | (U32(stream) << U32(8)), U32(day), U32(k), k0, k1 ^ PERSON
    )


@inlined
def tie_draw(one: Any, other: Any, stream: Any, day: Any, k: Any, k0: Any, k1: Any) -> Any:
    """Four words for a pair of people, the same whichever is named first."""
    low = U64(min(one, other))
    high = U64(max(one, other))
    upper = U32(low >> _32) | (U32(high >> _32) << U32(8)) | (U32(k) << U32(16))
    return philox(U32(low & _LOW), U32(high & _LOW), upper, U32(day) | (U32(stream) << U32(20)), k0, k1 ^ TIE)


@inlined
def group_draw(group: Any, stream: Any, day: Any, k: Any, k0: Any, k1: Any) -> Any:
    """Four words for a group (household, neighbourhood, work group)."""
    which = U64(group)
    return philox(
        U32(which & _LOW), U32(which >> _32) | (U32(stream) << U32(8)), U32(day), U32(k), k0, k1 ^ GROUP
    )


@inlined
def uniform(word: Any) -> Any:
    """A 32-bit word as a float in the open interval (0, 1)."""
    return (np.float64(word) + 0.5) * 2.3283064365386963e-10


@inlined
def below(word: Any, n: Any) -> Any:
    """A word as an integer 0…n−1 by multiply-shift (bias below n / 2³²)."""
    return np.int64((U64(word) * U64(n)) >> _32)


@kernel
def _philox_rows(counters: Any, key0: Any, key1: Any, out: Any) -> None:
    for i in range(counters.shape[0]):
        a, b, c, d = philox(counters[i, 0], counters[i, 1], counters[i, 2], counters[i, 3], key0, key1)
        out[i, 0] = a
        out[i, 1] = b
        out[i, 2] = c
        out[i, 3] = d


def philox_words(counters: np.ndarray, key0: int, key1: int) -> np.ndarray:
    """Philox of each row of `counters`, (n, 4) uint32 → (n, 4) uint32. For tests and for set-up code."""
    out = np.empty_like(counters)
    _philox_rows(counters, key0, key1, out)
    return out


def threshold(probability: float) -> int:
    """The integer t for which a 32-bit word x succeeds (x < t) with the given probability: 0 at 0, 2³² at 1."""
    if not 0.0 <= probability <= 1.0:
        raise ValueError(f"a probability lies between 0 and 1, found {probability!r}")
    return round(probability * 2**32)


class Key(NamedTuple):
    """The two key words of one life or one town."""

    k0: int
    k1: int


def replicate_key(seed: int, replicate: int) -> Key:
    """The key of a replicate: replicate 0 is the seed itself, replicate r is Philox(seed, r)."""
    base = Key(seed & 0xFFFFFFFF, (seed >> 32) & 0xFFFFFFFF)
    return base if replicate == 0 else _derived(base, replicate, 0)


def town_key(seed: int, replicate: int) -> Key:
    """The key that generates the town of a replicate."""
    base = replicate_key(seed, replicate)
    return Key(base.k0, base.k1 ^ int(TOWN))


def life_key(seed: int, replicate: int, redraw: int = 0) -> Key:
    """The key of what happens in that town; `redraw` > 0 gives another draw of chance in the same town."""
    base = replicate_key(seed, replicate)
    return base if redraw == 0 else _derived(base, redraw, 1)


def _derived(base: Key, number: int, purpose: int) -> Key:
    counter = np.array([[number & 0xFFFFFFFF, number >> 32, purpose, 0]], dtype=np.uint32)
    words = philox_words(counter, base.k0, base.k1 ^ int(STUDY))[0]
    return Key(int(words[0]), int(words[1]))
