"""Cases of a regime's file played through the engine: the kernels of a run, with candidates from a script.

A case asks what the rules say, not how watching errs: all errors are at 0 and everybody is under the regime. Whatever
a run draws is certain here, or as the script says. The person lives alone in a small town of the regime's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from glasstown.core.errors import GlasstownError
from glasstown.core.randomness import life_key
from glasstown.core.state import ENROLLED, LAYERS, REAL, People
from glasstown.core.trace import Code
from glasstown.core.values import numbers_in, with_numbers
from glasstown.day import Tables
from glasstown.engine.plan import Segment
from glasstown.engine.run import Run
from glasstown.engine.tables import World
from glasstown.engine.tables.worlds import CERTAIN, SERVICE
from glasstown.life.catalogue import SERVICE_BY_NAME, Kind
from glasstown.regimes.cases import Case, Deed
from glasstown.regimes.compile import tenths
from glasstown.regimes.model import Regime
from glasstown.responses.model import Response
from glasstown.towns import Town

MOVES: Final = (Code.POINTS, Code.TIES, Code.DECAY, Code.STRUCK)
"""Lines of the trace that move the score; of each `a` is by how many tenths."""

_EVEN: Final = CERTAIN // 2
_YES: Final = 0
_NO: Final = 0xFFFFFFFF
_NOBODY: Final = Response(response="none", title="Nobody reacts", status="hypothetical", sources={})


@dataclass(frozen=True)
class Line:
    """A line of the trace of the person whom a case is about."""

    day: int
    code: Code
    a: int
    b: int


@dataclass(frozen=True)
class Played:
    """What a case came to, with the world and the tables that it was played with.

    Scores are in tenths of a point; `under` says whether the person is under the regime.
    """

    world: World
    tables: Tables
    under: bool
    start: int
    top: int
    lines: tuple[Line, ...]

    def score_after(self, day: int) -> int:
        """The score after a day, with what an exchange at its end charges for ties."""
        return self.start + sum(line.a for line in self.lines if line.code in MOVES and line.day <= day)

    def standing_after(self, day: int) -> int:
        """The standing after a day: band of the score in the low bits, lists above."""
        standing = [line.b for line in self.lines if line.code == Code.STANDING and line.day <= day]
        return standing[-1] if standing else self.top

    def is_refused(self, service: str, day: int) -> bool:
        """Whether a try at a service on a day was refused."""
        return any(
            line.code == Code.REFUSED and line.day == day and line.a == SERVICE[service]
            for line in self.lines
        )


def without_errors(regime: Regime) -> Regime:
    """The regime as cases meet it: nothing goes wrong in watching, and everybody is under it."""
    changed = {}
    for where, number in numbers_in(regime):
        if where[:2] == ("watch", "errors") or (where[:2] == ("watch", "ties") and len(where) == 3):
            changed[where] = number.model_copy(update={"value": 0.0})
        elif where == ("enrol", "share"):
            changed[where] = number.model_copy(update={"value": 1.0})
    certain = with_numbers(regime, changed)
    enrol = certain.enrol.model_copy(update={"from_date": 0, "then": ()})
    return certain.model_copy(update={"enrol": enrol})


def who_is_it(case: Case, town: Town, from_age: int) -> int:
    """The first of a town's people with a case's traits, −1 if there is none; who has no age is under the regime."""
    fits = np.ones(town.n, bool) if "age" in case.traits else town.age >= from_age
    for row, axis in enumerate(town.axes):
        if axis.name in case.traits:
            number = axis.first + axis.groups.index(case.traits[axis.name])
            fits &= town.people.groups[row] == number
    found = np.flatnonzero(fits)
    return int(found[0]) if found.size else -1


def play(regime: Regime, case: Case, town: Town) -> Played:
    """Take a case of a regime's file through its days; `town` has its traits (see `who_is_it`)."""
    row = who_is_it(case, town, regime.enrol.from_age)
    played = _Played(without_errors(regime), case, town, row)
    played.advance(played.days)
    return played.outcome()


