"""The laws as functions, for the compiled engine and for faulty copies: `python -m tests.laws.checks LAW …`.

Each raises `Violation` where its law is broken and fails otherwise only where its mechanism did not fire.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from glasstown.core.counters import G, P
from glasstown.core.randomness import life_key
from glasstown.core.state import BAD, BAND_BITS
from glasstown.life.catalogue import BY_NAME, SERVICES, Kind
from tests.laws import debts, degenerate
from tests.laws.comparing import (
    Violation,
    differing_rows,
    fired,
    lived,
    must_be_same_world,
    must_equal,
    neighbours_of,
)
from tests.laws.copies import VIOLATED
from tests.laws.tracing import tracing
from tests.loud import NONE, amended, barred, boards, debtors, filed, heard, loud, number
from tests.reference import comparison
from tests.small_town import always_or_never, small_town
from tests.watched import borne_out, watched

INTERPRETED = os.environ.get("NUMBA_DISABLE_JIT") == "1"
PEOPLE = 240 if INTERPRETED else 1500
"""Faulty copies run uncompiled, so in a smaller town."""

DAYS = 21 if INTERPRETED else 28
KEY = life_key(11, 0)


# -- regimes that lack something ---


def _toothless(data: dict[str, Any]) -> None:
    """Everything is watched and recorded; nothing comes of it."""
    for rule in data["rules"]:
        rule["points"] = number(0)
    data["score"]["start"] = number(740)
    data["association"]["points_per_tie"] = {"household": number(0)}


def _unwatched(data: dict[str, Any]) -> None:
    """Nothing is seen, nothing is invented, and nothing counts as missed."""
    for collector in data["watch"]["collectors"].values():
        collector["sees"] = {channel: number(0.0) for channel in collector["sees"]}
    data["watch"]["errors"]["false-records"]["per-day"] = number(0.0)
    data["rules"] = [rule for rule in data["rules"] if "duty" not in rule]
    data["score"]["start"] = number(740)


def _unruled(data: dict[str, Any]) -> None:
    data["rules"] = []
    data["association"]["points_per_tie"] = {"household": number(0)}
    data["score"]["start"] = number(740)


def _ungated(data: dict[str, Any]) -> None:
    data["gates"] = data["burdens"] = []


def _by_true_ties(data: dict[str, Any]) -> None:
    data["association"]["through"] = "true-ties"


def _alone(data: dict[str, Any]) -> None:
    """No ties matter, few things are scored, one service is refused."""
    del data["association"]
    data["shaming"] = []
    data["rules"] = [rule for rule in data["rules"] if rule.get("label") in ("cheat-game", "spread-rumour")]
    data["gates"] = [{"service": "job", "refuse": {"list": "watched"}}]
    data["burdens"] = []


def _uninvented(data: dict[str, Any]) -> None:
    data["watch"]["ties"]["invented"] = number(0.0)


def _listed_from_the_start(data: dict[str, Any]) -> None:
    """Everybody starts on every list, in all ledgers, and stays there."""
    data["score"]["start"] = number(305)
    data["watch"]["errors"]["misattributed"] = number(1.0)


def _forgiving(data: dict[str, Any]) -> None:
    """Many start on the list, and nothing but good is recorded."""
    del data["association"]
    data["score"]["start"] = {"uniform": [number(550), number(650)]}
    data["rules"] = [rule for rule in data["rules"] if rule["points"].get("value", -1) > 0]
    data["watch"]["errors"]["false-records"]["per-day"] = number(0.0)


# -- the laws ---


def law_a() -> None:
    """A regime without effect gives the world without."""
    worlds = [loud("toothless", _toothless), loud("unwatched", _unwatched), loud("unruled", _unruled)]
    run = lived(small_town(PEOPLE, 1), worlds, DAYS, KEY)
    lives = run.lives()
    fired("records without effect", int(lives.plain[1, :, P["records"]].sum()))
    debts.check_no_effect(PEOPLE, 70, KEY)
    noise = lives.streams.index("noise")
    acts = [P["acts"] + s for s in range(len(lives.streams)) if s != noise]
    asked = [P["attempts"] + i for i in range(len(SERVICES))]
    lived_as = [G["protected_done"], *(G["had"] + i for i in range(len(SERVICES)))]
    fired("acts", int(lives.plain[0][:, acts].sum()))
    fired("services had", int(lives.grouped[0][:, 0, lived_as[1:]].sum()))
    for w, world in enumerate(worlds, start=1):
        must_equal(
            f"acts and attempts in {world.name}",
            lives.plain[w][:, acts + asked],
            lives.plain[0][:, acts + asked],
        )
        must_equal(
            f"words and services in {world.name}",
            lives.grouped[w][..., lived_as],
            lives.grouped[0][..., lived_as],
        )


def _treated(town: Any, days: int, rows: list[int], edit: Any = None) -> Any:
    """A run in which some people start with hardly a point, on every list."""
    from glasstown.engine.run import Run

    run = Run(town, [loud("loud", edit)], days, KEY, threads=1)
    run.state.score[0][:, rows] = 3100
    run.state.standing[0][:, rows] = np.uint16(0b11 << BAND_BITS)
    return run


def law_b() -> None:
    """What is done to one person reaches others only through ties, one step an exchange."""
    town = small_town(PEOPLE, 2)
    heads = np.flatnonzero(town.people.place == 0).tolist()
    plain, treated = _treated(town, 6, []), _treated(town, 6, heads)
    for run in (plain, treated):
        run.advance(6)
    changed = differing_rows(plain, treated)
    fired("people treated", len(changed), 60 if INTERPRETED else 100)
    if not changed <= set(heads):
        raise Violation(f"before any exchange, others changed: rows {sorted(changed - set(heads))[:5]}")
    reached = 0
    plain = [_treated(town, days, []) for days in (7, 14)]
    for run in plain:
        run.advance(run.days)
    near = neighbours_of(plain[0])
    for row in heads[: 3 if INTERPRETED else 12]:
        allowed = {row} | near[row]
        for run in plain:
            treated = _treated(town, run.days, [row])
            treated.advance(run.days)
            changed = differing_rows(run, treated)
            reached += len(changed) - 1
            if not changed <= allowed:
                raise Violation(
                    f"by day {run.days}, treating row {row} changed rows "
                    f"{sorted(changed - allowed)[:5]}, out of reach"
                )
            allowed = allowed.union(*(near[other] for other in allowed))
    fired("people reached by what was done to somebody else", reached)
    debts.check_reach(PEOPLE, KEY)


def law_c() -> None:
    """Other worlds, with other streams and mechanisms, change nobody."""
    town = small_town(PEOPLE, 3)
    worlds = [
        loud(),
        loud("alone", _alone),
        loud("true-ties", _by_true_ties),
        loud("ungated", _ungated, NONE),
        heard(),
        watched(),
        debtors(),
        barred(),
        filed(),
        amended(),
    ]
    together = lived(town, worlds, DAYS, KEY)
    for world in worlds:
        alone = lived(town, [world], DAYS, KEY)
        for name in ("without", world.name):
            fired("things counted", must_be_same_world("alone and beside others", alone, together, name))


def law_c_person() -> None:
    """One more person, tied to nobody, changes nobody else."""
    one, more = (
        lived(small_town(PEOPLE, 4, hermits=n), [loud("loud", _uninvented)], DAYS, KEY, by_group=False)
        for n in (0, 1)
    )
    fired(
        "people listed", int((one.state.standing[0, 0] >> BAND_BITS != 0).sum()), 20 if INTERPRETED else 100
    )
    for name in ("score", "standing", "flags", "ever", "days", "domains"):
        a, b = (getattr(run.state, name)[0] for run in (one, more))
        must_equal(f"{name} beside one more person", a, b[..., : one.town.n])
    must_equal("counts of bad ties", one.state.ties[0], more.state.ties[0][..., : one.town.n])


def law_d() -> None:
    """Blocks, threads and the order of work change no bit."""
    town = small_town(PEOPLE, 5)
    worlds = [loud(), watched("true-ties", _by_true_ties), debtors(), heard(), barred(), amended()]
    first = lived(town, worlds, DAYS, KEY, block_rows=2048)
    fired("people listed", int((first.state.standing[:, 0] >> BAND_BITS != 0).sum()))
    fired("mistaken records", int(first.plain[1, :, P["wrong_person"]].sum()))
    fired("entries of namesakes", int(first.plain[3, :, P["listed_somebody_else"]].sum()), 3)
    for threads, rows in (
        ((2, 64),) if INTERPRETED else ((1, 64), (2, 64), (2, 256), (2, 300), (1, 1024), (3, 500))
    ):
        other = lived(town, worlds, DAYS, KEY, threads=threads, block_rows=rows)
        must_equal("schedules", first.schedule.next_day, other.schedule.next_day)
        must_equal("counts of bad ties", first.state.ties, other.state.ties)
        for name in first.names:
            must_be_same_world(f"{threads} threads, blocks of {rows}", first, other, name)


def law_e() -> None:
    """A run taken up from what was set down at an exchange is the run that was never interrupted."""
    from glasstown.engine.run import Run

    whole = lived(small_town(PEOPLE, 41), [loud(), debtors(), heard(), amended()], DAYS, KEY)
    inputs = (whole.town, whole.worlds, whole.days, whole.key)
    with TemporaryDirectory() as folder:
        for day in (14,) if INTERPRETED else (7, 14, 21):
            run = Run(*inputs, threads=1)
            run.advance(day)
            fired("letters on their way", run.letters.to.size, 50 if INTERPRETED else 100)
            fired("terms that run", int(run.calendars.pending[:, 0].sum()), 50 if INTERPRETED else 100)
            fired("debts and reviews that wait", int(run.calendars.pending[:, 1].sum()), 5)
            run.save(folder)
            again = Run.load(folder, *inputs, threads=2)
            if again.day != day:
                raise Violation(f"set down on day {day}, taken up on day {again.day}")
            again.advance(whole.days)
            for name in whole.names:
                must_be_same_world(f"resumed on day {day}", whole, again, name)


def law_f() -> None:
    """Acts differ between paired worlds less than between independent ones."""
    from scipy import stats  # slow to import, and most checks run in a process of their own

    replicates = 12 if INTERPRETED else 40
    town = small_town(80 if INTERPRETED else 300, 6)
    acts, lost = [], 0
    for r in range(replicates):
        lives = lived(town, [loud(), loud("mechanical", None, NONE)], 14, life_key(12, r)).lives()
        lost += int(lives.grouped[1, :, 0, G["protected_lost"]].sum())
        acts.append(lives.plain[:, :, P["acts"] : P["acts"] + len(lives.streams)].sum(axis=1))
    counts = np.array(acts)  # replicate, world, stream
    fired("words lost in one world", lost)
    noise = lives.streams.index("noise")
    total = np.delete(counts, noise, axis=2).sum(axis=2)
    for w, name in ((1, "loud"), (2, "mechanical")):
        paired = np.var(total[:, w] - total[:, 0], ddof=1)
        independent = np.var(total[:, w] - np.roll(total[:, 0], 1), ddof=1)
        # for two independent samples of normal differences the ratio follows F
        bound = stats.f.ppf(1e-3, replicates - 1, replicates - 1)
        print(f"{name}: variance paired {paired:.1f}, independent {independent:.1f}, ratio bound {bound:.2f}")
        if not paired < bound * independent:
            raise Violation(
                f"{name}: paired differences vary by {paired:.1f}, independent ones by {independent:.1f}"
            )


def law_g() -> None:
    """Candidates come as independent daily trials at the town's rates."""
    from scipy import stats

    town = small_town(PEOPLE, 7)
    days = 56
    lives = lived(town, [loud()], days, life_key(13, 0)).lives()
    streams = [s for s, name in enumerate(lives.streams) if BY_NAME[name].kind not in (Kind.DUTY, Kind.NOISE)]
    fired("acts", int(lives.plain[0][:, [P["acts"] + s for s in streams]].sum()))
    alpha = 1e-6 / (2 * len(streams) + 1)
    surplus = scatter = 0.0
    for s in streams:
        name = lives.streams[s]
        rates = town.conduct[name].rate[town.people.columns[town.conduct[name].column]]
        mean, variance = rates.sum(), (rates * (1 - rates)).sum()
        by_day = lives.plain[0, 1:, P["acts"] + s]
        z = (by_day.sum() - days * mean) / np.sqrt(days * variance)
        spread = ((by_day - mean) ** 2).sum() / variance
        low, high = stats.chi2.ppf(alpha / 2, days), stats.chi2.isf(alpha / 2, days)
        if abs(z) > stats.norm.isf(alpha / 2):
            raise Violation(f"{name}: {by_day.sum()} acts where {days * mean:.0f} are expected (z = {z:.1f})")
        if not low < spread < high:
            raise Violation(
                f"{name}: spread of acts over days {spread:.1f}, expected {low:.1f} to {high:.1f}"
            )
        surplus += by_day.sum() - days * mean
        scatter += days * variance
    if abs(surplus) > stats.norm.isf(alpha / 2) * np.sqrt(scatter):
        raise Violation(
            f"all acts together: {surplus:.0f} more than expected, standard deviation {np.sqrt(scatter):.0f}"
        )


