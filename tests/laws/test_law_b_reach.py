"""Law (b): What is done to one person reaches others only through ties, one step an exchange."""

from __future__ import annotations

from tests.laws.checks import law_b


def test_law_b():
    law_b()
