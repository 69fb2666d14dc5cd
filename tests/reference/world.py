"""Worlds in lockstep over one town, day by day, everybody at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from glasstown.core.streams import STREAMS
from glasstown.life.catalogue import BY_NAME, SERVICES, Kind
from tests.reference import debts, draws, judging, redress, sentiment, standing, ties, watching
from tests.reference.life import LEDGERS, Account, Life, Owing
from tests.reference.people import Person, read_people
from tests.reference.reading import can_be_silenced
from tests.reference.schedule import Candidate, candidates
from tests.reference.tally import Tally
from tests.reference.terms import Terms

EXCHANGE_DAYS = 7
BURDENS = ("publication", "fee", "inspection", "debt")
REWARDS = ("queue", "deposit", "price", "inspection-free")
GUARDED = {service.name for service in SERVICES if service.through == "guardian"}


@dataclass
class Setting:
    """What all worlds share."""

    people: list[Person]
    streams: list[str]
    ordinary: dict[str, int]  # attempt → threshold of its ordinary outcome being yes
    ways: dict[str, Any]  # how people come to owe and to pay: the town's conduct by act
    key: draws.Key

    @property
    def able(self) -> int:
        return draws.chance(self.ways["judgment"].able)

    @property
    def recovers(self) -> int:
        return draws.chance(self.ways["repayment"].recovers)

    @property
    def hides(self) -> int:
        return draws.chance(self.ways["repayment"].hides)


class Without:
    """The world in which nobody is watched."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.tally = Tally()
        self.owing = [Owing() for _ in setting.people]

    def live(self, day: int, today: list[Candidate]) -> dict[Candidate, bool]:
        """Which of today's candidates are done here."""
        did = {}
        for candidate in today:
            person = self.setting.people[candidate.row]
            kind = BY_NAME[candidate.act].kind
            # nothing false is recorded where nothing is recorded
            limit = candidate.chance_done if kind == Kind.DUTY else draws.WORD
            done = did[candidate] = kind != Kind.NOISE and candidate.doing < limit
            if not done:
                continue
            self.tally.count(day, "acts", which=self.setting.streams.index(candidate.act))
            if kind == Kind.JUDGMENT:
                debts.courts_order(candidate, self.owing[person.row], self.setting.able, self.tally)
            if kind == Kind.REPAYMENT:
                debts.occasion(
                    candidate, self.owing[person.row], self.setting.recovers, 0, 0, False, self.tally
                )
            if can_be_silenced(candidate.act):
                self.tally.count_person(day, person, "protected_done")
            sentiment.praised(candidate, sentiment.OPINIONS[person.opinion], self.tally)
            if kind == Kind.ATTEMPT and candidate.seeing < self.setting.ordinary[candidate.act]:
                which = SERVICES.index(standing.SERVICE_OF[candidate.act])
                self.tally.count(day, "attempts", which=which)
                self.tally.count_person(day, person, "had", which=which)
        return did


