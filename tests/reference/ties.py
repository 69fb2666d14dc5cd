"""The exchange, by asking everybody about each of their ties."""

from __future__ import annotations

from glasstown.core.streams import STREAMS
from tests.reference import draws
from tests.reference.judging import within
from tests.reference.life import Life
from tests.reference.people import LAYERS, Person
from tests.reference.tally import Tally
from tests.reference.terms import Terms

Cut = tuple[str, int, int]  # layer, lower row, higher row


def publish(lives: list[Life], terms: Terms, guarded: set[str]) -> None:
    """Everybody's standing becomes known to those around: it stays so until the next exchange."""
    for life in lives:
        life.known = life.known or life.bad
        if life.enrolled:
            account = life.accounts["real"]
            life.bad = account.stood < terms.bad_below or bool(terms.bad_lists & set(account.listed))
            life.bad |= bool(terms.bad_grades & account.graded)
            life.closed_to_children = guarded & account.refused


def invented_ties(people: list[Person], limit: int, key: draws.Key) -> list[list[int]]:
    """Ties that do not exist and that the regime believes in, seen from each end.

    Each true tie of kin or friends may beget one, of its lower end with somebody drawn from the whole town.
    """
    found: list[list[int]] = [[] for _ in people]
    if limit == 0:
        return found
    for person in people:
        for other in person.ties["kin"] + person.ties["friend"]:
            if other > person.row:
                word, who, _, _ = draws.tie_draw(key, person.row, other, STREAMS["tie-invented"])
                stranger = draws.pick(who, len(people))
                if word < limit and stranger != person.row:
                    found[person.row].append(stranger)
                    found[stranger].append(person.row)
    return found


def cut_ties(people: list[Person], lives: list[Life], terms: Terms, key: draws.Key) -> set[Cut]:
    """All ties that are cut by now; a tie has one tolerance for each of its ends being known."""
    cut: set[Cut] = set()
    for person in people:
        for layer in ("kin", "friend"):
            for other in person.ties[layer]:
                if other < person.row or not (lives[person.row].known or lives[other].known):
                    continue
                low, high, _, _ = draws.tie_draw(key, person.row, other, STREAMS["tie-cut"])
                if (lives[person.row].known and low < terms.cut[layer]) or (
                    lives[other].known and high < terms.cut[layer]
                ):
                    cut.add((layer, person.row, other))
    return cut


def bad_ties(
    people: list[Person],
    lives: list[Life],
    terms: Terms,
    cut: set[Cut],
    invented: list[list[int]],
    key: draws.Key,
) -> list[dict[str, int]]:
    """Ties to people published as bad, by layer, as the regime sees them; each life keeps the true ones."""
    seen_by_all = []
    for person in people:
        seen: dict[str, int] = {}
        true: dict[str, int] = {}
        for layer in LAYERS:
            for other in person.ties[layer]:
                if not lives[other].bad:
                    continue
                if draws.tie_draw(key, *sorted((person.row, other)), STREAMS["tie-seen"])[0] >= terms.missed:
                    seen[layer] = seen.get(layer, 0) + 1
                if (layer, min(person.row, other), max(person.row, other)) not in cut:
                    true[layer] = true.get(layer, 0) + 1
        believed = sum(lives[other].bad for other in invented[person.row])
        if believed:
            seen["friend"] = seen.get("friend", 0) + believed
        lives[person.row].bad_ties = true
        seen_by_all.append(seen)
    return seen_by_all


def is_urged(person: Person, life: Life, terms: Terms, day: int, key: draws.Key) -> bool:
    """Whether anybody who has heard of this person's listing, and has not left them over it, urges them today."""
    for place, layer in enumerate(LAYERS):
        for other in person.ties[layer]:
            mine = 0 if person.row < other else 1
            counter = draws.tie_counter(person.row, other, STREAMS["urged"], day, place)
            if draws.philox(counter, (key[0], key[1] ^ draws.TIE))[mine] >= terms.urges[layer]:
                continue
            borne = draws.tie_draw(key, person.row, other, STREAMS["tie-cut"])[mine]
            if not (life.known and layer in terms.cut and borne < terms.cut[layer]):
                return True
    return False


def hears(row: int, life: Life, terms: Terms, key: draws.Key) -> bool:
    """Whether somebody hears that any of their ties is punished."""
    for place, layer in enumerate(LAYERS):
        for which in range(life.bad_ties.get(layer, 0)):
            words = draws.person_draw(key, row, STREAMS["heard"], 0, 64 * place + which // 4)
            if words[which % 4] < terms.hears.get(layer, 0):
                return True
    return False


def associate(
    lives: list[Life], seen_by_all: list[dict[str, int]], terms: Terms, tally: Tally, day: int
) -> None:
    """Bad ties cost points: seen ones in the real and the induced ledger, true ones in the accurate one."""
    for life, seen_ties in zip(lives, seen_by_all, strict=True):
        if not life.enrolled:
            continue
        seen = sum(terms.points_per_tie.get(layer, 0) * n for layer, n in seen_ties.items())
        true = sum(terms.points_per_tie.get(layer, 0) * n for layer, n in life.bad_ties.items())
        if terms.by_true_ties:
            seen = true
        points = {"real": seen, "induced": seen, "accurate": true, "legitimate": 0}
        for name, account in life.accounts.items():
            before = account.score
            account.score = within(before + points[name], terms)
            lost = before - account.score
            if name == "real" and lost > 0:
                tally.count(day, "points_lost", lost)
                tally.count(day, "lost_somebody_else", lost)
                tally.count(day, "lost_harm", lost)
                tally.count(day, "lost_ties_not_there", max(0, min(lost, true - seen)))
