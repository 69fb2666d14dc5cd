"""A regime with safeguards: a pure function from one valid regime to another that does less."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from glasstown.regimes.model import Regime
from glasstown.regimes.safeguards import overlays
from glasstown.regimes.safeguards.model import Safeguard
from glasstown.regimes.safeguards.operations import Operation
from glasstown.regimes.safeguards.settle import settled

LAST: Final = "refusals-in-other-contexts"
"""This one reads what refusals rest on, so it comes after all that takes grounds away."""


def apply(regime: Regime, safeguards: Iterable[Safeguard]) -> Regime:
    """The regime with all these safeguards, in whatever order they are given.

    Nothing is added but redress: no rule, list, gate, collector, shaming or point; no term becomes longer. A part that
    lost its object (the gates of a removed list) goes too, and so do the cases. A safeguard whose object the regime
    lacks changes nothing. Numbers that were changed are marked as assumed, since their source no longer says them.
    Applied again the result stays the same where `adherence` is 1. ``InputError`` where the regime cannot be said to
    keep a safeguard a share of the time.
    """
    ordered = sorted(safeguards, key=lambda safeguard: safeguard.safeguard)
    work = [(each, operation) for each in ordered for operation in each.does]
    # what an official could choose is settled before points are capped: a band whose ends are capped alike is none
    work.sort(key=lambda one: one[1].discretion is None)
    result = regime
    for turn in range(4):
        result = _taken(result, [one for one in work if _turn(one[1]) == turn], regime)
    # cases say what the rules of the file come to: of other rules they say nothing
    return result if result == regime else result.model_copy(update={"cases": ()})


def _turn(operation: Operation) -> int:
    """What is taken away comes before what is given to those who are left, and that before its betterment."""
    if operation.end == LAST:
        return 3
    if operation.correction is not None:
        return 2
    return int(operation.notice is not None)


def changes_nothing(regime: Regime, safeguard: Safeguard) -> bool:
    """Whether a regime has nothing that a safeguard could take away."""
    return apply(regime, [safeguard]) == regime


def _taken(regime: Regime, work: Sequence[tuple[Safeguard, Operation]], before: Regime) -> Regime:
    for safeguard, operation in work:
        regime = _operated(regime, operation, safeguard.adherence.value, safeguard.safeguard)
    return settled(regime, before) if work else regime


def _operated(regime: Regime, operation: Operation, kept: float, name: str) -> Regime:
    if operation.remove is not None:
        return overlays.without_part(regime, operation.remove, kept, name)
    if operation.cap is not None:
        return overlays.capped(regime, operation.cap.value)
    if operation.expiry is not None:
        return overlays.expiring(regime, operation.expiry.value, name)
    if operation.correction is not None:
        return overlays.corrected(regime, operation.correction, kept)
    if operation.notice is not None:
        return overlays.told(regime, operation.notice, kept)
    if operation.discretion is not None:
        return overlays.without_discretion(regime)
    if operation.end == "association":
        return overlays.without_association(regime)
    if operation.end == "ties":
        return overlays.without_ties(regime, kept, name)
    if operation.end == "scoring-of-protected-expression":
        return overlays.without_expression(regime)
    if operation.end == "everything":
        return overlays.without_everything(regime)
    return overlays.without_other_contexts(regime)
