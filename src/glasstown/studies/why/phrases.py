"""Small words of a story: people, points, days, ties, services, standings, and what a record claims."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from glasstown.core.state import LAYERS
from glasstown.engine.tables import World
from glasstown.life.catalogue import BY_NAME, LABELS, Act, Kind, Service
from glasstown.regimes.words.phrases import LAW, did, series
from glasstown.regimes.words.phrases import LAYERS as ONE_OF
from glasstown.studies.why.reading import Standing

_SEVERAL: Final = {
    "household": "people in the household",
    "kin": "relatives",
    "friend": "friends",
    "colleague": "colleagues or classmates",
    "neighbour": "neighbours",
}
IMPOSED: Final = {
    "publication": "publication of their name",
    "fee": "a fee",
    "inspection": "inspections",
    "debt": "a debt",
}
"""Burdens, as what is imposed on one person."""
_EVENTS: Final = {
    "unpaid-judgment": "could pay what a court had ordered and did not",
    "evaded-enforcement": "hid what there was to take for a debt",
}
"""What a record of an event that puts somebody on a list claims."""


def person(row: int) -> str:
    """How an invented person is called."""
    return f"synthetic-{row:06d}"


def points(tenths: int) -> str:
    """A number of points."""
    return f"{number(tenths)} point{'' if abs(tenths) == 10 else 's'}"


def number(tenths: int) -> str:
    """Points without their unit: 1,000; 12.5."""
    return f"{tenths / 10:,.1f}".removesuffix(".0").replace("-", "−")


def times(n: int) -> str:
    """Once, twice, 3 times."""
    return {1: "once", 2: "twice"}.get(n, f"{n:,} times")


def span(days: Sequence[int]) -> str:
    """The beginning of a sentence about one day or many."""
    first, last = min(days), max(days)
    return f"Day {first:,}: " if first == last else f"From day {first:,} to {last:,}, "


def begun(days: Sequence[int], text: str) -> str:
    """A sentence with its day or days, its own first letter large after a colon."""
    lead = span(days)
    return lead + (text[0].upper() + text[1:] if lead.endswith(": ") else text)


def claimed(label: str) -> str:
    """What a record with a label says that somebody did: *cheated in a game*; of a duty, its omission."""
    if label in _EVENTS:
        return _EVENTS[label]
    act = BY_NAME[LABELS[label]]
    return f"had not {act.title}" if act.kind == Kind.DUTY else did(label)


def law(act: Act) -> str:
    """How the law takes an act."""
    return f"protected ({act.protected})" if act.protected else LAW[act.domestic]


def tally(names: Iterable[str]) -> str:
    """``fast-train tickets (12 times), jobs (once)``; the times are left out where there is but one name."""
    found = Counter(names).most_common()
    if len(found) == 1:
        return found[0][0]
    return ", ".join(f"{name} ({times(n)})" for name, n in found)


def people_of(layers: Iterable[tuple[int, int]]) -> str:
    """``2 relatives and a friend``, from (layer, how many)."""
    return series(
        ONE_OF[LAYERS[layer]] if n == 1 else f"{n} {_SEVERAL[LAYERS[layer]]}" for layer, n in layers if n
    )


def services(closed: Sequence[Service]) -> str:
    """``plane tickets, jobs and promotions``."""
    return series(service.title for service in closed)


def burdens(imposed: Sequence[str]) -> str:
    """``publication of their name and a fee were``: burdens with their verb."""
    verb = "was" if len(imposed) == 1 and imposed[0] != "inspection" else "were"
    return f"{series(IMPOSED[name] for name in imposed)} {verb}"


def shut(standing: Standing) -> str:
    """``jobs were closed to them``; ``nothing was closed to them; a fee was imposed on them``."""
    text = (
        f"{services(standing.closed)} were closed to them"
        if standing.closed
        else "nothing was closed to them"
    )
    return f"{text}; {burdens(standing.imposed)} imposed on them" if standing.imposed else text


def on_lists(lists: Sequence[str]) -> str:
    """``the list "a"``."""
    quoted = [f'"{name}"' for name in lists]
    return f"the list{'' if len(quoted) == 1 else 's'} {series(quoted)}"


def bad_company(world: World) -> str:
    """What makes a tie cost points."""
    rule = world.regime.association
    if rule is None or rule.bad.on_list is not None:
        return "listed"
    return f"below {number(round(10 * rule.bad.score_below.value)) if rule.bad.score_below else 0} points"


def state(standing: Standing, score: int | None) -> str:
    """``1,000 points, grade A, on the list "a"``."""
    parts = [] if score is None else [points(score)]
    if standing.grade:
        parts.append(f"grade {standing.grade}")
    if standing.lists:
        parts.append(f"on {on_lists(standing.lists)}")
    return ", ".join(parts)
