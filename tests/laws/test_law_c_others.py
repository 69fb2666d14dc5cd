"""Law (c): other worlds, streams, mechanisms and people change nobody."""

from __future__ import annotations

import pytest

from glasstown.core.counters import P
from glasstown.core.jit import compilations
from tests.laws.checks import DAYS, KEY, PEOPLE, law_c, law_c_person
from tests.laws.comparing import fired, lived, must_be_same_world
from tests.loud import NONE, SIMPLE, debtors, loud, number
from tests.small_town import small_town


def test_law_c():
    law_c()


def test_one_more_person():
    law_c_person()


def _strength(factor: float):
    def edit(data):
        points = data["association"]["points_per_tie"]
        data["association"]["points_per_tie"] = {
            layer: number(round(cost["value"] * factor, 1)) for layer, cost in points.items()
        }

    return edit


@pytest.fixture(scope="module")
def alone():
    return lived(small_town(PEOPLE, 31), [loud()], DAYS, KEY)


@pytest.mark.parametrize("others", [1, 3, 63])
def test_a_world_beside_others_is_the_world_alone(alone, others):
    beside = [loud(f"other-{i}", _strength(i / 8), NONE if i % 2 else SIMPLE) for i in range(others)]
    # the world stands last, so that its place differs from the one it has alone
    together = lived(alone.town, [*beside, loud()], DAYS, KEY)
    for name in ("without", "loud"):
        fired("things counted", must_be_same_world(f"beside {others} others", alone, together, name))


def test_candidates_are_the_same_whatever_regime_runs(alone):
    def quiet(data):
        data["rules"] = data["rules"][:1]
        data["gates"] = data["gates"][:1]

    other = lived(alone.town, [loud("quiet", quiet)], DAYS, KEY)
    assert set(other.streams) < set(alone.streams)
    for name in other.streams:
        a, b = alone.streams.index(name), other.streams.index(name)
        assert (alone.schedule.next_day[a] == other.schedule.next_day[b]).all()
    must_be_same_world("beside another regime", alone, other, "without")


def test_one_compilation_serves_all_regimes(alone):
    must_be_same_world("alone", alone, alone, "loud")
    before = compilations()
    for i, factor in enumerate((0.0, 0.5, 2.0, 4.0)):
        lived(alone.town, [loud(f"again-{i}", _strength(factor), NONE)], 14, KEY).lives()
    lived(small_town(300, 32), [loud("a", _strength(1)), loud("b", _strength(3))], 14, KEY, threads=2).lives()
    # a regime without a score, and both kinds side by side
    listed = lived(small_town(300, 32), [debtors()], 35, KEY).lives()
    fired("entries on the list", int(listed.plain[1, :, P["listings"]].sum()), 10)
    lived(small_town(300, 32), [loud(), debtors()], 14, KEY, threads=2).lives()
    assert compilations() == before
