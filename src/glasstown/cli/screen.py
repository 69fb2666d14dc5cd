"""What a person sees: text, tables, progress with time left, errors in words."""

from __future__ import annotations

import functools
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, ParamSpec, TypeVar

import typer

from glasstown.core.errors import GlasstownError

if TYPE_CHECKING:
    from rich.console import Console

INTERRUPTED: Final = 130
FAILED: Final = 1
WIDTH: Final = 100
"""Characters of a line of text, where the terminal is not narrower."""
NARROW: Final = 80
"""Under so many characters nothing is set in columns."""
LINE_SECONDS: Final = 60.0
"""Without a terminal, progress is a line about so often, and none before."""

P = ParamSpec("P")
R = TypeVar("R")


def out() -> Console:
    """Where results go. Text is printed as it stands: no markup is read in names and titles."""
    from rich.console import Console

    return Console(highlight=False, markup=False, emoji=False, soft_wrap=True)


COMPILING: Final = "Compiling the kernels once: about a minute. Later runs start at once."
"""Said before the first run of an installation."""


def aside() -> Console:
    """Where progress, warnings and errors go: never mixed with results."""
    from rich.console import Console

    return Console(stderr=True, highlight=False, markup=False, emoji=False, soft_wrap=True)


def width() -> int:
    """Characters of a line: at most 100, and no more than a terminal has."""
    console = out()
    return max(20, min(WIDTH, console.width)) if console.is_terminal else WIDTH


def print_json(value: Any) -> None:
    """One JSON document on standard output."""
    plain = "utf" not in (sys.stdout.encoding or "").lower()
    sys.stdout.write(json.dumps(value, ensure_ascii=plain, indent=2, allow_nan=False) + "\n")


def in_words(command: Callable[P, R]) -> Callable[P, R]:
    """Tell a user's mistakes, an interruption and what the system refuses in words, with their exit codes."""

    @functools.wraps(command)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            done = command(*args, **kwargs)
            sys.stdout.flush()
        except GlasstownError as error:
            raise _told(error, str(error), error.exit_code) from None
        except KeyboardInterrupt as error:
            left = "" if _notes(error) else " Nothing has been written."
            raise _told(error, f"Stopped.{left}", INTERRUPTED) from None
        except MemoryError as error:
            raise _told(error, "The machine ran out of memory. Fewer --people need less.", FAILED) from None
        except BrokenPipeError:
            raise  # whoever read the output has had enough: typer ends in silence
        except OSError as error:
            what = f"{error.strerror or error}"
            where = f"{error.filename}: " if error.filename else "The output could not be written: "
            _forget_output()
            raise _told(error, f"{where}{what}.", FAILED) from None
        return done

    return wrapped


def _told(error: BaseException, said: str, code: int) -> typer.Exit:
    """Say what happened and what was noted of it, and end with that code."""
    aside().print("\n".join([said, *_notes(error)]))
    return typer.Exit(code)


def _notes(error: BaseException) -> list[str]:
    return list(getattr(error, "__notes__", []))


def _forget_output() -> None:
    """Do not try again, at the end of the process, to write what could not be written."""
    with open(os.devnull, "w") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())


def _line_by_line(say: Callable[[str], None]) -> Callable[[str, float], None]:
    """Progress for a file: a line a minute."""
    last = time.monotonic()

    def report(words: str, share: float) -> None:
        nonlocal last
        if time.monotonic() - last >= LINE_SECONDS:
            last = time.monotonic()
            say(f"{share:.0%}  {words}")

    return report


@contextmanager
def progress() -> Iterator[Callable[[str, float], None]]:
    """A bar with the time left, for work that reports (what is done, share of all work); without a terminal that can
    redraw a line, a line a minute.
    """
    console = aside()
    if not console.is_terminal or console.is_dumb_terminal:
        yield _line_by_line(console.print)
        return
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    words, left = TextColumn("{task.description}"), (TimeRemainingColumn(), TextColumn("left"))
    wide = (words, BarColumn(), TaskProgressColumn(), *left)
    columns = wide if console.width >= NARROW else (TaskProgressColumn(), *left)
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("preparing", total=1.0)

        def report(words: str, share: float) -> None:
            bar.update(task, description=words, completed=share)

        yield report
