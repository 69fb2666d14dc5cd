"""The memory that there is, and the memory that a run takes."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from glasstown.studies import memory
from glasstown.studies.request import prepare
from glasstown.studies.run import memory_needed
from tests.cli.processes import begun


def proc(root: Path, listed: str, limits: dict[str, str]) -> int | None:
    """What is found in a made-up system whose control groups have these limits."""
    (root / "proc/self").mkdir(parents=True)
    (root / "proc/self/cgroup").write_text(listed)
    for place, text in limits.items():
        file = root / "sys/fs/cgroup" / place
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return memory._container(root)


@pytest.mark.parametrize(
    ("listed", "limits", "found"),
    [
        ("0::/a/b\n", {"a/b/memory.max": "max\n", "a/memory.max": "7000\n", "memory.max": "9000\n"}, 7000),
        ("0::/a/b\n", {"a/b/memory.max": "5000\n", "a/memory.max": "7000\n"}, 5000),
        ("0::/\n", {"memory.max": "9000\n"}, 9000),
        ("0::/elsewhere\n", {"memory.max": "9000\n"}, 9000),
        ("0::/\n", {"memory.max": "max\n"}, None),
        ("0::/\n", {}, None),
        (
            "5:cpu:/x\n4:memory:/a\n0::/\n",
            {"memory/a/memory.limit_in_bytes": "600", "memory/memory.limit_in_bytes": str(2**63 - 4096)},
            600,
        ),
    ],
)
def test_the_limit_of_a_container(listed: str, limits: dict[str, str], found: int, tmp_path: Path) -> None:
    assert proc(tmp_path, listed, limits) == found


def test_the_least_limit_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "_machine", lambda: 5000)
    monkeypatch.setattr(memory, "_container", lambda: None)
    monkeypatch.setattr(memory, "_limit", lambda: 3000)
    assert memory.memory_bytes() == 3000
    monkeypatch.setattr(memory, "_container", lambda: 2000)
    assert memory.memory_bytes() == 2000


PEAK = """
import atexit, sys
from pathlib import Path
def told():
    (line,) = [line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM")]
    print(int(line.split()[1]) * 1024, file=sys.stderr)
atexit.register(told)
"""
"""Not what `getrusage` says: that begins with the size of the process that this one was forked from."""

QUICK = [("article-2020", 100_000, 0.2, 1, 8), ("judgment-defaulters", 200_000, 0.1, 1, 0)]
LONG = [
    ("article-2020", 100_000, 1, 5, 0),
    ("article-2020", 1_000_000, 1, 1, 0),
    ("article-2020", 1_000_000, 1, 5, 0),
    ("article-2020", 1_000_000, 1, 1, 8),
    ("judgment-defaulters", 300_000, 1, 1, 40),
    ("article-2020", 300_000, 3, 1, 58),
]


@pytest.mark.skipif(sys.platform != "linux", reason="needs what Linux says of a process")
@pytest.mark.parametrize(
    ("regime", "people", "years", "replicates", "assumed"),
    [*QUICK, *(pytest.param(*case, marks=pytest.mark.long) for case in LONG)],
)
def test_the_estimate_is_not_below_the_memory_taken_and_not_far_above(
    regime: str, people: int, years: float, replicates: int, assumed: int, tmp_path: Path
) -> None:
    asked = {"people": people, "years": years, "replicates": replicates, "assumed": assumed}
    needed = memory_needed(prepare(regime, **asked))  # type: ignore[arg-type]
    line = ["run", regime, *(word for key, value in asked.items() for word in (f"--{key}", str(value)))]
    ended = begun(PEAK, *line, "--out", str(tmp_path / "run")).told(seconds=900)
    assert ended.code == 0, ended.err
    taken = int(ended.err.splitlines()[-1])
    assert taken > 2**28, "it was not measured"
    assert taken <= needed, f"{needed / taken:.2f}"
    assert needed <= 1.5 * taken, f"{needed / taken:.2f}"
