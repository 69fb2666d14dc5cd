"""Keyed draws in plain integers: Philox4x32-10 and the packing of what a draw is about.

Source: Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011.
"""

from __future__ import annotations

import math
import struct
from functools import cache

WORD = 2**32

# Constants of the domains, xored into the key's second word.
TIE = 0x5C3A91E7

Words = tuple[int, int, int, int]
Key = tuple[int, int]


def philox(counter: Words, key: Key) -> Words:
    """Ten rounds: multiply the even words, swap halves, mix in the odd words and the key, bump the key."""
    a, b, c, d = counter
    left, right = key
    for _ in range(10):
        high_a, low_a = divmod(0xD2511F53 * a, WORD)
        high_c, low_c = divmod(0xCD9E8D57 * c, WORD)
        a, b, c, d = high_c ^ b ^ left, low_c, high_a ^ d ^ right, low_a
        left = (left + 0x9E3779B9) % WORD
        right = (right + 0xBB67AE85) % WORD
    return a, b, c, d


def person_counter(person: int, stream: int, day: int, lane: int) -> Words:
    """A person below 2⁴⁰, a stream and a lane below 2¹⁶, a day below 2²⁴."""
    return person % WORD, person // WORD + 256 * stream, day, lane


def tie_counter(one: int, other: int, stream: int, day: int, lane: int) -> Words:
    """Two ids below 2⁴⁰, in either order; stream and lane below 2¹², day below 2²⁰."""
    low, high = sorted((one, other))
    upper = low // WORD + 256 * (high // WORD) + 65536 * lane
    return low % WORD, high % WORD, upper, day + 2**20 * stream


def person_draw(key: Key, person: int, stream: int, day: int, lane: int) -> Words:
    return philox(person_counter(person, stream, day, lane), key)


@cache
def tie_draw(key: Key, one: int, other: int, stream: int) -> Words:
    """The draw of a pair for all time: neither the regime's picture nor a tie's tolerance changes."""
    return philox(tie_counter(one, other, stream, 0, 0), (key[0], key[1] ^ TIE))


def chance(probability: float) -> int:
    """A word smaller than this succeeds."""
    return round(probability * WORD)


def pick(word: int, n: int) -> int:
    """One of 0…n−1."""
    return word * n // WORD


def single(x: float) -> float:
    """A number as single precision keeps it."""
    return struct.unpack("f", struct.pack("f", x))[0]


def gap(word: int, rate: float) -> int:
    """Days until the next success of daily trials at `rate` > 0.

    1 / ln(1 − rate) is kept in single precision by definition: it *is* the town's rate, rounded by less than
    one part in ten million.
    """
    if rate >= 1.0:
        return 1
    return 1 + math.floor(math.log((word + 0.5) / WORD) * single(1.0 / math.log1p(-rate)))
