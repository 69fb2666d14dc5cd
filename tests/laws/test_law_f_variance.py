"""Law (f): Paired differences of act counts vary less than independent ones; both variances are printed."""

from __future__ import annotations

from tests.laws.checks import law_f


def test_law_f():
    law_f()
