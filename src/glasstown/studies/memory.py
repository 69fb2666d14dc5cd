"""Whether a run fits into the memory there is: estimated before it begins, so that it is not killed half-way.

What counts as memory is the least of the machine's, its container's (any control group around this process) and what
the process is limited to. The figures below are of the highest resident size of whole runs, rounded up; a test holds
them against a run.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

from glasstown.core.errors import refused

GIB: Final = 2**30

BASE_BYTES: Final = 420 * 2**20
"""The interpreter, compiled kernels and the report."""
COMPILING_BYTES: Final = 360 * 2**20
"""More of it, in a run that compiles the kernels first."""
TOWN_BYTES: Final = 120
"""A person of a town with its schedules, while it is built and lived in."""
WORLD_BYTES: Final = 120
"""A person in one regime's world: state, calendars and changes waiting to be pushed."""
KEPT_DAY_BYTES: Final = 10_000
"""A day of one world of a replicate: counters by group, kept for the table of days, and that table."""
DAY_BYTES: Final = 4_000
"""A day of one world under other values of the assumed numbers."""


def estimate(
    people: int, days: int, replicates: int, worlds: int, drawn: int, at_once: int, compiles: bool = False
) -> int:
    """Bytes that a run needs at its highest.

    `worlds` have a regime in each of the replicates; `drawn` others run beside the first, `at_once` in a pass.
    `compiles`: whether the kernels are compiled first.
    """
    lived = people * (TOWN_BYTES + max(worlds, min(drawn, at_once)) * WORLD_BYTES)
    kept = replicates * (worlds + 1) * days * KEPT_DAY_BYTES
    return BASE_BYTES + compiles * COMPILING_BYTES + lived + kept + drawn * days * DAY_BYTES


def refuse_if_too_big(needed: int, people: int) -> None:
    """Raise `InputError` with both figures where a run needs more memory than there is."""
    there = memory_bytes()
    if there is None or needed <= there:
        return
    fits = max(0, people * there // needed // 1_000 * 1_000)
    raise refused(
        "run",
        "people",
        f"{people:,}, which needs about {needed / GIB:.1f} GiB of memory",
        f"what fits into this machine's {there / GIB:.1f} GiB, about {fits:,} people",
    )


def warning_if_short(needed: int) -> str | None:
    """A sentence where a run needs more memory than other programs have left; None where it does not."""
    free = _free()
    if free is None or needed <= free:
        return None
    return (
        f"This run needs about {needed / GIB:.1f} GiB of memory, and other programs have left {free / GIB:.1f} GiB: "
        "it may become slow, or be killed."
    )


def memory_bytes() -> int | None:
    """Memory that this process may use; None if unknown."""
    found = [size for size in (_machine(), _container(), _limit()) if size]
    return min(found) if found else None


def _machine() -> int | None:
    if sys.platform == "win32":
        import ctypes

        class Status(ctypes.Structure):
            _fields_ = [
                ("length", ctypes.c_ulong),
                ("load", ctypes.c_ulong),
                ("total", ctypes.c_ulonglong),
                *((f"other_{i}", ctypes.c_ulonglong) for i in range(6)),
            ]

        status = Status(length=ctypes.sizeof(Status))
        done = ctypes.windll.kernel32.GlobalMemoryStatusEx(ctypes.byref(status))
        return int(status.total) if done else None
    return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")


def _container(root: Path = Path("/")) -> int | None:
    """The least limit of the control groups around this process, of either version; None without one."""
    listed = root / "proc/self/cgroup"
    if not listed.is_file():
        return None
    limits = []
    for line in listed.read_text(encoding="utf-8", errors="replace").splitlines():
        _number, controllers, path = line.split(":", 2)
        if controllers == "":
            home, name = root / "sys/fs/cgroup", "memory.max"
        elif "memory" in controllers.split(","):
            home, name = root / "sys/fs/cgroup/memory", "memory.limit_in_bytes"
        else:
            continue
        group = home / path.lstrip("/")
        for place in (group, *group.parents):
            limits += _number_in(place / name)
            if place == home:
                break
    return min(limits, default=None)


def _number_in(file: Path) -> list[int]:
    """The number in a file, as a list; an empty one where it says `max`, or is not there."""
    try:
        text = file.read_text(encoding="ascii").strip()
    except OSError:
        return []
    return [int(text)] if text.isdigit() else []


def _limit() -> int | None:
    """What `ulimit -v` or `ulimit -d` leaves this process."""
    if sys.platform == "win32":
        return None
    import resource

    limits = (resource.getrlimit(kind)[0] for kind in (resource.RLIMIT_AS, resource.RLIMIT_DATA))
    return min((limit for limit in limits if limit != resource.RLIM_INFINITY), default=None)


def _free() -> int | None:
    """Memory that could be used at once without any being swapped out; None if unknown."""
    told = Path("/proc/meminfo")
    if not told.is_file():
        return None
    for line in told.read_text(encoding="ascii").splitlines():
        name, _, amount = line.partition(":")
        if name == "MemAvailable":
            return int(amount.split()[0]) * 1024
    return None