def law_h() -> None:
    """Chances and rates of 0 and 1, nothing scored, nobody enrolled."""
    degenerate.check_watching(60 if INTERPRETED else 300, 15 if INTERPRETED else 35)
    degenerate.check_responses(100 if INTERPRETED else 600, 35)
    debts.check_ends(100 if INTERPRETED else 300, 42)


def recounts() -> None:
    """Counts pushed along ties equal counts by asking everybody, at every exchange."""
    from glasstown.engine.run import Run

    run = Run(small_town(PEOPLE, 8), [loud(), loud("true-ties", _by_true_ties)], 56, KEY, threads=1)
    moves = 0
    before = run.state.flags & BAD
    for day in range(7, 57, 7):
        run.advance(day)
        moves += int((before != run.state.flags & BAD).sum())
        before = run.state.flags & BAD
        if wrong := run.recount():
            raise Violation(f"on day {day}, {wrong} counts of bad ties differ from a count by asking")
    fired("changes of published standing", moves, 60 if INTERPRETED else 100)
    fired(
        "ties cut", int(run.plain[1, :, [P["kin_cut"], P["friends_cut"]]].sum()), 60 if INTERPRETED else 100
    )


def bounds() -> None:
    """No kernel reads or writes outside its arrays: numpy, which runs them uncompiled, refuses to.

    Long enough for terms to end, people to recover, and everything counted at the end to be counted.
    """
    from glasstown.engine.run import Run

    try:
        worlds = [loud(), loud("forgiving", _forgiving)]
        busy = lived(small_town(50 if INTERPRETED else 700, 1), worlds, 126, KEY, block_rows=16)
        alike = Run(
            always_or_never(small_town(40, 12, hermits=2)),
            [loud("one-list", _listed_from_the_start), loud(), debtors(), heard()],
            22,
            KEY,
            threads=2,
            block_rows=8,
        )
        alike.advance(21)
        letters = alike.letters.to.size
        alike.advance(22)
        ends = busy.lives().ends[2], alike.lives().ends[1]
    except IndexError as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        raise Violation(f"{error}, in {place.name} ({place.filename}, line {place.lineno})") from error
    fired("people recovered", int(ends[0].recovered_after.sum()), 5)
    fired("people sanctioned at the end", int(ends[1].not_recovered_after.sum()), 20)
    fired("letters", letters, 5)


