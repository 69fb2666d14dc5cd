"""Law (h): Chances and rates of 0 and 1, nothing scored, nobody enrolled."""

from __future__ import annotations

from tests.laws.checks import law_h


def test_law_h():
    law_h()
