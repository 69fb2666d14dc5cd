"""Check that Glasstown and NumPy agree on the mini-model, then time both, and print tables in markdown.

python benchmarks/run.py                 one million people, one year
python benchmarks/run.py --quick         small, to see that it works
python benchmarks/run.py --large         also ten million people, for a few weeks
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.agreement import compare, glasstown_counts, numpy_counts
from benchmarks.cases import CASES, HERE
from benchmarks.numpy_model import PROGRAMS

_MINI = ("spec", "hot")
_LARGE_PEOPLE = 10_000_000
_LARGE_DAYS = 28


@dataclass
class Timing:
    """What was measured of one program in one case, a run after another."""

    case: str
    program: str
    people: int
    days: int
    runs: list[dict[str, Any]] = field(default_factory=list)

    @property
    def rates(self) -> list[float]:
        """People times days a second of the loop, of each run."""
        return [self.people * self.days / run["loop"] for run in self.runs]

    def times_faster(self, other: Timing) -> float:
        """Median over the rounds of the ratio of the two rates in the same round."""
        return median(a / b for a, b in zip(self.rates, other.rates, strict=True))


def call(program: str, case: str, people: int, days: int, threads: int, cache: str = "") -> dict[str, Any]:
    """One measurement in a process of its own; with `cache`, a folder for its compiled kernels."""
    command = [sys.executable, str(HERE / "measure.py"), program, case, str(people), str(days)]
    command += ["--threads", str(threads)]
    environment = {**os.environ, **({"GLASSTOWN_CACHE": cache} if cache else {})}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stderr}")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def check(people: int, days: int, seeds: int, threads: int, cases: Sequence[str]) -> bool:
    """Print whether the programs agree."""
    print("## Agreement of daily means\n", flush=True)
    holds = True
    for case in cases:
        ours = glasstown_counts(case, people, days, seeds, threads)
        for name, program in PROGRAMS.items():
            theirs = numpy_counts(case, program, people, days, seeds, threads)
            found = compare(case, name, ours, theirs, people)
            print(f"- {found}", flush=True)
            holds &= found.holds
    print()
    return holds


def compile_seconds(threads: int) -> tuple[float, float]:
    """Seconds of a first small run of the article with nothing compiled, and with everything compiled."""
    with tempfile.TemporaryDirectory() as cache:
        cold, warm = (call("first-run", "article", 0, 0, threads, cache)["first"] for _ in range(2))
    return cold, warm


def spread(values: Sequence[float], scale: float, digits: int) -> str:
    """Median (least–most)."""
    low, mid, high = (x / scale for x in (min(values), median(values), max(values)))
    return f"{mid:,.{digits}f} ({low:,.{digits}f}–{high:,.{digits}f})"


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A markdown table; all columns but the first two are right-aligned."""
    rule = ["---" if i < 2 else "---:" for i in range(len(heads))]
    return "\n".join(f"| {' | '.join(row)} |" for row in (heads, rule, *rows)) + "\n"


def speed_table(timings: Sequence[Timing]) -> str:
    """Rates, and how many times faster than either NumPy program in the same rounds."""
    rows = []
    for timing in timings:
        peers = [t for t in timings if t.case == timing.case and t.program in PROGRAMS]
        ratios = {peer.program: f"{timing.times_faster(peer):,.1f}" for peer in peers}
        rows.append(
            [
                timing.case,
                timing.program if timing.program == "glasstown" else f"NumPy {timing.program}",
                str(CASES[timing.case].worlds),
                f"{timing.people:,}",
                f"{timing.days:,}",
                spread(timing.rates, 1e6, 1),
                ratios.get("plain", ""),
                ratios.get("tuned", ""),
                spread([run["loop"] for run in timing.runs], 1.0, 2),
                spread([run["setup"] for run in timing.runs], 1.0, 2),
                f"{max(run['cpu'] / run['loop'] for run in timing.runs):.2f}",
                f"{max(run['peak'] for run in timing.runs) / 2**20:,.0f}",
            ]
        )
    heads = "case|program|worlds|people|days|million person-days a second|× plain|× tuned"
    return table([*heads.split("|"), "loop, s", "set-up, s", "cores used", "peak MiB"], rows)


