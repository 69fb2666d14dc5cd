"""`why`: what is told of one invented person is what the kernels counted of everybody, and picks are typical."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from glasstown.core.counters import G, P
from glasstown.core.randomness import life_key, replicate_key
from glasstown.core.state import EVER_SILENCED, EVER_WRONGFUL, FRIEND, KIN
from glasstown.engine.tables import World
from glasstown.life.catalogue import SERVICES
from glasstown.studies.why import picking
from glasstown.studies.why.facts import Facts
from glasstown.studies.why.film import Film, film, ties_of
from glasstown.studies.why.reader import facts_of
from glasstown.studies.why.study import MOST_REDRAWS
from glasstown.studies.why.telling import MOST_DAYS, days, summary
from tests.loud import NONE, loud
from tests.owing import indebted_town, owing
from tests.reference.strategies import regimes, responses
from tests.small_town import small_town

PEOPLE, DAYS = 240, 84
HERE = 1


@pytest.fixture(scope="module")
def shown() -> Film:
    """Everybody of a small town is watched in a world in which everything happens."""
    return film(indebted_town(PEOPLE, 31), owing(), DAYS, life_key(31, 0), range(PEOPLE))


@pytest.fixture(scope="module")
def everybody(shown: Film) -> list[Facts]:
    return [facts_of(shown, row) for row in range(PEOPLE)]


def counted(shown: Film, name: str, world: int = HERE, family: int = 0) -> int:
    return int(shown.run.plain[world, :, P[name] + family].sum())


def grouped(shown: Film, name: str, world: int = HERE, family: int = 0) -> int:
    return int(shown.run.grouped[world, :, 0, G[name] + family].sum())


def records(everybody: list[Facts], *truths: str) -> int:
    return sum(record.truth in truths for facts in everybody for record in facts.records)


# -- facts are what was counted ---


def test_records_are_as_many_and_as_wrong_as_was_counted(shown: Film, everybody: list[Facts]) -> None:
    assert sum(len(facts.records) for facts in everybody) == counted(shown, "records") > 1000
    for name, truths in (
        ("wrong_person", ("wrong-person",)),
        ("invented_record", ("invented",)),
        ("wrong_label", ("wrong-label",)),
        ("wrong_omission", ("not-seen", "misjudged")),
    ):
        assert records(everybody, *truths) == counted(shown, name) > 20, name
    assert records(everybody, "misjudged") > 0


def test_points_lost_by_ground_are_those_counted(shown: Film, everybody: list[Facts]) -> None:
    lost = Counter[str]()
    for facts in everybody:
        lost.update(facts.lost())
    assert lost["never-did"] == counted(shown, "lost_never_did") > 0
    assert lost["lawful"] == counted(shown, "lost_lawful") > 0
    assert lost["somebody-else"] == counted(shown, "lost_somebody_else") > 0
    assert sum(lost.values()) == counted(shown, "points_lost")


def test_entries_on_a_list_are_those_counted(shown: Film, everybody: list[Facts]) -> None:
    entries = [record for facts in everybody for record in facts.records if record.listed]
    grounds = Counter(record.ground for record in entries)
    assert len(entries) == counted(shown, "listings") > 20
    assert grounds["never-did"] == counted(shown, "listed_never_did") > 0
    assert grounds["somebody-else"] == counted(shown, "listed_somebody_else") > 0
    assert grounds["lawful"] == counted(shown, "listed_lawful")


def test_records_that_put_somebody_at_a_grade_are_those_counted(shown: Film, everybody: list[Facts]) -> None:
    graded = [record for facts in everybody for record in facts.records if record.graded]
    wrong = [record for record in graded if record.truth not in ("true", "lawful")]
    assert len(graded) == counted(shown, "direct_grades") > 20
    assert len(wrong) == counted(shown, "wrong_direct_grades") > 0


def test_every_move_of_a_score_is_told(everybody: list[Facts]) -> None:
    moved = 0
    for facts in everybody:
        if facts.enrolled:
            assert facts.start + sum(move.change for move in facts.moves) == facts.end_score
            assert not facts.moves or facts.moves[-1].after == facts.end_score
            moved += len(facts.moves)
    assert moved > 1000


def test_ties_that_stand_badly_are_those_that_the_run_counted(shown: Film, everybody: list[Facts]) -> None:
    """Each week, by layer: as the regime sees them (view 0), and those that exist and have not been cut (the last)."""
    slots = shown.run.tables.association.slot
    bad = 0
    for facts in everybody:
        at = shown.rows.index(facts.row)
        for layer, slot in enumerate(slots.tolist()):
            if slot < 0:
                continue
            mine = [one for one in facts.known if one.tie.layer == layer]
            for week, day in enumerate(shown.days.tolist()):
                seen = sum(bool(one.bad[week]) and one.tie.seen for one in mine)
                true = sum(
                    bool(one.bad[week]) and one.tie.exists and (one.cut is None or one.cut > day)
                    for one in mine
                )
                assert seen == shown.bad[week, slot, 0, at]
                # a tie cut at an exchange still counted there
                now_cut = sum(one.cut == day and bool(one.bad[week]) for one in mine)
                assert true <= shown.bad[week, slot, -1, at] <= true + now_cut
                bad += seen
    assert bad > 100
    assert any(not one.tie.exists for facts in everybody for one in facts.known)
    assert any(not one.tie.seen for facts in everybody for one in facts.known)


def test_a_charge_is_for_the_ties_named(shown: Film, everybody: list[Facts]) -> None:
    points = shown.run.tables.association.points[0]
    charges = 0
    for facts in everybody:
        for charge in facts.charges:
            cost = sum(int(points[layer]) * n for layer, n in charge.layers)
            floor = facts.floor if charge.change != cost else None
            assert charge.change == cost or floor == _score_after(facts, charge.day)
            assert 0 <= charge.not_there <= -charge.change
            charges += 1
    assert charges > 100
    assert any(charge.not_there for facts in everybody for charge in facts.charges)


def _score_after(facts: Facts, day: int) -> int | None:
    return next(move.after for move in facts.moves if move.day == day and move.cause == "ties")


def test_ties_broken_are_those_counted(shown: Film, everybody: list[Facts]) -> None:
    """Everybody is watched, so each tie is seen from both its ends."""
    cut = Counter(one.tie.layer for facts in everybody for one in facts.known if one.cut is not None)
    assert cut[KIN] == 2 * counted(shown, "kin_cut")
    assert cut[FRIEND] == 2 * counted(shown, "friends_cut") > 10


def test_refusals_and_services_had_are_those_counted(shown: Film, everybody: list[Facts]) -> None:
    refused = Counter(refusal.service.name for facts in everybody for refusal in facts.refusals)
    for i, service in enumerate(SERVICES):
        for world, deeds in ((0, [f.twin for f in everybody]), (HERE, [f.deeds for f in everybody])):
            had = sum(deed.act.name == service.attempt and bool(deed.had) for part in deeds for deed in part)
            assert had == grouped(shown, "had", world, i), (service.name, world)
        tried = sum(
            deed.act.name == service.attempt and deed.had is not None for f in everybody for deed in f.deeds
        )
        assert refused[service.name] <= tried
    assert sum(refused.values()) > 100
    assert all(refusal.twin_had for facts in everybody for refusal in facts.refusals)
    assert any(refusal.head is not None for facts in everybody for refusal in facts.refusals)


def test_words_not_said_are_those_counted(shown: Film, everybody: list[Facts]) -> None:
    assert sum(len(facts.unsaid) for facts in everybody) == grouped(shown, "protected_lost") > 20


def test_days_under_sanction_are_those_kept(shown: Film, everybody: list[Facts]) -> None:
    state = shown.run.state
    for facts in everybody:
        kept = int(state.days[0, facts.row])
        open_end = facts.spells and facts.spells[-1][1] is None
        assert facts.sanctioned_days == (kept + (DAYS + 1 if open_end else 0)) % 2**16
        assert (facts.first_sanction or 0) == int(state.since[0, facts.row])
        assert facts.ever_wrongful == bool(state.ever[0, facts.row] & EVER_WRONGFUL)
        assert facts.ever_wrongful or facts.weeks_wrongful == 0
    assert sum(bool(facts.spells) for facts in everybody) > 100


def test_whose_act_a_mistaken_record_was_is_told(shown: Film, everybody: list[Facts]) -> None:
    """The act, or the debt, is on the other's own trace."""
    found = 0
    for facts in everybody:
        for record in facts.records:
            if record.truth != "wrong-person" or record.act is None:
                continue
            assert record.who is not None
            assert record.who != facts.row
            done = {(deed.day, deed.act.name) for deed in everybody[record.who].deeds if deed.done}
            if record.act.name not in ("judgment", "repayment", "noise", "visit-elders"):
                assert (record.when, record.act.name) in done
                found += 1
    assert found > 20


