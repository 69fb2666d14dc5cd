"""One measurement in a process of its own, as a line of JSON: import, set-up, loop and peak memory apart.

    python benchmarks/measure.py glasstown hot 1000000 365
    python benchmarks/measure.py town hot 1000000 0 --town town.npz
    python benchmarks/measure.py starsim hot 1000000 365 --town town.npz

Run.py calls it; a process of its own so that peak memory is its own and every run starts alike. The processes of the
other programs read the town from a file, and import nothing of Glasstown.
"""

from __future__ import annotations

import time

_BEGAN = time.perf_counter()

import argparse  # noqa: E402  (the clock first: what is imported is timed)
import gc  # noqa: E402
import json  # noqa: E402
import resource  # noqa: E402
import sys  # noqa: E402
from collections.abc import Callable  # noqa: E402
from functools import partial  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import Any  # noqa: E402

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

WARM_DAYS = 35
"""Days of a life that is not timed, over the same people, before the one that is: memory is fetched, kernels loaded."""

_FIRST_PEOPLE = 2_000
_FIRST_DAYS = 14


def peak_bytes() -> int:
    """The most memory that this process has held since its program was loaded."""
    status = Path("/proc/self/status")
    if status.exists():  # what Linux says through `resource` begins with what the calling process held
        fields = dict(line.split(":", 1) for line in status.read_text(encoding="utf-8").splitlines())
        return 1024 * int(fields["VmHWM"].split()[0])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else 1024 * peak


def seconds(work: Callable[[], Any]) -> tuple[Any, float, float]:
    """What it gives; seconds that it took, on the wall and of all cores."""
    gc.collect()
    used, began = time.process_time(), time.perf_counter()
    found = work()
    return found, time.perf_counter() - began, time.process_time() - used


def glasstown(name: str, people: int, days: int, seed: int, threads: int) -> dict[str, Any]:
    """Glasstown: set-up is the making of the town and of the run; the loop is `Run.advance` and nothing else."""
    from benchmarks.cases import CASES, candidates_a_day, daily, run_of, town_of

    imported = time.perf_counter() - _BEGAN
    case = CASES[name]
    town, town_seconds, _ = seconds(lambda: town_of(case, people, seed, threads))
    run_of(case, town, WARM_DAYS, seed, threads).advance(WARM_DAYS)
    run, run_seconds, _ = seconds(partial(run_of, case, town, days, seed, threads))
    _, loop, cpu = seconds(partial(run.advance, days))
    lives = run.lives()
    return {
        "import": imported,
        "setup": town_seconds + run_seconds,
        "loop": loop,
        "cpu": cpu,
        "peak": peak_bytes(),
        "last": None if case.twin else daily(lives)[-1].tolist(),
        "worlds": case.worlds,
        "candidates": candidates_a_day(town, run.streams),
        "bytes": {
            "town": town.nbytes / people,
            "schedule": run.schedule.next_day.nbytes / people,
            "state": run.state_bytes / people,
            "calendars": run.calendars.pool.nbytes / people,
            "changes of standing": run.flips.rows.nbytes / people,
        },
    }


def peer(program: str, file: Path, days: int, seed: int) -> dict[str, Any]:
    """Another program: set-up is the reading of the town, and making of it what the program lives by."""
    from benchmarks.mini_model import Inputs
    from benchmarks.programs import PEERS

    begin = PEERS[program].program
    imported = time.perf_counter() - _BEGAN
    inputs, read_seconds, _ = seconds(partial(Inputs.read, file))
    if PEERS[program].warms:
        begin(inputs, WARM_DAYS, seed)()
    life, life_seconds, _ = seconds(partial(begin, inputs, days, seed))
    counts, loop, cpu = seconds(life)
    return {
        "import": imported,
        "setup": read_seconds + life_seconds,
        "loop": loop,
        "cpu": cpu,
        "peak": peak_bytes(),
        "last": counts[-1].tolist(),
        "worlds": 1,
    }


def first(program: str, case: str, file: Path | None, threads: int) -> dict[str, Any]:
    """Seconds from the start of a process to the end of a small town's two weeks, imports and compiling included."""
    if file is None:
        glasstown(case, _FIRST_PEOPLE, _FIRST_DAYS, 1, threads)
    else:
        peer(program, file, _FIRST_DAYS, 1)
    return {"first": time.perf_counter() - _BEGAN}


def write_town(case: str, people: int, seed: int, threads: int, file: Path) -> dict[str, Any]:
    """Make the town of the mini-model and write what the other programs are handed."""
    from benchmarks.cases import CASES, inputs_of, town_of

    inputs_of(town_of(CASES[case], people, seed, threads), case == "hot").write(file)
    return {"people": people}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program", help="glasstown, town, or one of benchmarks/programs.py")
    parser.add_argument("case", help="of benchmarks/cases.py")
    parser.add_argument("people", type=int)
    parser.add_argument("days", type=int)
    parser.add_argument("--seed", type=int, default=1, help="of the town and the lives")
    parser.add_argument("--threads", type=int, default=1, help="of Glasstown; the others use one")
    parser.add_argument("--town", type=Path, help="the file that `town` writes and the others read")
    parser.add_argument("--first", action="store_true", help="a first small run instead")
    asked = parser.parse_args()
    if asked.program != "glasstown" and asked.town is None:
        parser.error(f"{asked.program} needs --town")
    if asked.first:
        said = first(asked.program, asked.case, asked.town, asked.threads)
    elif asked.program == "glasstown":
        said = glasstown(asked.case, asked.people, asked.days, asked.seed, asked.threads)
    elif asked.program == "town":
        said = write_town(asked.case, asked.people, asked.seed, asked.threads, asked.town)
    else:
        said = peer(asked.program, asked.town, asked.days, asked.seed)
    print(json.dumps(said))


if __name__ == "__main__":
    main()
