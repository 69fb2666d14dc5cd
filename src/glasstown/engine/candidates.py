"""Candidates of a block in a segment: who might do what on which day, the same in every world.

Each stream has its own schedule, the next day on which a person has a candidate. Gaps are geometric at the
ceiling rate Λ of the person's class: gap = 1 + ⌊ln u / ln(1 − Λ)⌋, a day being a Bernoulli trial; duties fall due
every `period` days. This is the only place that draws acts. Words of Philox: 0 decides whether it is done, 1 whether
it is seen (or the ordinary outcome), 2 under which label, 3 the gap to the next one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from llvmlite import ir
from numba import types
from numba.extending import intrinsic

from glasstown.core.jit import inlined, inner, kernel
from glasstown.core.places import places_of
from glasstown.core.randomness import person_draw

if TYPE_CHECKING:
    from glasstown.towns import Conduct

NEVER = 65535
"""Next day of somebody who has no candidates of a stream; the longest run is shorter."""

_U64 = np.uint64


@intrinsic  # type: ignore[untyped-decorator]
def _bits_of_float(_context: Any, _x: Any) -> Any:
    def generate(_c: Any, builder: Any, _s: Any, args: Any) -> Any:
        return builder.bitcast(args[0], ir.IntType(64))

    return types.int64(types.float64), generate


@intrinsic  # type: ignore[untyped-decorator]
def _float_of_bits(_context: Any, _x: Any) -> Any:
    def generate(_c: Any, builder: Any, _s: Any, args: Any) -> Any:
        return builder.bitcast(args[0], ir.DoubleType())

    return types.float64(types.int64), generate


@intrinsic  # type: ignore[untyped-decorator]
def _float_of_word(_context: Any, _x: Any) -> Any:
    def generate(_c: Any, builder: Any, _s: Any, args: Any) -> Any:
        return builder.bitcast(args[0], ir.FloatType())

    return types.float32(types.uint32), generate


@inlined
def log_uniform(word: Any) -> Any:
    """ln((word + ½) / 2³²) by a polynomial that vectorises, absolute error below 1e-10 (atanh series)."""
    bits = _bits_of_float(np.float64(word) + 0.5)
    exponent = np.int32((bits >> 52) - 1023)
    m = _float_of_bits((bits & 0xFFFFFFFFFFFFF) | 0x3FF0000000000000)
    t = (m - 1.4142135623730951) / (m + 1.4142135623730951)
    q = t * t
    series = 2.0 + q * (
        0.6666666666666666
        + q * (0.4 + q * (0.2857142857142857 + q * (0.2222222222222222 + q * 0.18181818181818182)))
    )
    return np.float64(exponent - np.int32(32)) * 0.6931471805599453 + (t * series + 0.34657359027997264)


def inverse_log(rates: np.ndarray) -> np.ndarray:
    """1 / ln(1 − Λ) as float32 bits in uint32, ``(S, 256)``; a rate of 0 gives −∞ in effect, a rate of 1 gives 0."""
    with np.errstate(divide="ignore"):
        inverse = 1.0 / np.log1p(-rates)
    inverse = np.where(rates <= 0.0, -1e30, np.where(rates >= 1.0, -0.0, inverse))
    return inverse.astype(np.float32).view(np.uint32)


def candidate_ceilings(
    conduct: Mapping[str, Conduct], streams: Sequence[str]
) -> tuple[np.ndarray, np.ndarray]:
    """Gaps (S, 256) as in `inverse_log` and eligibility (S, 256) uint8 of each stream's classes."""
    rates = np.array([conduct[name].rate for name in streams]).reshape(len(streams), 256)
    return inverse_log(rates), (rates > 0.0).astype(np.uint8)


class Schedule(NamedTuple):
    """S streams, N rows; shared by all worlds."""

    next_day: np.ndarray  # (S, N) uint16
    gap: np.ndarray  # (S, 256) uint32, bits of float32
    eligible: np.ndarray  # (S, 256) uint8


