"""Who is sanctioned, for how long, and in which of three ways that is wrong.

*Sanctioned* on a day: standing would refuse at least one service, tried or not, or imposes a burden. A person-day is
one person on one day; days 1…D count.
"""

from __future__ import annotations

from typing import Final

from glasstown.measures.grounds import own_breaches
from glasstown.measures.measure import MIN_CELL, Compute, Measure
from glasstown.measures.value import NONE_HERE, UNDEFINED, ZERO, Amount, ratio
from glasstown.measures.view import View

NOBODY: Final = "nobody is under the regime, or the group is under 50 people"
NO_DAYS: Final = "nobody was sanctioned; not applicable without a regime"


def of_enrolled(counter: str) -> Compute:
    """People counted once in the run, as a share of those under the regime."""

    def compute(view: View, group: int) -> Amount:
        if view.without:
            return ZERO
        people = int(view.at_risk[group])
        if group and people < MIN_CELL:
            return Amount(None, UNDEFINED, small=True)
        return ratio(view.count(counter, group), people)

    return compute


def of_sanctioned_days(counter: str) -> Compute:
    """Person-days as a share of all under sanction; of a group, if at least 50 of its people ever were."""

    def compute(view: View, group: int) -> Amount:
        if view.without:
            return NONE_HERE
        if group and view.count("first_sanctioned", group) < MIN_CELL:
            return Amount(None, UNDEFINED, small=True)
        return ratio(view.person_days(counter, group), view.person_days("sanctioned_change", group))

    return compute


def days_of_enrolled(counter: str, offset: int = 0) -> Compute:
    """Person-days of a stock as a share of all under the regime; of a group, if it has at least 50 people."""

    def compute(view: View, group: int) -> Amount:
        if view.without:
            return ZERO
        people = int(view.at_risk[group])
        if group and people < MIN_CELL:
            return Amount(None, UNDEFINED, small=True)
        return ratio(view.person_days(counter, group, offset), people * view.lives.days)

    return compute


def _listed_at_end(view: View, group: int) -> Amount:
    if view.without:
        return ZERO
    people = int(view.at_risk[group])
    if group and people < MIN_CELL:
        return Amount(None, UNDEFINED, small=True)
    return ratio(int(view.stock("listed_change", group)[-1]), people)


def false_sanctions(view: View, group: int) -> Amount:
    """Wrongly sanctioned person-days, as a share of those on which nothing right would have closed a service."""
    if view.without:
        return ZERO
    people = int(view.at_risk[group])
    if group and people < MIN_CELL:
        return Amount(None, UNDEFINED, small=True)
    wrongful = view.person_days("wrongful_change", group)
    rightful = view.person_days("sanctioned_change", group) - wrongful
    return ratio(wrongful, people * view.lives.days - rightful)


def _days_per_breach(view: View, group: int) -> Amount:
    if view.without:
        return NONE_HERE
    breaches = view.total("adverse_breaches") if view.scored else own_breaches(view)
    return ratio(view.person_days("sanctioned_change"), breaches)


def _wrong(key: str, title: str, counter: str, numerator: str, right: str, note: str = "") -> Measure:
    return Measure(
        key,
        title,
        numerator,
        "person-days sanctioned",
        "share of sanctioned person-days",
        of_sanctioned_days(counter),
        "people on the days on which they are sanctioned",
        right,
        "scale",
        NO_DAYS,
        grouped=True,
        note=note,
    )


SANCTIONS: Final = (
    Measure(
        "sanctioned_share",
        "Ever sanctioned: a service is closed to them, or a burden imposed",
        "people whose standing refused at least one service, tried or not, or imposed a burden, on at least one day",
        "people under the regime",
        "share of people under the regime",
        of_enrolled("first_sanctioned"),
        "people under the regime",
        "ICESCR 6, 13; ICCPR 12",
        "scope",
        NOBODY,
        grouped=True,
    ),
    Measure(
        "sanctioned_days_share",
        "Time spent sanctioned",
        "person-days sanctioned",
        "person-days under the regime",
        "share of person-days under the regime",
        days_of_enrolled("sanctioned_change"),
        "people under the regime",
        "ICESCR 6, 13; ICCPR 12",
        "scale",
        NOBODY,
        grouped=True,
    ),
    Measure(
        "listed_share",
        "On a list on the last day",
        "people on at least one list",
        "people under the regime",
        "share of people under the regime",
        _listed_at_end,
        "people under the regime",
        "ICCPR 14, 17",
        "scope",
        NOBODY,
        window="the last day",
        grouped=True,
    ),
    Measure(
        "wrongful_people_share",
        "Ever wrongly sanctioned",
        "people whose sanction was inaccurate or illegitimate on at least one day",
        "people under the regime",
        "share of people under the regime",
        of_enrolled("first_wrongful"),
        "people under the regime",
        "ICCPR 14(2), 15, 26",
        "scope",
        NOBODY,
        grouped=True,
    ),
    _wrong(
        "wrongful_share",
        "Sanctions that are wrong",
        "wrongful_change",
        "person-days on which the sanction was inaccurate or illegitimate",
        "ICCPR 14(2), 15",
    ),
    _wrong(
        "inaccurate_share",
        "Not by the regime's own rules",
        "inaccurate_change",
        "person-days on which the regime's own rules, with true records and ties, would not sanction",
        "ICCPR 14(2), 17",
    ),
    _wrong(
        "illegitimate_share",
        "For what was lawful, protected or somebody else's",
        "illegitimate_change",
        "person-days whose sanction is accurate, and would not be imposed for own unlawful and unprotected acts alone",
        "ICCPR 15, 19",
    ),
    _wrong(
        "induced_share",
        "For acts that exist only because of the regime",
        "induced_change",
        "person-days whose sanction vanishes without the acts that the twin in the town without did not do",
        "ICCPR 26",
        "in this version only a debt can exist because of a regime: whoever pays sooner may be ordered to pay "
        "again; all else is only ever left undone, so that the share is 0 where nobody owes",
    ),
    Measure(
        "false_sanction_share",
        "Sanctioned while in the clear",
        "person-days on which the sanction was inaccurate or illegitimate",
        "person-days under the regime on which own unlawful and unprotected acts, truly recorded, close no service",
        "share of person-days in the clear",
        false_sanctions,
        "people on the days on which nothing right would have closed a service to them",
        "ICCPR 14(2), 15, 26",
        "probability",
        NOBODY,
        grouped=True,
        note="the false positive rate; a day on which one service is closed wrongly and another rightly counts as "
        "one in the clear",
    ),
    Measure(
        "collateral_people_share",
        "Refused through somebody else's standing",
        "people refused a service, at least once, because of the standing of the head of their household",
        "people of the town",
        "share of people of the town",
        lambda view, group: (
            Amount(None, UNDEFINED, small=True)
            if group and int(view.lives.group_people[group]) < MIN_CELL
            else ratio(view.count("first_collateral", group), int(view.lives.group_people[group]))
        ),
        "everybody in the town, children included",
        "CRC 2(2), 28",
        "scope",
        "the group is under 50 people",
        grouped=True,
    ),
    Measure(
        "sanction_days_per_breach",
        "Days of sanction for each breach of law recorded",
        "person-days sanctioned",
        "records that cost points, or entries on a list, for a person's own unlawful, unprotected act, truly recorded",
        "days per breach",
        _days_per_breach,
        "people under the regime",
        "ICCPR 14, 26 (proportion)",
        "scale",
        "no breach was recorded; not applicable without a regime",
    ),
)
