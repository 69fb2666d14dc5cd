"""Timings, and the tables in markdown that are made of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Any, Final

OURS: Final = "Glasstown"
ONE_THREAD: Final = "Glasstown, 1 thread"
AIMS: Final = {"Mesa": 1000, "Starsim": 60, "NumPy": 30}
"""How many times as fast Glasstown was meant to be in `spec`, by the package of the other program."""


@dataclass
class Timing:
    """What was measured of one program in one case, a run after another."""

    case: str
    program: str
    """As it is named in a table."""
    people: int
    days: int
    runs: list[dict[str, Any]] = field(default_factory=list)

    @property
    def ours(self) -> bool:
        return self.program.startswith(OURS)

    @property
    def rates(self) -> list[float]:
        """People times days a second of the loop, of each run."""
        return [self.people * self.days / run["loop"] for run in self.runs]

    @property
    def core_rates(self) -> list[float]:
        """People times days a second of one core; other work on the machine hardly touches it."""
        return [self.people * self.days / run["cpu"] for run in self.runs]

    def ratios(self, other: Timing) -> list[float]:
        """How many times as fast as another program, in each round."""
        return [ours / theirs for ours, theirs in zip(self.rates, other.rates, strict=True)]


def spread(values: Sequence[float], scale: float, digits: int) -> str:
    """Median (least–most)."""
    low, mid, high = (x / scale for x in (min(values), median(values), max(values)))
    return f"{mid:,.{digits}f} ({low:,.{digits}f}–{high:,.{digits}f})"


def table(heads: Sequence[str], rows: Sequence[Sequence[str]], words: int = 2) -> str:
    """A markdown table; all columns but the first few, which hold words, are right-aligned."""
    rule = ["---" if i < words else "---:" for i in range(len(heads))]
    return "\n".join(f"| {' | '.join(row)} |" for row in (heads, rule, *rows)) + "\n"


def _peer(timings: Sequence[Timing], ours: Timing, program: str) -> Timing | None:
    """A program in the same case: with as many people, or with the most below that it was given."""
    there = [t for t in timings if (t.case, t.program) == (ours.case, program) and t.people <= ours.people]
    return max(there, key=lambda t: t.people, default=None)


def ratio_table(timings: Sequence[Timing]) -> str:
    """How many times as fast as each other program Glasstown is, by case and size."""
    peers = list(dict.fromkeys(t.program for t in timings if not t.ours))
    rows = []
    for ours in timings:
        others = {program: _peer(timings, ours, program) for program in peers}
        if not ours.ours or not any(others.values()):
            continue
        row = [ours.case, ours.program, f"{ours.people:,}"]
        for other in others.values():
            if other is None:
                row.append("")
                continue
            ratios = ours.ratios(other)
            smaller = "" if other.people == ours.people else f", its {other.people:,} people"
            row.append(spread(ratios, 1.0, 0 if median(ratios) >= 100 else 1) + smaller)
        rows.append(row)
    return table(["case", "program", "people", *(f"× {name}" for name in peers)], rows)


def aims_sentence(timings: Sequence[Timing]) -> str:
    """What has become of `AIMS` with the most people that were measured; empty where `spec` was not."""
    ours = max(
        (t for t in timings if (t.case, t.program) == ("spec", OURS)), key=lambda t: t.people, default=None
    )
    if ours is None:
        return ""
    said = []
    for program in dict.fromkeys(t.program for t in timings if not t.ours):
        other = _peer(timings, ours, program)
        if other is not None:
            aim, reached = AIMS[program.split()[0]], median(ours.ratios(other))
            said.append(f"{program} {reached:,.0f} of {aim:,} ({'' if reached >= aim else 'not '}reached)")
    return f"The aims, in spec with {ours.people:,} people: {'; '.join(said)}." if said else ""


def rate_table(timings: Sequence[Timing]) -> str:
    """Rates; set-up, loop and imports apart; and memory."""
    rows = [
        [
            t.case,
            t.program,
            str(t.runs[0]["worlds"]),
            f"{t.people:,}",
            f"{t.days:,}",
            spread(t.rates, 1e6, 1 if median(t.rates) >= 1e7 else 2),
            spread(t.core_rates, 1e6, 1 if median(t.rates) >= 1e7 else 2),
            spread([run["loop"] for run in t.runs], 1.0, 2),
            spread([run["setup"] for run in t.runs], 1.0, 2),
            spread([run["import"] for run in t.runs], 1.0, 2),
            f"{max(run['cpu'] / run['loop'] for run in t.runs):.2f}",
            f"{max(run['peak'] for run in t.runs) / 2**20:,.0f}",
        ]
        for t in timings
    ]
    heads = "case|program|worlds|people|days|million person-days a second|the same a core-second"
    return table([*heads.split("|"), "loop, s", "set-up, s", "import, s", "cores used", "peak MiB"], rows)


def bytes_table(timings: Sequence[Timing]) -> str:
    """Bytes a person of the largest town of each case in Glasstown, as allocated."""
    largest = {t.case: t for t in sorted(timings, key=lambda t: t.people) if t.program == OURS}
    names = list(next(iter(largest.values())).runs[0]["bytes"])
    rows = [
        [t.case, f"{t.people:,}", *(f"{t.runs[0]['bytes'][name]:.1f}" for name in names)]
        for t in largest.values()
    ]
    return table(["case", "people", *names], rows, 1)


def candidates_table(timings: Sequence[Timing]) -> str:
    """Candidates a person and day that the town's ceilings give, by stream, in each case."""
    cases = {t.case: t.runs[0]["candidates"] for t in timings if t.program == OURS}
    streams = list(dict.fromkeys(name for found in cases.values() for name in found))
    rows = [[name, *(f"{found.get(name, 0.0):.5f}" for found in cases.values())] for name in streams]
    rows.append(["all", *(f"{sum(found.values()):.5f}" for found in cases.values())])
    return table(["stream", *cases], rows, 1)