def test_ties_do_not_depend_on_who_is_asked(shown: Film) -> None:
    """A tie from one end is a tie from the other, with the same sight of it."""
    pairs = {
        (row, tie.other, tie.layer, tie.exists, tie.seen)
        for row in range(60)
        for tie in ties_of(shown.run, row)
    }
    inner = {pair for pair in pairs if pair[1] < 60}
    assert len(inner) > 50
    assert all((other, row, *rest) in inner for row, other, *rest in inner)


def test_one_person_is_told_the_same_whoever_else_is_watched(shown: Film, everybody: list[Facts]) -> None:
    alone = film(indebted_town(PEOPLE, 31), owing(), DAYS, life_key(31, 0), [17])
    assert days(facts_of(alone, 17), owing()) == days(everybody[17], owing())


# -- stories ---


def test_a_life_is_short_and_in_order(shown: Film, everybody: list[Facts]) -> None:
    world = owing()
    for facts in everybody:
        told = days(facts, world)
        assert len(told) <= MOST_DAYS + 4, told
        firsts = [int(_day_of(sentence)) for sentence in told if not sentence.startswith("Left out")]
        assert firsts == sorted(firsts)
        assert told[0].startswith("Day 0: ")
        assert told[-1].startswith(f"Day {DAYS}: the run ended.")
        for sentence in (*told, *summary(facts, shown.run.town)):
            assert sentence.endswith(".")
            assert "  " not in sentence
            assert "None" not in sentence