def reference() -> None:
    """The engine agrees with the plain-Python world."""
    engine, result = comparison.both(small_town(80 if INTERPRETED else 200, 10), [loud(), boards()], 49, KEY)
    fired("records", int(engine.plain[1, :, P["records"]].sum()))
    fired("words lost beside the shamed", int(engine.grouped[2, :, 0, G["protected_lost"]].sum()), 20)
    if difference := comparison.first_difference(engine, result):
        raise Violation(difference)


def events() -> None:
    """The engine agrees with the plain-Python world where people owe and are listed for it."""
    engine, result = comparison.both(
        small_town(100 if INTERPRETED else 200, 10), [loud(), debtors()], 84, KEY
    )
    for name in (
        "listed_somebody_else",
        "wrong_reviews_upheld",
        "left_by_correction",
        "left_by_payment",
        "paid_urged",
    ):
        fired(name, int(engine.plain[2, :, P[name]].sum()), 1)
    if difference := comparison.first_difference(engine, result):
        raise Violation(difference)


def amendments() -> None:
    """The engine agrees with the plain-Python world where parts come and go and people are enrolled in waves."""
    engine, result = comparison.both(small_town(120 if INTERPRETED else 200, 10), [amended()], 56, KEY)
    try:
        difference = comparison.first_difference(engine, result)
    except IndexError as error:  # more days of sanction than there are days
        raise Violation(f"the days of sanction do not add up: {error}") from error
    if difference:
        raise Violation(difference)
    for name in ("records", "points_lost", "listings"):
        fired(name, int(engine.plain[1, :, P[name]].sum()), 5)
    fired("people sanctioned as rules came", int(engine.grouped[1, 2:11, 0, G["sanctioned_change"]].sum()), 5)
    fired("people free as all ended", -int(engine.grouped[1, 45, 0, G["sanctioned_change"]]), 5)


