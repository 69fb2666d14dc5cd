"""How well a file is known: what of it is published, what is assumed."""

from __future__ import annotations

from collections import Counter
from typing import Final

from glasstown.core.parts import Part, Status
from glasstown.core.values import numbers_in
from glasstown.regimes.model import Regime
from glasstown.regimes.words.phrases import counted, plain, series

_STATUS: Final = {
    "documented": "It is documented: its {} are taken from published texts.",
    "partly-documented": "It is partly documented: some of its {} are published, the rest is assumed.",
    "popular-account": "It is a popular account: what has been told of such a system, not what papers show.",
    "hypothetical": "It is hypothetical: made up in order to be studied.",
}
PARTS: Final = {
    "enrol": "who is under it",
    "score": "the score",
    "grades": "the grades",
    "watch": "watching and its errors",
    "rules": "the points for acts",
    "association": "the points for ties",
    "lists": "the lists",
    "gates": "what is refused",
    "burdens": "what is imposed",
    "rewards": "what is given",
    "enforcement": "what courts collect",
    "redress": "redress",
}
"""Parts of a regime that hold numbers, in words."""


def known_of(status: Status, what: str = "rules") -> str:
    """How well something is known, in a sentence; `what` of it may be published."""
    return _STATUS[status].format(what)


def sources(regime: Regime) -> str:
    """How many numbers come from a source, and how many are assumed."""
    known = [number.source is not None for _where, number in numbers_in(regime)]
    sourced = sum(known)
    if sourced == len(known):
        return f"All of its {counted(sourced, 'number')} come from a source."
    return (
        f"Of its {len(known)} numbers, {sourced} {'comes' if sourced == 1 else 'come'} from a source; "
        f"nobody has published the other {len(known) - sourced}: they are assumed, each with a range."
    )


def assumed_by_part(model: Part) -> dict[str, tuple[int, int]]:
    """Numbers of each part of a file: (assumed, all), in the order of the model."""
    every: Counter[str] = Counter()
    assumed: Counter[str] = Counter()
    for where, number in numbers_in(model):
        every[str(where[0])] += 1
        assumed[str(where[0])] += number.source is None
    return {part: (assumed[part], every[part]) for part in every}


def unknown(regime: Regime) -> str:
    """What nobody has published of a regime, by part."""
    found = {part: assumed for part, (assumed, _all) in assumed_by_part(regime).items() if assumed}
    if not found:
        return "Every number of the file has a source."
    told = series(f"{plain(count)} of {PARTS.get(part, part)}" for part, count in found.items())
    return f"Nobody has published {plain(sum(found.values()))} of its numbers: {told}."
