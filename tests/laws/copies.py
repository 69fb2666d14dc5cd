"""Copies of the package with one deliberate fault, run uncompiled, so that a law can show that it notices.

A copy runs in its own interpreter with numba's compiler off: slower by far a day, and ready at once. What
cannot run uncompiled (casts of bits, a hint to the processor) is replaced in every copy, faulty or not, by what
it stands for. Philox, which has published vectors to answer to, is replaced by whole numbers of Python, many times
faster there than numpy's.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import glasstown

PACKAGE = Path(glasstown.__file__).parent
ROOT = Path(__file__).parent.parent.parent

VIOLATED = 3
"""Exit code of a check that found its law broken."""

_ROUNDS = """@cache
def _rounds(c0: int, c1: int, c2: int, c3: int, k0: int, k1: int) -> Any:
    for _ in range(10):
        p0, p1 = 0xD2511F53 * c0, 0xCD9E8D57 * c2
        c0, c1, c2, c3 = p1 >> 32 ^ c1 ^ k0, p1 & 0xFFFFFFFF, p0 >> 32 ^ c3 ^ k1, p0 & 0xFFFFFFFF
        k0, k1 = k0 + 0x9E3779B9 & 0xFFFFFFFF, k1 + 0xBB67AE85 & 0xFFFFFFFF
    return U32(c0), U32(c1), U32(c2), U32(c3)


"""

INTERPRETED = [
    ("core/randomness.py", r"(?m)^from typing import", "from functools import cache\nfrom typing import"),
    ("core/randomness.py", r"(?m)^(?=@inlined\ndef philox\()", _ROUNDS),
    (
        "core/randomness.py",
        r"    c0 = U32\(c0\)\n.*?    return c0, c1, c2, c3\n",
        "    return _rounds(int(c0), int(c1), int(c2), int(c3), int(k0), int(k1))\n",
    ),
    (
        "engine/candidates.py",
        r"    bits = _bits_of_float.*?0\.34657359027997264\)\n",
        "    return math.log((float(word) + 0.5) / 2.0**32)\n",
    ),
    ("engine/candidates.py", r"(?m)^import numpy as np$", "import math\n\nimport numpy as np"),
    (
        "engine/candidates.py",
        r"_float_of_word\((words\[.*?\]|schedule\.gap\[s, group\])\)(?=\)\n)",
        r"np.uint32(\1).view(np.float32)",
    ),
    (
        "core/places.py",
        r"@intrinsic[^\n]*\ndef _eight\(.*?return types\.uint64\(marks, at\), generate\n",
        "def _eight(marks: Any, at: Any) -> Any:\n    return int.from_bytes(marks[at : at + 8].tobytes(), 'little')\n",
    ),
    (
        "core/places.py",
        r"@intrinsic[^\n]*\ndef _lowest_bit\(.*?return types\.uint64\(types\.uint64\), generate\n",
        "def _lowest_bit(word: Any) -> Any:\n    return (int(word) & -int(word)).bit_length() - 1\n",
    ),
    ("core/places.py", r"word &= word - np\.uint64\(1\)", "word &= word - 1"),
    ("engine/run.py", r"own_state\.py_func", "own_state"),
    (
        "core/jit.py",
        r"@intrinsic[^\n]*\ndef prefetch\(.*?return types\.void\(array, index\), generate\n",
        "def prefetch(_array: Any, _index: Any) -> None: ...\n",
    ),
]


@dataclass(frozen=True)
class Fault:
    """Changes in one file, each of a text that stands there once, and the law that must notice them."""

    name: str
    law: str
    file: str
    changes: tuple[tuple[str, str], ...]


def copy_package(folder: Path, fault: Fault | None, interpreted: bool = True) -> None:
    """Write the package into `folder`, ready to be interpreted (or compiled again), with its fault."""
    target = folder / "glasstown"
    shutil.copytree(PACKAGE, target, ignore=shutil.ignore_patterns("__pycache__", "font", "*.html"))
    if fault is not None:
        path = target / fault.file
        text = path.read_text(encoding="utf-8")
        for before, after in fault.changes:
            found = text.count(before)
            assert found == 1, f"{fault.name}: {before!r} stands {found} times in {fault.file}"
            text = text.replace(before, after)
        path.write_text(text, encoding="utf-8")
    for file, pattern, replacement in INTERPRETED if interpreted else ():
        path = target / file
        text, changed = re.subn(pattern, replacement, path.read_text(encoding="utf-8"), flags=re.S)
        assert changed >= 1, f"{file} no longer holds {pattern!r}"
        path.write_text(text, encoding="utf-8")


def run_checks(
    folder: Path, laws: Sequence[str], how: str = "NUMBA_DISABLE_JIT"
) -> subprocess.CompletedProcess[str]:
    """Run checks of `tests.laws.checks` on the copy in `folder`; `how` is the switch of numba that is turned on."""
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(folder), str(ROOT)]),
        "PYTHONDONTWRITEBYTECODE": "1",
        how: "1",
        "GLASSTOWN_CACHE": str(folder / "cache"),
    }
    return subprocess.run(
        [sys.executable, "-W", "ignore::RuntimeWarning", "-m", "tests.laws.checks", *laws],
        env=environment,
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
