"""What is refused, and to whom."""

from __future__ import annotations

from glasstown.life.catalogue import SERVICE_BY_NAME
from glasstown.regimes.burdens import Refuse
from glasstown.regimes.model import Gate, Regime
from glasstown.regimes.words.phrases import bracketed, capital, plain, series, spell


def refused_whom(refuse: Refuse) -> str:
    """Those whom a gate refuses, or a burden falls on."""
    if refuse.on_list is not None:
        return f'those on the list "{refuse.on_list}"'
    if refuse.grade_below is not None:
        return f"those below grade {refuse.grade_below}"
    return f"those below {plain(refuse.score_below.value if refuse.score_below else 0.0)} points"


def service(gate: Gate) -> str:
    """What a gate refuses, and by whose standing where it is not one's own."""
    known = SERVICE_BY_NAME[gate.service]
    through = " (by the standing of the head of the household)" if known.through == "guardian" else ""
    return known.title + through + bracketed(spell(gate))


def gates(regime: Regime) -> str:
    """Everything that is refused, by whom it is refused to."""
    by_ground: dict[str, list[str]] = {}
    for gate in regime.gates:
        by_ground.setdefault(refused_whom(gate.refuse), []).append(service(gate))
    refused = [f"{ground} are refused {series(services)}" for ground, services in by_ground.items()]
    return f"{capital('; '.join(refused))}." if refused else "Nothing is refused to anybody."
