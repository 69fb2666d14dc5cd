"""What a run is asked to do: checked whole before anything is computed, and what gives the run its id."""

from __future__ import annotations

import hashlib
import json
import operator
import os
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final, SupportsIndex

from glasstown.core.documents import Document, holds, shipped
from glasstown.core.errors import InputError, Problem, nearest, one_of
from glasstown.core.marks import quoted
from glasstown.measures.view import BEFORE, WITHOUT
from glasstown.regimes import Regime, load_regime
from glasstown.regimes.dates import dated_outside
from glasstown.regimes.idle import never_applies
from glasstown.responses import Response, load_response
from glasstown.studies.safeguarding import (
    Safeguards,
    check_drawn,
    idle,
    laid_over,
    named,
    read_safeguards,
    world_of,
)
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
SAFEGUARD: Final = "safeguard-"
"""Before the name of a safeguard, where the inputs of a run are named."""
_MOST_BITS: Final = 128


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
    before: Document[Regime] | None = None  # what was practised before, run as a further world
    safeguards: Safeguards = ()  # laid over the regime, in the order of their names

    @property
    def world(self) -> str:
        """The world that the run is about: the regime's, with the names of its safeguards."""
        return world_of(self.regime.name, self.safeguards)

    @property
    def overlaid(self) -> Regime:
        """The regime of that world."""
        return laid_over(self.regime.model, self.safeguards)

    @property
    def documents(self) -> dict[str, Document[Any]]:
        """Every document that is read: `regime`, `town`, `response`, `before` where the regime names one, and each
        safeguard as `safeguard-NAME`.
        """
        before = {} if self.before is None else {BEFORE: self.before}
        laid = {f"{SAFEGUARD}{document.name}": document for document in self.safeguards}
        return {"regime": self.regime, "town": self.town, "response": self.response, **before, **laid}

    @property
    def identity(self) -> dict[str, Any]:
        """Everything that the results depend on: version, inputs by name and sha256, numbers, seed."""
        return {
            "glasstown": version("glasstown"),
            "inputs": {
                kind: {"name": document.name, "sha256": document.sha256}
                for kind, document in self.documents.items()
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
        said += dated_outside(self.regime.model, self.days)
        said += never_applies(self.regime.model)
        said += idle(self.regime.model, self.safeguards)
        if self.before is not None and self.before.model.town != self.regime.model.town:
            said.append(
                f"{self.before.name}, which {self.regime.name} names as before, was written for the town "
                f"{self.before.model.town}; it is run over {self.town.name}."
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
        given += [f"--safeguard {_word(document)}" for document in self.safeguards]
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
        if self.safeguards:
            given.append(f'safeguards="{named(map(_word, self.safeguards))}"')
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
    safeguards: str | os.PathLike[str] | None = None,
    assumed: int = 0,
    threads: int | None = None,
) -> Request:
    """Read the documents and check the numbers of a run.

    `years` are years of 365 days; without it, as many as the regime proposes, else 3. `safeguards` are joined by
    ``+``. Raises `InputError` that says everything that is wrong.
    """
    problems: list[Problem] = []
    people = _whole("people", people, LEAST_PEOPLE, MOST_PEOPLE, problems)
    seed = _whole("seed", seed, 0, 2**64 - 1, problems)
    replicates = _whole("replicates", replicates, 1, MOST_REPLICATES, problems)
    assumed = _whole("assumed", assumed, 0, MOST_ASSUMED, problems)
    threads = _cores() if threads is None else _whole("threads", threads, 1, MOST_THREADS, problems)
    if years is not None:
        _years(years, problems)
    inputs = {"regime": regime, "town": town, "response": response, "safeguards": safeguards}
    for key, given in inputs.items():
        may_lack = given is None and key in ("town", "safeguards")
        if not may_lack and not isinstance(given, str | os.PathLike):
            problems.append(Problem("run", None, key, _shown(given), "a name, or a file"))
    if problems:
        raise InputError(problems)
    regime_document = load_regime(os.fspath(regime))
    _must_be_free(regime_document)
    laid = read_safeguards(safeguards)
    laid_over(regime_document.model, laid)
    if assumed:
        check_drawn(regime_document.model, laid)
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
        threads=threads,
        before=_before(regime_document),
        safeguards=laid,
    )


def _must_be_free(regime: Document[Regime]) -> None:
    """A regime's world goes by the regime's name, which no other world of a run has."""
    if regime.name in (WITHOUT, BEFORE):
        found, allowed = f"the name {quoted(regime.name)}, which another world has", "another name"
        raise InputError([Problem(regime.file, regime.line_of(("regime",)), "regime", found, allowed)])


def _before(regime: Document[Regime]) -> Document[Regime] | None:
    """The regime that another names as `before:`, shipped or in a file beside it; None where it names none."""
    name = regime.model.before
    if name is None:
        return None
    beside = Path(regime.file).parent
    if name in shipped("regimes"):
        return load_regime(name)
    if holds((beside / f"{name}.yaml").is_file):
        return load_regime(beside / f"{name}.yaml")
    known = [*shipped("regimes"), *(path.stem for path in beside.glob("*.yaml"))]
    found, allowed = quoted(name), f"{one_of(shipped('regimes'))}, or a file {name}.yaml beside this one"
    line = regime.line_of(("before",))
    raise InputError([Problem(regime.file, line, "before", found, allowed, nearest(name, known))])


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _whole(key: str, found: Any, low: int, high: int, problems: list[Problem]) -> int:
    """The number, where it is one within bounds; else what is wrong is added to `problems`."""
    number = -1
    if isinstance(found, SupportsIndex) and not isinstance(found, bool):
        number = operator.index(found)
    if not low <= number <= high:
        problems.append(Problem("run", None, key, _shown(found), f"a whole number from {low:,} to {high:,}"))
    return number


def _years(found: Any, problems: list[Problem]) -> None:
    fits = isinstance(found, int | float) and not isinstance(found, bool) and 0 < found <= MOST_YEARS
    if not fits or round(found * DAYS_A_YEAR) < 1:
        allowed = f"a number of at least one day (1/365) and at most {MOST_YEARS}"
        problems.append(Problem("run", None, "years", _shown(found), allowed))


def _shown(found: Any) -> str:
    if isinstance(found, int) and not isinstance(found, bool):
        return f"{found:,}" if found.bit_length() <= _MOST_BITS else "a number of very many digits"
    return quoted(found) if isinstance(found, str | float | bool | None) else f"a {type(found).__name__}"
