"""What is seen, and how it is got wrong, in each world; and the records of a day."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

MAX_FALSE_LABELS = 8
MAX_SIGHTS = 4
"""Collectors that see one channel."""

# Bits of a record's `truth`.
OWN = 1  # credited to the person who did it
HAPPENED = 2  # there was such an act (or a duty was really omitted)
LABELLED = 4  # under its true label
PRIVATE = 8  # seen by a private collector
FOREIGN = 16  # seen by a collector in another country
LAWFUL = 32  # the act behind it was lawful or protected

# Bits of a record's `keep`: the ledgers that keep it, in their order.
BY_REAL = 1
BY_ACCURATE = 2
BY_LEGITIMATE = 4
BY_INDUCED = 8


class Watching(NamedTuple):
    """Thresholds of each world, W of them; S streams with up to C channels, K kinds of person: 16, by the bits of
    `People.kinds`, or 1 where no collector of a run tells them apart.
    """

    reach: np.ndarray  # (W, S) int64: threshold of being seen under which anything follows, 0 nothing
    coverage: np.ndarray  # (W, S, C, K) int64
    upto: (
        np.ndarray
    )  # (W, S, C, K, MAX_SIGHTS) int64: of the coverage, what the first, the first two, … collectors see
    eyes: np.ndarray  # (W, S, C, MAX_SIGHTS) uint8: PRIVATE and FOREIGN, of each of these collectors
    collector: np.ndarray  # (W, S, C, MAX_SIGHTS) uint8: their places in the file
    delay: np.ndarray  # (W, S, C, MAX_SIGHTS) int64: days that a record waits
    mislabel: np.ndarray  # (W, S) int64
    unsure_label: (
        np.ndarray
    )  # (W, S) int64, from `mislabel` on: no record, since two do not agree on the label
    other_label: np.ndarray  # (W, S) int64, −1 none
    misattributed: np.ndarray  # (W,) int64
    unsure: np.ndarray  # (W,) int64, from `misattributed` on: no record, since two do not agree on the person
    falls_on: (
        np.ndarray
    )  # (W, 3) int64: cumulated, household, neighbour, namesake; 0 for anybody on the stair
    false_labels: np.ndarray  # (W,) int64, how many
    false_label: np.ndarray  # (W, MAX_FALSE_LABELS) int64
    contact_label: np.ndarray  # (W,) int64, −1 where contact is not scored
    tone_from: np.ndarray  # (W,) int64 first day of the call tone, 0 none


class Records(NamedTuple):
    """Records of one day and block, as the judge gets them."""

    row: np.ndarray  # (capacity,) int64
    label: np.ndarray  # (capacity,) int64
    keep: np.ndarray  # (capacity,) int64: bit l set where ledger l keeps it
    truth: np.ndarray  # (capacity,) int64
    stream: np.ndarray  # (capacity,) int64
    origin: np.ndarray  # (capacity,) int64: the row of the candidate behind it
    day: np.ndarray  # (capacity,) int64: and its day


class Mail(NamedTuple):
    """Records that wait for an exchange: for somebody else, or late."""

    to: np.ndarray  # (capacity,) int64 row credited
    origin: np.ndarray  # (capacity,) int64 row of the candidate behind it
    what: (
        np.ndarray
    )  # (capacity,) int64: world << 48 | stream index << 40 | label << 32 | truth << 24 | keep << 16 | day
    due: np.ndarray  # (capacity,) int64: first day on which it may be opened
    used: np.ndarray  # (1,) int64