def redress() -> None:
    """The engine agrees with the plain-Python world where entries by score are told of, reviewed and struck."""
    engine, result = comparison.both(small_town(200 if INTERPRETED else 300, 10), [heard()], 105, KEY)
    for name in ("notices", "found_out", "reviews_asked", "left_by_correction"):
        fired(name, int(engine.plain[1, :, P[name]].sum()), 2)
    if difference := comparison.first_difference(engine, result):
        raise Violation(difference)


def watching() -> None:
    """The engine agrees with the plain-Python world however collectors watch."""
    worlds = [watched(), loud("borne-out", borne_out)]
    engine, result = comparison.both(small_town(140 if INTERPRETED else 200, 10), worlds, 49, KEY)
    fired("records", int(engine.plain[1, :, P["records"]].sum()))
    fired("records of two", int(engine.plain[2, :, P["records"]].sum()), 20)
    fired("mistaken records", int(engine.plain[1, :, P["wrong_person"]].sum()), 40)
    if difference := comparison.first_difference(engine, result):
        raise Violation(difference)


def records() -> None:
    """The engine agrees with the plain-Python world where records of acts put people on lists and at grades."""
    people = 100 if INTERPRETED else 200
    engine, result = comparison.both(small_town(people, 10), [barred(), filed()], 63, KEY)
    for name in ("direct_grades", "left_by_payment", "left_by_term", "listed_lawful"):
        fired(name, int(engine.plain[1, :, P[name]].sum()), 3)
    if difference := comparison.first_difference(engine, result):
        raise Violation(difference)


LAWS: dict[str, Callable[[], None]] = {
    "a": law_a,
    "b": law_b,
    "amendments": amendments,
    "c": law_c,
    "bounds": bounds,
    "c-person": law_c_person,
    "d": law_d,
    "e": law_e,
    "events": events,
    "f": law_f,
    "g": law_g,
    "h": law_h,
    "records": records,
    "recounts": recounts,
    "redress": redress,
    "reference": reference,
    "tracing": tracing,
    "watching": watching,
}


def main(laws: list[str]) -> int:
    """Run some checks; 0 where the laws hold, `VIOLATED` where one is broken."""
    for law in laws:
        try:
            LAWS[law]()
        except Violation as violation:
            print(f"law {law}: {violation}")
            return VIOLATED
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