class _Played(Run):
    """A run of one world in which one person acts, as the script says."""

    def __init__(self, regime: Regime, case: Case, town: Town, row: int) -> None:
        self.case = case
        self.row = row
        world = World(regime.regime, regime, _NOBODY)
        super().__init__(
            town, [world], case.last_day, life_key(1, 0), threads=1, twin=False, by_group=False,
            block_rows=town.n, watched=[row],
        )  # fmt: skip
        self.people = _alone(self.people)
        for layer, count in case.bad_ties.items():
            slot = int(self.tables.association.slot[LAYERS.index(layer)])
            if slot >= 0:
                self.state.ties[0, slot, :, row] = count
                self.reached[:] = 1

    def _begin(self) -> None:
        self._make_certain()
        super()._begin()

    def _make_certain(self) -> None:
        """Leave no chance: what the script decides gets even chances, all else happens always or never."""
        acts, watching, entries = self.tables.acts, self.tables.watching, self.tables.entries
        acts.done[np.isin(acts.kind, (Kind.DUTY, Kind.REPAYMENT))] = _EVEN
        acts.ordinary[:] = CERTAIN
        acts.able[:] = _EVEN
        acts.recovers[:] = 0
        acts.hides[:] = CERTAIN
        watched = watching.coverage.any(axis=(2, 3))
        watching.coverage[watched] = _EVEN
        # whoever is first in the file has seen it, in channels that nobody watches, too
        watching.upto[watched] = CERTAIN
        watching.reach[watching.reach > 0] = CERTAIN
        watching.mislabel[watching.other_label >= 0] = _EVEN
        watching.unsure_label[:] = watching.mislabel
        watching.misattributed[:] = watching.unsure[:] = 0
        entries.coverage[entries.coverage > 0] = CERTAIN
        entries.ends_early[entries.ends_early < CERTAIN] = 0
        self.tables.debts.collects[:] = 0
        rules = self.tables.rules
        rules.points[rules.choices > 0] += rules.choices[rules.choices > 0] - 1  # the mild end of a band
        rules.choices[rules.choices > 0] = 1
        ledgers = self.tables.ledgers
        if self.case.starts_at is not None:
            ledgers.start_low[:] = tenths(self.case.starts_at)
        ledgers.start_high[:] = ledgers.start_low

    def _scripted(self, segment: Segment, chunk: int) -> bool:
        """The script's candidates, in the order of the engine: by day, then by stream."""
        work = self.works[chunk]
        work.counts[:] = 0
        for deed in sorted(self.case.does, key=self._stream):
            stream = self._stream(deed)
            if stream < 0 or not segment.first <= deed.day <= segment.last:
                continue
            j = deed.day - segment.first
            at = j * self.capacity + int(work.counts[j])
            work.counts[j] += 1
            work.candidates[0, at] = self.row | stream << 16
            work.candidates[1:, at] = _words(deed)
        return True

    def _stream(self, deed: Deed) -> int:
        """The place of a deed's stream among those of the run; −1 where nothing in the regime reads it."""
        name = SERVICE_BY_NAME[deed.tries].attempt if deed.tries else deed.name
        return self.streams.index(name) if name in self.streams else -1

    def outcome(self) -> Played:
        """What has happened. ``GlasstownError`` where the trace does not add up to the score."""
        used = int(self.log.used[0])
        lines = tuple(Line(int(x[0]), Code(int(x[3])), int(x[4]), int(x[5])) for x in self.log.lines[:used])
        under = bool(self.state.flags[0, self.row] & ENROLLED)
        start = int(self.tables.ledgers.start_low[0])
        played = Played(
            self.worlds[0], self.tables, under, start, int(self.tables.standards.used_cuts[0]), lines
        )
        score = int(self.state.score[0, REAL, self.row])
        if under and played.score_after(self.days) != score:
            raise GlasstownError(
                f"the case {self.case.case} ends with {score / 10:g} points, and what is told of it with "
                f"{played.score_after(self.days) / 10:g}"
            )
        return played


def _words(deed: Deed) -> Sequence[int]:
    """Words 0…2 of a candidate; see `engine.candidates` and `life.debt.kernel`."""
    if deed.omits is not None or deed.act == "repayment":
        return (_YES if deed.omits is None else _NO), _NO, _NO
    if deed.able is not None:
        return _YES, _YES if deed.able else _NO, _NO
    return _YES, _YES if deed.seen else _NO, _YES if deed.as_label else _NO


def _alone(people: People) -> People:
    """The same people, tied to nobody and each in a household of their own."""

    def filled(array: np.ndarray, value: int) -> np.ndarray:
        same = np.full_like(array, value)
        same.flags.writeable = False
        return same

    return people._replace(
        place=filled(people.place, 0),
        size=filled(people.size, 1),
        stair_place=filled(people.stair_place, 0),
        stair_size=filled(people.stair_size, 1),
        unit=filled(people.unit, -1),
        tie_ptr=filled(people.tie_ptr, 0),
        kin=filled(people.kin, 0),
    )
