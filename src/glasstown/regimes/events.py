"""What does not go together where a list is entered by events, and what of it lies outside a run."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING

from glasstown.core.errors import Mismatch
from glasstown.life.catalogue import SERVICE_BY_NAME
from glasstown.regimes.dates import ALWAYS, overlap, placed
from glasstown.system.enter.fields import MAX_GROUNDS

if TYPE_CHECKING:
    from glasstown.regimes.lists import Ground
    from glasstown.regimes.model import Regime


def of_events(regime: Regime) -> Iterator[Mismatch]:
    """Contradictions of lists entered by events, in the order of the file."""
    by_event = [place for place, entry in enumerate(regime.lists) if entry.grounds]
    of_debts = [place for place in by_event if regime.lists[place].of_debts]
    for place in of_debts[1:]:
        yield Mismatch(
            f"{len(of_debts)} lists that people are put on for debts",
            "one such list: payment takes effect on it",
            at=("lists", place, "enter"),
        )
    for place in by_event:
        yield from _of_grounds(regime, place)
    if of_debts:
        yield from _of_errors(regime)
    if regime.redress.review != "none" and len(by_event) > 1:
        yield Mismatch(
            f"a review beside {len(by_event)} lists that events put people on",
            "none, or one such list: a review looks at the entries on one",
            at=("redress", "review"),
        )
    elif regime.redress.review != "none" and not regime.lists:
        yield Mismatch(
            "a review where nobody is put on a list",
            "none, or a list",
            at=("redress", "review"),
        )
    if by_event and regime.redress.notice != "none":
        yield Mismatch(
            "a notice, beside a list that is entered by events",
            "none: courts tell whom they list",
            at=("redress", "notice"),
        )
    closed = {
        place: gate.refuse
        for place, gate in enumerate(regime.gates)
        if SERVICE_BY_NAME[gate.service].through == "guardian"
    }
    for one, other in combinations(closed, 2):
        same = regime.gates[one].service == regime.gates[other].service
        if not same and closed[one] != closed[other]:
            yield Mismatch(
                f"{regime.gates[other].service} refused on another ground than {regime.gates[one].service}",
                "one ground for all services of children, since a guardian's standing is published once",
                at=("gates", other, "refuse"),
            )


def _of_grounds(regime: Regime, place: int) -> Iterator[Mismatch]:
    grounds = regime.lists[place].grounds
    if len(grounds) > MAX_GROUNDS:
        yield Mismatch(f"{len(grounds)} events", f"at most {MAX_GROUNDS}", at=("lists", place, "enter"))
    for (i, one), (j, other) in combinations(enumerate(grounds), 2):
        if not (placed(regime, one) and placed(regime, other)):
            continue
        first, last = overlap(regime, one, other)
        if one.event == other.event and first < last:
            since = "from the start" if first == -ALWAYS else f"on day {max(first, 1)}"
            yield Mismatch(
                f"two grounds for the event {one.event}, enter#{i + 1} and enter#{j + 1}: a synthetic person "
                f"with one record of {one.event} {since} would be held {_held(one)} by the first and "
                f"{_held(other)} by the second",
                "one ground for each event at a time",
                at=("lists", place, "enter", j, "event"),
            )


def _held(ground: Ground) -> str:
    if ground.term is not None:
        return f"for {ground.term.value:g} days"
    return "until the debt is paid" if ground.until_paid else "for good"


def _of_errors(regime: Regime) -> Iterator[Mismatch]:
    """Errors are a required part: who is mistaken for whom, and for whom the claimed state does not hold."""
    errors = regime.watch.errors
    at = ("watch", "errors")
    if errors.namesakes is None:
        yield Mismatch(
            "no namesakes", "the share of events credited to a namesake, zero too", at=(*at, "namesakes")
        )
    claimed = {ground.true_ground for entry in regime.lists for ground in entry.grounds}
    if "able-to-pay" in claimed and "able-to-pay" not in errors.misjudged:
        yield Mismatch(
            "able-to-pay is claimed and never misjudged",
            "misjudged: {able-to-pay: {missed, invented}}, zero too",
            at=(*at, "misjudged"),
        )
    if "owes" in errors.misjudged:
        yield Mismatch(
            "owes, which a court decides itself", "able-to-pay alone", at=(*at, "misjudged", "owes")
        )
