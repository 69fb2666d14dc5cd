"""Events that put somebody on a list, and how one gets off it, in each world."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

MAX_GROUNDS: Final = 8
"""Events of one list: a bit of `State.grounds` each."""


class Entries(NamedTuple):
    """W worlds, each with at most one list that is entered by events, G = MAX_GROUNDS of them."""

    grounds: np.ndarray  # (W,) int64 how many
    label: np.ndarray  # (W, G) int64
    first: np.ndarray  # (W, G) int64 first day in force
    last: np.ndarray  # (W, G) int64 day from which it is no longer in force
    claims_able: np.ndarray  # (W, G) uint8: the hidden state claimed is being able to pay
    due_term: np.ndarray  # (W, G) int64 days, 0 for an act
    term: np.ndarray  # (W, G) int64 days, 0 until the debt is paid
    extend: np.ndarray  # (W, G) int64 days
    shortest: np.ndarray  # (W,) int64 days: the shortest term; a term is looked at as often
    unpaid: np.ndarray  # (W,) int64: the grounds without a term, bits
    on: np.ndarray  # (W,) int64 place of the list, −1 none
    slot: np.ndarray  # (W,) int64 which of the MAX_TERMS bits, −1 none
    coverage: np.ndarray  # (W,) int64 threshold: the court acts on it
    missed: np.ndarray  # (W,) int64 threshold: one able to pay is taken for unable
    invented: np.ndarray  # (W,) int64 threshold: one unable to pay is taken for able
    namesakes: np.ndarray  # (W,) int64 threshold: credited to a namesake
    paid_within: np.ndarray  # (W,) int64 days
    early: np.ndarray  # (W,) int64 threshold: a term ends with payment
