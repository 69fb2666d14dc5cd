"""Rounds of circles: windows counted, numbered and arranged, by many threads."""

from __future__ import annotations

from math import gcd

import numpy as np

from glasstown.core.randomness import GROUP, Key, philox_words
from glasstown.core.streams import stream
from glasstown.towns.circles import MOST_BUCKETS, Cut, arrange, count, windows_of
from glasstown.towns.gather import Circles
from glasstown.towns.team import Team


def cut_of(
    n: int,
    window: int,
    number: int,
    far: bool,
    stream_name: str,
    key: Key,
    *,
    lane: int,
    segment: list[int],
    weight: list[int],
    noise: list[float],
    size: list[float],
    most: list[int],
    striped: bool = False,
) -> Cut:
    """The cut of round `number`; lists are by bucket from 0, `noise` in units of the value.

    Near windows are moved by a keyed part of their length. Far windows take positions of a keyed affine
    order.
    """
    words = philox_words(
        np.array([[number, stream("neighbourhood") << 8, 0, stream(stream_name)]], np.uint32),
        key.k0,
        key.k1 ^ int(GROUP),
    )[0]
    step, offset = 1, 0
    if far and n > 2:
        step = int(n * (0.25 + 0.5 * float(words[0]) / 2.0**32)) | 1
        while gcd(step, n) != 1:
            step += 1
        offset = int(words[1]) % n

    def padded(values: list[int] | list[float], kind: type) -> np.ndarray:
        return np.array(values + [values[-1]] * (MOST_BUCKETS - len(values)), kind)

    return Cut(
        n=n,
        window=window,
        shift=int(words[2]) % window,
        step=step,
        offset=offset,
        striped=striped,
        stream=stream(stream_name),
        lane=lane,
        segment=padded(segment, np.int64),
        weight=padded(weight, np.int64),
        noise=padded([round(1024 * x) for x in noise], np.int64),
        size=padded(size, np.float64),
        most=padded(most, np.int64),
    )


class Rounds:
    """Collects circles of several rounds over n items."""

    def __init__(self, n: int, rounds: int) -> None:
        self.circle_of = np.full((rounds, n), -1, np.int32)
        self._circles = 0
        self._members = 0
        self._ptr: list[np.ndarray] = []
        self._member: list[np.ndarray] = []

    def add(
        self, number: int, cut: Cut, joining: np.ndarray, value: np.ndarray, key: Key, team: Team
    ) -> None:
        """Circles of round `number`, to which others may be added for those who join none of these.

        `joining` and `value` (n,) uint8.
        """
        windows = windows_of(cut)
        people = np.zeros(windows + 1, np.int64)
        circles = np.zeros(windows + 1, np.int64)
        team.each(
            lambda a, b: count(a, b, cut, joining, people[1:], circles[1:], np.zeros(MOST_BUCKETS, np.int64)),
            windows,
        )
        np.cumsum(people, out=people)
        np.cumsum(circles, out=circles)
        ptr = np.empty(int(circles[-1]), np.int32)
        member = np.empty(int(people[-1]), np.int32)
        row = self.circle_of[number]
        before = self._circles
        team.each(
            lambda a, b: arrange(
                a, b, cut, joining, value, people, circles, before, ptr, member, row,
                np.empty(cut.window, np.uint64), key.k0, key.k1,
            ),
            windows,
        )  # fmt: skip
        self._ptr.append(ptr + np.int32(self._members))
        self._member.append(member)
        self._circles += ptr.size
        self._members += member.size

    def circles(self) -> Circles:
        """All rounds together."""
        end = np.array([self._members], np.int32)
        none = np.zeros(0, np.int32)
        return Circles(
            self.circle_of, np.concatenate([*self._ptr, end]), np.concatenate([none, *self._member])
        )
