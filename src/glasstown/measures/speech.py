"""Words not said: protected acts of expression of the town without that were not done here, and the
reverse.
"""

from __future__ import annotations

from typing import Final

from glasstown.measures.measure import MIN_CELL, Compute, Measure
from glasstown.measures.value import UNDEFINED, ZERO, Amount, ratio
from glasstown.measures.view import View

_NULL: Final = "nothing was said in the town without, it was not run, or the group is under 50 people"


def _of_said(*terms: tuple[str, int]) -> Compute:
    def compute(view: View, group: int) -> Amount:
        if view.without:
            return ZERO
        if view.twin is None:
            return Amount(None, UNDEFINED)
        if group and int(view.lives.group_people[group]) < MIN_CELL:
            return Amount(None, UNDEFINED, small=True)
        changed = sum(sign * view.count(counter, group) for counter, sign in terms)
        return ratio(changed, view.twin.count("protected_done", group))

    return compute


def _people(view: View, group: int) -> Amount:
    people = int(view.lives.group_people[group])
    if group and people < MIN_CELL:
        return Amount(None, UNDEFINED, small=True)
    return ratio(view.count("first_silenced", group), people)


def _speech(key: str, title: str, numerator: str, compute: Compute, grouped: bool = False) -> Measure:
    return Measure(
        key,
        title,
        numerator,
        "acts of protected expression done in the town without",
        "share of acts of protected expression",
        compute,
        "acts of protected expression of the town without",
        "ICCPR 19",
        "scale",
        _NULL,
        grouped=grouped,
    )


SPEECH: Final = (
    _speech(
        "speech_silenced_share",
        "Words not said",
        "acts of protected expression done in the town without and not done here",
        _of_said(("protected_lost", 1)),
        grouped=True,
    ),
    _speech(
        "speech_gained_share",
        "Words said only here",
        "acts of protected expression done here and not done in the town without",
        _of_said(("protected_gained", 1)),
    ),
    _speech(
        "speech_net_share",
        "Words lost, less those gained",
        "acts of protected expression not done here, less those done only here",
        _of_said(("protected_lost", 1), ("protected_gained", -1)),
    ),
    Measure(
        "speech_silenced_people_share",
        "People who left something unsaid",
        "people with at least one act of protected expression that was done in the town without and not here",
        "people of the town",
        "share of people of the town",
        _people,
        "everybody in the town",
        "ICCPR 19",
        "scope",
        "the group is under 50 people",
        grouped=True,
    ),
)
