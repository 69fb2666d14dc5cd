"""The state of people in every world, as arrays with one owner each, and the bits they are made of.

``[world, …, row]``; the world without the regime keeps no scores and has no row here, so world w of a run is index
w − 1 (or w, in a run without it). A mechanism that no world has gets zero-length fields.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

# Ledgers: the real one and its shadows.
REAL: Final = 0
ACCURATE: Final = 1
LEGITIMATE: Final = 2
INDUCED: Final = 3
LEDGERS: Final = 4

# Kinds of tie, as the regime and the response name them.
LAYERS: Final = ("household", "kin", "friend", "colleague", "neighbour")
HOUSEHOLD: Final = 0
KIN: Final = 1
FRIEND: Final = 2
COLLEAGUE: Final = 3
NEIGHBOUR: Final = 4

# Bits of `flags`.
BAD: Final = 1  # published as bad at the last exchange
WAS_BAD: Final = 2  # published as bad at the exchange before
KNOWN: Final = 4  # has been bad at an earlier exchange: ties know
WAS_KNOWN: Final = 8
ENROLLED: Final = 16
BESIDE: Final = 32  # has a punished tie, as of the last exchange
CLOSES_SCHOOL: Final = 64  # published standing refuses a service read through a guardian

# Bits of `debt`.
OWES: Final = 1  # by judgment of a court
ABLE: Final = 2  # to pay
LEAVING: Final = 4  # has paid and will be taken off the list
IN_REVIEW: Final = 8
WRONGLY: Final = 16  # the entry on the list rests on no true record
ASKED: Final = 32  # has asked for a review at some time
PUT_RIGHT: Final = 64  # an entry has been corrected at some time

# Bits of `heard`, and of the bits above IN_REVIEW to PUT_RIGHT, with the same meaning.
WITH_ENTRY: Final = 1  # is on a list by score, as of the last look
UNTOLD: Final = 2  # and does not know it
STRUCK: Final = 4  # a correction has set the real score today

# Bits of `ever`.
EVER_SANCTIONED: Final = 1
EVER_WRONGFUL: Final = 2
EVER_SILENCED: Final = 4
EVER_COLLATERAL: Final = 8
EVER_RECOVERED: Final = 16
EVER_WARNED: Final = 32
EVER_INACCURATE: Final = 64
EVER_REFUSED: Final = 256  # first of 8 bits, by service

# What somebody thinks of the order they live under, in private: a town's figures are of adults.
NOT_ASKED: Final = 0
CRITICAL: Final = 1
UNDECIDED: Final = 2
SUPPORTIVE: Final = 3

# Kinds of public word.
WORDS: Final = 1  # protected speech that could be silenced
PRAISE: Final = 2

# Kinds of person that a collector may see alone, as bits of `People.kinds` in this order.
KINDS: Final = ("online", "urban", "working", "schooled")

# Standing: band of the real score in the low 4 bits, lists above.
BAND_BITS: Final = 4
BAND_MASK: Final = 15
MAX_LISTS: Final = 12
MAX_CUTS: Final = 15
MAX_TERMS: Final = 4  # lists with a term; one bit of `held` for each ledger and term
WAITS: Final = 3  # delayed things of one person beside terms: a due term, a removal, a review


class State(NamedTuple):
    """State of all rows in all regime worlds; shapes with W worlds, L ledgers, N rows, A layers, V views of ties."""

    score: np.ndarray  # (W, L, N) int16, tenths of a point
    standing: np.ndarray  # (W, L, N) uint16
    held: np.ndarray  # (W, N) uint16: term running, bit ledger * 4 + term
    used: np.ndarray  # (W, L, N) uint8: times used of two capped rules, a nibble each
    ties: np.ndarray  # (W, A, V, N) uint8: bad ties by layer; view 0 as the regime sees them, last view true
    flags: np.ndarray  # (W, N) uint8
    since: np.ndarray  # (W, N) uint16: day of the first sanction, 0 never
    cleared: np.ndarray  # (W, N) uint16: day the last sanction ended, 0 while sanctioned or never
    days: np.ndarray  # (W, N) uint16: days sanctioned so far, modulo 2¹⁶; less the first day while sanctioned
    ever: np.ndarray  # (W, N) uint16
    domains: np.ndarray  # (W, N) uint8: contexts of life of the adverse records, bits
    grounds: np.ndarray  # (W, L, N) uint8: events that hold one on a list, bits in the order of the file
    until: (
        np.ndarray
    )  # (W, T, L, N) uint16: day on which the terms of such events end, on each list with terms
    cause: np.ndarray  # (W, N) uint16: day of the event, or of the entry, that put one on the list
    debt: np.ndarray  # (1 + W, N) uint8; the world without is the first
    owed: np.ndarray  # (1 + W, N) uint16: day of the last judgment, 0 never; the world without is the first
    opinion: np.ndarray  # (W, N) uint8: what people think now, where some world moves it
    heard: np.ndarray  # (W, N) uint8: reviews of lists entered by score

    @property
    def nbytes(self) -> int:
        return sum(array.nbytes for array in self)


class People(NamedTuple):
    """What the kernels read of a town: N rows, A axes, U work groups or classes."""

    place: np.ndarray  # (N,) uint8 position in the household
    size: np.ndarray  # (N,) uint8 size of the household
    stair_place: np.ndarray  # (N,) uint8
    stair_size: np.ndarray  # (N,) uint8
    unit: np.ndarray  # (N,) int32, −1 none
    unit_ptr: np.ndarray  # (U+1,) int32
    unit_member: np.ndarray  # int32
    tie_ptr: np.ndarray  # (N+1,) int32
    tie: np.ndarray  # int32; of each row first its kin, then its friends
    kin: np.ndarray  # (N,) uint8
    groups: np.ndarray  # (A, N) uint8, numbered through all axes from 1; 0 is everybody
    columns: np.ndarray  # (C, N) uint8: classes of conduct, see Acts.column
    opinion: np.ndarray  # (N,) uint8: what people think in private; empty where the town does not say
    kinds: np.ndarray  # (N,) uint8, bits of `KINDS`


class Own(NamedTuple):
    """One world's part of the state: the same fields without the leading axis."""

    score: np.ndarray
    standing: np.ndarray
    held: np.ndarray
    used: np.ndarray
    ties: np.ndarray
    flags: np.ndarray
    since: np.ndarray
    cleared: np.ndarray
    days: np.ndarray
    ever: np.ndarray
    domains: np.ndarray
    grounds: np.ndarray
    until: np.ndarray
    cause: np.ndarray
    debt: np.ndarray
    owed: np.ndarray
    opinion: np.ndarray
    heard: np.ndarray
