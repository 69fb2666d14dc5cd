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

from glasstown.core.randomness import life_key
from glasstown.engine.result import Lives
from glasstown.engine.tables import World
from glasstown.measures import critical_strength, listed_by_year, range_by_year
from glasstown.measures.spread import MULTIPLES, Range
from glasstown.regimes import Regime
from glasstown.regimes.assumed import with_association, with_assumed
from glasstown.regimes.safeguards import apply
from glasstown.studies.request import Request

WORLDS_A_PASS: Final = 64
_WITHOUT: Final = "without"
_TIES: Final = "ties-times-"


@dataclass(frozen=True, eq=False)
class Assumed:
    """Lives under other values of the assumed numbers, and under each multiple of the points for ties."""

    draws: tuple[Lives, ...]
    multiples: Lives | None  # None where ties cost no points

    @property
    def listed(self) -> tuple[tuple[float, ...], ...]:
        """Share of people under the regime who are listed at the end of each year, by multiple; empty without any."""
        lives = self.multiples
        return () if lives is None else tuple(listed_by_year(lives, w) for w in range(1, len(lives.worlds)))

    @property
    def critical_strength(self) -> float | None:
        """The smallest multiple from which listing spreads by itself; None where none does."""
        return critical_strength([years[-1] for years in self.listed], MULTIPLES) if self.listed else None

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
                for multiple, years in zip(MULTIPLES if self.listed else (), self.listed, strict=True)
            ],
            "critical_strength": self.critical_strength,
        }


def assumed_worlds(request: Request) -> tuple[World, ...]:
    """The draws of a run, numbered from 1: the same seed gives the same ones, and more of them add to the
    first.
    """
    key = life_key(request.seed, 0)
    regime, response = request.regime.model, request.response.model

    def drawn(n: int) -> Regime:
        safeguards = [with_assumed(document.model, key, n) for document in request.safeguards]
        return apply(with_assumed(regime, key, n), safeguards)

    return tuple(
        World(f"draw-{n}", drawn(n), with_assumed(response, key, n)) for n in range(1, request.assumed + 1)
    )


def association_worlds(request: Request) -> tuple[World, ...]:
    """The regime with its points for ties at each of the multiples; none where ties cost nothing."""
    regime, response = request.overlaid, request.response.model
    if regime.association is None:
        return ()
    return tuple(World(f"{_TIES}{m:g}", with_association(regime, m), response) for m in MULTIPLES)


def passes(worlds: Sequence[World]) -> list[tuple[World, ...]]:
    """Worlds in as few passes as hold at most 64 each, of about equal size."""
    n = -(-len(worlds) // WORLDS_A_PASS)
    return [tuple(worlds[i * len(worlds) // n : (i + 1) * len(worlds) // n]) for i in range(n)]


def passes_of(request: Request) -> list[tuple[World, ...]]:
    """The multiples and the draws, in shared passes; none where no draws are asked for."""
    return passes([*association_worlds(request), *assumed_worlds(request)]) if request.assumed else []


def assumed_of(lived: Sequence[Lives]) -> Assumed:
    """What the lives of all passes say."""
    names = {f"{_TIES}{m:g}" for m in MULTIPLES}
    draws = [only(lives, lambda name: name not in names) for lives in lived]
    multiples = only(lived[0], lambda name: name == _WITHOUT or name in names)
    return Assumed(
        tuple(lives for lives in draws if len(lives.worlds) > 1),
        multiples if len(multiples.worlds) > 1 else None,
    )


def only(lives: Lives, wanted: Callable[[str], bool]) -> Lives:
    """The same lives with only some of the worlds."""
    at = [w for w, name in enumerate(lives.worlds) if wanted(name)]
    return replace(
        lives,
        worlds=tuple(lives.worlds[w] for w in at),
        scored=tuple(lives.scored[w] for w in at),
        enrolled=tuple(lives.enrolled[w] for w in at),
        group_enrolled=lives.group_enrolled[at],
        start_score_sum=tuple(lives.start_score_sum[w] for w in at),
        start_below=tuple(lives.start_below[w] for w in at),
        plain=lives.plain[at],
        grouped=lives.grouped[at],
        ends=tuple(lives.ends[w] for w in at),
    )
