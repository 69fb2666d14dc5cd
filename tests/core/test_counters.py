"""Counters: names stand once, a person counts for everybody and for one group of each axis."""

from __future__ import annotations

import numpy as np

from glasstown.core.counters import GROUPED, MAX_SERVICES, MAX_STREAMS, PLAIN, G, P, count_person, new_tally


def test_names_stand_once():
    assert len(set(PLAIN)) == len(PLAIN) == len(P)
    assert len(set(GROUPED)) == len(GROUPED) == len(G)


def test_families_of_counters_are_contiguous():
    assert [P[f"acts_{i}"] - P["acts"] for i in range(1, MAX_STREAMS)] == list(range(1, MAX_STREAMS))
    for counters, name in ((P, "attempts"), (P, "refused"), (G, "had"), (G, "first_refused")):
        steps = [counters[f"{name}_{i}"] - counters[name] for i in range(1, MAX_SERVICES)]
        assert steps == list(range(1, MAX_SERVICES))


def test_a_person_counts_once_for_everybody_and_once_on_each_axis():
    groups = np.array([[1, 2, 1], [3, 3, 4]], np.uint8)  # two axes, three people
    tally = new_tally(worlds=2, groups=5)
    day = tally.grouped[1, 3]
    for row in range(3):
        count_person(day, groups, row, G["had"], 1)
    assert day[:, G["had"]].tolist() == [3, 2, 1, 2, 1]
    assert tally.grouped.sum() == day[:, G["had"]].sum()
    assert tally.plain.shape == (2, 8, len(PLAIN))
