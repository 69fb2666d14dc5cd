"""What a measurement is worth nothing without: the machine, its load, and the versions of everything."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

_PACKAGES: Final = ("glasstown", "numba", "numpy", "mesa", "starsim")


def processor() -> str:
    """The model of the processor, as the system names it."""
    listed = Path("/proc/cpuinfo")
    if listed.exists():
        fields = [line.partition(":") for line in listed.read_text(encoding="utf-8").splitlines()]
        found = {name.strip(): value.strip() for name, _, value in fields}
        if "model name" in found:
            numbers = [f"{name} {found[name]}" for name in ("cpu family", "model") if name in found]
            return f"{found['model name']} ({', '.join(numbers)})"
    if sys.platform == "darwin":
        command = ["sysctl", "-n", "machdep.cpu.brand_string"]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    return platform.processor() or platform.machine()


def load() -> str:
    """Load averages of the machine over one, five and fifteen minutes."""
    return ", ".join(f"{x:.2f}" for x in os.getloadavg())


def versions() -> str:
    """Python and the packages that were measured, with their versions."""
    found = [f"Python {platform.python_version()}"]
    for name in _PACKAGES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            continue
    return ", ".join(found)
