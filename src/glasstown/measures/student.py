"""The interval of a mean over few replicates: Student's t with its quantile from the finite series for
whole degrees of freedom (Abramowitz and Stegun, Handbook of Mathematical Functions, 1964, formulas 26.7.3
and 26.7.4)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

LEVEL = 0.95


def _inside(theta: float, freedom: int) -> float:
    """Probability that |t| < tan(theta) · √freedom."""
    sine, cosine = math.sin(theta), math.cos(theta)
    odd = freedom % 2
    term = cosine if odd else 1.0
    total = term if freedom > 1 else 0.0
    for k in range(2 + odd, freedom - 1, 2):
        term *= cosine * cosine * (k - 1) / k
        total += term
    return 2 / math.pi * (theta + sine * total) if odd else sine * total


@lru_cache
def t_quantile(freedom: int, level: float = LEVEL) -> float:
    """The t that |t| stays under with probability `level`, for `freedom` ≥ 1 degrees of freedom."""
    if freedom < 1:
        raise ValueError("an interval needs at least two replicates")
    low, high = 0.0, math.pi / 2
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if _inside(middle, freedom) < level else (low, middle)
    return math.tan((low + high) / 2) * math.sqrt(freedom)


def mean_interval(values: Sequence[float]) -> tuple[float, float | None, float | None]:
    """(mean, low, high) of the mean at 95 %; low and high are None for one value."""
    n = len(values)
    mean = math.fsum(values) / n
    if n == 1:
        return mean, None, None
    spread = math.sqrt(math.fsum((v - mean) ** 2 for v in values) / (n - 1))
    half = t_quantile(n - 1) * spread / math.sqrt(n)
    return mean, mean - half, mean + half
