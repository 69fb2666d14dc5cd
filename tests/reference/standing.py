"""Lists and refusals follow from scores; how a sanction is wrong follows from the shadows' refusals."""

from __future__ import annotations

from glasstown.life.catalogue import SERVICES
from tests.reference import draws
from tests.reference.life import Account, Life
from tests.reference.people import Person
from tests.reference.schedule import Candidate
from tests.reference.tally import Tally
from tests.reference.terms import Gate, Terms

WRONGS = ("sanctioned", "inaccurate", "illegitimate", "induced", "wrongful")
SERVICE_OF = {service.attempt: service for service in SERVICES}


def stand(account: Account, terms: Terms, day: int, held: bool = False) -> None:
    """Decide today's standing of one ledger; `held` on the list that is entered by events."""
    idle = not (account.listed or account.refused or account.imposed or held)
    if account.score == account.stood and idle and day > 0:
        return
    account.stood = account.score
    if terms.events is not None:
        account.listed.pop(terms.events.name, None)
        if held:
            account.listed[terms.events.name] = day
    for name, entry in terms.lists.items():
        if name not in account.listed:
            if account.score < entry.enter_below:
                account.listed[name] = day + entry.term
        elif account.score >= entry.leave_from and day >= account.listed[name]:
            del account.listed[name]

    def falls_on(gate: Gate) -> bool:
        return gate.list in account.listed or (gate.below is not None and account.score < gate.below)

    account.refused = frozenset(gate.service for gate in terms.gates if falls_on(gate))
    account.imposed = frozenset(burden.service for burden in terms.burdens if falls_on(burden))


def given(life: Life, terms: Terms) -> set[str]:
    """The rewards that somebody has by their score."""
    if not life.enrolled:
        return set()
    return {reward.kind for reward in terms.rewards if life.accounts["real"].score >= reward.least}


def favoured(life: Life, terms: Terms, service: str) -> bool:
    """Whether one of them is at a service."""
    return life.enrolled and any(
        reward.service == service and life.accounts["real"].score >= reward.least for reward in terms.rewards
    )


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
        refused = service.name in lives[person.head].closed_to_children
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
