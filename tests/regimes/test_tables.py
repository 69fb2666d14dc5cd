"""Compiled tables mean what the file says, and their types never depend on it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numba
import numpy as np
import pytest

from glasstown.core.errors import GlasstownError, InputError
from glasstown.core.randomness import Key, threshold
from glasstown.core.state import BAND_BITS, LAYERS, MAX_CUTS
from glasstown.core.streams import STREAMS
from glasstown.engine.tables import World, build_tables, rows_of
from glasstown.life.catalogue import ACTS, LABELS, SERVICES
from glasstown.regimes import Regime, load_regime
from glasstown.regimes.assumed import with_association, with_assumed
from glasstown.regimes.compile import low_cut
from glasstown.regimes.versions import version_on
from glasstown.system.stand.fields import FIRST_BIT, REWARDS
from glasstown.system.stand.kernel import band_of, refused_services
from tests.loud import boards, number
from tests.regimes.places import ARTICLE, GOOD, NOISE_RATE, conduct_only, world

BY_STEM = {path.stem: path for path in [ARTICLE, *GOOD]}
TOWN = conduct_only()
_LABELS = list(LABELS)
_SERVICES = [service.name for service in SERVICES]


def _arrays(tables: Any) -> list[tuple[str, np.ndarray]]:
    found = []
    for name, part in zip(tables._fields, tables, strict=True):
        inner = part._asdict().items() if hasattr(part, "_asdict") else [("", part)]
        found += [(f"{name}.{field}", array) for field, array in inner]
    return found


def test_types_never_depend_on_the_regime() -> None:
    sets = [[path] for path in BY_STEM.values()] + [list(BY_STEM.values())]
    types = set()
    for paths in sets:
        for response in ("none", "simple"):
            for twin in (False, True):
                tables, _streams = build_tables(TOWN, [world(path, response) for path in paths], twin)
                types.add(numba.typeof(tables))
                for name, array in _arrays(tables):
                    assert array.flags.c_contiguous, name
                    assert array.flags.writeable, name
    idle = conduct_only(without=tuple(act.name for act in ACTS))
    empty, _streams = build_tables(idle, [world(BY_STEM["minimal"])], True)
    types.add(numba.typeof(empty))
    assert len(types) == 1


SCORED = {stem: path for stem, path in BY_STEM.items() if load_regime(path).model.score is not None}


@pytest.mark.parametrize("path", SCORED.values(), ids=SCORED)
def test_bands_decide_as_the_cut_offs_do(path: Path) -> None:
    """At every score: refusals, entries and exits of lists, and who is bad, by band and by the file."""
    regime = load_regime(path).model
    tables, _streams = build_tables(TOWN, [world(path)], False)
    standards, gates = tables.standards, tables.gates
    n = standards.used_cuts[0]
    floor, ceiling = round(10 * regime.score.floor.value), round(10 * regime.score.ceiling.value)
    names = [entry.name for entry in regime.lists]
    now = version_on(regime, 0).regime
    for score in range(floor, ceiling + 1):
        band = int(band_of(score, standards.cuts[0], n))
        points = score / 10
        for i, entry in enumerate(regime.lists):
            if entry.grounds:
                continue
            assert (band < standards.enter_below[0, i]) == (points < entry.enter.score_below.value)
            assert (band >= standards.leave_from[0, i]) == (points >= entry.leave.score_at_least.value)
        cut = regime.published_cut
        assert (band < standards.bad_below[0]) == (cut is not None and points < cut.value)
        assert gates.given[0, band] == _given(now, points)
        for on in range(1 << len(names)):
            mask = int(
                refused_services(band | on << BAND_BITS, gates.by_band[0], gates.by_list[0], len(names))
            )
            listed = [name for i, name in enumerate(names) if on >> i & 1]
            assert mask == _refused(now, points, listed)
    assert int(band_of(ceiling, standards.cuts[0], n)) <= n <= MAX_CUTS
    assert gates.by_band[0, n] == 0, "nobody outside the regime is refused anything"


def _refused(regime: Regime, points: float, listed: list[str]) -> int:
    mask = 0
    for gate in regime.gates:
        cut = regime.cut(gate.refuse)
        if gate.refuse.on_list in listed or (cut is not None and points < cut.value):
            mask |= 1 << _SERVICES.index(gate.service)
    for burden in regime.burdens:
        cut = regime.cut(burden.who)
        if burden.who.on_list in listed or (cut is not None and points < cut.value):
            mask |= 1 << 8 + ("publication", "fee", "inspection", "debt").index(burden.burden)
    return mask


def _given(regime: Regime, points: float) -> int:
    mask = 0
    for reward in regime.rewards:
        if points >= regime.favour_cut(reward.who).value:
            mask |= 1 << 8 + ("queue", "deposit", "price", "inspection-free").index(reward.reward)
            mask |= 0 if reward.service is None else 1 << _SERVICES.index(reward.service)
    return mask


def test_the_least_that_hurts() -> None:
    found = {stem: low_cut(load_regime(path).model) for stem, path in BY_STEM.items()}
    assert found == {
        "article-2020": 6000, "borne-out": 0, "burdens": 3000, "by-discretion": 4800, "by-record": 4000,
        "every-form-of-shaming": 0, "harsh": 5805, "heard": 5805, "list-only": 0, "lists-only": 0, "minimal": 0,
        "no-effect": 0, "step-by-step": 5805, "ties-only": 6000, "watched-some": 0, "watched-words": 0,
    }  # fmt: skip


def test_events_are_read_as_the_file_says() -> None:
    tables, streams = build_tables(TOWN, [world(BY_STEM["minimal"]), world(BY_STEM["list-only"])], True)
    entries = tables.entries
    assert set(streams) >= {"judgment", "repayment", "train-trip", "private-school-place"}
    assert entries.grounds.tolist() == [0, 3]

    assert [_LABELS[label] for label in entries.label[1, :3]] == [
        "unpaid-judgment",
        *2 * ["evaded-enforcement"],
    ]
    # 1 June 2020 is day 152 of a run that begins on 1 January
    assert entries.last[1, 1] == entries.first[1, 2] == 152
    assert entries.first[1, 0] < 0
    assert entries.last[1, 0] > 7300
    assert entries.claims_able[1, :3].tolist() == [1, 0, 0]
    assert entries.due_term[1, :3].tolist() == [20, 0, 0]
    assert entries.term[1, :3].tolist() == [0, 0, 365]
    assert entries.extend[1, 2] == 100
    assert entries.unpaid[1] == 0b011
    assert (entries.of_debts[1], entries.early[1], entries.paid_on[1], entries.reviewed[1]) == (7, 4, 7, 7)
    assert (entries.missed[1], entries.invented[1]) == (threshold(0.1), threshold(0.2))
    assert (entries.coverage[1], entries.namesakes[1]) == (threshold(0.5), threshold(0.01))
    assert tables.standards.by_ground[1, 0] == 0b111
    review = tables.review
    assert review.decided_in.tolist() == [0, 15]
    assert (review.first_answer[1], review.higher_answer[1], review.within[1]) == (30 + 15, 10 + 15, 3)
    assert tables.debts.collects.tolist() == [0, threshold(0.1)]
    assert tables.gates.of_children[1] == tables.gates.by_list[1, 0] & tables.gates.of_children[1] != 0


def test_records_and_grades_are_lists_of_their_own_kinds() -> None:
    tables, streams = build_tables(TOWN, [world(BY_STEM["by-record"])], True)
    entries, standards = tables.entries, tables.standards
    assert {"cheat-game", "spread-rumour", "public-criticism"} <= set(streams)
    # two lists of the file, then grade C and grade B
    assert (standards.lists[0], standards.named[0]) == (4, 0b11)
    assert standards.by_ground[0, :4].tolist() == [0b0011, 0b1100, 0b010000, 0b100000]
    assert entries.on[0, :6].tolist() == [0, 0, 1, 1, 2, 3]
    assert entries.timed[0, :4].tolist() == [0, 0b1000, 0b010000, 0b100000]
    assert (entries.unpaid[0], entries.of_debts[0], entries.early[0], entries.paid_on[0]) == (1, 1, 0, 0b11)
    assert entries.span[0, :4].tolist() == [-1, 0, 1, 2]
    assert standards.term_of[0, :4].tolist() == entries.slot[0, :4].tolist() == [-1, 0, 1, 2]
    assert entries.graded[0, :5].tolist() == [0, 0, 1, 1, 0]
    # at grade C promotions are refused, which go by grade B; at grade B nothing is
    promotion = 1 << [service.name for service in SERVICES].index("promotion")
    assert tables.gates.by_list[0, 2:4].tolist() == [promotion, 0]
    # nor has anybody at grade C what goes by grade B, whatever their score; what goes by the score they have
    top = int(standards.used_cuts[0])
    given, given_on = int(tables.gates.given[0, top]), tables.gates.given_on[0, :5, top].tolist()
    deposit = 1 << FIRST_BIT + REWARDS.index("deposit")
    assert given & ~deposit != 0
    assert given_on == [given, given, deposit, given, given]


def test_tries_after_a_refusal_are_geometric() -> None:
    tables, _streams = build_tables(TOWN, [world(ARTICLE), world(ARTICLE, "none")], True)
    again = tables.gates.again
    tickets = [SERVICES[i].name for i in range(len(SERVICES)) if again[0, i].any()]
    assert tickets == ["air-ticket", "train-ticket"]
    assert again[0, 0, :3].tolist() == [threshold(0.8), threshold(0.8**2), threshold(0.8**3)]
    assert not again[1].any()


def test_acceptance_has_the_twin_last_and_only_takes_away() -> None:
    tables, streams = build_tables(TOWN, [world(ARTICLE), world(BY_STEM["minimal"])], True)
    accept = tables.acceptance.threshold
    noise, criticism = streams.index("noise"), streams.index("public-criticism")
    assert accept.shape == (3, len(streams), 2)
    per_day = load_regime(ARTICLE).model.watch.errors.false_records.per_day.value
    assert accept[:, noise, 0].tolist() == [threshold(per_day / NOISE_RATE), 0, 0]
    assert accept[:, criticism, 1].tolist() == [threshold(0.7), 2**32, 2**32]
    others = np.delete(accept, [noise, criticism], axis=1)
    assert np.all(others == 2**32)
    assert np.all(accept[:, criticism, 0] == 2**32)
    alone, _streams = build_tables(TOWN, [world(ARTICLE)], False)
    assert np.array_equal(alone.acceptance.threshold, accept[:1])
    mute, _streams = build_tables(TOWN, [world(ARTICLE, "none")], False)
    assert np.all(np.delete(mute.acceptance.threshold, noise, axis=1) == 2**32)


def test_too_many_false_records_are_refused_with_both_figures() -> None:
    regime = load_regime(BY_STEM["harsh"]).model
    town = conduct_only()
    town.conduct["noise"].rate[:] = 0.00005
    with pytest.raises(InputError, match=r"0\.0001 false records.*at most 5e-05"):
        build_tables(town, [World("harsh", regime, world(ARTICLE).response)], True)
    town.conduct["noise"].rate[7] = 0.01
    with pytest.raises(GlasstownError, match="differ by class"):
        build_tables(town, [World("harsh", regime, world(ARTICLE).response)], True)


def test_a_town_that_says_nothing_about_an_act() -> None:
    with pytest.raises(
        InputError, match="cheat-game, which the regime article-2020 reads, missing in the town nowhere"
    ):
        build_tables(conduct_only(without=("cheat-game",)), [world(ARTICLE)], True)


def test_a_town_without_those_whom_a_collector_looks_for() -> None:
    town = conduct_only()
    town.people.kinds[:] = 7
    with pytest.raises(InputError, match="nobody who is schooled, in the town nowhere, whom a collector of"):
        build_tables(town, [world(BY_STEM["watched-some"])], True)


def test_only_what_is_read_has_a_schedule() -> None:
    _tables, nothing = build_tables(TOWN, [world(BY_STEM["minimal"])], True)
    assert nothing == ("public-criticism",)
    _tables, streams = build_tables(TOWN, [world(BY_STEM["ties-only"])], True)
    assert streams == (
        "disapproved-purchase",
        "cheat-game",
        "public-criticism",
        "spread-rumour",
        "noise",
        "air-trip",
    )
    _tables, everything = build_tables(TOWN, [world(path) for path in BY_STEM.values()], True)
    assert everything == tuple(sorted((act.name for act in ACTS), key=STREAMS.__getitem__))


def test_a_regime_says_the_same_alone_and_beside_others() -> None:
    """What its own streams and labels say does not depend on the other worlds of the run."""
    worlds = [world(path) for path in BY_STEM.values()]
    together, all_streams = build_tables(TOWN, worlds, False)
    rows = rows_of(worlds)
    assert len(rows) == len(worlds) + 8, "one of them has nine versions"
    for place, path in enumerate(BY_STEM.values()):
        w = next(w for w, row in enumerate(rows) if row.place == place)
        alone, streams = build_tables(TOWN, [world(path)], False)
        at = [all_streams.index(name) for name in streams]
        others = [i for i in range(len(all_streams)) if i not in at]
        for field in ("reach", "coverage", "upto", "eyes", "mislabel", "other_label"):
            everything = getattr(together.watching, field)[w]
            assert np.all(everything[at] == getattr(alone.watching, field)[0]), field
        assert not together.watching.reach[w, others].any(), "no record of what it does not read"
        for part in ("rules", "ledgers", "standards", "gates"):
            for field, array in getattr(together, part)._asdict().items():
                own = getattr(getattr(alone, part), field)
                if array.shape[:1] == (len(rows),):
                    assert np.array_equal(array[w : w + len(own)], own), f"{part}.{field}"


def test_what_is_absent_costs_nothing() -> None:
    tables, _streams = build_tables(TOWN, [world(BY_STEM["minimal"])], True)
    assert not np.any(tables.watching.coverage)
    assert not np.any(tables.rules.scored)
    assert tables.ledgers.decay_every.tolist() == [0]
    assert tables.standards.used_cuts.tolist() == [0]
    assert tables.standards.lists.tolist() == [0]
    assert tables.association.every.tolist() == [0]
    assert np.all(tables.association.slot == -1)
    assert not tables.hears.any()
    assert not tables.urging.urges.any()
    assert tables.urging.pays.tolist() == [0]
    assert tables.watching.tone_from.tolist() == [0]
    assert tables.shunning.kin.tolist() == [0]


def test_ties_are_read_as_the_file_says() -> None:
    tables, _streams = build_tables(
        TOWN, [world(BY_STEM["ties-only"], "none"), world(BY_STEM["harsh"])], False
    )
    association = tables.association
    assert association.every.tolist() == [7, 14]
    assert association.points[0].tolist() == [0, 0, -20, 0, 0]
    assert association.points[1].tolist() == [-50, -35, -30, -10, -5]
    assert association.missed.tolist() == [0, threshold(0.2)]
    assert association.invented.tolist() == [0, threshold(0.3)]
    assert association.slot.tolist() == list(range(len(LAYERS)))
    assert tables.hears.tolist() == [[0, 0, 0, 0, 0], [2**32, 2**32, 2**32, 2**32, 0]]
    assert tables.shunning.friend.tolist() == [0, threshold(0.6 * 0.4)]
    assert tables.watching.tone_from.tolist() == [0, 30]
    only, _streams = build_tables(TOWN, [world(BY_STEM["ties-only"], "none")], False)
    assert only.association.slot.tolist() == [-1, -1, 0, -1, -1]


def test_a_grade_is_shamed_as_a_list_is() -> None:
    """Who is below the grade is published as bad, and nobody for being on a list."""

    def by_list(data: dict[str, Any]) -> None:
        data["watch"]["errors"]["false-records"]["per-day"] = number(0.0)

    def below_b(data: dict[str, Any]) -> None:
        by_list(data)
        for form in data["shaming"]:
            form["who"] = {"grade_below": "B"}

    tables, _streams = build_tables(TOWN, [boards(edit=by_list), boards("grade", below_b)], False)
    standards = tables.standards
    assert standards.bad_below[0] == 0 < standards.bad_below[1]
    assert standards.cuts[1, standards.bad_below[1] - 1] == 6400
    assert standards.bad_lists.tolist() == [1, 0]


def test_rules_and_caps_are_read_as_the_file_says() -> None:
    tables, _streams = build_tables(TOWN, [world(BY_STEM["harsh"])], False)
    rules = tables.rules
    points = {label: int(rules.points[0, i]) for i, label in enumerate(_LABELS) if rules.scored[0, i]}
    assert points == {
        "approved-purchase": 5,
        "disapproved-purchase": -100,
        "cheat-game": -200,
        "spread-rumour": -500,
        "contact-with-listed": -50,
        "elders-not-visited": -250,
    }
    capped = {label: int(rules.capped[0, i]) for i, label in enumerate(_LABELS) if rules.capped[0, i] >= 0}
    assert capped == {"approved-purchase": 0, "cheat-game": 1}
    assert rules.times.tolist() == [[1, 15]]
    assert rules.period.tolist() == [[7, 30]]
    assert [label for i, label in enumerate(_LABELS) if rules.vague[0, i]] == ["spread-rumour"]
    ledgers = tables.ledgers
    assert (int(ledgers.start_low[0]), int(ledgers.start_high[0])) == (6155, 7000)
    assert (int(ledgers.decay_every[0]), int(ledgers.decay_toward[0]), int(ledgers.decay_share[0])) == (
        30,
        6500,
        200,
    )


def test_drawn_and_multiplied_regimes_compile_to_whole_numbers() -> None:
    base = world(ARTICLE)
    worlds = [World(f"d{n}", with_assumed(base.regime, Key(1, 2), n), base.response) for n in range(1, 9)]
    worlds += [World(f"a{f}", with_association(base.regime, f), base.response) for f in (0, 0.25, 4)]
    tables, _streams = build_tables(TOWN, worlds, True)
    assert np.all(tables.association.every % 7 == 0)
    assert np.all(tables.ledgers.floor <= tables.ledgers.start_low)
    assert tables.association.points[-3:, 0].tolist() == [0, -12, -200]
