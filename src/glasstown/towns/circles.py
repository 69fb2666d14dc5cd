"""Kernels: cut windows of neighbours into circles.

A window is a run of positions; a position stands for an item (a person, a household) either directly or, for
circles of people from anywhere, by ``item = (position · step + offset) mod n`` with a step coprime to n.
Those of a window who take part are put in order of (bucket, value + keyed noise), and runs of that order are
circles: so circles are alike in bucket and value, and nothing is consumed in sequence.

Striped circles take every k-th of the order instead, so that a circle spans the values: families hold old and
young.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from glasstown.core.jit import inlined, kernel
from glasstown.core.randomness import person_draw
from glasstown.core.sorting import sort_first

MOST_BUCKETS = 8


class Cut(NamedTuple):
    """How windows are cut. Items with `joining` 0 stay out; b > 0 puts them in bucket b, with its row below."""

    n: int
    window: int
    shift: int  # positions before the first that its window holds
    step: int
    offset: int
    striped: bool
    stream: int  # of the noise
    lane: int
    segment: np.ndarray  # (MOST_BUCKETS,) int64: buckets of one segment share circles; rising
    weight: np.ndarray  # (MOST_BUCKETS,) int64: 1 where the value counts
    noise: np.ndarray  # (MOST_BUCKETS,) int64: range of the noise, in 1/1024 of a value
    size: np.ndarray  # (MOST_BUCKETS,) float64: mean people of a circle, by segment
    most: np.ndarray  # (MOST_BUCKETS,) int64: most people of a circle, by segment


def windows_of(cut: Cut) -> int:
    """How many windows there are."""
    return -(-(cut.n + cut.shift) // cut.window)


@inlined
def _item(cut: Any, position: Any) -> Any:
    return (position * cut.step + cut.offset) % cut.n


@inlined
def _circles_in(people: Any, size: Any, most: Any) -> Any:
    if people == 0:
        return np.int64(0)
    return max(np.int64(1), np.int64(np.floor(people / size + 0.5)), (people + most - 1) // most)


@kernel
def count(first: Any, upto: Any, cut: Any, joining: Any, people: Any, circles: Any, inside: Any) -> None:
    """How many join in each of the windows `first`…`upto`, and in how many circles.

    `inside` (MOST_BUCKETS,) int64 is room to count in.
    """
    for window in range(first, upto):
        inside[:] = 0
        start = max(0, window * cut.window - cut.shift)
        for position in range(start, min(cut.n, (window + 1) * cut.window - cut.shift)):
            bucket = joining[_item(cut, position)]
            if bucket > 0:
                inside[cut.segment[bucket]] += 1
        number = np.int64(0)
        total = np.int64(0)
        for s in range(MOST_BUCKETS):
            number += _circles_in(inside[s], cut.size[s], cut.most[s])
            total += inside[s]
        people[window] = total
        circles[window] = number


@kernel
def arrange(
    first: Any, upto: Any, cut: Any, joining: Any, value: Any, people: Any, circles: Any, before: Any,
    circle_ptr: Any, member: Any, circle_of: Any, order: Any, k0: Any, k1: Any,
) -> None:  # fmt: skip
    """Write the circles of the windows `first`…`upto`.

    `people`, `circles` (windows+1,) are running sums of the counts; `before` is the number of circles of other
    rounds. `circle_of[item]` is left alone where an item does not join. `order` (window,) uint64 is room to sort
    in.
    """
    for window in range(first, upto):
        start = max(0, window * cut.window - cut.shift)
        n = 0
        for position in range(start, min(cut.n, (window + 1) * cut.window - cut.shift)):
            item = _item(cut, position)
            bucket = np.int64(joining[item])
            if bucket > 0:
                a, _b, _c, _d = person_draw(item, cut.stream, 0, cut.lane, k0, k1)
                rank = (np.int64(value[item]) << 10) * cut.weight[bucket]
                rank += np.int64((np.uint64(a) * np.uint64(cut.noise[bucket])) >> np.uint64(32))
                order[n] = (
                    (np.uint64(bucket) << np.uint64(56))
                    | (np.uint64(rank) << np.uint64(24))
                    | np.uint64(position - start)
                )
                n += 1
        sort_first(order, n)
        at = people[window]
        circle = circles[window]
        begin = 0
        while begin < n:
            segment = cut.segment[np.int64(order[begin] >> np.uint64(56))]
            end = begin + 1
            while end < n and cut.segment[np.int64(order[end] >> np.uint64(56))] == segment:
                end += 1
            length = end - begin
            k = _circles_in(length, cut.size[segment], cut.most[segment])
            for c in range(k):
                circle_ptr[circle] = at
                low = c if cut.striped else c * length // k
                high = length if cut.striped else (c + 1) * length // k
                for x in range(low, high, k if cut.striped else 1):
                    where = np.int64(order[begin + x] & np.uint64(0xFFFFFF))
                    item = _item(cut, start + where)
                    member[at] = np.int32(item)
                    circle_of[item] = np.int32(before + circle)
                    at += 1
                circle += 1
            begin = end
