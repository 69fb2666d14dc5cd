"""How much of a result rests on numbers that nobody has published.

Two sets of worlds over the town and life of replicate 0: draws of every assumed number, uniform over its
range, and the regime with its points for ties multiplied. *Critical strength* is the smallest multiple at
which more than twice as many people are listed at the end as at 0: from there on, being listed spreads by
itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from glasstown.core.randomness import Key, life_key
from glasstown.engine.result import Lives
from glasstown.engine.run import run_worlds
from glasstown.engine.tables import World
from glasstown.measures import critical_strength, listed_by_year, range_by_year
from glasstown.measures.spread import MULTIPLES, Range
from glasstown.regimes.assumed import with_association, with_assumed
from glasstown.studies.request import Request
from glasstown.towns import Town

WORLDS_A_PASS: Final = 64
_WITHOUT: Final = "without"


@dataclass(frozen=True, eq=False)
class Assumed:
    """Lives under other values of the assumed numbers, and under each multiple of the points for ties."""

    draws: tuple[Lives, ...]
    multiples: Lives

    @property
    def listed(self) -> tuple[tuple[float, ...], ...]:
        """Share of people under the regime who are listed at the end of each year, by multiple."""
        return tuple(listed_by_year(self.multiples, w) for w in range(1, len(self.multiples.worlds)))

    @property
    def critical_strength(self) -> float | None:
        """The smallest multiple from which listing spreads by itself; None where none does."""
        return critical_strength([years[-1] for years in self.listed], MULTIPLES)

    @property
    def years(self) -> tuple[Range, ...]:
        """Listed share at the end of each year: least, middle and most over the draws."""
        return range_by_year(self.draws)

    def to_json(self) -> dict[str, Any]:
        """For measures.json."""
        return {
            "draws": sum(len(lives.worlds) - 1 for lives in self.draws),
            "listed_share_by_year": [
                {"day": year.last_day, "low": year.low, "median": year.middle, "high": year.high}
                for year in self.years
            ],
            "association": [
                {"multiple": multiple, "listed_share_by_year": list(years)}
                for multiple, years in zip(MULTIPLES, self.listed, strict=True)
            ],
            "critical_strength": self.critical_strength,
        }


def assumed_worlds(request: Request) -> tuple[World, ...]:
    """The draws of a run, numbered from 1: the same seed gives the same ones, and more of them add to the
    first.
    """
    key = life_key(request.seed, 0)
    regime, response = request.regime.model, request.response.model
    return tuple(
        World(f"draw-{n}", with_assumed(regime, key, n), with_assumed(response, key, n))
        for n in range(1, request.assumed + 1)
    )


def association_worlds(request: Request) -> tuple[World, ...]:
    """The regime with its points for ties at each of the multiples."""
    regime, response = request.regime.model, request.response.model
    return tuple(World(f"ties-times-{m:g}", with_association(regime, m), response) for m in MULTIPLES)


def passes(worlds: Sequence[World]) -> list[tuple[World, ...]]:
    """Worlds in as few passes as hold at most 64 each, of about equal size."""
    n = -(-len(worlds) // WORLDS_A_PASS)
    return [tuple(worlds[i * len(worlds) // n : (i + 1) * len(worlds) // n]) for i in range(n)]


def live_assumed(
    request: Request, town: Town, key: Key, progress: Callable[[int], None] | None = None
) -> Assumed:
    """Live the multiples and the draws in shared passes; `progress` hears world-days lived."""
    multiples = association_worlds(request)
    lived: list[Lives] = []
    before = 0
    for worlds in passes([*multiples, *assumed_worlds(request)]):

        def heard(day: int, before: int = before, width: int = len(worlds) + 1) -> None:
            if progress is not None:
                progress(before + day * width)

        lived.append(run_worlds(town, worlds, request.days, key, threads=request.threads, progress=heard))
        before += request.days * (len(worlds) + 1)
    names = {world.name for world in multiples}
    draws = [only(lives, lambda name: name not in names) for lives in lived]
    return Assumed(
        tuple(lives for lives in draws if len(lives.worlds) > 1),
        only(lived[0], lambda name: name == _WITHOUT or name in names),
    )


def only(lives: Lives, wanted: Callable[[str], bool]) -> Lives:
    """The same lives with only some of the worlds."""
    at = [w for w, name in enumerate(lives.worlds) if wanted(name)]
    return replace(
        lives,
        worlds=tuple(lives.worlds[w] for w in at),
        enrolled=tuple(lives.enrolled[w] for w in at),
        group_enrolled=lives.group_enrolled[at],
        start_score_sum=tuple(lives.start_score_sum[w] for w in at),
        start_below=tuple(lives.start_below[w] for w in at),
        plain=lives.plain[at],
        grouped=lives.grouped[at],
        ends=tuple(lives.ends[w] for w in at),
    )
