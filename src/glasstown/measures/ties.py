"""Who is left alone, and how a sanction spreads around the one who is sanctioned."""

from __future__ import annotations

from typing import Final

from glasstown.measures.measure import Compute, Measure
from glasstown.measures.value import NONE_HERE, ZERO, Amount, ratio
from glasstown.measures.view import YEAR, View


def _cut(*counters: str) -> Compute:
    def compute(view: View, group: int) -> Amount:
        return ratio(sum(view.total(counter) for counter in counters), view.lives.people, 1000)

    return compute


def _isolated(view: View, group: int) -> Amount:
    return ZERO if view.without else ratio(view.end.isolated, view.end.with_ties)


def _household(view: View, group: int) -> Amount:
    if view.without:
        return NONE_HERE
    return ratio(view.end.household_pairs_sanctioned, view.end.household_pairs)


def _avoided(view: View, group: int) -> Amount:
    if view.without:
        return NONE_HERE
    avoided = view.total("contacts_avoided")
    return ratio(avoided, avoided + view.total("contacts_with_listed"))


def _warned(view: View, group: int) -> Amount:
    if view.without:
        return NONE_HERE
    return ratio(view.total("warned_callers"), view.person_days("listed_change"), YEAR)


TIES: Final = (
    Measure(
        "ties_cut_per_1000",
        "Ties cut",
        "ties with kin and friends broken off, each counted once",
        "people of the town, in thousands",
        "ties per 1,000 people in the run",
        _cut("kin_cut", "friends_cut"),
        "ties with kin and friends outside the household",
        "ICCPR 17, 22, 23",
        "reversibility",
        "never absent",
        axis="tie",
        pieces=(("kin", _cut("kin_cut")), ("friend", _cut("friends_cut"))),
    ),
    Measure(
        "isolated_share",
        "Left without any tie",
        "people all of whose ties with kin and friends have been cut",
        "people who had kin or friends outside the household",
        "share of people with ties",
        _isolated,
        "people with kin or friends outside the household",
        "ICCPR 17, 23",
        "scale",
        "nobody has such ties",
        window="the last day",
    ),
    Measure(
        "household_spread",
        "Also sanctioned in the same home",
        "pairs of which the other member of the household was ever sanctioned too",
        "ordered pairs: somebody ever sanctioned, and another member of the household",
        "share of members of their households",
        _household,
        "members of the households of those ever sanctioned",
        "ICCPR 17, 23",
        "scope",
        "nobody sanctioned lives with others; not applicable without a regime",
        note="children, who may not be under the regime, count among the other members",
    ),
    Measure(
        "contacts_avoided_share",
        "Contacts avoided",
        "calls, letters and visits to people who stand badly that were left undone",
        "calls, letters and visits to such people, made or left undone",
        "share of contacts with people who stand badly",
        _avoided,
        "people with a tie who is published as standing badly, where contact can be scored, heard or avoided",
        "ICCPR 17, 22",
        "scale",
        "nobody met anybody who stands badly; not applicable without a regime",
    ),
    Measure(
        "warned_callers_per_listed",
        "Callers warned",
        "calls in which the listed person's call tone was heard",
        "person-years on a list",
        "calls per listed person a year",
        _warned,
        "people on the days on which they are listed",
        "ICCPR 17",
        "scale",
        "nobody was listed; not applicable without a regime",
    ),
)
