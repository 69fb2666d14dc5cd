"""Sorting inside kernels, in place: numba's own sort allocates."""

from __future__ import annotations

from typing import Any

from glasstown.core.jit import inlined


@inlined
def sort_first(values: Any, n: Any) -> None:
    """Sort ``values[:n]``, a short run, in rising order (Shell's method, gaps falling by 5/11)."""
    gap = n
    while gap > 1:
        gap = max(1, gap * 5 // 11)
        for i in range(gap, n):
            value = values[i]
            j = i
            while j >= gap and values[j - gap] > value:
                values[j] = values[j - gap]
                j -= gap
            values[j] = value
