"""What a replicate's worlds went through: integer counters by day, and integer histograms of people at the end."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, eq=False)
class End:
    """People of one world on the last day; everything is a count of people, so that replicates may be summed.

    Histograms are ``int64``; those of points have one place for each whole point from 0 up to the highest ceiling
    of the run, those of days one for each day 0…`days`.
    """

    score: np.ndarray  # people enrolled, by whole points of the real score; empty without a score
    lost: np.ndarray  # people enrolled, by whole points under their start; empty without a score
    sanction_days: np.ndarray  # people, by days sanctioned in all
    recovered_after: np.ndarray  # people, by days from the first sanction to the first of 90 clear days
    not_recovered_after: (
        np.ndarray
    )  # people ever sanctioned, by days followed without 90 clear days (censored)
    household_pairs: int  # ordered pairs: somebody ever sanctioned, somebody else of the household
    household_pairs_sanctioned: int  # of these, the second was ever sanctioned too
    with_ties: int  # people with kin or friends outside the household
    isolated: int  # of these, all such ties have been cut
    callers_warned: int  # people who have heard a listed person's call tone


@dataclass(frozen=True, eq=False)
class Lives:
    """One replicate: W worlds, `without` first where it was run; D days (day 0 is the start); G groups, 0 everybody.

    What an exchange at the end of day d changes is counted on day d. Counters are named in `core.counters`.
    """

    worlds: tuple[str, ...]
    scored: tuple[bool, ...]  # by world: whether a score is kept
    days: int
    people: int
    enrolled: tuple[int, ...]  # people enrolled, by world (0 in `without`)
    groups: tuple[
        tuple[str, str], ...
    ]  # (axis, group) of each group number; ("everybody", "everybody") first
    group_people: np.ndarray  # (G,) int64
    group_enrolled: np.ndarray  # (W, G) int64, 0 in `without`
    start_score_sum: tuple[int, ...]  # tenths of a point, by world, of those enrolled
    start_below: tuple[int, ...]  # enrolled people under the lowest cut-off that hurts on day 0, by world
    plain: np.ndarray  # (W, D + 1, plain counters) int64
    grouped: np.ndarray  # (W, D + 1, G, grouped counters) int64
    ends: tuple[End, ...]
    streams: tuple[str, ...]  # names behind the counters acts, acts_1, …
    services: tuple[str, ...]  # names behind attempts, refused, had, first_refused
    # people critical, undecided and supportive at the start, in every world; 0 where the town does not say
    opinions: tuple[int, int, int] = (0, 0, 0)
