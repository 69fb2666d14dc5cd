"""Check that all programs of the mini-model agree, time them, and write the tables into DECLARATION.md.

python benchmarks/run.py                 up to a million people, one year
python benchmarks/run.py --quick         small, to see that it works; writes nothing
python benchmarks/run.py --large         also ten million people, for a few weeks
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Final

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.agreement import compare, installed_counts
from benchmarks.cases import CASES, HERE, MINI
from benchmarks.machine import load, processor, versions
from benchmarks.programs import PEERS, installed_peers, left_out
from benchmarks.tables import (
    ONE_THREAD,
    OURS,
    Timing,
    aims_sentence,
    bytes_table,
    candidates_table,
    rate_table,
    ratio_table,
)

DECLARATION: Final = HERE / "DECLARATION.md"
BEGIN, END = "<!-- results begin -->", "<!-- results end -->"
_CHECKED_PEOPLE: Final = 10_000
_CHECKED_DAYS: Final = 100
_LARGE_PEOPLE: Final = 10_000_000
_LARGE_DAYS: Final = 28
_FIRST_PEOPLE: Final = 2_000
_LONG: Final = {"article": 3}
"""Times the days that a case is also run for."""


class Report:
    """What is printed as it is found, and kept."""

    def __init__(self) -> None:
        self.paragraphs: list[str] = []

    def say(self, paragraph: str) -> None:
        self.paragraphs.append(paragraph.strip("\n"))
        print(self.paragraphs[-1], end="\n\n", flush=True)

    def write(self, file: Path) -> None:
        """Between the two markers of a file, in place of what stands there."""
        text = file.read_text(encoding="utf-8")
        if not -1 < text.find(BEGIN) < text.find(END):
            raise SystemExit(f"{file} has no line {BEGIN} with {END} after it: nothing was written.")
        before, after = text.split(BEGIN)[0], text.split(END)[1]
        body = "\n\n".join(self.paragraphs)
        file.write_text(f"{before}{BEGIN}\n\n{body}\n\n{END}{after}", encoding="utf-8")


def call(program: str, case: str, people: int, days: int, *more: str, cache: str = "") -> dict[str, Any]:
    """One measurement in a process of its own; with `cache`, a folder for its compiled kernels."""
    command = [sys.executable, str(HERE / "measure.py"), program, case, str(people), str(days), *more]
    caches = {"GLASSTOWN_CACHE": cache, "NUMBA_CACHE_DIR": cache} if cache else {}
    done = subprocess.run(command, env={**os.environ, **caches}, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stderr}")
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def check(report: Report, people: int, days: int, seeds: int, threads: int, cases: Sequence[str]) -> bool:
    """Say whether the programs agree; each lives in a process of its own, several at a time."""
    peers = installed_peers()
    names = ["glasstown", *(peer.name for peer in peers)]
    spawn = get_context("spawn")
    with ProcessPoolExecutor(threads, mp_context=spawn, max_tasks_per_child=1) as pool:
        counts = {
            (case, name): pool.submit(installed_counts, case, name, people, days, seeds, 1)
            for case in cases
            for name in names
        }
        found = [
            compare(
                case, peer.title, counts[case, "glasstown"].result(), counts[case, peer.name].result(), people
            )
            for case in cases
            for peer in peers
        ]
    report.say("\n".join(f"- {agreement}" for agreement in found))
    return all(agreement.holds for agreement in found)


def compile_sentence(town: str, threads: int) -> str:
    """Seconds of a first small run with nothing compiled, and with everything compiled."""
    said = []
    programs: dict[str, tuple[str, ...]] = {OURS: ("glasstown", "article")}
    if PEERS["starsim"].installed:
        programs["Starsim"] = ("starsim", "hot", "--town", town)
    for title, (program, case, *more) in programs.items():
        asked = ("--first", "--threads", str(threads), *more)
        with tempfile.TemporaryDirectory() as cache:
            cold, warm = (call(program, case, 0, 0, *asked, cache=cache)["first"] for _ in range(2))
        said.append(
            f"{title} {cold - warm:.1f} s (a first small run takes {cold:.1f} s from the start of its "
            f"process with an empty cache, {warm:.1f} s once that is filled)"
        )
    return f"Compiling: {'; '.join(said)}; NumPy and Mesa nothing."


def planned(sizes: Sequence[int], days: int, cases: Sequence[str], threads: int) -> list[Timing]:
    """What is measured in a round, in turn; all sizes in the mini-model, the largest in the other cases."""
    timings = []
    for case in cases:
        if case not in MINI:
            lengths = {days, _LONG.get(case, 1) * days}
            timings += [Timing(case, OURS, max(sizes), length) for length in sorted(lengths)]
            continue
        for people in sizes:
            peers = [peer for peer in installed_peers() if people <= peer.most_people]
            timings += [Timing(case, peer.title, people, peer.days(people, days)) for peer in peers]
            timings.append(Timing(case, OURS, people, days))
            if threads > 1:
                timings.append(Timing(case, ONE_THREAD, people, days))
    return timings


def measure_round(timings: Sequence[Timing], place: Path, threads: int, what: str) -> None:
    """Run each once, and make the towns that the other programs read where they are not there yet."""
    for timing in timings:
        more = ["--threads", "1" if timing.program == ONE_THREAD else str(threads)]
        program = "glasstown"
        if not timing.ours:
            program = timing.program.lower().replace(" ", "-")
            file = place / f"{timing.case}-{timing.people}.npz"
            more += ["--town", str(file)]
            if not file.exists():
                call("town", timing.case, timing.people, 0, *more)
        run = call(program, timing.case, timing.people, timing.days, *more)
        timing.runs.append(run)
        if run["last"] != timing.runs[0]["last"]:
            raise SystemExit(f"{timing.case}, {timing.program}: two runs of one seed gave different counts.")
        said = f"{timing.case}, {timing.program}, {timing.people:,} people, {timing.days} days"
        print(f"{what}: {said}: {run['loop']:.2f} s", file=sys.stderr, flush=True)


def arguments() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", nargs="+", type=float, default=[1e4, 1e5, 1e6], help="people")
    parser.add_argument("--days", type=int, default=365, help="the article also runs three times as long")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--seeds", type=int, default=40, help="lives of each program that are compared")
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--cases", nargs="+", choices=list(CASES), default=list(CASES))
    parser.add_argument("--quick", action="store_true", help="10,000 people, 60 days, 2 repeats, 12 seeds")
    large = f"also {_LARGE_PEOPLE:,} people, {_LARGE_DAYS} days"
    parser.add_argument("--large", action="store_true", help=large)
    parser.add_argument("--dry", action="store_true", help="leave DECLARATION.md as it is")
    asked = parser.parse_args()
    if asked.quick:
        asked.sizes, asked.days, asked.repeats, asked.seeds, asked.dry = [1e4], 60, 2, 12, True
    asked.sizes = sorted(map(int, asked.sizes))
    return asked


def measure_all(report: Report, asked: argparse.Namespace, town_place: Path) -> None:
    """Time everything, and say it."""
    report.say("### Speed")
    report.say(
        f"{processor()}, {os.cpu_count()} cores; {asked.threads} threads for Glasstown, one for the others.\n"
        f"{versions()}.\nLoad averages before: {load()}."
    )
    small = town_place / "small.npz"
    call("town", "hot", _FIRST_PEOPLE, 0, "--town", str(small))
    compiling = compile_sentence(str(small), asked.threads)
    timings = planned(asked.sizes, asked.days, asked.cases, asked.threads)
    for number in range(asked.repeats):
        measure_round(timings, town_place, asked.threads, f"round {number + 1}")
    if asked.large:
        large = Timing("article", OURS, _LARGE_PEOPLE, _LARGE_DAYS)
        measure_round([large], town_place, asked.threads, "once")
        timings.append(large)
    report.say(
        f"Load averages after: {load()}. Median (least–most) of {asked.repeats} alternating runs, each in a "
        "process of its own."
    )
    report.say("How many times as fast as the others:")
    report.say(ratio_table(timings))
    if aims := aims_sentence(timings):
        report.say(aims)
    report.say("### Seconds and memory")
    report.say(rate_table(timings))
    report.say(compiling)
    report.say("### Bytes a person in Glasstown, as allocated")
    report.say(bytes_table(timings))
    report.say("### Candidates a person and day in Glasstown")
    report.say(candidates_table(timings))


def main() -> None:
    asked = arguments()
    report = Report()
    if missing := left_out():
        report.say(missing)
    report.say("### Agreement of daily means")
    mini = [case for case in asked.cases if case in MINI]
    if not check(report, _CHECKED_PEOPLE, _CHECKED_DAYS, asked.seeds, asked.threads, mini):
        raise SystemExit("The programs do not agree: nothing was timed.")
    with tempfile.TemporaryDirectory() as place:
        measure_all(report, asked, Path(place))
    if not asked.dry:
        report.write(DECLARATION)
        print(f"Written into {DECLARATION}.", file=sys.stderr)


if __name__ == "__main__":
    main()
