"""Law (a): A regime without effect gives the world without, bit for bit."""

from __future__ import annotations

from tests.laws.checks import law_a


def test_law_a():
    law_a()