@inner
def _due(next_day: Any, last: Any, marks: Any, out: Any) -> Any:
    """Rows whose next day is up."""
    limit = np.uint16(last)
    for i in range(next_day.size):
        marks[i] = np.uint8(next_day[i] <= limit)
    return places_of(marks, next_day.size, out)


@inner
def _gather(due: Any, n: Any, next_day: Any, classes: Any, gap: Any, words: Any, size: Any) -> None:
    u = _U64(size)
    for x in range(n):
        i = np.uint32(due[x])
        y = _U64(x)
        words[y] = i
        words[u + y] = next_day[i]
        words[_U64(2) * u + y] = gap[classes[i]]


@inner
def _draw(n: Any, base: Any, stream: Any, k0: Any, k1: Any, words: Any, size: Any) -> None:
    u = _U64(size)
    for x in range(n):
        y = _U64(x)
        a, b, c, d = person_draw(_U64(base) + _U64(words[y]), stream, words[u + y], 0, k0, k1)
        words[_U64(3) * u + y] = a
        words[_U64(4) * u + y] = b
        words[_U64(5) * u + y] = c
        words[_U64(6) * u + y] = d


@inner
def _gaps(n: Any, words: Any, size: Any) -> None:
    u = _U64(size)
    for x in range(n):
        y = _U64(x)
        t = log_uniform(words[_U64(6) * u + y]) * np.float64(_float_of_word(words[_U64(2) * u + y]))
        words[_U64(6) * u + y] = np.uint32(np.int32(min(t, 70000.0))) + np.uint32(1)


@inner
def candidates(
    first_day: Any,
    last_day: Any,
    first: Any,
    upto: Any,
    acts: Any,
    columns: Any,
    schedule: Any,
    key: Any,
    scratch: Any,
    capacity: Any,
) -> None:
    """Fill `scratch.candidates` with the block's candidates of the segment, day by day, in order of stream."""
    counts = scratch.counts
    for j in range(counts.size):
        counts[j] = 0
    size = scratch.due.size
    words = scratch.words
    for s in range(schedule.next_day.shape[0]):
        next_day = schedule.next_day[s, first:upto]
        classes = columns[acts.column[s], first:upto]
        tag = np.uint32(s) << np.uint32(16)
        period = acts.period[s]
        n = _due(next_day, last_day, scratch.marks, scratch.due)
        while n > 0:
            _gather(scratch.due, n, next_day, classes, schedule.gap[s], words, size)
            _draw(n, first, acts.stream[s], key.k0, key.k1, words, size)
            if period == 0:
                _gaps(n, words, size)
            still = 0
            for x in range(n):
                i = words[x]
                day = np.int64(words[size + x])
                j = day - first_day
                at = j * capacity + counts[j]
                counts[j] += 1
                scratch.candidates[0, at] = i | tag
                scratch.candidates[1, at] = words[3 * size + x]
                scratch.candidates[2, at] = words[4 * size + x]
                scratch.candidates[3, at] = words[5 * size + x]
                gap = np.int64(words[6 * size + x]) if period == 0 else period
                following = min(np.int64(NEVER), day + gap)
                next_day[i] = np.uint16(following)
                scratch.due[still] = np.int32(i)
                still += np.int64(following <= last_day)
            n = still


@kernel
def first_days(first: Any, upto: Any, acts: Any, columns: Any, schedule: Any, key: Any) -> None:
    """Draw the first candidate of every row and stream, keyed by day 0, lane 1."""
    for s in range(schedule.next_day.shape[0]):
        period = acts.period[s]
        for row in range(first, upto):
            group = columns[acts.column[s], row]
            if schedule.eligible[s, group] == 0:
                schedule.next_day[s, row] = np.uint16(NEVER)
                continue
            a, _b, _c, d = person_draw(row, acts.stream[s], 0, 1, key.k0, key.k1)
            if period > 0:
                schedule.next_day[s, row] = np.uint16(1 + np.int64((_U64(a) * _U64(period)) >> _U64(32)))
            else:
                t = log_uniform(d) * np.float64(_float_of_word(schedule.gap[s, group]))
                schedule.next_day[s, row] = np.uint16(
                    min(np.int64(NEVER), 1 + np.int64(np.int32(min(t, 70000.0))))
                )
