"""What a report is made from: results and words; nothing that differs between two runs of one command."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from glasstown.measures import BEFORE, Curves, Header, Range, Results
from glasstown.measures.burdens import BURDENS
from glasstown.report.published import Published


@dataclass(frozen=True)
class Source:
    """A published source of the run's files."""

    key: str
    title: str
    link: str = ""
    confidence: str = ""  # high | medium | low
    note: str = ""
    file: str = ""  # the regime, town or response that cites it


@dataclass(frozen=True)
class Assumption:
    """A number that nobody has published, in words, with the range over which it may lie."""

    what: str
    value: str
    low: str
    high: str
    file: str = ""  # the regime, town or response that makes it
    key: str = ""  # its place in that file


@dataclass(frozen=True)
class Margin:
    """A figure of the town's file, and what the invented people came to.

    `explained`: the most that rounding and sampling explain of the difference, at this size.
    """

    what: str
    wanted: float
    found: float
    explained: float
    unit: str


@dataclass(frozen=True)
class Command:
    """How to repeat the run from one door."""

    title: str  # "On the command line", "In Python"
    code: str


@dataclass(frozen=True, eq=False)
class ReportContext:
    """Everything a report prints.

    `cuts`: grade and the least points it needs. `ranges`: listed share by year over draws of the assumed
    numbers, empty where these were not drawn (*chance only*). `critical`: smallest multiple of the points
    for ties at which listing spreads by itself; None with `critical_tried` means that none of the multiples
    tried does.
    """

    header: Header
    regime_title: str
    town_title: str  # "a town with the make-up of China in 2018"
    response_title: str
    results: Results
    curves: Curves
    regime_words: Sequence[str]
    sources: Sequence[Source]
    assumptions: Sequence[Assumption]
    commands: Sequence[Command]
    version: str
    run_id: str
    cuts: Mapping[str, float] = field(default_factory=dict)
    ranges: Sequence[Range] = ()
    critical: float | None = None
    critical_tried: bool = False
    assumed_command: str = ""  # the command that draws the assumed numbers
    multiples: Sequence[tuple[float, Sequence[float]]] = ()  # of the points for ties: listed share by year
    margins: Sequence[Margin] = ()  # of the town of the first replicate
    population: str = ""  # that the town is made up like, in words
    population_people: int = 0
    published: Published | None = None  # counts of refusals in that population
    before_title: str = ""  # of the practice before the regime, where that was run too

    @property
    def world(self) -> str:
        """The world that the report is about: the first with a regime."""
        return self.results.regimes[0]

    @property
    def before(self) -> str | None:
        """The world of ordinary practice, where it was run."""
        return BEFORE if BEFORE in self.results.worlds else None

    @property
    def bare(self) -> str | None:
        """The world of the same regime without its safeguards, where it has any."""
        return next(iter(self.results.regimes[1:]), None)

    @property
    def lived(self) -> str:
        """How often the same lives were lived, in words: once in each world."""
        return {1: "once", 2: "twice", 3: "three times"}.get(len(self.results.worlds), "four times")

    @property
    def scored(self) -> bool:
        """Whether the regime keeps a score; without one people are put on lists for events."""
        return self.world not in self.results.unscored

    @property
    def burdens(self) -> bool:
        """Whether the regime's world imposed a burden on anybody: then not every sanction closes a service."""
        mine = self.results.worlds[self.world]
        return any(mine[measure.key].value for measure in BURDENS)

    @property
    def years(self) -> float:
        return self.header.days / 365

    @property
    def scale(self) -> float:
        """People of the population for each person of the town; 0 where none is described."""
        return self.population_people / self.header.people
