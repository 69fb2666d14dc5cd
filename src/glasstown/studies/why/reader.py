"""Reads what one invented person went through off the trace of a film.

Nothing is computed anew: who is tied to whom, which ties are cut, and what an attempt comes to in the ordinary course
of things are the run's own draws and kernels.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from glasstown.core.state import ACCURATE, ENROLLED, EVER_RECOVERED, EVER_WRONGFUL, INDUCED, LEGITIMATE, REAL
from glasstown.core.trace import Code
from glasstown.life.catalogue import BY_NAME, LABELS, SERVICES, Kind
from glasstown.studies.why.facts import Deed, Event, Facts, Ground, Move, Record, Refusal, Truth, Turn
from glasstown.studies.why.film import HERE, Film, Letter
from glasstown.studies.why.reading import Reading
from glasstown.studies.why.ties import Charge, charge_of, known_to, near, ordinary_yes
from glasstown.system.stand.kernel import wrongs
from glasstown.system.watch.fields import HAPPENED, LABELLED, LAWFUL, OWN

_OCCASIONS = (Kind.NOISE, Kind.JUDGMENT, Kind.REPAYMENT)
"""Candidates at which somebody does nothing by themselves; what comes of them has codes of its own."""


def facts_of(film: Film, row: int) -> Facts:
    """Read the facts of a watched person off a film."""
    return _Reader(film, row).facts()


class _Reader:
    def __init__(self, film: Film, row: int) -> None:
        self.film = film
        self.row = row
        self.at = film.rows.index(row)
        self.run = film.run
        self.world = film.run.worlds[0]
        self.reading = Reading(self.world, film.run.tables)
        self.lines = film.lines_of(row, HERE).tolist()
        self.acts = tuple(BY_NAME[name] for name in film.run.streams)
        self.labels = tuple(LABELS)
        self.letters = [letter for letter in film.letters if letter.to == row]
        self.refused = {(day, a) for day, _r, _w, code, a, _b in self.lines if code == Code.REFUSED}
        self.twin = tuple(self._deeds(film.lines_of(row, 0).tolist(), here=False))
        self.twin_did = {(deed.day, deed.act.name) for deed in self.twin}
        self.known = known_to(film, row)
        self.late: dict[tuple[int, int], list[int]] = {}
        self.left: Counter[tuple[int, int]] = Counter()
        for day, _row, _world, code, a, b in self.lines:
            if code == Code.LATE:
                self.late.setdefault((day, a), []).append(b)
            elif code == Code.RECORD and (b >> 8) & OWN and (b >> 8) & HAPPENED:
                self.left[day, a] += 1

    def facts(self) -> Facts:
        film, at = self.film, self.at
        deeds = tuple(self._deeds(self.lines, here=True))
        self.did = {(deed.day, deed.act.name) for deed in deeds if deed.done}
        self.moves: list[Move] = []
        self.records: list[Record] = []
        self.charges: list[Charge] = []
        self.turns: list[Turn] = []
        self.events: list[Event] = []
        self.score = self.start = int(film.score[0, REAL, at])
        self.since = 0 if film.flags[0, at] & ENROLLED else None
        self.standing = self.reading.of(int(film.standing[0, REAL, at]), 0)
        score = self.world.regime.score
        decays = score is not None and score.decay is not None
        self.exact = score is not None and (not decays or any(line[3] == Code.DECAY for line in self.lines))
        start_standing = self.standing
        for line in self.lines:
            self._read(line)
        wrong = [self._wrongs(week) for week in range(1, film.days.size)]
        ever = int(self.run.state.ever[0, self.row])
        return Facts(
            row=self.row,
            days=self.run.days,
            scored=score is not None,
            since=self.since,
            start=self.start,
            start_standing=start_standing,
            deeds=deeds,
            twin=self.twin,
            records=tuple(self.records),
            charges=tuple(self.charges),
            moves=tuple(self.moves),
            turns=tuple(self.turns),
            refusals=tuple(self._refusals()),
            known=self.known,
            events=tuple(self.events),
            twin_events=tuple(
                Event(day, Code(code).name, a, b)
                for day, _row, _world, code, a, b in film.lines_of(self.row, 0).tolist()
                if code != Code.ACT
            ),
            spells=tuple(self._spells()),
            weeks_sanctioned=sum(bits & 1 for bits in wrong),
            weeks_inaccurate=sum(bits >> 1 & 1 for bits in wrong),
            weeks_illegitimate=sum(bits >> 2 & 1 for bits in wrong),
            weeks_wrongful=sum(bits >> 4 & 1 for bits in wrong),
            ever_wrongful=bool(ever & EVER_WRONGFUL),
            recovered=bool(ever & EVER_RECOVERED),
            floor=int(self.run.tables.ledgers.floor[0]),
            end_score=int(film.score[-1, REAL, at]),
            end_standing=self.reading.of(int(film.standing[-1, REAL, at]), self.run.day),
        )

    def _read(self, line: list[int]) -> None:
        day, _row, _world, code, a, b = line
        if code == Code.RECORD:
            self.records.append(self._record(day, a, b >> 8))
        elif code == Code.POINTS:
            self.records[-1] = replace(self.records[-1], points=a)
            self._move(day, a, self.labels[b])
        elif code == Code.TIES:
            self.charges.append(charge_of(self.film, self.known, day, a))
            self._move(day, a, "ties")
        elif code == Code.DECAY:
            self._move(day, a, "decay")
        elif code == Code.STANDING and day > 0:
            self.turns.append(self._turn(day, b))
        elif code == Code.ENROLLED:
            self.since, self.start, self.score = day, a, a
        elif code in (Code.LISTED, Code.GRADED):
            self._mark(day, self.labels[a], code == Code.LISTED)
        elif code not in (Code.ACT, Code.NOT_SAID, Code.REFUSED, Code.STANDING, Code.LATE):
            self.events.append(Event(day, Code(code).name, a, b))

    def _mark(self, day: int, label: str, listed: bool) -> None:
        """The record behind an entry on a list, or at a grade: all of a day are made before the first does that."""
        at = next(at for at, one in enumerate(self.records) if (one.day, one.label) == (day, label))
        one = self.records[at]
        self.records[at] = replace(one, listed=True) if listed else replace(one, graded=True)

    def _move(self, day: int, change: int, cause: str) -> None:
        self.score += change
        self.moves.append(Move(day, change, cause, self.score if self.exact else None))

    def _deeds(self, lines: list[list[int]], here: bool) -> Iterator[Deed]:
        avoided = {line[0] for line in lines if line[3] == Code.AVOIDED}
        for day, _row, _world, code, a, _b in lines:
            if code == Code.ACT and self.acts[a].kind == Kind.CONTACT and day in avoided:
                continue
            if code == Code.NOT_SAID:
                yield Deed(day, self.acts[a], False, None)
            elif code == Code.ACT and self.acts[a].kind not in _OCCASIONS:
                act = self.acts[a]
                had = None
                if act.kind == Kind.ATTEMPT:
                    had = ordinary_yes(self.run, self.row, a, day)
                    if here and had:
                        had = (day, int(self.run.tables.acts.service[a])) not in self.refused
                yield Deed(day, act, True, had)

    def _record(self, day: int, label: int, truth: int) -> Record:
        name = self.labels[label]
        claimed = BY_NAME[LABELS[name]]
        lawful = bool(truth & LAWFUL)
        if not truth & OWN:
            letter = self._letter(day, label)
            act = self.acts[letter.stream]
            return Record(
                day, name, "wrong-person", "somebody-else", 0, act, letter.origin, letter.done, False,
                near=near(self.film, self.row, letter.origin),
            )  # fmt: skip
        if not truth & HAPPENED:
            if claimed.kind == Kind.DUTY:
                twin_too = (day, claimed.name) in self.twin_did
                return Record(day, name, "not-seen", "never-did", 0, claimed, None, day, twin_too)
            kind: Truth = "misjudged" if claimed.kind in _OCCASIONS else "invented"
            return Record(day, name, kind, "never-did", 0, None, None, day, False)
        if claimed.kind in _OCCASIONS:
            kind = "lawful" if lawful else "true"
            return Record(day, name, kind, "lawful" if lawful else "breach", 0, claimed, None, day, False)
        if claimed.kind == Kind.DUTY:  # whether a duty is done is the same draw in every world
            return Record(day, name, "true", "breach", 0, None, None, day, True)
        true, done = claimed, self._done(day, label)
        ground: Ground = "lawful" if lawful else "breach"
        if not truth & LABELLED:
            true = next(
                (BY_NAME[LABELS[one]] for one, wrong in self.world.regime.watch.errors.mislabelled.items()
                 if wrong.as_label == name and (done, LABELS[one]) in self.did),
                claimed,
            )  # fmt: skip
            kind = "wrong-label"
        else:
            kind = "lawful" if lawful else "true"
        twin_too = (done, true.name) in self.twin_did
        return Record(day, name, kind, ground, 0, true, None, done, twin_too)

    def _done(self, day: int, label: int) -> int:
        """The day of the act behind the next record of a day: those that come late are the last of it."""
        late, left = self.late.get((day, label), []), self.left[day, label]
        self.left[day, label] -= 1
        return late[len(late) - left] if left <= len(late) else day

    def _letter(self, day: int, label: int) -> Letter:
        """The letter that a record on this day came from: letters are opened in their order."""
        found = next(x for x in self.letters if x.arrived + 1 == day and x.label == label)
        self.letters.remove(found)
        return found

    def _wrongs(self, week: int) -> int:
        standing = self.film.standing[week, :, self.at].tolist()
        day = int(self.film.days[week])
        closed = [
            self.reading.closed(standing[ledger], day) for ledger in (REAL, ACCURATE, LEGITIMATE, INDUCED)
        ]
        return int(wrongs(*closed))

    def _turn(self, day: int, after: int) -> Turn:
        week = int(np.searchsorted(self.film.days, day))
        bits = self._wrongs(week)
        scores = self.film.score[week, :, self.at].tolist()
        standings = self.film.standing[week, :, self.at].tolist()
        accurate, legitimate = (
            (scores[ledger], self.reading.of(standings[ledger], int(self.film.days[week])))
            for ledger in (ACCURATE, LEGITIMATE)
        )
        before, self.standing = self.standing, self.reading.of(after, day)
        return Turn(
            day, before, self.standing, self.score if self.exact else None,
            accurate, legitimate, bool(bits & 2), bool(bits & 4),
        )  # fmt: skip

    def _refusals(self) -> Iterator[Refusal]:
        place = int(self.run.people.place[self.row])
        for day, _row, _world, code, a, b in self.lines:
            if code == Code.REFUSED:
                service = SERVICES[a]
                head = self.row - place if service.through == "guardian" and place > 0 else None
                yield Refusal(day, service, head, (day, service.attempt) in self.twin_did, b)

    def _spells(self) -> Iterator[tuple[int, int | None]]:
        since = 1 if self.reading.closed(int(self.film.standing[0, REAL, self.at]), 0) else None
        for turn in self.turns:
            if since is None and turn.after.sanctions:
                since = turn.day
            elif since is not None and not turn.after.sanctions:
                yield since, turn.day
                since = None
        if since is not None:
            yield since, None
