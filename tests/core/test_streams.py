"""The registry of streams: one number for each kind of draw, each in the range of its kind."""

from __future__ import annotations

import pytest

from glasstown.core.counters import MAX_HARMS, MAX_SERVICES, MAX_STREAMS
from glasstown.core.streams import STREAMS, stream
from glasstown.life.catalogue import ACTS, HARMS, LABELS, SERVICES

RANGES = {"town-": (64, 127), "household-": (128, 191), "tie-": (192, 255)}


def test_no_number_stands_twice():
    assert len(set(STREAMS.values())) == len(STREAMS)


def test_numbers_fit_the_counter_of_their_domain():
    assert all(1 <= number < 2**16 for number in STREAMS.values())
    assert all(number < 2**12 for name, number in STREAMS.items() if name.startswith("tie-"))


def test_the_catalogue_has_a_stream_for_each_act_and_no_other():
    catalogue = {name: number for name, number in STREAMS.items() if number < 64}
    assert {act.name: act.stream for act in ACTS} == catalogue
    assert len(ACTS) <= MAX_STREAMS
    assert len(SERVICES) <= MAX_SERVICES
    assert len(HARMS) <= MAX_HARMS
    assert set(LABELS.values()) <= set(catalogue)


def test_numbers_lie_in_the_range_of_their_kind():
    for name, number in STREAMS.items():
        for prefix, (low, high) in RANGES.items():
            if name.startswith(prefix):
                assert low <= number <= high, name


def test_an_unknown_stream_is_an_error():
    with pytest.raises(KeyError):
        stream("no-such-stream")
