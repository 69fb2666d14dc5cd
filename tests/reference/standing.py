"""Lists and refusals follow from scores; how a sanction is wrong follows from the shadows' refusals."""

from __future__ import annotations

from glasstown.life.catalogue import SERVICES
from tests.reference import draws
from tests.reference.life import Account, Life
from tests.reference.people import Person
from tests.reference.schedule import Candidate
from tests.reference.tally import Tally
from tests.reference.terms import Terms

WRONGS = ("sanctioned", "inaccurate", "illegitimate", "induced", "wrongful")
SERVICE_OF = {service.attempt: service for service in SERVICES}


def stand(account: Account, terms: Terms, day: int, held: bool = False) -> None:
    """Decide today's standing of one ledger; `held` on the list that is entered by events."""
    if account.score == account.stood and not (account.listed or account.refused or held) and day > 0:
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
    account.refused = frozenset(
        gate.service
        for gate in terms.gates
        if gate.list in account.listed or (gate.below is not None and account.score < gate.below)
    )


def wrongs(life: Life) -> set[str]:
    """What is true of the sanction of somebody today; empty for those who are refused nothing."""
    found: set[str] = set()
    if not life.enrolled:
        return found
    real = life.accounts["real"].refused
    if real:
        found.add("sanctioned")
    if len(life.accounts) == 1:
        return found
    accurate, legitimate, induced = (
        life.accounts[name].refused for name in ("accurate", "legitimate", "induced")
    )
    for service in real:
        if service not in accurate:
            found |= {"inaccurate", "wrongful"}
        elif service not in legitimate:
            found |= {"illegitimate", "wrongful"}
        if service not in induced:
            found.add("induced")
    return found


def tries(word: int, again: float) -> int:
    """How often somebody asks for a service that is refused each time: each refusal may lead to another try."""
    found = 1
    while found <= 64 and word < draws.chance(again**found):
        found += 1
    return found


def attempt(
    candidate: Candidate, ordinary: int, person: Person, lives: list[Life], again: float, tally: Tally
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
    asked = tries(candidate.labelling, again) if refused and service.domain == "travel" else 1
    tally.count(day, "attempts", asked, which)
    if not refused:
        tally.count_person(day, person, "had", which=which)
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
