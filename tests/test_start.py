"""Starting is quick, and importing does nothing but define names."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

IMPORT_SECONDS = 0.3
HELP_SECONDS = 0.5
HEAVY = ("numba", "polars", "altair", "vl_convert", "scipy", "pandas", "jinja2")


def python(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "NO_COLOR": "1", **environment},
    )


def import_seconds(*arguments: str, **environment: str) -> float:
    """Seconds of all imports of a program but the interpreter's own, as ``-X importtime`` tells; least of
    three.
    """

    def once() -> float:
        said = python("-X", "importtime", *arguments, **environment).stderr
        lines = re.findall(r"^import time:\s+(\d+) \|\s+\d+ \| +(\S+)", said, re.M)
        names = [name for _, name in lines]
        began = names.index("site") + 1
        return sum(int(own) for own, _ in lines[began:]) / 1e6

    return min(once() for _ in range(3))


def test_importing_the_package_is_quick() -> None:
    assert import_seconds("-c", "import glasstown") <= IMPORT_SECONDS


def test_help_is_quick() -> None:
    assert import_seconds("-c", "from glasstown.cli import main; main()", "--help") <= HELP_SECONDS


def test_a_heavy_import_would_be_seen() -> None:
    """The counter-example: what the package leaves to its functions takes longer than all it may take."""
    assert (
        import_seconds("-c", "import glasstown, numba, polars")
        > import_seconds("-c", "import glasstown") + 0.05
    )


@pytest.mark.parametrize("module", ["glasstown", "glasstown.cli"])
def test_importing_loads_nothing_heavy(module: str) -> None:
    said = python("-c", f"import {module}, sys, json; print(json.dumps(sorted(sys.modules)))").stdout
    loaded = set(json.loads(said))
    assert module in loaded
    assert loaded.isdisjoint(HEAVY)
    assert "numba" in json.loads(
        python("-c", "import glasstown.core.jit, sys, json; print(json.dumps(sorted(sys.modules)))").stdout
    ), "the check sees a heavy import"


_WATCH = """
import builtins, os, sys, threading
seen = []
def hook(event, arguments):
    if event in ("socket.connect", "subprocess.Popen", "os.mkdir", "os.remove", "os.rename", "os.putenv"):
        seen.append(event)
    if event == "open" and arguments[1] and set(str(arguments[1])) & set("wax+"):
        seen.append(f"open {arguments[0]}")
environment = dict(os.environ)
sys.dont_write_bytecode = True
sys.addaudithook(hook)
import MODULE
print(seen, threading.active_count(), dict(os.environ) == environment)
"""


def test_importing_has_no_side_effect(tmp_path: Path) -> None:
    quiet = python(
        "-c", _WATCH.replace("MODULE", "glasstown"), GLASSTOWN_CACHE=str(tmp_path / "cache")
    ).stdout
    assert quiet.strip() == "[] 1 True"
    assert not list(tmp_path.iterdir())
    # The counter-example: the module of the kernels prepares their cache, and the same watch sees it.
    loud = python(
        "-c", _WATCH.replace("MODULE", "glasstown.core.jit"), GLASSTOWN_CACHE=str(tmp_path / "cache")
    ).stdout
    assert "os.mkdir" in loud


def test_unknown_names_of_the_package_are_errors() -> None:
    import glasstown

    assert set(glasstown.__all__) <= set(dir(glasstown))
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = glasstown.no_such_name
