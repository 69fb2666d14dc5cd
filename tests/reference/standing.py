"""Lists and refusals follow from scores; how a sanction is wrong follows from the shadows' refusals."""

from __future__ import annotations

from glasstown.life.catalogue import SERVICES
from tests.reference import draws
from tests.reference.life import Account, Life
from tests.reference.people import Person
from tests.reference.schedule import Candidate
from tests.reference.tally import Tally
from tests.reference.terms import Gate, Reward, Terms

WRONGS = ("sanctioned", "inaccurate", "illegitimate", "induced", "wrongful")
SERVICE_OF = {service.attempt: service for service in SERVICES}


def stand(account: Account, terms: Terms, day: int, held: set[str], anew: bool) -> None:
    """Decide today's standing of one ledger; `held` on lists that are entered by events, and at grades.

    `anew` by other terms than yesterday.
    """
    was = account.listed or account.refused or account.imposed or account.graded
    if account.score == account.stood and not (was or held or anew) and day > 0:
        return
    account.stood = account.score
    account.graded = held & terms.graded
    for name in [*account.listed]:
        if name not in {*terms.lists, *terms.entered}:
            del account.listed[name]
    for name in terms.entered:
        account.listed.pop(name, None)
        if name in held - terms.graded:
            account.listed[name] = day
    for name, entry in terms.lists.items():
        if name not in account.listed:
            if account.score < entry.enter_below:
                account.listed[name] = day + entry.term
        elif account.score >= entry.leave_from and day >= account.listed[name]:
            del account.listed[name]

    def falls_on(gate: Gate) -> bool:
        below = gate.below is not None and account.score < gate.below
        return gate.list in account.listed or bool(gate.grades & account.graded) or below

    account.refused = frozenset(gate.service for gate in terms.gates if falls_on(gate))
    account.imposed = frozenset(burden.service for burden in terms.burdens if falls_on(burden))


def rewards(life: Life, terms: Terms) -> list[Reward]:
    """What somebody is given by their score, and as far as no grade that they are held at is too bad for it."""
    if not life.enrolled:
        return []
    real = life.accounts["real"]
    return [
        reward for reward in terms.rewards if real.score >= reward.least and not reward.grades & real.graded
    ]


def given(life: Life, terms: Terms) -> set[str]:
    """The kinds of what somebody is given."""
    return {reward.kind for reward in rewards(life, terms)}


def favoured(life: Life, terms: Terms, service: str) -> bool:
    """Whether any of it is at a service."""
    return any(reward.service == service for reward in rewards(life, terms))


def wrongs(life: Life) -> set[str]:
    """What is true of the sanction of somebody today; empty for those who are refused nothing and bear nothing."""
    found: set[str] = set()
    if not life.enrolled:
        return found
    real = life.accounts["real"].sanctions
    if real:
        found.add("sanctioned")
    if len(life.accounts) == 1:
        return found
    accurate, legitimate, induced = (
        life.accounts[name].sanctions for name in ("accurate", "legitimate", "induced")
    )
    for sanction in real:
        if sanction not in accurate:
            found |= {"inaccurate", "wrongful"}
        elif sanction not in legitimate:
            found |= {"illegitimate", "wrongful"}
        if sanction not in induced:
            found.add("induced")
    return found


def tries(word: int, again: float) -> int:
    """How often somebody asks for a service that is refused each time: each refusal may lead to another try."""
    found = 1
    while found <= 64 and word < draws.chance(again**found):
        found += 1
    return found


def attempt(
    candidate: Candidate, ordinary: int, person: Person, lives: list[Life], terms: Terms, tally: Tally
) -> None:
    """Somebody asks for a service whose ordinary outcome may be yes."""
    if candidate.seeing >= ordinary:
        return
    day = candidate.day
    life = lives[person.row]
    service = SERVICE_OF[candidate.act]
    which = SERVICES.index(service)
    if service.through == "guardian":
        # as published some days ago, where the service is refused to anybody at all today
        kept = any(gate.service == service.name for gate in terms.gates)
        refused = kept and service.name in lives[person.head].closed_to_children
    else:
        refused = life.enrolled and service.name in life.accounts["real"].refused
    asked = tries(candidate.labelling, terms.again) if refused and service.domain == "travel" else 1
    tally.count(day, "attempts", asked, which)
    if not refused:
        tally.count_person(day, person, "had", which=which)
        if favoured(life, terms, service.name):
            tally.count(day, "favoured", which=which)
        return
    tally.count(day, "refused", asked, which)
    if service.name not in life.refused_ever:
        life.refused_ever.add(service.name)
        tally.count_person(day, person, "first_refused", which=which)
    if service.through == "guardian":
        tally.count(day, "unrelated_refusals", asked)
        if not life.collateral:
            life.collateral = True
            tally.count_person(day, person, "first_collateral")
    elif service.domain not in life.contexts:
        tally.count(day, "unrelated_refusals", asked)
