"""A distribution over people as a table: the means of equal classes of a beta distribution.

With x = sin² θ the density of beta(a, b) is smooth in θ for a, b ≥ ½; its running integral is inverted at the
edges of K equal classes, and each class is represented by its mean, so that the mean over classes is exactly
a / (a + b).
"""

from __future__ import annotations

import numpy as np


def class_means(a: float, b: float, classes: int) -> np.ndarray:
    """(classes,) mean of each of `classes` equally likely, rising parts of beta(a, b); a, b ≥ ½."""
    theta = np.linspace(0.0, np.pi / 2.0, 40_001)
    x = np.sin(theta) ** 2
    inner = slice(1, -1)
    log_density = np.full(theta.size, -np.inf)
    log_density[inner] = (2 * a - 1) * np.log(np.sin(theta[inner])) + (2 * b - 1) * np.log(
        np.cos(theta[inner])
    )
    if a == 0.5:
        log_density[0] = 0.0
    if b == 0.5:
        log_density[-1] = 0.0
    density = np.exp(log_density - log_density.max())
    step = (density[1:] + density[:-1]) / 2.0
    running = np.append(0.0, np.cumsum(step))
    first_moment = np.append(0.0, np.cumsum(step * (x[1:] + x[:-1]) / 2.0))
    edges = np.linspace(0.0, running[-1], classes + 1)
    means = np.diff(np.interp(edges, running, first_moment)) * classes / running[-1]
    return np.asarray(means * (a / (a + b) / means.mean()))
