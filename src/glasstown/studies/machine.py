"""The machine a run is made on: what `run.json` says of it, and whether a run fits into its memory.

Nothing here reads a host name, a user, a path or an address.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from glasstown.core.errors import InputError, Problem

_GIB: Final = 2**30
_PACKAGES: Final = ("glasstown", "numba", "numpy", "polars", "pydantic")

# Bytes a person, measured as the growth of the highest resident size from 10⁵ to 2·10⁶ people, rounded up.
TOWN_BYTES: Final = 700
"""A town while it is built, with its schedules: the building needs more than the town that is left."""
WORLD_BYTES: Final = 110
"""One regime's world: state, calendars and changes waiting to be pushed."""
BASE_BYTES: Final = 500 * 2**20
"""The interpreter, compiled kernels, frames and the report."""
DAY_BYTES: Final = 40_000
"""Counters of one world and day, with all groups."""


def versions() -> dict[str, str]:
    """Versions of Python and of the packages that results depend on."""
    return {"python": platform.python_version(), **{name: version(name) for name in _PACKAGES}}


def describe() -> dict[str, Any]:
    """CPU model, cores, memory in GiB and family of operating system."""
    memory = memory_bytes()
    return {
        "cpu": _cpu_model(),
        "cores": os.cpu_count() or 1,
        "memory_gib": None if memory is None else round(memory / _GIB, 1),
        "os": platform.system(),
    }


def _cpu_model() -> str:
    if sys.platform == "linux":
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    if sys.platform == "darwin":
        asked = ["/usr/sbin/sysctl", "-n", "machdep.cpu.brand_string"]
        return subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip() or "unknown"
    return platform.processor() or platform.machine() or "unknown"


def memory_bytes() -> int | None:
    """Memory this process may use: of the machine, or of its container where that is less; None if
    unknown.
    """
    found = [size for size in (_machine_memory(), _container_memory()) if size]
    return min(found) if found else None


def _machine_memory() -> int | None:
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


def _container_memory() -> int | None:
    limits = (Path("/sys/fs/cgroup/memory.max"), Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"))
    for limit in limits:
        if limit.is_file():
            text = limit.read_text(encoding="ascii").strip()
            return int(text) if text.isdigit() else None
    return None


def estimate(people: int, days: int, replicates: int, worlds: int) -> int:
    """Bytes that a run will need at its highest, `worlds` regime worlds in one pass."""
    kept = (replicates + 1) * 2 * days * DAY_BYTES
    return BASE_BYTES + people * (TOWN_BYTES + worlds * WORLD_BYTES) + kept + worlds * days * DAY_BYTES // 8


def refuse_if_too_big(needed: int, people: int) -> None:
    """Raise `InputError` with both figures where a run needs more memory than there is."""
    there = memory_bytes()
    if there is not None and needed > there:
        fits = max(0, people * there // needed // 1_000 * 1_000)
        raise InputError(
            [
                Problem(
                    "run",
                    None,
                    "people",
                    f"{people:,}, which needs about {needed / _GIB:.1f} GiB of memory",
                    f"what fits into this machine's {there / _GIB:.1f} GiB, about {fits:,} people",
                )
            ]
        )
