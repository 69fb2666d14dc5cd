"""Law (h): every distribution at its ends, where what happens can be counted exactly."""

from __future__ import annotations

from typing import Any

import numpy as np

from glasstown.core.counters import G, P
from glasstown.core.randomness import life_key
from glasstown.core.state import BAD, BESIDE, KNOWN
from glasstown.engine.run import Run
from glasstown.life.catalogue import ACTS, BY_NAME, Kind
from tests.laws.comparing import Violation, fired, lived
from tests.loud import LOUD, NONE, SIMPLE, loud, number
from tests.small_town import always_or_never, small_town

WRONG = ("wrong_person", "wrong_label", "wrong_omission", "invented_record")
RULED = {rule.get("label") for rule in LOUD["rules"]}
SCORED_ACTS = [act.name for act in ACTS if act.kind == Kind.ACT and act.name in RULED]


def must_be(what: str, got: int, expected: int) -> None:
    if int(got) != int(expected):
        raise Violation(f"{what}: {int(got)}, expected {int(expected)}")


def _errors(data: dict[str, Any], misattributed: float, mislabelled: float) -> None:
    errors = data["watch"]["errors"]
    errors["misattributed"] = number(misattributed)
    errors["mislabelled"] = {"public-criticism": {"as": "spread-rumour", "share": number(mislabelled)}}
    errors["false-records"]["per-day"] = number(0.0)


def _seeing(data: dict[str, Any], share: float) -> None:
    for collector in data["watch"]["collectors"].values():
        collector["sees"] = {channel: number(share) for channel in collector["sees"]}
    data["enrol"] = {"who": "everybody", "share": number(1.0), "from": "day 0"}
    data["rules"] = [rule for rule in data["rules"] if rule.get("label") != "contact-with-listed"]
    _errors(data, 0.0, 0.0)


def _all_seen(data: dict[str, Any]) -> None:
    _seeing(data, 1.0)


def _none_seen(data: dict[str, Any]) -> None:
    _seeing(data, 0.0)


def _all_mistaken(data: dict[str, Any]) -> None:
    _seeing(data, 1.0)
    _errors(data, 1.0, 0.0)


def _all_mislabelled(data: dict[str, Any]) -> None:
    _seeing(data, 1.0)
    _errors(data, 0.0, 1.0)


def _nobody_enrolled(data: dict[str, Any]) -> None:
    data["enrol"]["share"] = number(0.0)


def _nothing_said(data: dict[str, Any]) -> None:
    for part in ("rules", "lists", "gates", "burdens", "rewards", "shaming"):
        data[part] = []
    data["grades"] = {}
    del data["association"]


def _stuck(data: dict[str, Any]) -> None:
    data["score"] = {"start": number(610), "floor": number(610), "ceiling": number(610)}


def _blind_to_ties(data: dict[str, Any]) -> None:
    data["watch"]["ties"]["missed"] = number(1.0)
    data["watch"]["ties"]["invented"] = number(0.0)


def _total(run: Run, world: str, name: str) -> int:
    return int(run.plain[run.names.index(world), :, P[name]].sum())


def _acts(run: Run, world: str, name: str) -> np.ndarray:
    """Acts by day 1…"""
    return run.plain[run.names.index(world), 1:, P["acts"] + run.streams.index(name)]


