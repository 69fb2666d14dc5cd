"""A run: one regime over a town, beside the same town without it, in several replicates, measured and
written down.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any, Final, NamedTuple

from glasstown.core.randomness import life_key, town_key
from glasstown.engine.result import Lives
from glasstown.engine.run import run_worlds
from glasstown.engine.tables import World
from glasstown.measures import daily_frame, digest, measure
from glasstown.measures.spread import MULTIPLES
from glasstown.report import quote, render
from glasstown.studies import machine
from glasstown.studies.assumed import WORLDS_A_PASS, Assumed, live_assumed
from glasstown.studies.context import header_of, report_context
from glasstown.studies.crate import crate
from glasstown.studies.folder import claim, write
from glasstown.studies.request import Request, prepare
from glasstown.studies.result import COMPUTED, Run, as_json
from glasstown.towns import Residual, build_town

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
    assumed: int = 0,
    threads: int | None = None,
    out: str | os.PathLike[str] | None = None,
    force: bool = False,
    progress: Progress | None = None,
) -> Run:
    """Run a regime over a town of invented people, beside the same town without it.

    Parameters
    ----------
    regime, town, response
        Names (the only one that begins so will do) or files. The town is the regime's own unless given.
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
        A folder to write the run to; nothing is written without it. `force` replaces another run there.
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
) -> Run:
    """Make a prepared run; see `run`. The place is claimed, and the memory looked at, before the work."""
    place = None if out is None else claim(out, request.id, force)
    others = request.assumed + len(MULTIPLES) if request.assumed else 0
    needed = machine.estimate(request.people, request.days, request.replicates, others, WORLDS_A_PASS)
    machine.refuse_if_too_big(needed, request.people)
    began = datetime.now(UTC)
    clock = _Clock()
    lived = _live(request, clock, progress or (lambda _words, _share: None))
    return _written(request, lived, clock, began, place)


class _Lived(NamedTuple):
    """What the worlds of a run went through, and how well the first town meets its margins."""

    lives: list[Lives]
    drawn: Assumed | None
    margins: tuple[Residual, ...]


def _live(request: Request, clock: _Clock, tell: Progress) -> _Lived:
    """Live all replicates, and replicate 0 under other assumed numbers where that is asked for."""
    world = World(request.regime.name, request.regime.model, request.response.model)
    each = _TOWN_WORK + 2 * request.days
    extra = (request.assumed + len(MULTIPLES) + 2) * request.days if request.assumed else 0
    work = (request.replicates * each + extra) / (1.0 - _LAST_SHARE)
    lives: list[Lives] = []
    drawn: Assumed | None = None
    margins: tuple[Residual, ...] = ()
    done = 0

    for r in range(request.replicates):
        words = f"town and lives {r + 1} of {request.replicates}"
        tell(words, done / work)
        with clock("towns"):
            town = build_town(
                request.town, request.people, town_key(request.seed, r), threads=request.threads
            )
        if r == 0:
            margins = town.residuals
        key = life_key(request.seed, r)
        base = done + _TOWN_WORK

        def lived(day: int, words: str = words, base: int = base) -> None:
            tell(words, (base + 2 * day) / work)

        with clock("lives"):
            lives.append(
                run_worlds(town, [world], request.days, key, threads=request.threads, progress=lived)
            )
        done += each
        if r == 0 and request.assumed:
            base = done

            def heard(world_days: int, base: int = base) -> None:
                tell("other values of the assumed numbers", min(1.0, (base + world_days) / work))

            with clock("assumed"):
                drawn = live_assumed(request, town, key, heard)
            done += extra
    tell("measuring and writing the report", 1.0 - _LAST_SHARE)
    return _Lived(lives, drawn, margins)


def _margin(residual: Residual) -> dict[str, Any]:
    return {
        "margin": residual.margin,
        "published": float(residual.wanted),
        "town": float(residual.got),
        "explained": float(residual.allowed),
        "unit": residual.unit,
    }


def _written(request: Request, lived: _Lived, clock: _Clock, began: datetime, place: Path | None) -> Run:
    """Measures, report and folder of what has been lived."""
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
        **request.identity,
        "command": request.command(),
        "python": request.python,
        "versions": machine.versions(),
        "machine": machine.describe(),
        "threads": request.threads,
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
    contents["ro-crate-metadata.json"] = as_json(
        crate(
            said,
            request.regime.model.title,
            {name: len(content) for name, content in contents.items()},
            began.isoformat(timespec="seconds"),
            datetime.now(UTC).isoformat(timespec="seconds"),
        )
    )
    if place is not None:
        write(place, contents)
    return Run(request.id, measured, daily, page, sentence, contents, place, COMPUTED)


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
