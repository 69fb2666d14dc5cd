"""What was refused. A refusal is the regime's only where the attempt would ordinarily have been granted;
attempts and people are counted apart, since one person may be refused many times."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from glasstown.core.counters import MAX_SERVICES
from glasstown.life.catalogue import SERVICE_BY_NAME
from glasstown.measures.measure import MIN_CELL, Measure
from glasstown.measures.value import NONE_HERE, UNDEFINED, ZERO, Amount, ratio
from glasstown.measures.view import View

_RIGHTS: Final = {
    "air-ticket": "ICCPR 12",
    "train-ticket": "ICCPR 12",
    "job": "ICESCR 6",
    "promotion": "ICESCR 7(c)",
    "school-place": "ICESCR 13; CRC 2(2), 28",
}
_TOWN: Final = "everybody in the town"


def _unrelated(view: View, group: int) -> Amount:
    if view.without:
        return NONE_HERE
    refused = sum(view.total("refused", i) for i in range(MAX_SERVICES))
    return ratio(view.total("unrelated_refusals"), refused)


def _service(i: int, name: str) -> tuple[Measure, ...]:
    known = SERVICE_BY_NAME.get(name)
    title = known.title if known else name
    right = _RIGHTS.get(name, "ICESCR 11")
    slug = name.replace("-", "_")

    def attempts(view: View, group: int) -> Amount:
        return ratio(view.total("refused", i), view.lives.people * view.years, 1000)

    def people(view: View, group: int) -> Amount:
        of = int(view.lives.group_people[group])
        if group and of < MIN_CELL:
            return Amount(None, UNDEFINED, small=True)
        return ratio(view.count("first_refused", group, i), of, 1000)

    def each(view: View, group: int) -> Amount:
        return (
            NONE_HERE if view.without else ratio(view.total("refused", i), view.count("first_refused", 0, i))
        )

    def foregone(view: View, group: int) -> Amount:
        if view.without:
            return ZERO
        if view.twin is None:
            return Amount(None, UNDEFINED)
        missing = view.twin.count("had", 0, i) - view.count("had", 0, i)
        return ratio(missing, view.lives.people * view.years, 1000)

    return (
        Measure(
            f"refused_{slug}_per_1000",
            f"Refused {title}: attempts",
            "attempts refused by the regime that would ordinarily have been granted",
            "people of the town times years of the run, in thousands",
            "attempts per 1,000 people a year",
            attempts,
            _TOWN,
            right,
            "scale",
            "the run has no days",
        ),
        Measure(
            f"refused_{slug}_people_per_1000",
            f"Refused {title}: people",
            "people refused by the regime at least once",
            "people of the town, in thousands",
            "people per 1,000 in the run",
            people,
            _TOWN,
            right,
            "scope",
            "the group is under 50 people",
            grouped=True,
        ),
        Measure(
            f"refused_{slug}_times",
            f"Refused {title}: how often each",
            "attempts refused by the regime",
            "people refused by the regime at least once",
            "attempts per refused person",
            each,
            "people refused at least once",
            right,
            "scale",
            "nobody was refused; not applicable without a regime",
        ),
        Measure(
            f"foregone_{slug}_per_1000",
            f"Foregone {title}",
            "services had in the town without, less those had here: refused here, or no longer tried for",
            "people of the town times years of the run, in thousands",
            "services per 1,000 people a year",
            foregone,
            _TOWN,
            right,
            "scale",
            "the town without was not run",
        ),
    )


def service_measures(services: Sequence[str]) -> tuple[Measure, ...]:
    """Measures of what was refused, for each service by the order in which the run counts it."""
    families = [_service(i, name) for i, name in enumerate(services)]
    return (
        *(measure for family in zip(*families, strict=True) for measure in family),
        Measure(
            "unrelated_context_share",
            "Refused in a part of life unrelated to any act",
            "refusals in a part of life in which the person has no adverse record",
            "refusals",
            "share of refused attempts",
            _unrelated,
            "attempts refused by the regime",
            "ICCPR 17; EU AI Act 5(1)(c)(i)",
            "scope",
            "nothing was refused; not applicable without a regime",
            note="100% by construction where no label that counts against people belongs to the part of life of a "
            "refused service, and for a child refused through a parent: labels concern money, family, speech and "
            "leisure, services travel, work and school",
        ),
    )
