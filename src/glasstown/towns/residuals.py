"""What a margin was to be, what it came out as, and how far rounding and sampling explain the difference.

Counts are sums of independent parts (people, or households where members share a draw). If the parts'
variances sum to σ² and no part departs from its mean by more than m, Bernstein's inequality bounds the chance
of a deviation beyond

    t = m L / 3 + √((m L / 3)² + 2 L σ²),  L = ln(2 M / α)

by α / M for each of M margins, so that a sound town fails with a chance of at most α. A share of members of
households of sizes s has σ² ≤ p (1 − p) Σ s² (Bhatia and Davis 2000), whatever members have in common.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from glasstown.core.errors import GlasstownError

CHANCE: Final = 1e-4
"""α: the chance at most that a sound town is refused."""


@dataclass(frozen=True)
class Residual:
    """One margin of a town's file."""

    margin: str
    wanted: float
    got: float
    allowed: float
    unit: str
    people: int  # people or households that it is a share of or a mean over

    @property
    def met(self) -> bool:
        """Whether the deviation is explained."""
        return abs(self.got - self.wanted) <= self.allowed


@dataclass(frozen=True)
class Margin:
    """A margin before it is judged; variance, most and rounding are of the sum, which is divided by
    `people`.
    """

    name: str
    wanted: float
    got: float
    people: int
    variance: float
    most: float
    rounding: float = 0.0
    unit: str = "share of people"
    scale: float = 1.0  # of the figures shown against the sum divided by `people`


def deviation(variance: float, most: float, level: float) -> float:
    """t of Bernstein's inequality for L = `level`."""
    if variance <= 0.0:
        return 0.0
    heavy = most * level / 3.0
    return heavy + math.sqrt(heavy * heavy + 2.0 * level * variance)


def judge(margins: list[Margin]) -> tuple[Residual, ...]:
    """Residuals of all margins, in order, but of nobody; ``GlasstownError`` naming every one that is
    missed.
    """
    level = math.log(2.0 * max(1, len(margins)) / CHANCE)
    found = []
    for m in margins:
        if m.people == 0:
            continue
        spread = deviation(m.variance, m.most, level) + m.rounding
        allowed = spread / m.people * m.scale + 1e-9 * abs(m.wanted)
        found.append(Residual(m.name, m.wanted, m.got, allowed, m.unit, m.people))
    missed = [r for r in found if not r.met]
    if missed:
        raise GlasstownError(
            "the town does not have the make-up of its file:\n"
            + "\n".join(
                f"{r.margin}: wanted {r.wanted:.6g}, got {r.got:.6g} ({r.unit}); rounding and sampling of "
                f"{r.people:,} explain at most {r.allowed:.3g}"
                for r in missed
            )
        )
    return tuple(found)
