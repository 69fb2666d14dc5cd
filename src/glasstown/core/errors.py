"""Errors a user sees: in words, with the place, what was found, what is allowed and the nearest name."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar


class GlasstownError(Exception):
    """Something went wrong in a way that can be said in words; shown to the user without a traceback."""

    exit_code = 1


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong with an input. `str()` of it is the sentence shown."""

    file: str
    line: int | None
    key: str
    found: str
    allowed: str
    nearest: str = ""

    def __str__(self) -> str:
        file = "".join(c if c.isprintable() else "?" for c in self.file) or '""'
        place = file if self.line is None else f"{file}, line {self.line}"
        if self.key:
            place += f", {self.key}"
        text = f"{place}: found {self.found}; allowed: {self.allowed}"
        return f"{text}; nearest: {self.nearest}" if self.nearest else text


class InputError(GlasstownError):
    """An input is refused; `problems` holds everything that is wrong with it, in order of line."""

    exit_code = 2
    SHOWN: ClassVar[int] = 100
    """So many problems are said in words, then how many more there are."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        lines = [str(problem) for problem in self.problems[: self.SHOWN]]
        if more := len(self.problems) - len(lines):
            lines.append(f"and {more:,} more")
        super().__init__("\n".join(lines))


def refused(at: str, key: str, found: str, allowed: str, near: str = "") -> InputError:
    """The error for one thing that stands on no line: `at` is a command, a file or a folder."""
    return InputError([Problem(at, None, key, found, allowed, near)])


class Mismatch(ValueError):
    """Raised or listed by a check of a model: a problem that lacks only file and line.

    `at` is the path of the value at fault, from the part that checks: keys and places in lists (from 0).
    """

    def __init__(self, found: str, allowed: str, nearest: str = "", at: tuple[str | int, ...] = ()) -> None:
        super().__init__(f"found {found}; allowed: {allowed}")
        self.found = found
        self.allowed = allowed
        self.nearest = nearest
        self.at = at


def nearest(name: str, names: Iterable[str]) -> str:
    """The name most like `name`, or an empty string where none is like it."""
    known = {candidate.lower(): candidate for candidate in names}
    close = difflib.get_close_matches(str(name).lower()[:200], known, n=1, cutoff=0.5)
    return known[close[0]] if close else ""


def among(what: str, names: Iterable[str]) -> str:
    """`what` with the names it may have, for the `allowed` part of a problem."""
    listed = list(names)
    return f"{what}: {one_of(listed)}" if listed else f"{what}, which has none"


def one_of(names: Iterable[str]) -> str:
    """A list of names for the `allowed` part of a problem."""
    listed = list(names)
    return f"one of {', '.join(listed)}" if len(listed) > 1 else "".join(listed)
