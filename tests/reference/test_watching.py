"""The engine agrees with the plain-Python world however collectors watch, and what they say of it is so."""

from __future__ import annotations

import numpy as np

from glasstown.core.counters import P
from glasstown.core.randomness import life_key
from glasstown.engine.run import Run
from tests.loud import NONE, loud, number
from tests.reference.comparison import both, first_difference
from tests.small_town import small_town
from tests.watched import borne_out, by_kind, fixed, late, watched


def test_collectors_of_some_people():
    """Of those whom nobody looks for, nothing is collected; of the others as much as before."""
    town = small_town(700, 1)
    engine, result = both(town, [loud("by-kind", by_kind), loud()], 63, life_key(5, 0))
    collected = engine.plain[1:, :, P["collected"] : P["collected"] + 6].sum(axis=1)
    shops, lines, _cameras, posts, banks, abroad = (collected[0] / collected[1]).tolist()
    assert np.delete(collected, 2, axis=1).min() > 100
    for share, kinds in ((shops, 2), (posts, 1), (lines, 5)):
        has = (town.people.kinds & kinds == kinds).mean()
        assert abs(share - has) < 0.15  # people differ in how much they do
    assert banks == 1
    assert abroad > 1, "what those before it in the file no longer see, it sees"
    assert first_difference(engine, result) is None


def test_late_records_change_nothing_but_the_day():
    """Of people who are always seen, those who are late bring all that others do, after an exchange."""

    def alone(data):
        data["watch"]["collectors"] = {
            "posts": {"kind": "private", "sees": {"posts": number(1.0)}},
            "lines": {"kind": "state", "sees": {"calls": number(1.0)}},
        }
        data["watch"]["errors"]["misattributed"] = number(0.0)
        data["watch"]["errors"]["false-records"]["per-day"] = number(0.0)
        data["rules"] = [rule for rule in data["rules"] if rule.get("label") == "spread-rumour"]

    def later(data):
        alone(data)
        data["watch"]["collectors"]["posts"]["delay"] = number("16 days")

    engine, result = both(
        small_town(400, 1), [loud("alone", alone, NONE), loud("later", later, NONE)], 77, life_key(5, 0)
    )
    soon, after = engine.plain[1:, :, P["records"]]
    assert soon.sum() > 300
    arrived = np.zeros(78, np.int64)
    for day in range(1, 78):
        opened = (day + 16 - 1 + 6) // 7 * 7 + 1  # the first day after an exchange, 16 days on or later
        if opened <= 77:
            arrived[opened] += soon[day]
    assert np.array_equal(after, arrived)
    assert first_difference(engine, result) is None


def test_mistakes_fall_on_the_same_three_people():
    town = small_town(700, 1, hermits=3)
    run = Run(town, [loud("fixed", fixed)], 63, life_key(5, 0), threads=1)
    fell: dict[int, set[int]] = {}
    kinds = np.zeros(3, np.int64)
    people = town.people
    for day in range(7, 64, 7):
        run.advance(day)
        for to, origin in zip(run.letters.to.tolist(), run.letters.origin.tolist(), strict=True):
            fell.setdefault(origin, set()).add(to)
            home = origin - int(people.place[origin])
            stair = origin - int(people.stair_place[origin])
            if home <= to < home + int(people.size[origin]):
                kinds[0] += 1
            else:
                kinds[1 if stair <= to < stair + int(people.stair_size[origin]) else 2] += 1
    assert sum(len(others) == 3 for others in fell.values()) > 100
    assert max(len(others) for others in fell.values()) == 3
    assert all(origin not in others for origin, others in fell.items())
    assert kinds.min() > 100
    # namesakes have no bound on where they live, so that a fifth falls on them, but for those who live alone
    assert 0.15 < kinds[2] / kinds.sum() < 0.35


def test_all_of_it_together():
    """Late, mistaken, of some people, and borne out by two."""
    worlds = [watched(), loud("late", late), loud("borne-out", borne_out), watched("all", borne_out)]
    engine, result = both(small_town(500, 2), worlds, 63, life_key(6, 0))
    records = engine.plain[1:, :, P["records"]].sum(axis=1)
    wrong = engine.plain[1:, :, P["wrong_person"]].sum(axis=1)
    assert min(records[2:]) > 100
    assert wrong[0] > 100
    assert engine.plain[3:, :, P["invented_record"]].sum() == 0
    # a mistake has to be made twice, alike: 0.25² against 0.25
    assert wrong[2] / records[2] < 0.5 * wrong[1] / records[1]
    assert first_difference(engine, result) is None
