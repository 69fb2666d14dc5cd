"""What the lost points were for. Four classes exclude each other: somebody else's act, what was never done,
a lawful act of one's own, and (the rest) an unlawful one."""

from __future__ import annotations

from typing import Final

from glasstown.life.catalogue import HARMS
from glasstown.measures.measure import Compute, Measure
from glasstown.measures.value import NONE_HERE, Amount, ratio
from glasstown.measures.view import View

_NULL: Final = "no points were lost; not applicable without a regime"
_POINTS: Final = "share of points lost"
_RISK: Final = "people under the regime who lose points"


def _of_points(counter: str, offset: int = 0) -> Compute:
    def compute(view: View, group: int) -> Amount:
        if view.without:
            return NONE_HERE
        return ratio(view.total(counter, offset), view.total("points_lost"))

    return compute


def _own_breach(view: View, group: int) -> Amount:
    if view.without:
        return NONE_HERE
    other = sum(view.total(name) for name in ("lost_never_did", "lost_lawful", "lost_somebody_else"))
    return ratio(view.total("points_lost") - other, view.total("points_lost"))


def _ground(key: str, title: str, counter: str, numerator: str, right: str) -> Measure:
    return Measure(
        key,
        title,
        numerator,
        "points lost to records and ties",
        _POINTS,
        _of_points(counter),
        _RISK,
        right,
        "scale",
        _NULL,
    )


GROUNDS: Final = (
    _ground(
        "someone_elses_act_share",
        "For somebody else",
        "lost_somebody_else",
        "points lost for the standing of a tie, or for an act that somebody else did",
        "ICCPR 14(2), 22, 23",
    ),
    _ground(
        "never_did_it_share",
        "For what was never done",
        "lost_never_did",
        "points lost for a record of what did not happen, or of a duty missed that was done and not seen",
        "ICCPR 14(2)",
    ),
    _ground(
        "lawful_act_share",
        "For a lawful act of one's own",
        "lost_lawful",
        "points lost for lawful or protected acts of the person's own, under whatever label",
        "ICCPR 15, 19",
    ),
    Measure(
        "own_breach_share",
        "For an unlawful act of one's own",
        "points lost for unlawful and unprotected acts truly done by the person",
        "points lost to records and ties",
        _POINTS,
        _own_breach,
        _RISK,
        "ICCPR 14",
        "scale",
        _NULL,
    ),
    _ground(
        "ties_not_there_share",
        "For ties that do not exist",
        "lost_ties_not_there",
        "points lost for ties that the regime believes in and that do not exist",
        "ICCPR 14(2), 17",
    ),
    _ground(
        "vague_share",
        "Under a vague rule",
        "lost_vague",
        "points lost under a label so vague that nobody can know what falls under it",
        "ICCPR 15(1), 19(3)",
    ),
    Measure(
        "whose_interest",
        "For what harmed nobody",
        "points lost for acts that harmed nobody, and for ties",
        "points lost to records and ties",
        _POINTS,
        _of_points("lost_harm"),
        _RISK,
        "ICCPR 19(3), 22(2)",
        "scale",
        _NULL,
        axis="harmed",
        pieces=tuple((harm, _of_points("lost_harm", i)) for i, harm in enumerate(HARMS)),
    ),
)
