"""The machine a run is made on: what `run.json` says of it.

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

from glasstown.studies.memory import GIB, memory_bytes

_PACKAGES: Final = ("glasstown", "numba", "numpy", "polars", "pydantic")


def versions() -> dict[str, str]:
    """Versions of Python and of the packages that results depend on."""
    return {"python": platform.python_version(), **{name: version(name) for name in _PACKAGES}}


def describe() -> dict[str, Any]:
    """CPU model, cores, memory in GiB and family of operating system."""
    memory = memory_bytes()
    return {
        "cpu": _cpu_model(),
        "cores": os.cpu_count() or 1,
        "memory_gib": None if memory is None else round(memory / GIB, 1),
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
