"""The catalogue as arrays, and the acceptance of candidates in each world."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

LEVELS = 2
"""Levels of inclination: 0 ordinary, 1 beside a punished tie."""

MAX_CHANNELS = 4


class Acts(NamedTuple):
    """The streams a run reads, S of them, in registry order; the same in every world."""

    stream: np.ndarray  # (S,) int64 registry numbers
    column: np.ndarray  # (S,) int64: the column of People.columns that holds the class of each person
    kind: np.ndarray  # (S,) int64, see catalogue.Kind
    period: np.ndarray  # (S,) int64 days, 0 but for duties and occasions to pay
    service: np.ndarray  # (S,) int64 index of the service asked for, −1 if none
    through_guardian: np.ndarray  # (S,) uint8: the head of the household's standing is read
    expression: np.ndarray  # (S,) uint8: the kind of public word, 0 none
    ground: np.ndarray  # (S,) uint8: unlawful and unprotected
    good: np.ndarray  # (S,) uint8
    label: np.ndarray  # (S,) int64 its own label, −1 if none
    channels: np.ndarray  # (S,) int64 how many channels
    channel_upto: np.ndarray  # (S, MAX_CHANNELS) int64 cumulated thresholds
    by_call: np.ndarray  # (S, MAX_CHANNELS) uint8: the channel is a phone call
    done: np.ndarray  # (S, 256) int64 duties and occasions to pay: threshold of doing it, by class
    ordinary: np.ndarray  # (S,) int64 attempts: threshold of the ordinary outcome being yes
    able: np.ndarray  # (S,) int64 judgments: threshold of being able to pay
    recovers: np.ndarray  # (S,) int64 occasions to pay: threshold of becoming able to
    hides: np.ndarray  # (S,) int64 occasions to pay: threshold of hiding what there is instead


class Acceptance(NamedTuple):
    """Thresholds λ / Λ of each world."""

    threshold: np.ndarray  # (worlds, S, LEVELS) int64
