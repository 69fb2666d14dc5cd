"""Incomes whose fifths have the published means.

Within each of the four lower fifths the logarithm of income is spread evenly; the highest fifth follows a
Pareto tail, cut at its highest 1 in 10,000. Edges follow from the means one after another; the lowest edge is
the one that makes the edges smoothest (least squared change of slope of their logarithms). Where the two
kinds of place have means of their own, the odds of living in the first kind are logistic in the logarithm of
a fifth's mean, so that the share of people and the ratio of the two means are those of the file.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

from glasstown.core.errors import GlasstownError

CUT: Final = 1e-4
"""Share of the highest fifth whose incomes are taken at the edge of that share."""


@dataclass(frozen=True, eq=False)
class Incomes:
    """Fitted incomes. `log_widths[4]` is the exponent −1/α of the tail: income = edge · (1 − u)^(−1/α)."""

    log_edges: np.ndarray  # (5,)
    log_widths: np.ndarray  # (5,)
    fifths: np.ndarray  # (2, 5) shares of the fifths, by kind of place
    variance: np.ndarray  # (5,) of incomes within each fifth
    highest: float


def root(function: Callable[[float], float], low: float, high: float) -> float:
    """Where a rising function crosses 0, by bisection."""
    for _ in range(80):
        middle = 0.5 * (low + high)
        if function(middle) < 0.0:
            low = middle
        else:
            high = middle
    return 0.5 * (low + high)


def _even_mean(low: float, high: float) -> float:
    """Mean of incomes whose logarithm is even between two edges."""
    return high if high - low < 1e-9 * high else (high - low) / math.log(high / low)


def _edges(means: np.ndarray, lowest: float) -> list[float] | None:
    edges = [lowest]
    for k in range(4):
        low, mean = edges[-1], float(means[k])
        if low >= mean:
            return None
        edges.append(root(lambda high, low=low, mean=mean: _even_mean(low, high) - mean, mean, 1e3 * mean))  # type: ignore[misc]
    return edges if edges[-1] < means[4] else None


def _roughness(edges: list[float], exponent: float) -> float:
    logs = [math.log(edge) for edge in edges]
    logs.append(logs[-1] + exponent * math.log(2.0))  # the median of the highest fifth, half a step on
    slopes = [b - a for a, b in pairwise(logs)]
    slopes[-1] *= 2.0
    return sum((b - a) ** 2 for a, b in pairwise(slopes))


def _tail(edge: float, mean: float, power: int = 1) -> float:
    """Exponent of the tail for which the highest fifth, cut, has its mean."""
    return root(lambda x: _tail_moment(edge, x, power) - mean, 1e-6, 0.95)


def _tail_moment(edge: float, exponent: float, power: int) -> float:
    """Mean of the `power`-th power of edge · t^(−exponent), t uniform, cut below t = CUT."""
    e = exponent * power
    body = -math.log(CUT) if abs(1.0 - e) < 1e-9 else (1.0 - CUT ** (1.0 - e)) / (1.0 - e)
    return float(edge**power * (body + CUT * CUT**-e))


def incomes_of(means: np.ndarray, places: np.ndarray | None, first_place: float) -> Incomes:
    """Fit incomes to the means of five fifths, and of two kinds of place."""
    best: tuple[float, list[float], float] | None = None
    for step in range(1, 64):
        edges = _edges(means, float(means[0]) * step / 64.0)
        if edges is None:
            continue
        exponent = _tail(edges[-1], float(means[4]))
        rough = _roughness(edges, exponent)
        if best is None or rough < best[0]:
            best = (rough, edges, exponent)
    if best is None:
        raise GlasstownError(f"no incomes have the fifths' means {[float(m) for m in means]}")
    _rough, edges, exponent = best
    logs = np.log(edges)
    widths = np.append(np.diff(logs), -exponent)
    squares = [(math.exp(2 * b) - math.exp(2 * a)) / (2.0 * (b - a)) for a, b in pairwise(logs)]
    squares.append(_tail_moment(edges[-1], exponent, 2))
    fifths = np.full((2, 5), 0.2)
    if places is not None and 0.0 < first_place < 1.0:
        fifths = _split(means, float(places[0] / places[1]), first_place)
    return Incomes(logs, widths, fifths, np.array(squares) - means**2, float(edges[-1] * CUT**-exponent))


def _split(means: np.ndarray, ratio: float, first_place: float) -> np.ndarray:
    logs = np.log(means / means.mean())

    def odds(slope: float) -> np.ndarray:
        def share(level: float) -> np.ndarray:
            return np.asarray(1.0 / (1.0 + np.exp(-np.clip(level + slope * logs, -700, 700))))

        return share(root(lambda level: float(share(level).mean()) - first_place, -100.0, 100.0))

    def found(slope: float) -> float:
        first = odds(slope)
        return float((first * means).sum() / first.sum() / (((1 - first) * means).sum() / (1 - first).sum()))

    if not found(-30.0) < ratio < found(30.0):
        raise GlasstownError(
            f"incomes of the two kinds of place cannot be {ratio:.3f} to 1 with these fifths: "
            f"at most {found(30.0):.3f}"
        )
    first = odds(root(lambda slope: found(slope) - ratio, -30.0, 30.0))
    return np.array([first / first.sum(), (1 - first) / (1 - first).sum()])
