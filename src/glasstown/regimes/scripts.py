"""What does not go together in the cases of a regime: names that it lacks, days on which nothing falls due."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from glasstown.core.errors import Mismatch, among, nearest
from glasstown.core.marks import Where, quoted
from glasstown.life.catalogue import BY_NAME, Kind
from glasstown.life.debt.fields import JUDGED_APART

if TYPE_CHECKING:
    from glasstown.regimes.cases import After, Case, Deed
    from glasstown.regimes.model import Regime


def of_cases(regime: Regime) -> Iterator[Mismatch]:
    """Contradictions of the cases with the rest of the file and in themselves, in the order of the file."""
    names: set[str] = set()
    for place, case in enumerate(regime.cases):
        at: Where = ("cases", place)
        if case.case in names:
            yield Mismatch(f"the case {case.case} again", "each case once", at=(*at, "case"))
        names.add(case.case)
        yield from _of_start(regime, case, at)
        for i, deed in enumerate(case.does):
            where = (*at, "does", i)
            yield from _of_label(regime, deed, where)
            if deed.then is not None:
                yield from _of_expected(regime, deed.then, (*where, "then"))
        yield from _of_due_days(case, at)
        yield from _of_debts(case, at)
        if case.expect is not None:
            yield from _of_expected(regime, case.expect, (*at, "expect"))


def _of_start(regime: Regime, case: Case, at: Where) -> Iterator[Mismatch]:
    if case.starts_at is not None:
        if regime.score is None:
            yield Mismatch("a start, in a regime without a score", "none", at=(*at, "starts_at"))
        else:
            low, high = regime.score.floor.value, regime.score.ceiling.value
            if not low <= case.starts_at <= high:
                yield Mismatch(f"{case.starts_at:g}", f"from {low:g} to {high:g}", at=(*at, "starts_at"))
    if case.bad_ties and regime.association is None:
        yield Mismatch("bad ties, in a regime without association", "none", at=(*at, "bad_ties"))


def _of_label(regime: Regime, deed: Deed, at: Where) -> Iterator[Mismatch]:
    """A wrong label is one that the regime gives the act."""
    if deed.as_label is None:
        return
    wrong = regime.watch.errors.mislabelled.get(deed.act or "")
    if wrong is None or wrong.as_label != deed.as_label:
        given = "under no other label" if wrong is None else f"also as {wrong.as_label}"
        yield Mismatch(
            f"{deed.act} recorded as {deed.as_label}",
            f"what watch.errors.mislabelled says: {deed.act} is recorded {given}",
            at=(*at, "as"),
        )


def _of_expected(regime: Regime, after: After, at: Where) -> Iterator[Mismatch]:
    if regime.score is None and after.score is not None:
        yield Mismatch("a score, in a regime without one", "lists and refused", at=(*at, "score"))
    if after.grade is not None and after.grade not in regime.grades:
        yield Mismatch(
            f"the unknown grade {quoted(after.grade)}",
            among("a grade of the file", regime.grades),
            nearest(after.grade, regime.grades),
            at=(*at, "grade"),
        )
    lists = [entry.name for entry in regime.lists]
    for i, name in enumerate(after.lists or ()):
        if name not in lists:
            yield Mismatch(
                f"the unknown list {quoted(name)}",
                among("a list of the file", lists),
                nearest(name, lists),
                at=(*at, "lists", i),
            )


def _of_due_days(case: Case, at: Where) -> Iterator[Mismatch]:
    """A duty, and an occasion to pay, comes every so many days."""
    last: dict[str, int] = {}
    for i, deed in enumerate(case.does):
        period = 0 if deed.tries else BY_NAME[deed.name].period
        if period == 0:
            continue
        apart = deed.day - last.get(deed.name, deed.day - period)
        if apart == 0 or apart % period != 0:
            yield Mismatch(
                f"{deed.name} {apart} days after the last",
                f"multiples of {period} days apart, as it falls due",
                at=(*at, "does", i, "day"),
            )
        last[deed.name] = deed.day


def _of_debts(case: Case, at: Where) -> Iterator[Mismatch]:
    """Who pays, or hides what there is, owes and is able to pay; nobody is ordered to pay again too soon."""
    owes = able = False
    ordered = -JUDGED_APART
    for i, deed in enumerate(case.does):
        kind = None if deed.tries else BY_NAME[deed.name].kind
        if kind == Kind.JUDGMENT:
            if owes or deed.day - ordered < JUDGED_APART:
                yield Mismatch(
                    "a judgment while "
                    + ("a debt is open" if owes else f"the last is not {JUDGED_APART} days old"),
                    f"one debt at a time, and {JUDGED_APART} days from one judgment to the next",
                    at=(*at, "does", i, "day"),
                )
            owes, able, ordered = True, bool(deed.able), deed.day
        elif kind == Kind.REPAYMENT:
            if not (owes and able):
                yield Mismatch(
                    "an occasion to pay of somebody who " + ("is not able to" if owes else "owes nothing"),
                    "a judgment before it, with able: true",
                    at=(*at, "does", i),
                )
            owes = owes and deed.act is None
