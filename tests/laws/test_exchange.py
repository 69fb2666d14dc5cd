"""What is pushed along ties at an exchange equals what is found by asking."""

from __future__ import annotations

from tests.laws.checks import recounts


def test_counts_of_bad_ties_are_those_found_by_asking():
    recounts()
