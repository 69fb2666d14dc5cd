"""Cut-offs, lists and what standing closes, in each world."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

from glasstown.core.counters import MAX_SERVICES

BURDENS: Final = ("publication", "fee", "inspection", "debt")
"""What standing may impose, in the order of its bits, which stand above those of the services."""

REWARDS: Final = ("queue", "deposit", "price", "inspection-free")
"""What standing may give, in the order of its bits, likewise."""

FIRST_BIT: Final = MAX_SERVICES
"""The bit of the first burden among what is refused and imposed, and of the first reward among what is given."""

MAX_TRIES: Final = 64
"""Tries at a service on one day; more are not counted."""


class Standards(NamedTuple):
    """W worlds. A score's *band* is the number of cut-offs it reaches; standing changes only with the band."""

    cuts: np.ndarray  # (W, MAX_CUTS) int16, rising, unused ones at the top of the range
    used_cuts: np.ndarray  # (W,) int64
    lists: np.ndarray  # (W,) int64 how many, grades that are set directly among them
    named: np.ndarray  # (W,) int64: those that are lists of the file, bits
    enter_below: np.ndarray  # (W, MAX_LISTS) int64: on the list where band < this
    leave_from: np.ndarray  # (W, MAX_LISTS) int64: off it where band >= this and no term runs
    term: np.ndarray  # (W, MAX_LISTS) int64 days, 0 none
    term_of: np.ndarray  # (W, MAX_LISTS) int64 which of the MAX_TERMS bits, −1 none
    by_ground: np.ndarray  # (W, MAX_LISTS) uint8 events that put one on, bits of `State.grounds`; 0 by band
    bad_below: np.ndarray  # (W,) int64: bad where band < this
    bad_lists: np.ndarray  # (W,) int64: or on one of these lists, bits
    asleep: np.ndarray  # (W,) int64: lists that are not kept now, bits


class Gates(NamedTuple):
    """What standing refuses, imposes and gives, as bits: services, and above them burdens or rewards; W worlds."""

    by_band: np.ndarray  # (W, 16) int64
    by_list: np.ndarray  # (W, MAX_LISTS) int64
    given: np.ndarray  # (W, 16) int64, by band: rewards, and the services at which there is one
    given_on: np.ndarray  # (W, MAX_LISTS, 16) int64: what of this those on a list have
    of_children: np.ndarray  # (W,) int64: of those refused, the services that are read through a guardian
    again: (
        np.ndarray
    )  # (W, services, MAX_TRIES) int64 thresholds under which one tries again, by tries so far
