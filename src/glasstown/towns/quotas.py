"""How far systematic sampling leaves counts of people from their means.

Within a size of household, kind t gets ``⌊C_t + u⌋ − ⌊C_{t−1} + u⌋`` homes, C running sums of the homes it
should have and u one uniform offset: less than one home from its due, so counts of people by age and sex vary
little and do not vary more in larger towns. Their variance and greatest deviation over u are computed on a
grid of offsets.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import numpy as np

from glasstown.towns.households import Plan

_OFFSETS: Final = 32


@lru_cache(maxsize=8)
def spread_of_quotas(plan: Plan, number: tuple[int, ...]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(shift, variance, greatest deviation in one size), (G, 2) people by band of the file and sex.

    `number` of homes of each size from 1; the shift is what whole numbers of homes, rather than the exact
    shares, add.
    """
    bands = int(plan.cells.given[-1]) + 1
    shift = np.zeros(2 * bands)
    variance = np.zeros(2 * bands)
    greatest = np.zeros(2 * bands)
    people = sum(homes * (s + 1) for s, homes in enumerate(number))
    templates = plan.templates
    assert templates is not None
    counts = templates.counts(plan.cells.share.size)
    cell = plan.cells.given[np.arange(plan.cells.share.size) // 2] * 2 + np.arange(plan.cells.share.size) % 2
    merged = np.zeros((counts.shape[0], 2 * bands))
    for c in range(counts.shape[1]):
        merged[:, cell[c]] += counts[:, c]
    offsets = (np.arange(_OFFSETS) + 0.5) / _OFFSETS
    for s, homes in enumerate(number):
        if plan.size_share[s] == 0.0:
            continue
        there = np.flatnonzero(templates.size == s + 1)
        running = np.cumsum(plan.weight[there])
        upto = np.floor((running / running[-1] * homes)[:, None] + offsets)
        each = np.diff(upto, axis=0, prepend=0.0)
        found = np.einsum("tk,tc->kc", each, merged[there])
        mean = np.einsum("t,tc->c", plan.weight[there] / running[-1], merged[there])
        due = mean * homes
        shift += mean * (homes - people / plan.mean * plan.size_share[s])
        variance += ((found - due) ** 2).mean(axis=0)
        greatest = np.maximum(greatest, np.abs(found - due).max(axis=0))
    return shift.reshape(-1, 2), variance.reshape(-1, 2), greatest.reshape(-1, 2)