def check_watching(people: int, days: int) -> None:
    """Coverage, errors, enrolment and rates at 0 and 1."""
    town = always_or_never(small_town(people, 21, hermits=6))
    worlds = [
        loud("all-seen", _all_seen, NONE),
        loud("none-seen", _none_seen, NONE),
        loud("all-mistaken", _all_mistaken, NONE),
        loud("all-mislabelled", _all_mislabelled, NONE),
        loud("nobody-enrolled", _nobody_enrolled),
        loud("nothing-said", _nothing_said),
        loud("stuck", _stuck),
    ]
    run = lived(town, worlds, days, life_key(21, 0))
    for name in run.streams:
        if BY_NAME[name].kind in (Kind.DUTY, Kind.NOISE):
            continue
        conduct = town.conduct[name]
        able = int((conduct.rate[town.people.columns[conduct.column]] == 1.0).sum())
        for day, acts in enumerate(_acts(run, "without", name), start=1):
            must_be(f"{name} on day {day}, at a rate of 1 or 0", acts, able)
    done = int(sum(_acts(run, "all-seen", name).sum() for name in [*SCORED_ACTS, "public-criticism"]))
    fired("acts seen", done)
    duty = town.conduct["visit-elders"]
    dutiful = duty.done[town.people.columns[duty.column]] == 1.0
    due = run.schedule.next_day[run.streams.index("visit-elders")]
    bound = duty.rate[town.people.columns[duty.column]] > 0.0
    first_due = (due[bound].astype(np.int64) - 1) % 30 + 1
    times = np.maximum(0, (days - first_due) // 30 + 1)
    omitted = int(times[~dutiful[bound]].sum())
    must_be("visits", _acts(run, "without", "visit-elders").sum(), times.sum() - omitted)
    must_be("records where all is seen", _total(run, "all-seen", "records"), done + omitted)
    must_be("records where nothing is seen", _total(run, "none-seen", "records"), times.sum())
    must_be("wrong records where all is seen", sum(_total(run, "all-seen", name) for name in WRONG), 0)
    must_be("false omissions", _total(run, "none-seen", "wrong_omission"), times.sum() - omitted)
    seen = int(_acts(run, "all-mislabelled", "public-criticism").sum())
    must_be("words under a wrong label", _total(run, "all-mislabelled", "wrong_label"), seen)
    _check_mistaken(run, days)
    for name in ("records", "points_lost", "score_sum", "refused", "contacts_with_listed"):
        must_be(f"{name} where nobody is enrolled", _total(run, "nobody-enrolled", name), 0)
    for name in ("points_lost", "score_sum", "below_change"):
        must_be(f"{name} where the score cannot move", _total(run, "stuck", name), 0)
    world = run.names.index("nothing-said")
    must_be("sanctions without gates", np.abs(run.grouped[world, :, :, G["sanctioned_change"]]).sum(), 0)


def _check_mistaken(run: Run, days: int) -> None:
    """Acts are credited to somebody else on the stair, after the exchange; who lives alone keeps them."""
    town = run.town
    alone = town.people.stair_size == 1
    last_sent = (days - 1) // 7 * 7
    sent = kept = 0
    for name in [*SCORED_ACTS, "public-criticism"]:
        conduct = town.conduct[name]
        able = conduct.rate[town.people.columns[conduct.column]] == 1.0
        sent += int((able & ~alone).sum()) * last_sent
        kept += int((able & alone).sum()) * days
    fired("acts credited to others", sent)
    fired("records of those alone on their stair", kept, 20)
    must_be("acts credited to others", _total(run, "all-mistaken", "wrong_person"), sent)
    own = _total(run, "all-mistaken", "records") - sent
    omissions = _total(run, "all-seen", "records") - int(
        sum(_acts(run, "all-seen", name).sum() for name in [*SCORED_ACTS, "public-criticism"])
    )
    must_be("records of those alone on their stair", own - omissions, kept)


def check_responses(people: int, days: int) -> None:
    """Speech and ties at chances of 0 and 1."""

    def reacting(said: float, breaks: float, avoids: float = 0.0, foresees: float = 0.0) -> dict[str, Any]:
        response = {**SIMPLE, "speech": {**SIMPLE["speech"], "said_beside_punished_tie": number(said)}}
        response["speech"]["anticipation"] = {
            "awareness": number(foresees),
            "perceived_watching": number(1.0),
            "vagueness": {"vague": number(1.0), "clear": number(1.0)},
        }
        response["shunning"] = {
            "learns_through": {"call-tone": number(1.0)},
            "breaks_off": {"kin": number(breaks), "friend": number(breaks)},
        }
        return response | {"avoidance": {"avoids": number(avoids)}}

    town = small_town(people, 22)
    worlds = [
        loud("silent", None, reacting(0.0, 0.0, 1.0)),
        loud("undaunted", None, reacting(1.0, 0.0)),
        loud("abandoned", None, reacting(1.0, 1.0, 0.0, 1.0)),
        loud("blind", _blind_to_ties, NONE),
    ]
    run = Run(town, worlds, days, life_key(22, 0), threads=1)
    beside = 0
    for day in range(7, days + 1, 7):
        run.advance(day)
        beside += int((run.state.flags[0] & BESIDE != 0).sum())
    fired("people beside a punished tie", beside, 50)
    lost = {
        name: int(run.grouped[run.names.index(name), :, 0, G["protected_lost"]].sum()) for name in run.names
    }
    fired("words lost", lost["silent"], 20)
    must_be("words lost by the undaunted", lost["undaunted"], 0)
    said = int(_acts(run, "silent", "public-criticism").sum())
    must_be("words said and lost", said + lost["silent"], _acts(run, "without", "public-criticism").sum())
    fired("contacts avoided", _total(run, "silent", "contacts_avoided"), 10)
    must_be(
        "contacts with the listed of those who avoid all", _total(run, "silent", "contacts_with_listed"), 0
    )
    must_be("contacts avoided by the undaunted", _total(run, "undaunted", "contacts_avoided"), 0)
    words = int(_acts(run, "abandoned", "public-criticism").sum())
    must_be("words said by those who foresee the worst", words, 0)
    must_be("ties cut where nobody breaks off", _cut(run, "silent"), 0)
    known = run.state.flags[run.names.index("abandoned") - 1] & KNOWN != 0
    pairs = _pairs_with(town, known)
    cut = _cut(run, "abandoned")
    fired("ties cut", cut, 50)
    must_be("ties cut where all break off", cut, pairs)
    bad = run.state.flags[run.names.index("blind") - 1] & BAD != 0
    fired("bad people where no ties are seen", int(bad.sum()), 20)
    must_be("points lost through unseen ties", _total(run, "blind", "lost_ties_not_there"), 0)


def _cut(run: Run, world: str) -> int:
    return _total(run, world, "kin_cut") + _total(run, world, "friends_cut")


def _pairs_with(town: Any, known: np.ndarray) -> int:
    """Ties of kin and friends at least one end of which is known to have been listed."""
    ptr, tie = town.people.tie_ptr, town.people.tie
    ends = np.repeat(np.arange(town.n), np.diff(ptr))
    once = ends < tie
    return int((known[ends] | known[tie])[once].sum())
