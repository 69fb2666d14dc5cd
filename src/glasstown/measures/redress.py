"""Who is heard and who is put right: people, and entries on a list.

An entry is wrong where the record behind it is not true: what it claims was not so, or was somebody else's. A
review looks at an entry again, when asked; it finds a wrong one wrong, or does not. Where a score puts people on
lists an entry is wrong where the accurate shadow is not on them, and entries are counted only if they can be reviewed.
"""

from __future__ import annotations

from typing import Final

from glasstown.measures.measure import MIN_CELL, Compute, Measure
from glasstown.measures.value import NONE_HERE, UNDEFINED, Amount, ratio
from glasstown.measures.view import View

_ENTRIES: Final = "entries on a list that were wrong"


def _people(counter: str, of: str) -> Compute:
    """People counted once, as a share of other such people; of a group, if at least 50 are in the denominator."""

    def compute(view: View, group: int) -> Amount:
        if view.without:
            return NONE_HERE
        people = view.count(of, group)
        if group and people < MIN_CELL:
            return Amount(None, UNDEFINED, small=True)
        return ratio(view.count(counter, group), people)

    return compute


corrected_of_asked: Final = _people("first_corrected", "first_asked")


def _entries(counter: str, of: str) -> Compute:
    def compute(view: View, group: int) -> Amount:
        return NONE_HERE if view.without else ratio(view.total(counter), view.total(of))

    return compute


REDRESS: Final = (
    Measure(
        "wrong_entries_share",
        "Entries on a list that are wrong",
        "entries whose record is not true: what it claims was not so, or was somebody else's; by a score, entries on "
        "a list that the accurate shadow is not on",
        "entries on a list by an event, or by a score where these are reviewed",
        "share of entries on a list",
        _entries("wrong_listings", "listings"),
        "entries by an event, or by a score where these are reviewed",
        "ICCPR 11, 14(2)",
        "probability",
        "nobody was put on such a list; not applicable without a regime",
    ),
    Measure(
        "appeal_reach",
        "Ever asked for a review",
        "people who asked for a review of an entry at least once",
        "people ever sanctioned",
        "share of people ever sanctioned",
        _people("first_asked", "first_sanctioned"),
        "people ever sanctioned",
        "ICCPR 2(3), 14",
        "reversibility",
        "nobody was sanctioned, or fewer than 50 of the group; not applicable without a regime",
        grouped=True,
    ),
    Measure(
        "wrong_entries_asked_share",
        "Wrong entries about which somebody asked",
        "requests for a review about a wrong entry",
        _ENTRIES,
        "share of wrong entries on a list",
        _entries("wrong_reviews_asked", "wrong_listings"),
        _ENTRIES,
        "ICCPR 2(3), 14",
        "reversibility",
        "nobody was wrongly put on such a list; not applicable without a regime",
    ),
    Measure(
        "appeal_success",
        "Wrong entries found wrong, of those asked about",
        "requests about a wrong entry that were granted",
        "requests about a wrong entry",
        "share of requests about a wrong entry",
        _entries("wrong_reviews_upheld", "wrong_reviews_asked"),
        _ENTRIES,
        "ICCPR 2(3), 14",
        "reversibility",
        "nobody wrongly listed asked for a review; not applicable without a regime",
        note="a request that was never decided, because the person got off the list first or the run ended, counts as "
        "not granted",
    ),
    Measure(
        "reviews_upheld_share",
        "Decisions that found an entry wrong",
        "decisions on a review, at either place, that found the entry wrong",
        "decisions on a review, at either place",
        "share of decisions on a review",
        _entries("reviews_upheld", "reviews_decided"),
        "entries about which a review was decided, right ones too",
        "ICCPR 2(3), 14",
        "reversibility",
        "no review was decided; not applicable without a regime",
        note="all that an authority could publish of its reviews; it says nothing of the entries nobody asked about",
    ),
    Measure(
        "visible_error_share",
        "Errors that ever come to light",
        "people whose entry on a list was corrected at least once",
        "people ever wrongly sanctioned",
        "share of people ever wrongly sanctioned",
        _people("first_corrected", "first_wrongful"),
        "people ever wrongly sanctioned",
        "ICCPR 2(3), 14",
        "reversibility",
        "nobody was wrongly sanctioned, or fewer than 50 of the group; not applicable without a regime",
        grouped=True,
        note="all that an authority could know of its errors from its own corrections; a few of those corrected "
        "may have been listed rightly",
    ),
)
