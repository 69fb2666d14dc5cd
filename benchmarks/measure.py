"""One measurement in a process of its own, as a line of JSON: set-up, loop and peak memory apart.

    python benchmarks/measure.py glasstown hot 1000000 365

Run.py calls it; a process of its own so that peak memory is its own and every run starts alike.
"""

from __future__ import annotations

import argparse
import gc
import json
import resource
import sys
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.cases import CASES, Case, candidates_a_day, daily, run_of, town_of
from benchmarks.numpy_model import PROGRAMS, inputs_of

LIVES = 2
"""How often a process lives the same days; the last is timed. The first also fetches its memory from the system."""

_WARM_PEOPLE = 2_000
_WARM_DAYS = 14


class Clock:
    """Seconds since it was last asked."""

    def __init__(self) -> None:
        self._at = time.perf_counter()

    def __call__(self) -> float:
        before, self._at = self._at, time.perf_counter()
        return self._at - before


def peak_bytes() -> int:
    """The most memory that this process has held."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else 1024 * peak


def first_run(case: Case, threads: int) -> float:
    """Seconds of a small town and two weeks: kernels are compiled, or loaded from the cache."""
    clock = Clock()
    run = run_of(case, town_of(case, _WARM_PEOPLE, 1, threads), _WARM_DAYS, 1, threads)
    run.advance(_WARM_DAYS)
    run.lives()
    return clock()


def glasstown(case: Case, people: int, days: int, seed: int, threads: int) -> dict[str, Any]:
    """Seconds and bytes of Glasstown; the loop is `Run.advance` and nothing else."""
    first = first_run(case, threads)
    clock = Clock()
    town = town_of(case, people, seed, threads)
    town_seconds = clock()
    for _ in range(LIVES):
        clock = Clock()
        run = run_of(case, town, days, seed, threads)
        begin_seconds = clock()
        gc.collect()
        used, clock = time.process_time(), Clock()
        run.advance(days)
        loop = clock()
        cpu = time.process_time() - used
    lives = run.lives()
    return {
        "first": first,
        "setup": town_seconds + begin_seconds,
        "loop": loop,
        "cpu": cpu,
        "peak": peak_bytes(),
        "last": daily(lives)[-1].tolist() if not case.twin else None,
        "candidates": candidates_a_day(town, run.streams),
        "bytes": {
            "town": town.nbytes / people,
            "schedule": run.schedule.next_day.nbytes / people,
            "state": run.state_bytes / people,
            "calendars": run.calendars.pool.nbytes / people,
            "changes of standing": run.flips.rows.nbytes / people,
        },
    }


def numpy(program: str, case: Case, people: int, days: int, seed: int, threads: int) -> dict[str, Any]:
    """Seconds and bytes of a NumPy program; the town it takes people and ties from counts as set-up."""
    first_run(case, threads)
    clock = Clock()
    model = inputs_of(town_of(case, people, seed, threads), case.name == "hot")
    setup = clock()
    gc.collect()
    for _ in range(LIVES):
        used, clock = time.process_time(), Clock()
        counts = PROGRAMS[program](model, days, seed)
        loop = clock()
        cpu = time.process_time() - used
    return {"setup": setup, "loop": loop, "cpu": cpu, "peak": peak_bytes(), "last": counts[-1].tolist()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program", choices=["glasstown", "first-run", *PROGRAMS])
    parser.add_argument("case", choices=list(CASES))
    parser.add_argument("people", type=int)
    parser.add_argument("days", type=int)
    parser.add_argument("--seed", type=int, default=1, help="of the town and the lives")
    parser.add_argument("--threads", type=int, default=1)
    asked = parser.parse_args()
    case = CASES[asked.case]
    if asked.program == "first-run":
        said: dict[str, Any] = {"first": first_run(case, asked.threads)}
    elif asked.program == "glasstown":
        said = glasstown(case, asked.people, asked.days, asked.seed, asked.threads)
    elif case.twin:
        parser.error("NumPy has the mini-model only: spec or hot")
    else:
        said = numpy(asked.program, case, asked.people, asked.days, asked.seed, asked.threads)
    print(json.dumps(said))


if __name__ == "__main__":
    main()
