"""Events that put somebody on a list, and how one gets off it, in each world."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

MAX_GROUNDS: Final = 8
"""Events of all lists of a regime: a bit of `State.grounds` each."""


class Entries(NamedTuple):
    """W worlds, G = MAX_GROUNDS events, L = MAX_LISTS lists. Grades that are set directly are lists too (`graded`).

    An event holds somebody until the debt is paid (`unpaid`), for a term (`timed`), or for good.
    """

    grounds: np.ndarray  # (W,) int64 how many
    label: np.ndarray  # (W, G) int64
    on: np.ndarray  # (W, G) int64 place of its list
    first: np.ndarray  # (W, G) int64 first day in force
    last: np.ndarray  # (W, G) int64 day from which it is no longer in force
    claims_able: np.ndarray  # (W, G) uint8: the hidden state claimed is being able to pay
    due_term: np.ndarray  # (W, G) int64 days, 0 for an act
    term: np.ndarray  # (W, G) int64 days, 0 none
    extend: np.ndarray  # (W, G) int64 days, −1: a further event begins the term anew
    bits: np.ndarray  # (W, L) int64: the events of a list, bits
    timed: np.ndarray  # (W, L) int64: of these, those with a term
    slot: np.ndarray  # (W, L) int64: which of the MAX_TERMS bits of `State.held`, −1 none
    span: np.ndarray  # (W, L) int64: which row of `State.until`, −1 none
    shortest: np.ndarray  # (W, L) int64 days: the shortest term; a term is looked at as often
    graded: np.ndarray  # (W, L) uint8: a grade set directly
    of_debts: np.ndarray  # (W,) int64: events about debts, bits
    unpaid: np.ndarray  # (W,) int64: of these, those that payment ends
    early: np.ndarray  # (W,) int64: of these, those with a term that payment may end
    paid_on: np.ndarray  # (W,) int64: the events of the list that people are put on for debts, bits
    reviewed: np.ndarray  # (W,) int64: the events of the list whose entries are reviewed, bits
    coverage: np.ndarray  # (W,) int64 threshold: the court acts on it
    missed: np.ndarray  # (W,) int64 threshold: one able to pay is taken for unable
    invented: np.ndarray  # (W,) int64 threshold: one unable to pay is taken for able
    namesakes: np.ndarray  # (W,) int64 threshold: credited to a namesake
    paid_within: np.ndarray  # (W,) int64 days
    ends_early: np.ndarray  # (W,) int64 threshold: a term ends with payment
