"""Weights of the kinds of household for which sizes, generations, ages and sexes all come out as published.

Among all weights that meet the margins, those nearest to the templates' own in relative entropy are taken:
inside each class c of size and generations (share π), w ∝ base · exp(λ · n), where n counts a template's
members by age and sex; λ minimises the convex Σ π ln Z(λ) − λ · target, by Newton's method. (Iterative
proportional fitting, Deming and Stephan 1940, finds the same weights where members are counted one at a
time.)

Sums run over members rather than through matrix products, whose last bits depend on how many threads a
library takes.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from glasstown.core.errors import GlasstownError
from glasstown.towns.templates import Templates

_STEPS: Final = 60
_CLOSE: Final = 1e-10


class _Dual:
    """The convex function, its gradient and its second derivatives."""

    def __init__(
        self, templates: Templates, classes: np.ndarray, shares: np.ndarray, target: np.ndarray
    ) -> None:
        self.cells = target.size
        self.member = np.where(templates.members == 255, self.cells, templates.members).astype(np.int64)
        self.pair = (self.member[:, :, None] * (self.cells + 1) + self.member[:, None, :]).ravel()
        self.base = templates.weight
        self.classes = classes
        self.first = np.flatnonzero(np.diff(classes, prepend=-1))
        self.share = shares[classes[self.first]]
        self.length = np.diff(self.first, append=classes.size)
        self.target = target

    def at(self, tilt: np.ndarray) -> tuple[float, np.ndarray]:
        """(value, weights)."""
        power = np.append(tilt, 0.0)[self.member].sum(axis=1)
        highest = np.maximum.reduceat(power, self.first)
        raw = self.base * np.exp(power - np.repeat(highest, self.length))
        total = np.add.reduceat(raw, self.first)
        value = float((self.share * (np.log(total) + highest)).sum() - (tilt * self.target).sum())
        return value, raw * np.repeat(self.share / total, self.length)

    def expected(self, weight: np.ndarray) -> np.ndarray:
        """(cells,) members a household."""
        each = np.repeat(weight, self.member.shape[1])
        return np.bincount(self.member.ravel(), each, self.cells + 1)[: self.cells]

    def curvature(self, weight: np.ndarray) -> np.ndarray:
        """(cells, cells) summed covariances within the classes."""
        c = self.cells + 1
        squares = np.bincount(self.pair, np.repeat(weight, self.member.shape[1] ** 2), c * c).reshape(c, c)
        kinds = np.repeat(np.arange(self.first.size), self.length)
        place = (kinds[:, None] * c + self.member).ravel()
        means: np.ndarray = np.bincount(place, np.repeat(weight, self.member.shape[1]), self.first.size * c)
        means = means.reshape(-1, c) / np.sqrt(np.where(self.share > 0, self.share, 1.0))[:, None]
        for mean in means:
            squares -= mean[:, None] * mean[None, :]
        return np.asarray(squares[: self.cells, : self.cells])


def balance(
    templates: Templates, classes: np.ndarray, shares: np.ndarray, target: np.ndarray, names: list[str]
) -> np.ndarray:
    """(T,) weights that sum to 1.

    `classes` (T,) the class of each template, in rising order; `shares` (classes,) of households; `target`
    (cells,) members a household; `names` of the cells, for the ``GlasstownError`` raised where no weights
    meet the target.
    """
    dual = _Dual(templates, classes, shares, target)
    tilt = np.zeros(target.size)
    value, weight = dual.at(tilt)
    miss = dual.expected(weight) - target
    for _ in range(_STEPS):
        if np.abs(miss).max() < _CLOSE * max(1.0, target.sum()):
            return np.asarray(np.round(weight * 2.0**40) / 2.0**40)
        curvature = dual.curvature(weight)
        curvature[np.diag_indices_from(curvature)] += 1e-9
        step = np.linalg.solve(curvature, miss)
        length = 1.0
        while True:
            tried, tried_weight = dual.at(tilt - length * step)
            if tried <= value - 1e-4 * length * float((step * miss).sum()) or length < 1e-6:
                break
            length /= 2.0
        tilt = tilt - length * step
        value, weight = tried, tried_weight
        miss = dual.expected(weight) - target
    worst = int(np.abs(miss).argmax())
    raise GlasstownError(
        "no mixture of households has the sizes and generations and the ages and sexes of the file: "
        f"{target[worst] + miss[worst]:.4f} {names[worst]} a household instead of {target[worst]:.4f}"
    )
