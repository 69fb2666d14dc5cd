"""What is dated changes nothing where its dates say so, and all of it where they do."""

from __future__ import annotations

from typing import Any

import pytest

from glasstown.core.counters import G, P
from tests.laws.checks import KEY
from tests.laws.comparing import fired, lived, must_equal
from tests.loud import loud
from tests.small_town import small_town

DAYS = 42


def _dated(first: int, last: int) -> Any:
    """Date every part of the loud regime alike."""

    def edit(data: dict[str, Any]) -> None:
        parts = [each for key in ("rules", "gates", "burdens", "rewards", "lists") for each in data[key]]
        for part in [*parts, *data["watch"]["collectors"].values(), data["association"]]:
            part |= {"from": f"day {first}", "until": f"day {last}"}

    return edit


def test_parts_in_force_all_the_time_are_parts_without_dates() -> None:
    town = small_town(600, 51)
    plain, dated = (lived(town, [world], DAYS, KEY) for world in (loud(), loud("loud", _dated(0, DAYS + 1))))
    fired("points lost", int(plain.plain[1, :, P["points_lost"]].sum()))
    must_equal("counters", plain.plain, dated.plain)
    must_equal("counters of groups", plain.grouped, dated.grouped)
    must_equal("scores", plain.state.score, dated.state.score)


@pytest.mark.parametrize("day", [15, 18])
def test_nothing_happens_before_a_regime_comes_into_force(day: int) -> None:
    """In the middle of a week, too: what was seen the day before leaves no record."""
    run = lived(small_town(600, 51), [loud("loud", _dated(day, DAYS + 1))], DAYS, KEY)
    grouped = run.grouped[1, :, 0]
    for name in ("records", "points_lost", "refused"):
        # false records come from nobody's watching
        before = run.plain[1, :day, P[name]].sum() if name != "records" else 0
        assert before == 0, name
        fired(name, int(run.plain[1, day:, P[name]].sum()), 20)
    assert not grouped[:day, [G["sanctioned_change"], G["listed_change"], G["burdened_change"]]].any()
    fired("people sanctioned at once", int(grouped[day, G["sanctioned_change"]]), 50)


@pytest.mark.parametrize("day", [15, 18])
def test_until_the_end_nothing_tells_of_it_and_then_everybody_is_free(day: int) -> None:
    def ends(data: dict[str, Any]) -> None:
        data["ends"] = f"day {day}"

    town = small_town(600, 51)
    endless, ended = (lived(town, [world], DAYS, KEY) for world in (loud(), loud("loud", ends)))
    must_equal("counters before the end", endless.plain[:, :day], ended.plain[:, :day])
    must_equal("counters of groups before the end", endless.grouped[:, :day], ended.grouped[:, :day])
    fired("people sanctioned", int(ended.grouped[1, :day, 0, G["sanctioned_change"]].sum()), 50)
    for name in (
        "sanctioned_change",
        "listed_change",
        "wrongful_change",
        "rewarded_change",
        "burdened_change",
    ):
        assert ended.grouped[1, :, 0, G[name]].sum() == 0, name
    for name in ("points_lost", "refused", "contacts_with_listed"):
        assert not ended.plain[1, day + 7 :, P[name]].any(), name
    must_equal(
        "what is done after it", ended.plain[0, day + 8 :, P["acts"]], ended.plain[1, day + 8 :, P["acts"]]
    )
    assert ended.recount() == 0
