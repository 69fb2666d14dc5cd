"""Which places of a row of marks are set: the few rows that something is to be done about, found eight at a time."""

from __future__ import annotations

from typing import Any

import numpy as np
from llvmlite import ir
from numba import types
from numba.extending import intrinsic

from glasstown.core.jit import inner

SPARE = 16
"""Bytes that a row of marks must have beyond the rows it stands for."""


@intrinsic  # type: ignore[untyped-decorator]
def _eight(_context: Any, marks: Any, at: Any) -> Any:
    """`marks[at:at + 8]`, (n,) uint8, as one word, the first mark in its lowest byte."""

    def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        data = context.make_array(signature.args[0])(context, builder, args[0]).data
        place = builder.bitcast(builder.gep(data, [args[1]]), ir.IntType(64).as_pointer())
        return builder.load(place, align=1)

    return types.uint64(marks, at), generate


@intrinsic  # type: ignore[untyped-decorator]
def _lowest_bit(_context: Any, word: Any) -> Any:
    """The number of the lowest bit that is set in a word other than 0."""

    def generate(_context: Any, builder: Any, _signature: Any, args: Any) -> Any:
        return builder.cttz(args[0], ir.Constant(ir.IntType(1), 1))

    return types.uint64(types.uint64), generate


@inner
def places_of(marks: Any, n: Any, out: Any) -> Any:
    """Write the places of the marks (0 or 1) among ``marks[:n]`` into `out`, rising; returns how many there are.

    `marks` is (at least n + SPARE,) uint8; what stands beyond n is overwritten.
    """
    for i in range(n, n + 8):
        marks[i] = np.uint8(0)
    found = 0
    for start in range(0, n, 8):
        word = _eight(marks, start)
        while word != 0:
            out[found] = start + (np.int64(_lowest_bit(word)) >> 3)
            found += 1
            word &= word - np.uint64(1)
    return found
