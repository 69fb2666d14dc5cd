"""Threads that share the work of ranges; what they compute does not depend on how many they are."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType
from typing import TypeVar

R = TypeVar("R")


class Team:
    """A pool of threads, to be used in a `with` statement."""

    def __init__(self, threads: int) -> None:
        self.threads = max(1, threads)
        self._pool = ThreadPoolExecutor(self.threads) if self.threads > 1 else None

    def __enter__(self) -> Team:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown()

    def each(self, work: Callable[[int, int], R], n: int, chunk: int = 0) -> list[R]:
        """``work(first, upto)`` over 0…n in chunks (by default a few a thread); results in order."""
        if chunk <= 0:
            chunk = max(1, -(-n // (self.threads * 4)))
        ranges = [(first, min(n, first + chunk)) for first in range(0, n, chunk)]
        if self._pool is None:
            return [work(first, upto) for first, upto in ranges]
        return list(self._pool.map(lambda pair: work(*pair), ranges))
