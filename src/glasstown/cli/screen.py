"""What a person sees: text, tables, progress with time left, errors in words."""

from __future__ import annotations

import functools
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, ParamSpec, TypeVar

import typer

from glasstown.core.errors import GlasstownError

if TYPE_CHECKING:
    from rich.console import Console

INTERRUPTED: Final = 130

P = ParamSpec("P")
R = TypeVar("R")


def out() -> Console:
    """Where results go. Text is printed as it stands: no markup is read in names and titles."""
    from rich.console import Console

    return Console(highlight=False, markup=False, soft_wrap=True)


def aside() -> Console:
    """Where progress, warnings and errors go: never mixed with results."""
    from rich.console import Console

    return Console(stderr=True, highlight=False, markup=False, soft_wrap=True)


def print_json(value: Any) -> None:
    """One JSON document on standard output."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n")


def in_words(command: Callable[P, R]) -> Callable[P, R]:
    """Tell a user's mistakes and an interruption in words, with their exit codes."""

    @functools.wraps(command)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except GlasstownError as error:
            aside().print(str(error))
            raise typer.Exit(error.exit_code) from None
        except KeyboardInterrupt:
            aside().print("Stopped. Nothing has been written.")
            raise typer.Exit(INTERRUPTED) from None
        except MemoryError:
            aside().print("The machine ran out of memory. Fewer --people need less.")
            raise typer.Exit(1) from None

    return wrapped


@contextmanager
def progress() -> Iterator[Callable[[str, float], None]]:
    """A bar with the time left, for work that reports (what is done, share of all work); silent without a
    terminal.
    """
    console = aside()
    if not console.is_terminal:
        yield lambda _words, _share: None
        return
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
        TextColumn("left"),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("preparing", total=1.0)

        def report(words: str, share: float) -> None:
            bar.update(task, description=words, completed=share)

        yield report