def bytes_table(timings: Sequence[Timing]) -> str:
    """Bytes a person of each case in Glasstown, as allocated; calendars are touched only where used."""
    ours = [t for t in timings if t.program == "glasstown"]
    names = list(ours[0].runs[0]["bytes"])
    seen: set[tuple[str, int]] = set()
    rows = []
    for timing in ours:
        if (timing.case, timing.people) not in seen:
            seen.add((timing.case, timing.people))
            found = timing.runs[0]["bytes"]
            rows.append([timing.case, f"{timing.people:,}", *(f"{found[name]:.1f}" for name in names)])
    return table(["case", "people", *names], rows)


def candidates_table(timings: Sequence[Timing]) -> str:
    """Candidates a person and day that the town's ceilings give, by stream, in each case."""
    cases = {t.case: t.runs[0]["candidates"] for t in timings if t.program == "glasstown"}
    streams = list(dict.fromkeys(name for found in cases.values() for name in found))
    rows = [[f"{name}", "", *(f"{found.get(name, 0.0):.5f}" for found in cases.values())] for name in streams]
    rows.append(["all", "", *(f"{sum(found.values()):.5f}" for found in cases.values())])
    return table(["stream", "", *cases], rows)


def load() -> str:
    """Load averages of the machine over one, five and fifteen minutes."""
    return ", ".join(f"{x:.2f}" for x in os.getloadavg())


def measure_all(asked: argparse.Namespace) -> list[Timing]:
    """All programs in turn, a round after another."""
    timings = []
    for case in asked.cases:
        for days in (asked.days, 3 * asked.days) if CASES[case].twin else (asked.days,):
            programs = ("glasstown",) if CASES[case].twin else (*PROGRAMS, "glasstown")
            timings += [Timing(case, program, asked.people, days) for program in programs]
    for number in range(asked.repeats):
        for timing in timings:
            run = call(timing.program, timing.case, timing.people, timing.days, asked.threads)
            timing.runs.append(run)
            what = f"{timing.case}, {timing.program}, {timing.days} days"
            print(f"round {number + 1}: {what}: {run['loop']:.2f} s", file=sys.stderr, flush=True)
    if asked.large:
        large = Timing("article", "glasstown", _LARGE_PEOPLE, _LARGE_DAYS)
        large.runs.append(call("glasstown", "article", _LARGE_PEOPLE, _LARGE_DAYS, asked.threads))
        timings.append(large)
    return timings


def arguments() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=float, default=1e6)
    parser.add_argument("--days", type=int, default=365, help="the article also runs three times as long")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--cases", nargs="+", choices=list(CASES), default=list(CASES))
    parser.add_argument("--quick", action="store_true", help="20,000 people, 60 days, 2 repeats")
    large = f"also {_LARGE_PEOPLE:,} people, {_LARGE_DAYS} days"
    parser.add_argument("--large", action="store_true", help=large)
    asked = parser.parse_args()
    if asked.quick:
        asked.people, asked.days, asked.repeats = 2e4, 60, 2
    asked.people = int(asked.people)
    return asked


def main() -> None:
    asked = arguments()
    mini = [case for case in asked.cases if case in _MINI]
    if not check(10_000, 100, 12 if asked.quick else 40, asked.threads, mini):
        raise SystemExit("The programs do not agree: nothing was timed.")
    print("## Speed\n")
    print(f"{os.cpu_count()} cores, {asked.threads} threads for Glasstown, NumPy on one thread.")
    packages = ", ".join(f"{name} {version(name)}" for name in ("numpy", "numba", "glasstown"))
    print(f"{platform.machine()}, Python {platform.python_version()}, {packages}.")
    print(f"Load average before: {load()}.", flush=True)
    cold, warm = compile_seconds(asked.threads)
    timings = measure_all(asked)
    print(f"Load average after: {load()}.\n")
    print(f"Median (least–most) of {asked.repeats} alternating runs, each in a process of its own.\n")
    print(speed_table(timings))
    print(f"Compiling all kernels: {cold - warm:.1f} s (a first small run takes {cold:.1f} s with an empty")
    print(f"cache, {warm:.1f} s once it is filled).\n")
    print("## Bytes a person, as allocated\n")
    print(bytes_table(timings))
    print("## Candidates a person and day\n")
    print(candidates_table(timings))


if __name__ == "__main__":
    main()
