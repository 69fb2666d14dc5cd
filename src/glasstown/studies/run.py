"""A run: one regime over a town, beside the same town without it, in several replicates, measured and
written down.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from typing import Any, Final, NamedTuple

from glasstown.core.jit import is_cold
from glasstown.core.randomness import life_key, town_key
from glasstown.engine.result import Lives
from glasstown.engine.run import run_worlds
from glasstown.engine.tables import World
from glasstown.measures import daily_frame, digest, measure
from glasstown.report import quote, render
from glasstown.studies import machine
from glasstown.studies.assumed import WORLDS_A_PASS, Assumed, assumed_of, passes_of
from glasstown.studies.context import header_of, report_context
from glasstown.studies.crate import crate
from glasstown.studies.folder import CRATE, claim, write
from glasstown.studies.memory import estimate, refuse_if_too_big
from glasstown.studies.request import BEFORE, Request, prepare
from glasstown.studies.result import COMPUTED, Run, as_json
from glasstown.studies.work import Note, Work, working
from glasstown.towns import Residual, Town, build_town

Progress = Callable[[str, float], None]
"""Hears what is being done and which share of all the work is done, 0…1."""

_TOWN_WORK: Final = 300
"""Building a town costs about as much as this many days of one world."""
_LAST_SHARE: Final = 0.1
"""What measures and the report take of the whole."""


def run(
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
    out: str | os.PathLike[str] | None = None,
    force: bool = False,
    progress: Progress | None = None,
) -> Run:
    """Run a regime over a town of invented people, beside the same town without it.

    Parameters
    ----------
    regime
        A name (the only one that begins so will do) or a file.
    town
        Likewise; the regime's own unless given.
    response
        Likewise: how people react.
    safeguards
        Likewise, several joined by ``+``: laid over the regime, beside which it is run without them too.
    people
        People of the town, at least 1,000.
    years
        Years of 365 days, at most 20; as many as the regime proposes, else 3.
    seed, replicates
        Replicate 0 uses the seed itself; each replicate draws the town and the lives anew.
    assumed
        Draws of the assumed numbers over their ranges, as worlds of replicate 0; 0 leaves the intervals
        *chance only*.
    threads
        All cores unless given; changes no result.
    out, force
        A folder to write the run to; nothing is written without it. `force` replaces another run there. A run that
        was stopped goes on from what it kept beside that folder.
    progress
        Called with words and the share of the work that is done.

    Raises
    ------
    InputError
        Where an input is wrong or the run needs more memory than there is, with everything that is wrong.
    GlasstownError
        Where the folder cannot be written.
    """
    request = prepare(
        regime,
        town=town,
        people=people,
        years=years,
        seed=seed,
        replicates=replicates,
        response=response,
        safeguards=safeguards,
        assumed=assumed,
        threads=threads,
    )
    return compute(request, out=out, force=force, progress=progress)


def compute(
    request: Request,
    *,
    out: str | os.PathLike[str] | None = None,
    force: bool = False,
    progress: Progress | None = None,
    note: Note | None = None,
) -> Run:
    """Make a prepared run; see `run`. The memory is looked at, and the place claimed, before the work.

    Into a folder, what has been lived is kept while the run is made: where it is stopped, the same run goes on from
    there. `note` hears of that in sentences; without it, `progress` does.
    """
    refuse_if_too_big(memory_needed(request), request.people)
    began = datetime.now(UTC)
    clock = _Clock()
    living = _Living(request, clock, progress, note)
    if out is None:
        return _written(request, living.all(None), clock, began)
    with working(out, request.id, force, living.note) as work:
        made = _written(request, living.all(work), clock, began)
        place = claim(out, request.id, force)
        write(place, made.contents, work.folder)
    return replace(made, folder=place, computed=COMPUTED)


def memory_needed(request: Request) -> int:
    """Bytes that a run needs at its highest."""
    worlds = len(worlds_of(request))
    others = sum(map(len, passes_of(request)))
    return estimate(
        request.people, request.days, request.replicates, worlds, others, WORLDS_A_PASS, is_cold()
    )


def worlds_of(request: Request) -> tuple[World, ...]:
    """The worlds with a regime: what was practised before, where the regime names that; the regime's own, with its
    safeguards; and, where it has any, without them.
    """
    response = request.response.model
    before = () if request.before is None else (World(BEFORE, request.before.model, response),)
    own = World(request.world, request.overlaid, response)
    bare = (World(request.regime.name, request.regime.model, response),) if request.safeguards else ()
    return (*before, own, *bare)


class _Lived(NamedTuple):
    """What the worlds of a run went through, and how well the first town meets its margins."""

    lives: list[Lives]
    drawn: Assumed | None
    margins: tuple[Residual, ...]


class _Living:
    """All replicates lived one after another, and replicate 0 under other assumed numbers where that is asked for."""

    def __init__(self, request: Request, clock: _Clock, progress: Progress | None, note: Note | None) -> None:
        self.request = request
        self.clock = clock
        self.worlds = worlds_of(request)
        self.passes = passes_of(request)
        self.progress = progress or (lambda _words, _share: None)
        self.note = note or self._noted
        each = _TOWN_WORK + self._width(self.worlds) * request.days
        extra = sum(self._width(worlds) * request.days for worlds in self.passes)
        self.work = (request.replicates * each + extra) / (1.0 - _LAST_SHARE)
        self.done = 0

    @staticmethod
    def _width(worlds: Sequence[World]) -> int:
        return len(worlds) + 1

    def _noted(self, sentence: str) -> None:
        self.progress(sentence, self.done / self.work)

    def all(self, work: Work | None) -> _Lived:
        """Live what is not kept in `work`, where that is given."""
        lives: list[Lives] = []
        drawn: list[Lives] = []
        margins: tuple[Residual, ...] = ()
        n = self.request.replicates
        for r in range(n):
            words = f"town and lives {r + 1} of {n}"
            self.progress(words, self.done / self.work)
            town: Town | None = None
            if r == 0:
                town = self._town(0)
                margins = town.residuals
            found = self._finished(work, f"replicate-{r}", r, self.worlds)
            if found is None:
                town = town or self._town(r)
                called = f"replicate {r + 1} of {n}"
                found = self._live(work, f"replicate-{r}", called, words, r, town, self.worlds, "lives")
            lives.append(found)
            self.done += _TOWN_WORK + self._width(self.worlds) * self.request.days
            if r == 0 and town is not None:
                drawn = [self._pass(work, p, town) for p in range(len(self.passes))]
        if work is not None:
            work.all_lived()
        self.progress("measuring and writing the report", 1.0 - _LAST_SHARE)
        return _Lived(lives, assumed_of(drawn) if drawn else None, margins)

    def _town(self, r: int) -> Town:
        request = self.request
        with self.clock("towns"):
            return build_town(
                request.town, request.people, town_key(request.seed, r), threads=request.threads
            )

    def _pass(self, work: Work | None, p: int, town: Town) -> Lives:
        worlds = self.passes[p]
        words = "other values of the assumed numbers"
        called = f"{words}, pass {p + 1} of {len(self.passes)}"
        lived = self._finished(work, f"assumed-{p}", 0, worlds)
        if lived is None:
            lived = self._live(work, f"assumed-{p}", called, words, 0, town, worlds, "assumed")
        self.done += self._width(worlds) * self.request.days
        return lived

    def _finished(self, work: Work | None, name: str, r: int, worlds: Sequence[World]) -> Lives | None:
        if work is None:
            return None
        request = self.request
        return work.finished(name, worlds, request.days, request.people, life_key(request.seed, r))

    def _live(
        self,
        work: Work | None,
        name: str,
        called: str,
        words: str,
        r: int,
        town: Town,
        worlds: Sequence[World],
        stage: str,
    ) -> Lives:
        key = life_key(self.request.seed, r)
        days, threads = self.request.days, self.request.threads
        done = self.done + (_TOWN_WORK if stage == "lives" else 0)

        def reached(day: int) -> None:
            self.progress(words, min(1.0, (done + self._width(worlds) * day) / self.work))

        with self.clock(stage):
            if work is None:
                return run_worlds(town, worlds, days, key, threads=threads, progress=reached)
            return work.live(name, called, town, worlds, days, key, threads, reached)


def _margin(residual: Residual) -> dict[str, Any]:
    return {
        "margin": residual.margin,
        "published": float(residual.wanted),
        "town": float(residual.got),
        "explained": float(residual.allowed),
        "unit": residual.unit,
    }


def _written(request: Request, lived: _Lived, clock: _Clock, began: datetime) -> Run:
    """Measures, report and files of what has been lived."""
    lives, drawn, margins = lived
    with clock("measures"):
        results = measure(lives, drawn.draws if drawn else ())
        measured = {**results.to_json(header_of(request)), "assumed": drawn.to_json() if drawn else None}
        daily = daily_frame(lives)
    with clock("report"):
        context = report_context(request, results, lives, drawn, margins)
        page, sentence = render(context), quote(context)
    with clock("parquet"):
        parquet = BytesIO()
        daily.write_parquet(parquet, compression="zstd", statistics=False)
    said = {
        "schema": 1,
        "id": request.id,
        "title": request.regime.model.title,
        **request.identity,
        "command": request.command(),
        "python": request.python,
        "versions": machine.versions(),
        "machine": machine.describe(),
        "threads": request.threads,
        "began": began.isoformat(timespec="seconds"),
        "ended": datetime.now(UTC).isoformat(timespec="seconds"),
        "timings": clock.seconds,
        "quote": sentence,
        "margins": [_margin(residual) for residual in margins],
    }
    contents = {
        "measures.json": as_json(measured),
        "daily.parquet": parquet.getvalue(),
        "report.html": page.encode(),
    }
    said["digest"] = {
        "daily.parquet": digest(daily),
        **{name: sha256(contents[name]).hexdigest() for name in ("measures.json", "report.html")},
    }
    contents = {"run.json": as_json(said), **contents}
    contents[CRATE] = as_json(crate(said, contents))
    return Run(request.id, measured, daily, page, sentence, contents, computed=COMPUTED)


class _Clock:
    """Seconds of wall time by stage."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def __call__(self, stage: str) -> Iterator[None]:
        began = time.perf_counter()
        yield
        spent = time.perf_counter() - began
        self.seconds[stage] = round(self.seconds.get(stage, 0.0) + spent, 3)
