"""Where compiled kernels are cached, and the one decorator that makes a kernel.

numba's own cache looks only at the file of the outermost function, so an edit of a helper in another file
would silently run the old machine code. The cache therefore lives in a folder named by a hash of every source
file that holds a kernel or that such a file imports, and of the version of numba; an edit of any of them means a
new folder. numba itself adds the CPU.
Import this module, never numba, wherever a kernel is written.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

_PACKAGE = Path(__file__).resolve().parent.parent
_KEPT_FOLDERS = 3
_HOLDS_KERNEL = re.compile(
    r"^from glasstown\.core\.jit import .*\b(?:kernel|inlined|inner|expanded|seldom)\b", re.M
)
_IMPORTS = re.compile(r"^(?:from|import) (glasstown[\w.]*)", re.M)


def kernel_sources() -> list[Path]:
    """Every file of the package that holds a kernel, and what those files import, directly or through others."""
    files = {path: path.read_text(encoding="utf-8") for path in _PACKAGE.rglob("*.py")}
    waiting = [path for path, text in files.items() if _HOLDS_KERNEL.search(text)]
    found: set[Path] = set()
    while waiting:
        path = waiting.pop()
        if path in found or path not in files:
            continue
        found.add(path)
        for module in _IMPORTS.findall(files[path]):
            place = _PACKAGE.joinpath(*module.split(".")[1:])
            waiting += [place.with_suffix(".py"), place / "__init__.py"]
    return sorted(found)


def _source_hash() -> str:
    digest = hashlib.sha256(f"{version('numba')} {sys.version_info[:2]}".encode())
    for path in kernel_sources():
        digest.update(path.relative_to(_PACKAGE).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:20]


def _cache_home() -> Path:
    if chosen := os.environ.get("GLASSTOWN_CACHE"):
        return Path(chosen)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA")
    else:
        base = os.environ.get("XDG_CACHE_HOME")
    return Path(base or Path.home() / ".cache") / "glasstown"


def _prepare_cache() -> Path:
    """The folder for this version of the sources; a temporary one where the usual place cannot be written."""
    name = _source_hash()
    try:
        home = _cache_home() / "kernels"
        folder = home / name
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / f".probe-{os.getpid()}"
        probe.touch()
        probe.unlink()
    except OSError:
        return Path(tempfile.mkdtemp(prefix="glasstown-kernels-"))
    os.utime(folder)
    others = sorted((f for f in home.iterdir() if f.is_dir()), key=lambda f: f.stat().st_mtime, reverse=True)
    for stale in others[_KEPT_FOLDERS:]:
        shutil.rmtree(stale, ignore_errors=True)
    return folder


CACHE_FOLDER = _prepare_cache()
os.environ["NUMBA_CACHE_DIR"] = str(CACHE_FOLDER)

import numba  # noqa: E402  (only after the cache folder is known)
from llvmlite import ir  # noqa: E402
from numba import types  # noqa: E402
from numba.extending import intrinsic  # noqa: E402

numba.config.CACHE_DIR = str(CACHE_FOLDER)  # type: ignore[attr-defined]


def kernel(function: Callable[..., Any]) -> Any:
    """Compile with numba: cached on disk, releases the interpreter's lock, no fast-math, never parallel.

    Kernels cannot allocate memory, and so count no references: a day touches some 150 arrays, and counting them
    (atomically, in two threads) took longer than living it. What a kernel fills is made by its caller. A kernel that
    another calls is inlined there. A division by zero is not looked for: looking for it keeps loops from vectorising.
    """
    return numba.njit(
        cache=True, nogil=True, error_model="numpy", _nrt=False, forceinline=True, no_cfunc_wrapper=True
    )(function)


def inlined(function: Callable[..., Any]) -> Any:
    """A small helper of kernels. The same as `kernel`; the name says that it is called in their inner loops."""
    return kernel(function)


def inner(function: Callable[..., Any]) -> Any:
    """A large part of kernels that is never called from Python, and so gets no door for that, whose compilation takes
    longer than its own. Python must not call it: where there is no door, the process ends.
    """
    return numba.njit(
        cache=True, nogil=True, error_model="numpy", _nrt=False, forceinline=True,
        no_cpython_wrapper=True, no_cfunc_wrapper=True,
    )(function)  # fmt: skip


def expanded(function: Callable[..., Any]) -> Any:
    """A step of the day, called in one place: expanded there before compilation, so that it is compiled once only."""
    return numba.njit(cache=True, nogil=True, inline="always", error_model="numpy", _nrt=False)(function)


def seldom(function: Callable[..., Any]) -> Any:
    """As `inner`, for what happens to few people: called rather than inlined, so that it is compiled but once."""
    return numba.njit(
        cache=True,
        nogil=True,
        error_model="numpy",
        _nrt=False,
        no_cpython_wrapper=True,
        no_cfunc_wrapper=True,
    )(function)


@intrinsic  # type: ignore[untyped-decorator]
def prefetch(_context: Any, array: Any, index: Any) -> Any:
    """Ask the processor to fetch `array[index]` (one dimension, contiguous) soon; changes nothing else."""

    def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        pointer = ir.IntType(8).as_pointer()
        number = ir.IntType(32)
        fetch = builder.module.declare_intrinsic(
            "llvm.prefetch", [pointer], ir.FunctionType(ir.VoidType(), [pointer, number, number, number])
        )
        data = context.make_array(signature.args[0])(context, builder, args[0]).data
        place = builder.bitcast(builder.gep(data, [args[1]]), pointer)
        builder.call(fetch, [place, number(0), number(3), number(1)])  # to read, to keep, data
        return context.get_dummy_value()

    return types.void(array, index), generate


def is_cold() -> bool:
    """True where no kernel has been compiled for these sources yet: the first run will take longer."""
    return not any(CACHE_FOLDER.rglob("live.live-*.nbi"))


def compilations() -> int:
    """How many kernel signatures this process has compiled rather than loaded (for the test that a second
    regime compiles nothing)."""
    import gc

    from numba.core.dispatcher import Dispatcher

    return sum(sum(d.stats.cache_misses.values()) for d in gc.get_objects() if isinstance(d, Dispatcher))
