"""Law (d): Storage order, blocks and threads change no bit."""

from __future__ import annotations

from tests.laws.checks import law_d


def test_law_d():
    law_d()
