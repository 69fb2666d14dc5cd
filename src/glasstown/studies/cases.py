"""The cases of a regime's file: played, compared with what they expect, and the first difference with its rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from glasstown.core.documents import Document
from glasstown.core.errors import InputError, Problem, among, nearest
from glasstown.core.marks import Where, quoted, spelled
from glasstown.core.randomness import town_key
from glasstown.core.trace import Code
from glasstown.engine.cases import MOVES, Line, Played, play, who_is_it
from glasstown.life.catalogue import LABELS
from glasstown.regimes.cases import After, Case
from glasstown.regimes.dates import in_force
from glasstown.regimes.model import Regime
from glasstown.regimes.words.phrases import plain, series
from glasstown.studies.why.reading import Reading
from glasstown.towns import Town, build_town, load_town

PEOPLE: Final = 1_000
"""The town of the cases: the fewest people that a town may have."""

_LABELS: Final = tuple(LABELS)


@dataclass(frozen=True)
class Verdict:
    """What became of a case; of one that failed the first difference: day, what, expected, found, and why."""

    case: str
    passed: bool
    day: int | None = None
    what: str = ""
    expected: str = ""
    found: str = ""
    because: tuple[str, ...] = ()

    def __str__(self) -> str:
        if self.passed:
            return f"case {self.case}: as expected"
        why = f": {'; '.join(self.because)}" if self.because else ""
        return (
            f"case {self.case}, day {self.day}: {self.what} {self.expected} expected, {self.found} found{why}"
        )


def verdicts(document: Document[Regime]) -> tuple[Verdict, ...]:
    """Play the cases of a regime's file; ``InputError`` where the regime's town has no such person."""
    cases = document.model.cases
    if not cases:
        return ()
    town = build_town(load_town(document.model.town), PEOPLE, town_key(1, 0))
    problems = [
        problem for place, case in enumerate(cases) for problem in _strangers(document, place, case, town)
    ]
    if problems:
        raise InputError(problems)
    return tuple(_Compared(document, case, play(document.model, case, town)).verdict() for case in cases)


def _strangers(document: Document[Regime], place: int, case: Case, town: Town) -> Iterator[Problem]:
    """Traits that nobody in the town can have, or that nobody in a small one has together."""
    axes = {axis.name: axis.groups for axis in town.axes}
    at: Where = ("cases", place, "with")

    def problem(where: Where, found: str, allowed: str, near: str = "") -> Problem:
        return Problem(document.file, document.line_of(where), spelled(where), found, allowed, near)

    wrong = False
    for axis, group in case.traits.items():
        if axis not in axes:
            found, allowed = (
                f"{axis}, which the town {town.name} does not tell apart",
                among("an axis of it", axes),
            )
            yield problem((*at, axis), found, allowed)
            wrong = True
        elif group not in axes[axis]:
            groups = axes[axis]
            yield problem(
                (*at, axis), quoted(group), among(f"{axis} in {town.name}", groups), nearest(group, groups)
            )
            wrong = True
    if not wrong and who_is_it(case, town, document.model.enrol.from_age) < 0:
        yield problem(
            at, f"traits that none of {PEOPLE:,} people of {town.name} has together", "fewer traits"
        )


class _Compared:
    """A played case beside what it expects."""

    def __init__(self, document: Document[Regime], case: Case, played: Played) -> None:
        self.document = document
        self.regime = document.model
        self.case = case
        self.played = played
        self.reading = Reading(played.world, played.tables)

    def verdict(self) -> Verdict:
        """Whether all is as expected, day by day; else the first difference."""
        agreed = 0
        for day, after in self._asked():
            if isinstance(after, After):
                found = self._difference(day, after, agreed)
                agreed = day if after.score is not None else agreed
            else:
                found = self._outcome(day, *after)
            if found is not None:
                return found
        return Verdict(self.case.case, True)

    def _asked(self) -> Iterator[tuple[int, After | tuple[str, str]]]:
        """What is expected after which day; of a try its service and outcome."""
        for deed in self.case.does:
            if deed.tries is not None and deed.outcome is not None:
                yield deed.day, (deed.tries, deed.outcome)
            if deed.then is not None:
                yield deed.day, deed.then
        if self.case.expect is not None:
            yield self.case.last_day, self.case.expect

    def _failed(self, day: int, what: str, expected: str, found: str, because: Iterator[str]) -> Verdict:
        return Verdict(self.case.case, False, day, what, expected, found, tuple(because))

    def _outcome(self, day: int, service: str, expected: str) -> Verdict | None:
        found = "refused" if self.played.is_refused(service, day) else "granted"
        if found == expected:
            return None
        return self._failed(day, service, expected, found, self._gates([service], day))

    def _difference(self, day: int, after: After, agreed: int) -> Verdict | None:
        score, standing = self.played.score_after(day), self.reading.of(self.played.standing_after(day), day)
        closed = sorted(service.name for service in standing.closed)
        if after.score is not None and (not self.played.under or round(10 * after.score) != score):
            found = plain(score / 10) if self.played.under else "none"
            return self._failed(day, "score", plain(after.score), found, self._moves(agreed, day))
        if after.grade is not None and after.grade != standing.grade:
            return self._failed(day, "grade", after.grade, standing.grade, self._grades(day))
        if after.lists is not None and set(after.lists) != set(standing.lists):
            differs = set(after.lists) ^ set(standing.lists)
            return self._failed(
                day, "lists", _all(after.lists), _all(standing.lists), self._lists(differs, day)
            )
        if after.refused is not None and sorted(after.refused) != closed:
            differs = set(after.refused) ^ set(closed)
            return self._failed(
                day, "refused", _all(after.refused), _all(closed), self._gates(sorted(differs), day)
            )
        return None

    # -- the rule behind it

    def _key(self, *where: str | int) -> str:
        """A place of the file with its line: ``rules#2.points, line 67``."""
        return f"{spelled(where)}, line {self.document.line_of(where)}"

    def _moves(self, agreed: int, day: int) -> Iterator[str]:
        """What moved the score since it was last as expected."""
        if not self.played.under:
            yield f"nobody of that age is under the regime ({self._key('enrol', 'who')})"
            return
        lines = [line for line in self.played.lines if agreed < line.day <= day]
        if not any(line.code in MOVES for line in lines):
            since = (
                f"since day {agreed}" if agreed else f"from its start at {plain(self.played.start / 10)} on"
            )
            yield f"nothing moved the score {since}"
        fading = [line for line in lines if line.code == Code.DECAY]
        for place, line in enumerate(lines):
            if line.code == Code.POINTS:
                yield f"day {line.day}: {self._rule(line.b, line.day)} moved it by {_signed(line.a)}"
            elif line.code == Code.TIES:
                yield f"day {line.day}: ties moved it by {_signed(line.a)} ({self._key('association')})"
            elif line.code == Code.RECORD and not _moved(lines, place):
                yield f"day {line.day}: {self._why_not(line)}"
        if fading:
            moved = _signed(sum(line.a for line in fading))
            yield f"fading moved it by {moved}, {len(fading)} times ({self._key('score', 'decay')})"
        recorded = {line.day for line in lines if line.code in (Code.RECORD, Code.LISTED)}
        for deed in self.case.does:
            if (
                deed.act is not None
                and deed.able is None
                and agreed < deed.day <= day
                and deed.day not in recorded
            ):
                yield f"day {deed.day}: {deed.act} left no record"

    def _rules(self, name: str, day: int) -> list[int]:
        """Places of the rules that score a label on a day: one, or none."""
        return [
            i
            for i, rule in enumerate(self.regime.rules)
            if rule.scored_label == name and in_force(self.regime, rule, day)
        ]

    def _rule(self, label: int, day: int) -> str:
        name = _LABELS[label]
        places = self._rules(name, day)
        if not places:
            return name
        key = "points" if self.regime.rules[places[0]].points is not None else "grade"
        return f"{name} ({self._key('rules', places[0], key)})"

    def _why_not(self, line: Line) -> str:
        name = _LABELS[line.a]
        places = self._rules(name, line.day)
        if not places:
            return f"a record of {name}, which no rule scores"
        rule = self.regime.rules[places[0]]
        if rule.points is None:
            return f"{self._rule(line.a, line.day)} sets a grade and moves no points"
        cap = ", the cap of the rule" if rule.at_most else ""
        return f"{self._rule(line.a, line.day)} moved nothing: the score is at a bound{cap and ', or'}{cap}"

    def _stands(self, day: int) -> str:
        return f"the score is {plain(self.played.score_after(day) / 10)}"

    def _grades(self, day: int) -> Iterator[str]:
        if not self.played.under:
            yield f"nobody of that age is under the regime ({self._key('enrol', 'who')})"
            return
        begin = series(f"{name} from {plain(cut.value)}" for name, cut in self.regime.grades.items())
        yield f"{self._stands(day)}; {begin} ({self._key('grades')})"
        for line in self.played.lines:
            if line.code == Code.GRADED and line.day <= day:
                yield f"day {line.day}: {self._rule(line.a, line.day)} set a grade directly"

    def _lists(self, names: set[str], day: int) -> Iterator[str]:
        for place, entry in enumerate(self.regime.lists):
            if entry.name not in names:
                continue
            key = self._key("lists", place, "enter")
            if entry.enter_below is None or entry.leave_from is None:
                told = [line for line in self.played.lines if line.code in (Code.LISTED, Code.UNLISTED)]
                last = [self._event(line) for line in told if line.day <= day][-1:] or [
                    "no event put anybody on it"
                ]
                yield f"{entry.name} is entered by events ({key}): {last[0]}"
                continue
            term = f", after {plain(entry.term.value)} days at the earliest" if entry.term else ""
            yield (
                f"{entry.name} is entered below {plain(entry.enter_below.value)} ({key}) and left from "
                f"{plain(entry.leave_from.value)}{term} ({self._key('lists', place, 'leave')}); {self._stands(day)}"
            )

    def _event(self, line: Line) -> str:
        if line.code == Code.LISTED:
            return f"day {line.day}: {_LABELS[line.a]}"
        return f"day {line.day}: taken off, {('its term ended', 'it was paid', 'it was corrected')[line.a]}"

    def _gates(self, services: list[str], day: int) -> Iterator[str]:
        for service in services:
            places = [
                i
                for i, gate in enumerate(self.regime.gates)
                if gate.service == service and in_force(self.regime, gate, day)
            ]
            if not places:
                yield f"no gate refuses {service}"
            for place in places:
                refuse = self.regime.gates[place].refuse
                key = self._key("gates", place)
                if refuse.on_list is not None:
                    on = self.reading.of(self.played.standing_after(day), day).lists
                    is_on = "on it" if refuse.on_list in on else "not on it"
                    yield f"{service} is refused to those on {refuse.on_list} ({key}), and the person is {is_on}"
                else:
                    cut = self.regime.cut(refuse)
                    under = "" if cut is None else plain(cut.value)
                    yield f"{service} is refused below {under} ({key}); {self._stands(day)}"


def _moved(lines: list[Line], place: int) -> bool:
    """Whether the record at a place of the trace moved the score: the line of its points follows."""
    after = lines[place + 1] if place + 1 < len(lines) else None
    return after is not None and after.code == Code.POINTS and after.b == lines[place].a


def _signed(change: int) -> str:
    return f"{'+' if change > 0 else '−'}{plain(abs(change) / 10)}"


def _all(names: tuple[str, ...] | list[str]) -> str:
    return series(names) or "none"