def _day_of(sentence: str) -> str:
    words = sentence.replace(",", "").replace(":", "").split()
    return words[2] if words[0] == "From" else words[1]


def test_what_is_wrong_with_a_record_is_said(everybody: list[Facts]) -> None:
    world = owing()
    text = "\n".join(sentence for facts in everybody for sentence in days(facts, world))
    for words in (
        "Nothing of the kind happened",
        "nobody saw it",
        "The label is wrong",
        "on the same stair",
        "somebody else of that name",
        "not able to pay",
        "which is lawful",
        "ties that do not exist",
        "by true records alone",
        "Had only unlawful acts of their own counted",
        "and were refused",
        "The twin said something critical in public",
        "once it was known that they themselves had been listed",
        "the entry had been found wrong",
        "they had paid",
        "they did not call, write to or visit",
    ):
        assert words.lower() in text.lower(), words


# -- picks ---


def test_the_typical_one_is_nearest_the_middle(everybody: list[Facts]) -> None:
    group = [facts for facts in everybody if facts.spells]
    found = picking.typical(group)
    assert found is picking.typical(list(reversed(group)))
    assert found is not None
    for ordered in (
        sorted(group, key=lambda facts: facts.sanctioned_days),
        sorted(group, key=lambda facts: sum(facts.lost().values())),
    ):
        lowest, highest = ordered[0], ordered[-1]
        assert found not in (lowest, highest), "an extreme life is not typical"
    assert picking.typical([]) is None
    assert picking.typical(group[:1]) is group[0]


def test_people_looked_at_are_spread_over_the_group() -> None:
    rows = np.arange(5, 5005)
    seen = picking.looked_at(rows)
    assert len(seen) == picking.LOOKED_AT == len(set(seen))
    assert max(np.diff(seen)) == min(np.diff(seen)) == 5000 // picking.LOOKED_AT
    assert picking.looked_at(rows[:3]) == [5, 6, 7]
    assert picking.looked_at(rows[:0]) == []


def test_members_are_those_to_whom_it_happened(shown: Film, everybody: list[Facts]) -> None:
    run = shown.run
    refused = {facts.row for facts in everybody if facts.refusals}
    assert set(picking.members(run, "refused").tolist()) == refused
    silenced = {facts.row for facts in everybody if facts.unsaid}
    assert set(picking.members(run, "silenced").tolist()) == silenced
    assert set(np.flatnonzero(run.state.ever[0] & EVER_SILENCED).tolist()) == silenced
    closed = {facts.row for facts in everybody if facts.end_standing.sanctions and not facts.recovered}
    assert set(picking.members(run, "never-back").tolist()) == closed
    for name in ("refused", "silenced", "never-back"):
        assert len(picking.members(run, name)) > 10


# -- redraws ---


@pytest.mark.parametrize("seed", [0, 1, 2**40])
def test_a_redraw_is_no_replicates_life(seed: int) -> None:
    redraws = {life_key(seed, 0, redraw) for redraw in range(1, MOST_REDRAWS + 1)}
    replicates = {replicate_key(seed, replicate) for replicate in range(1_000)}
    assert len(redraws) == MOST_REDRAWS
    assert not redraws & replicates


@given(regimes(), responses(), st.integers(0, 2**32), st.integers(0, 50), st.integers(15, 60))
@settings(max_examples=20, phases=(Phase.explicit, Phase.reuse, Phase.generate))
def test_whatever_the_regime_a_life_can_be_told(regime, response, seed, town, length) -> None:  # type: ignore[no-untyped-def]
    """Of random regimes and responses: the facts are those counted, and every life is short and in order."""
    world = World("random", regime, response)
    people = 60
    shown = film(small_town(people, town), world, length, life_key(seed, 0), range(people))
    everybody = [facts_of(shown, row) for row in range(people)]
    assert sum(len(facts.records) for facts in everybody) == counted(shown, "records")
    assert sum(sum(facts.lost().values()) for facts in everybody) == counted(shown, "points_lost")
    assert sum(len(facts.unsaid) for facts in everybody) == grouped(shown, "protected_lost")
    assert sum(bool(facts.spells) for facts in everybody) == grouped(shown, "first_sanctioned")
    for facts in everybody:
        told = days(facts, world)
        assert len(told) <= MOST_DAYS + 4
        assert len([*summary(facts, shown.run.town), *told]) >= 3
        firsts = [int(_day_of(sentence)) for sentence in told if not sentence.startswith("Left out")]
        assert firsts == sorted(firsts)


def test_without_a_response_nobody_is_silenced_and_no_tie_breaks() -> None:
    world = loud("mechanical", None, NONE)
    shown = film(indebted_town(60, 32), world, 42, life_key(32, 0), range(60))
    everybody = [facts_of(shown, row) for row in range(60)]
    assert sum(len(facts.records) for facts in everybody) > 100
    assert not any(facts.unsaid for facts in everybody)
    assert not any(one.cut for facts in everybody for one in facts.known)
