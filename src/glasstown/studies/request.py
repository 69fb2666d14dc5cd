"""What a run is asked to do: checked whole before anything is computed, and what gives the run its id."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from glasstown.core.documents import Document
from glasstown.core.errors import InputError, Problem
from glasstown.regimes import Regime, load_regime
from glasstown.responses import Response, load_response
from glasstown.towns import load_town
from glasstown.towns.model import TownModel

LEAST_PEOPLE: Final = 1_000
MOST_PEOPLE: Final = 100_000_000
MOST_YEARS: Final = 20
LONG_YEARS: Final = 5
"""A town is a closed cohort; beyond this many years its ages no longer stand for a population."""
YEARS: Final = 3
DAYS_A_YEAR: Final = 365
MOST_REPLICATES: Final = 1_000
MOST_ASSUMED: Final = 1_024
MOST_THREADS: Final = 1_024


@dataclass(frozen=True, eq=False)
class Request:
    """A run that can be computed: documents read, numbers within bounds. Made by `prepare`."""

    regime: Document[Regime]
    town: Document[TownModel]
    response: Document[Response]
    people: int
    days: int
    seed: int
    replicates: int
    assumed: int
    threads: int

    @property
    def identity(self) -> dict[str, Any]:
        """Everything that the results depend on: version, inputs by name and sha256, numbers, seed."""
        inputs: dict[str, Document[Any]] = {
            "regime": self.regime,
            "town": self.town,
            "response": self.response,
        }
        return {
            "glasstown": version("glasstown"),
            "inputs": {
                kind: {"name": document.name, "sha256": document.sha256} for kind, document in inputs.items()
            },
            "people": self.people,
            "days": self.days,
            "seed": self.seed,
            "replicates": self.replicates,
            "assumed": self.assumed,
        }

    @property
    def id(self) -> str:
        """Name of the regime and a hash of `identity`: the same inputs give the same id everywhere."""
        text = json.dumps(self.identity, sort_keys=True, separators=(",", ":"))
        return f"{self.regime.name}-{hashlib.sha256(text.encode()).hexdigest()[:12]}"

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the reader should know before trusting the run, in sentences."""
        said = []
        if self.days > LONG_YEARS * DAYS_A_YEAR:
            said.append(
                f"Nobody is born, dies or moves in a run: beyond {LONG_YEARS} years the town no longer "
                "stands for a population."
            )
        return tuple(said)

    def command(self, assumed: int | None = None) -> str:
        """The command that makes this run; with `assumed`, the one that draws that many assumed numbers."""
        given = [f"glasstown run {_word(self.regime)}"]
        if self.town.name != self.regime.model.town:
            given.append(f"--town {_word(self.town)}")
        given += [f"--people {self.people}", f"--years {self.years:.10g}", f"--seed {self.seed}"]
        given.append(f"--replicates {self.replicates}")
        if self.response.name != "simple":
            given.append(f"--response {_word(self.response)}")
        draws = self.assumed if assumed is None else assumed
        if draws:
            given.append(f"--assumed {draws}")
        return " ".join(given)

    @property
    def python(self) -> str:
        """The same run in Python."""
        given = [f'"{_word(self.regime)}"']
        if self.town.name != self.regime.model.town:
            given.append(f'town="{_word(self.town)}"')
        given += [f"people={self.people:_}", f"years={self.years:.10g}", f"seed={self.seed}"]
        given.append(f"replicates={self.replicates}")
        if self.response.name != "simple":
            given.append(f'response="{_word(self.response)}"')
        if self.assumed:
            given.append(f"assumed={self.assumed}")
        return f"import glasstown as gt; run = gt.run({', '.join(given)})"

    @property
    def years(self) -> float:
        return self.days / DAYS_A_YEAR


def _word(document: Document[Any]) -> str:
    """How a document is named on a command line: a shipped one by name, a file by its own name without
    folders.
    """
    return document.name if _is_shipped(document) else Path(document.file).name


def _is_shipped(document: Document[Any]) -> bool:
    package = Path(__file__).resolve().parent.parent
    return Path(document.file).resolve().is_relative_to(package)


def prepare(
    regime: str | os.PathLike[str] = "article-2020",
    *,
    town: str | os.PathLike[str] | None = None,
    people: int = 100_000,
    years: float | None = None,
    seed: int = 1,
    replicates: int = 5,
    response: str | os.PathLike[str] = "simple",
    assumed: int = 0,
    threads: int | None = None,
) -> Request:
    """Read the documents and check the numbers of a run.

    `years` are years of 365 days; without it, as many as the regime proposes, else 3. Raises `InputError`
    that says everything that is wrong.
    """
    problems: list[Problem] = []
    _whole("people", people, LEAST_PEOPLE, MOST_PEOPLE, problems)
    _whole("seed", seed, 0, 2**64 - 1, problems)
    _whole("replicates", replicates, 1, MOST_REPLICATES, problems)
    _whole("assumed", assumed, 0, MOST_ASSUMED, problems)
    if threads is not None:
        _whole("threads", threads, 1, MOST_THREADS, problems)
    if years is not None:
        _years(years, problems)
    if problems:
        raise InputError(problems)
    regime_document = load_regime(os.fspath(regime))
    proposed = regime_document.model.years
    if years is None:
        years = YEARS if proposed is None else proposed
    return Request(
        regime=regime_document,
        town=load_town(regime_document.model.town if town is None else os.fspath(town)),
        response=load_response(os.fspath(response)),
        people=people,
        days=round(years * DAYS_A_YEAR),
        seed=seed,
        replicates=replicates,
        assumed=assumed,
        threads=threads or _cores(),
    )


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _whole(key: str, found: Any, low: int, high: int, problems: list[Problem]) -> None:
    if isinstance(found, bool) or not isinstance(found, int) or not low <= found <= high:
        problems.append(Problem("run", None, key, f"{found!r}", f"a whole number from {low:,} to {high:,}"))


def _years(found: Any, problems: list[Problem]) -> None:
    fits = isinstance(found, int | float) and not isinstance(found, bool) and 0 < found <= MOST_YEARS
    if not fits or round(found * DAYS_A_YEAR) < 1:
        problems.append(
            Problem(
                "run",
                None,
                "years",
                f"{found!r}",
                f"a number of at least one day (1/365) and at most {MOST_YEARS}",
            )
        )