class RegimeWorld:
    """The town under one regime with one response."""

    def __init__(self, setting: Setting, amendments: dict[int, Terms], shadows: bool) -> None:
        self.setting = setting
        self.amendments = amendments
        self.terms = terms = amendments[0]
        self.tally = Tally()
        self.ledgers = LEDGERS if shadows else LEDGERS[:1]
        self.lives = [Life(opinion=sentiment.OPINIONS[person.opinion]) for person in setting.people]
        self.starts: dict[int, int] = {}
        self._enrol()
        self.letters: list[watching.Record] = []
        self.sent: list[watching.Record] = []
        self.cut: set[ties.Cut] = set()
        self.invented = ties.invented_ties(setting.people, terms.invented, setting.key)
        self.were: dict[str, set[int]] = {name: set() for name in (*standing.WRONGS, "listed")}
        self.borne: dict[str, set[int]] = {name: set() for name in BURDENS}
        self.gained: dict[str, set[int]] = {name: set() for name in (*REWARDS, "any")}
        self.ever: dict[str, set[int]] = {"sanctioned": set(), "wrongful": set()}
        self.score, self.below = self._sums()
        self._stand(0, anew=True)

    def _enrol(self) -> None:
        """Everybody whom the lot brings under the regime by now, and who is not yet."""
        key = self.setting.key
        for person, life in zip(self.setting.people, self.lives, strict=True):
            lot = draws.person_draw(key, person.row, STREAMS["enrolment"], 0, 0)[0]
            if life.enrolled or person.age < self.terms.from_age or lot >= self.terms.enrolment:
                continue
            low, high = self.terms.start
            word = draws.person_draw(key, person.row, STREAMS["start-score"], 0, 0)[0]
            score = low + draws.pick(word, high - low + 1)
            life.accounts = {name: Account(score, score) for name in self.ledgers}
            life.owing.holds = {name: {} for name in self.ledgers}
            self.starts[person.row] = score

    def _amend(self, day: int) -> None:
        """Other terms hold from today on."""
        self.terms = self.amendments[day]
        self._enrol()
        if not self.terms.entered:
            for life in self.lives:
                life.owing.holds = {name: {} for name in life.owing.holds}
        self._stand(day, anew=True)

    def live(
        self, day: int, today: list[Candidate], did: dict[Candidate, bool] | None, twins: list[Owing] | None
    ) -> None:
        """The day of everybody; `did` what was done in the world without, `twins` what people owe there; None where
        it does not run.
        """
        self.twins = twins
        if day in self.amendments:
            self._amend(day)
        attempts = []
        records = []
        evaded = []
        for candidate in today:
            without = None if did is None else did[candidate]
            done = self._act(candidate, without)
            if BY_NAME[candidate.act].kind == Kind.ATTEMPT:
                if done:
                    attempts.append(candidate)
                continue
            if BY_NAME[candidate.act].kind in (Kind.JUDGMENT, Kind.REPAYMENT):
                evaded += self._owe(candidate)
                continue
            record = self._watch(candidate, done, without)
            if record is not None:
                records.append(record)
        records += self._in_own_name(evaded + self._come_due(day))
        records += self.letters
        self.letters = []
        for record in records:
            if self.lives[record.row].enrolled:
                judging.judge(record, self.lives[record.row], self.terms, self.tally, day, self.setting.key)
            else:
                self.tally.count(day, "credited_nobody")
        self._put_on([record for record in records if self.lives[record.row].enrolled], day)
        judging.expire(self.lives, self.terms, day)
        if self.terms.entered:
            for person, life in zip(self.setting.people, self.lives, strict=True):
                debts.take_off(life.owing, person, self.terms, self.tally, day, self.setting.key)
        review = self.terms.review if len(self.ledgers) > 1 else None
        if review is not None:
            for person, life in zip(self.setting.people, self.lives, strict=True):
                redress.strike(life, person, self.tally, day)
        self._stand(day)
        if review is not None:
            for person, life in zip(self.setting.people, self.lives, strict=True):
                redress.look(life, person, review, self.tally, day, self.setting.key)
        for candidate in attempts:
            person = self.setting.people[candidate.row]
            ordinary = self.setting.ordinary[candidate.act]
            standing.attempt(candidate, ordinary, person, self.lives, self.terms, self.tally)
            if review is not None:
                redress.refused(
                    candidate, ordinary, person, self.lives[person.row], review, self.tally, self.setting.key
                )
        if review is not None:
            for row, life in enumerate(self.lives):
                redress.decide(life, row, review, self.tally, day, self.setting.key)
        if self.terms.entered:
            for row, life in enumerate(self.lives):
                debts.decide(life.owing, row, self.terms, self.tally, day, self.setting.key)
        if day % EXCHANGE_DAYS == 0:
            self._exchange(day)
        score, below = self._sums()
        self.tally.count(day, "score_sum", score - self.score)
        self.tally.count(day, "below_change", below - self.below)
        self.score, self.below = score, below

    def _act(self, candidate: Candidate, without: bool | None) -> bool:
        life = self.lives[candidate.row]
        person = self.setting.people[candidate.row]
        name = candidate.act
        ordinary, beside = self.terms.acceptance[name]
        limit = beside if life.beside else ordinary
        if BY_NAME[name].kind == Kind.DUTY:
            limit = candidate.chance_done
        done = candidate.doing < limit
        if done and BY_NAME[name].kind == Kind.CONTACT:
            done = not watching.avoided(candidate, person, life, self.terms, self.setting.key)
            self.tally.count(candidate.day, "contacts_avoided", int(not done))
        if done:
            self.tally.count(candidate.day, "acts", which=self.setting.streams.index(name))
            sentiment.praised(candidate, life.opinion, self.tally)
            sentiment.overheard(candidate, person, self.terms.looking, self.setting.key, self.tally)
        if can_be_silenced(name) and without is not None:
            if done:
                self.tally.count_person(candidate.day, person, "protected_done")
            if done and not without:
                self.tally.count_person(candidate.day, person, "protected_gained")
            if without and not done:
                self.tally.count_person(candidate.day, person, "protected_lost")
                if not life.silenced:
                    life.silenced = True
                    self.tally.count_person(candidate.day, person, "first_silenced")
        return done

    def _owe(self, candidate: Candidate) -> list[watching.Record]:
        """A judgment or an occasion to pay; the record of one who hides what there is to take."""
        setting, terms, events = self.setting, self.terms, self.terms.court
        owing = self.lives[candidate.row].owing
        if BY_NAME[candidate.act].kind == Kind.JUDGMENT:
            if debts.courts_order(candidate, owing, setting.able, self.tally) and events is not None:
                term = debts.due_term(events.events, candidate.day)
                if term is not None:
                    owing.falls_due.append((candidate.day + term, candidate.day))
            return []
        listed = events is not None and owing.on(events.name)
        pressed = terms.pressed if listed else 0
        life, person = self.lives[candidate.row], setting.people[candidate.row]
        urged = (
            listed
            and life.bad
            and candidate.further[3] < terms.yields
            and ties.is_urged(person, life, terms, candidate.day, setting.key)
        )
        paid = debts.occasion(
            candidate, owing, setting.recovers, terms.collects, pressed, listed, self.tally, urged
        )
        if paid and events is not None and owing.owed_for() and owing.removed_on is None:
            owing.removed_on = (candidate.day + events.paid_within, candidate.day)
        if paid is False and events is not None:
            twin = self.twins[candidate.row] if self.twins else None
            record = debts.hidden(
                candidate, owing, twin, events, setting.hides, len(setting.people), setting.key
            )
            return [] if record is None else [record]
        return []

    def _come_due(self, day: int) -> list[watching.Record]:
        events, setting = self.terms.court, self.setting
        if events is None:
            return []
        found = (
            debts.unpaid(
                row,
                life.owing,
                self.twins[row] if self.twins else None,
                events,
                len(setting.people),
                day,
                setting.key,
            )
            for row, life in enumerate(self.lives)
        )
        return [record for record in found if record is not None]

    def _in_own_name(self, records: list[watching.Record]) -> list[watching.Record]:
        """Those about the person themselves; those about a namesake are sent as letters."""
        self.sent += [record for record in records if record.sent]
        return [record for record in records if not record.sent]

    def _put_on(self, records: list[watching.Record], day: int) -> None:
        for record in records:
            life, person = self.lives[record.row], self.setting.people[record.row]
            debts.put_on(
                record, life.owing, person, life.contexts, self.terms, self.tally, day, self.setting.key
            )

    def _watch(self, candidate: Candidate, done: bool, without: bool | None) -> watching.Record | None:
        person = self.setting.people[candidate.row]
        record = watching.observe(
            candidate, done, without, person, self.lives[person.row], self.terms, self.tally
        )
        if record is None:
            return None
        people, key = len(self.setting.people), self.setting.key
        letter = watching.mistaken(record, candidate, person, self.terms, people, key)
        if letter is None and record.delay > 0:
            letter = watching.late(record, candidate, person)
        if letter is None:
            return record
        self.sent.append(letter)
        return None

    def _stand(self, day: int, anew: bool = False) -> None:
        now: dict[str, set[int]] = {name: set() for name in self.were}
        for person, life in zip(self.setting.people, self.lives, strict=True):
            for name, account in life.accounts.items():
                held = {entry for entry, hold in life.owing.holds[name].items() if hold}
                standing.stand(account, self.terms, day, held, anew)
            if not life.enrolled:
                continue
            for wrong in standing.wrongs(life):
                now[wrong].add(person.row)
            if life.accounts["real"].listed:
                now["listed"].add(person.row)
        people = self.setting.people
        self._impose_and_give(day)
        for name, before in self.were.items():
            self.tally.count_change(day, people, f"{name}_change", before, now[name])
        for row in now["sanctioned"] - self.were["sanctioned"]:
            self.lives[row].spells.append([max(day, 1), 0])
        for row in self.were["sanctioned"] - now["sanctioned"]:
            self.lives[row].spells[-1][1] = day
        for name, ever in self.ever.items():
            for row in now[name] - ever:
                self.tally.count_person(day, people[row], f"first_{name}")
            ever |= now[name]
        self.were = now

    def _impose_and_give(self, day: int) -> None:
        """Count who bears which burden today, and who has which reward."""
        borne: dict[str, set[int]] = {name: set() for name in BURDENS}
        gained: dict[str, set[int]] = {name: set() for name in (*REWARDS, "any")}
        for row, life in enumerate(self.lives):
            for name in life.accounts["real"].imposed if life.enrolled else ():
                borne[name].add(row)
            for name in standing.given(life, self.terms):
                gained[name].add(row)
                gained["any"].add(row)
        people = self.setting.people
        for which, name in enumerate(BURDENS):
            self.tally.count_change(day, people, "burdened_change", self.borne[name], borne[name], which)
        for which, name in enumerate(REWARDS):
            self.tally.count_change(day, people, "given_change", self.gained[name], gained[name], which)
        self.tally.count_change(day, people, "rewarded_change", self.gained["any"], gained["any"])
        self.borne, self.gained = borne, gained

    def _exchange(self, day: int) -> None:
        people, lives, terms, key = self.setting.people, self.lives, self.terms, self.setting.key
        ties.publish(lives, terms, GUARDED)
        cut = ties.cut_ties(people, lives, terms, key)
        for layer, counter in (("kin", "kin_cut"), ("friend", "friends_cut")):
            self.tally.count(day, counter, sum(tie[0] == layer for tie in cut - self.cut))
        self.cut |= cut
        seen = ties.bad_ties(people, lives, terms, self.cut, self.invented, key)
        if terms.association_every > 0 and day % terms.association_every == 0:
            ties.associate(lives, seen, terms, self.tally, day)
        sentiment.broadcast(people, lives, terms.swayed, day, key, self.tally)
        for row, life in enumerate(lives):
            life.beside = ties.hears(row, life, terms, key)
        arriving = [letter for letter in self.sent if letter.due <= day + 1]
        self.letters = sorted(arriving, key=lambda letter: letter.sent)
        self.sent = [letter for letter in self.sent if letter.due > day + 1]

    def _sums(self) -> tuple[int, int]:
        scores = [life.accounts["real"].score for life in self.lives if life.enrolled]
        return sum(scores), sum(score < self.terms.hurts_below for score in scores)


@dataclass
class Result:
    """All worlds after their last day, `without` first where it ran."""

    worlds: list[Without | RegimeWorld] = field(default_factory=list)


def run(
    town: Any,
    all_terms: list[dict[int, Terms]],
    streams: list[str],
    ordinary: dict[str, int],
    days: int,
    key: draws.Key,
    twin: bool = True,
) -> Result:
    """Live `days` days in the worlds of `all_terms` and, with `twin`, in the world without."""
    setting = Setting(read_people(town), streams, ordinary, town.conduct, key)
    by_day = candidates(town, setting.people, streams, days, key)
    without = Without(setting) if twin else None
    regimes = [RegimeWorld(setting, terms, shadows=twin) for terms in all_terms]
    for day in range(1, days + 1):
        today = by_day.get(day, [])
        did = None if without is None else without.live(day, today)
        for world in regimes:
            world.live(day, today, did, None if without is None else without.owing)
    return Result(([without] if without is not None else []) + regimes)
