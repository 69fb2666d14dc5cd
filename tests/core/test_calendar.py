"""The calendar of delayed things: entries are integers whose order is the order of what they mean."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from glasstown.core import calendar

sixteen = st.integers(0, 2**16 - 1)
eight = st.integers(0, 2**8 - 1)
entries = st.tuples(sixteen, sixteen, eight, eight, sixteen)


def packed(parts):
    return np.uint64(calendar.entry(*(np.int64(part) for part in parts)))


@given(entries, entries)
def test_order_of_entries_is_order_of_day_row_kind_index(one, other):
    a, b = packed(one), packed(other)
    assert (a < b) == (one < other)
    assert (calendar.entry_day(a), calendar.entry_row(a)) == one[:2]
    assert (calendar.entry_kind(a), calendar.entry_index(a)) == one[2:4]


@given(st.lists(entries, max_size=40), sixteen)
def test_what_is_due_is_taken_once_and_in_order(what, last_day):
    pool = np.zeros(64, np.uint64)
    due = np.zeros(64, np.uint64)
    used = 0
    for entry in what:
        used = calendar.put(pool, used, packed(entry))
    left, taken = calendar.take_due(pool, used, last_day, due)
    expected = sorted(int(packed(e)) for e in what if e[0] <= last_day)
    assert due[:taken].tolist() == expected
    kept = sorted(pool[:left].tolist())
    assert kept == sorted(int(packed(e)) for e in what if e[0] > last_day)
