"""Law (g), for what people do: independent daily trials at the town's rates."""

from __future__ import annotations

from tests.laws.checks import law_g


def test_law_g_candidates():
    law_g()
