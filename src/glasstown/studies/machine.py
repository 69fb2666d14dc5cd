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

# Growth of the highest resident size, rounded up: 10³ to 10⁷ people, 1 to 64 worlds, up to 20 years.
BASE_BYTES: Final = 400 * 2**20
"""The interpreter, compiled kernels and the report."""
TOWN_BYTES: Final = 160
"""A person of a town with its schedules, while it is built and lived in."""
WORLD_BYTES: Final = 80
"""A person in one regime's world: state, calendars and changes waiting to be pushed."""
KEPT_DAY_BYTES: Final = 10_000
"""A day of one world of a replicate: counters by group, kept for the table of days, and that table."""
DAY_BYTES: Final = 4_000
"""A day of one world under other values of the assumed numbers."""


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


def estimate(people: int, days: int, replicates: int, drawn: int, at_once: int) -> int:
    """Bytes that a run needs at its highest; `drawn` other worlds run beside it, `at_once` in a pass."""
    lived = people * (TOWN_BYTES + max(1, min(drawn, at_once)) * WORLD_BYTES)
    return BASE_BYTES + lived + 2 * replicates * days * KEPT_DAY_BYTES + drawn * days * DAY_BYTES


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
