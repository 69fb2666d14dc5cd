"""A laboratory for social scoring: run a scoring regime over a town of invented people, and see what it
does to them.

    import glasstown as gt
    run = gt.run("article-2020", people=100_000, years=3, seed=1)
    run.measures         # a polars frame: every measure in every world, with its interval
    run.daily            # a polars frame: counters by world, day and group
    run.report("out.html")
    gt.why("runs/ID")    # four of its invented lives in sentences, each beside their twin's

Importing costs nothing: what is heavy is loaded when it is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from glasstown.core.errors import GlasstownError, InputError
    from glasstown.studies.result import Run
    from glasstown.studies.run import run
    from glasstown.studies.why import why

_WHERE: Final = {
    "run": "glasstown.studies.run",
    "Run": "glasstown.studies.result",
    "why": "glasstown.studies.why",
    "GlasstownError": "glasstown.core.errors",
    "InputError": "glasstown.core.errors",
}

__all__ = ["GlasstownError", "InputError", "Run", "__version__", "run", "why"]


def __getattr__(name: str) -> Any:
    from importlib import import_module, metadata

    if name == "__version__":
        return metadata.version("glasstown")
    if name in _WHERE:
        return getattr(import_module(_WHERE[name]), name)
    raise AttributeError(f"module 'glasstown' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
