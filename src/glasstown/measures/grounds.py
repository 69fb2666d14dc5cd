"""What people were punished for. Four classes exclude each other: somebody else's act, what was never done, a
lawful act of one's own, and (the rest) an unlawful one. Where there is a score they are counted in points lost,
where there is none in entries on a list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from glasstown.life.catalogue import HARMS
from glasstown.measures.measure import Compute, Measure
from glasstown.measures.value import NONE_HERE, Amount, ratio
from glasstown.measures.view import View

OTHERS: Final = ("never_did", "lawful", "somebody_else")
"""Grounds other than an unlawful act of one's own, as counters end on them."""


@dataclass(frozen=True)
class _Basis:
    """What the grounds are shares of."""

    all: str  # counter of everything
    each: str  # how the counters of its parts begin
    denominator: str
    unit: str
    risk: str
    null: str
    scored: bool


_POINTS: Final = _Basis(
    "points_lost",
    "lost",
    "points lost to records and ties",
    "share of points lost",
    "people under the regime who lose points",
    "no points were lost; not applicable without a regime",
    True,
)
_ENTRIES: Final = _Basis(
    "listings",
    "listed",
    "entries on a list by an event",
    "share of entries on a list",
    "people under the regime who are put on a list",
    "nobody was put on a list; not applicable without a regime",
    False,
)


def _share(basis: _Basis, counter: str, offset: int = 0) -> Compute:
    def compute(view: View, group: int) -> Amount:
        if view.without or view.scored is not basis.scored:
            return NONE_HERE
        return ratio(view.total(counter, offset), view.total(basis.all))

    return compute


def own_breaches(view: View) -> int:
    """Entries on a list for an unlawful, unprotected act of the person's own."""
    return view.total("listings") - sum(view.total(f"listed_{ground}") for ground in OTHERS)


def _own(basis: _Basis) -> Compute:
    def compute(view: View, group: int) -> Amount:
        if view.without:
            return NONE_HERE
        other = sum(view.total(f"{basis.each}_{ground}") for ground in OTHERS)
        return ratio(view.total(basis.all) - other, view.total(basis.all))

    return compute


def _measure(
    basis: _Basis,
    key: str,
    title: str,
    numerator: str,
    right: str,
    compute: Compute,
    axis: str = "",
    pieces: tuple[tuple[str, Compute], ...] = (),
    unscored: Measure | None = None,
    note: str = "",
) -> Measure:
    return Measure(
        key,
        title,
        numerator,
        basis.denominator,
        basis.unit,
        compute,
        basis.risk,
        right,
        "scale",
        basis.null,
        axis=axis,
        pieces=pieces,
        unscored=unscored,
        note=note,
    )


def _ground(key: str, title: str, ground: str, points: str, entries: str, right: str) -> Measure:
    """A ground in points and, for a regime without a score, in entries on a list."""
    listed = _measure(_ENTRIES, key, title, entries, right, _share(_ENTRIES, f"listed_{ground}"))
    return _measure(_POINTS, key, title, points, right, _share(_POINTS, f"lost_{ground}"), unscored=listed)


def _interest(basis: _Basis, numerator: str, unscored: Measure | None = None) -> Measure:
    """By whom the act harmed, the first of whom is nobody."""
    family = f"{basis.each}_harm"
    pieces = tuple((harm, _share(basis, family, i)) for i, harm in enumerate(HARMS))
    return _measure(
        basis,
        "whose_interest",
        "For what harmed nobody",
        numerator,
        "ICCPR 19(3), 22(2)",
        _share(basis, family),
        "harmed",
        pieces,
        unscored,
    )


GROUNDS: Final = (
    _ground(
        "someone_elses_act_share",
        "For somebody else",
        "somebody_else",
        "points lost for the standing of a tie, or for an act that somebody else did",
        "entries of a person for what somebody else did, such as a namesake",
        "ICCPR 14(2), 22, 23",
    ),
    _ground(
        "never_did_it_share",
        "For what was never done",
        "never_did",
        "points lost for a record of what did not happen, or of a duty missed that was done and not seen",
        "entries for what did not happen, such as a refusal to pay by somebody who could not pay",
        "ICCPR 14(2)",
    ),
    _ground(
        "lawful_act_share",
        "For a lawful act of one's own",
        "lawful",
        "points lost for lawful or protected acts of the person's own, under whatever label",
        "entries for a lawful act or a protected omission of the person's own, such as not paying what one cannot, "
        "where the list claims no more than that",
        "ICCPR 11, 15, 19",
    ),
    _measure(
        _POINTS,
        "own_breach_share",
        "For an unlawful act of one's own",
        "points lost for unlawful and unprotected acts truly done by the person",
        "ICCPR 14",
        _own(_POINTS),
        unscored=_measure(
            _ENTRIES,
            "own_breach_share",
            "For an unlawful act of one's own",
            "entries for unlawful and unprotected acts or omissions truly the person's own",
            "ICCPR 14",
            _own(_ENTRIES),
        ),
    ),
    _measure(
        _POINTS,
        "ties_not_there_share",
        "For ties that do not exist",
        "points lost for ties that the regime believes in and that do not exist",
        "ICCPR 14(2), 17",
        _share(_POINTS, "lost_ties_not_there"),
    ),
    _measure(
        _POINTS,
        "vague_share",
        "Under a vague rule",
        "points lost under a label so vague that nobody can know what falls under it",
        "ICCPR 15(1), 19(3)",
        _share(_POINTS, "lost_vague"),
        note="void: no law, since nobody can foresee it",
    ),
    _measure(
        _POINTS,
        "discretionary_share",
        "Left to an official",
        "points lost under a rule that leaves to an official how many, between two ends",
        "ICCPR 15(1), 17(1)",
        _share(_POINTS, "lost_discretionary"),
        note="discretionary; what is neither this nor void is deterministic: one and the same act costs one and the "
        "same number",
    ),
    _interest(
        _POINTS,
        "points lost for acts that harmed nobody, and for ties",
        _interest(_ENTRIES, "entries for acts that harmed nobody"),
    ),
)
