"""YAML read strictly, with the line of everything.

Only the plain part of YAML is read: mappings, lists and scalars, at most 256 kB, without anchors, aliases,
tags or second documents. What YAML 1.1 and 1.2 read differently (`yes`, `1:30`, `010`, `1_000`) and numbers
that are not finite are refused rather than guessed at. Dates stay text.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from typing import Any, Final

import yaml

from glasstown.core.errors import InputError, Problem, refused

MAX_BYTES: Final = 256 * 1024
MAX_DEPTH: Final = 24

Where = tuple[str | int, ...]
"""Keys and places in lists (from 0) from the root of a file to a value."""

_PARSER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PLAIN_KEY: Final = re.compile(r"[\w+-]{1,60}")
_OLD_BOOLEAN: Final = re.compile(r"(?:y|yes|n|no|on|off)", re.I)
_BASE_60: Final = re.compile(r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?")
_NOT_FINITE: Final = re.compile(r"[-+]?\.?(?:inf|infinity)|[-+]?\.?nan", re.I)
_WHOLE: Final = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_DECIMAL: Final = re.compile(r"[-+]?(?:\.[0-9]+|(?:0|[1-9][0-9]*)(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_ODD_NUMBER: Final = re.compile(
    r"[-+]?(?:0[0-9_]+|0x[0-9a-f_]+|0o[0-7_]+|0b[01_]+|[0-9][0-9_]*_[0-9_]*(?:\.[0-9_]*)?)", re.I
)


@dataclass
class Tree:
    """What a file says: `value` of dicts (keys are text), lists and scalars; `lines` from 1, by path."""

    value: Any = None
    lines: dict[Where, int] = field(default_factory=dict)

    def line_of(self, where: Where) -> int:
        """The line of a value, or of the nearest part around it that the file has."""
        at = tuple(where)
        while at and at not in self.lines:
            at = at[:-1]
        return self.lines.get(at, 1)


def spelled(where: Where) -> str:
    """A path as text: ``rules#2.points`` is the key `points` of the second of the `rules`."""
    text = ""
    for step in where:
        if isinstance(step, int):
            text += f"#{step + 1}"
        else:
            text += f".{shown_key(step)}" if text else shown_key(step)
    return text


def shown_key(key: str) -> str:
    """A key as shown in an error: as it stands, or in quotes where it is no plain word."""
    return key if _PLAIN_KEY.fullmatch(key) else quoted(key)


def quoted(value: Any) -> str:
    """A value as shown in an error: short, on one line."""
    if isinstance(value, dict):
        return "a mapping" if value else "an empty mapping"
    if isinstance(value, list):
        return "a list" if value else "an empty list"
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        line = "".join(c if c.isprintable() else "?" for c in " ".join(value.split()))
        return f'"{line[:57]}..."' if len(line) > 60 else f'"{line}"'
    return f"{value:g}" if isinstance(value, float) else str(value)


def read_tree(data: bytes, file: str) -> Tree:
    """Parse a file's bytes; ``InputError`` with every problem of form."""
    if len(data) > MAX_BYTES:
        raise refused(file, "", f"{len(data):,} bytes", f"at most {MAX_BYTES:,} bytes")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise InputError([Problem(file, line, "", "bytes that are not UTF-8", "text in UTF-8")]) from None
    builder = _Builder(file)
    try:
        for event in yaml.parse(text, Loader=_PARSER):
            builder.take(event)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        said = (
            getattr(error, "problem", None) or getattr(error, "reason", None) or "text that cannot be parsed"
        )
        at = None if mark is None else mark.line + 1
        builder.problems.append(Problem(file, at, "", f"YAML that does not parse ({said})", "plain YAML"))
    except _TooDeep as error:
        builder.problems.append(
            Problem(file, error.line, "", "values nested too deeply", f"at most {MAX_DEPTH} levels")
        )
    if not builder.problems and not isinstance(builder.tree.value, dict):
        builder.problems.append(
            Problem(file, 1, "", quoted(builder.tree.value), "a mapping of keys to values")
        )
    if builder.problems:
        raise InputError(sorted(builder.problems, key=lambda problem: problem.line or 0))
    return builder.tree


class _TooDeep(Exception):
    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


@dataclass
class _Open:
    """A mapping or list that has begun."""

    where: Where
    value: dict[str, Any] | list[Any]
    key: str | None = None


class _Builder:
    """Builds a tree from the parser's events, one after another."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.tree = Tree()
        self.problems: list[Problem] = []
        self._open: list[_Open] = []
        self._documents = 0

    def take(self, event: Any) -> None:
        line = event.start_mark.line + 1
        if isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                self._refuse(line, (), "a second document", "one document in a file")
        elif isinstance(event, yaml.AliasEvent):
            self._refuse(line, self._here(), f"the alias *{event.anchor}", "values written out")
            self._put(None, line)
        elif isinstance(event, yaml.ScalarEvent):
            self._mark(event, line)
            if self._wants_key():
                self._begin_key(event, line)
            else:
                self._put(self._scalar(event, line), line)
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            self._mark(event, line)
            if self._wants_key():
                self._refuse(line, self._here(), "a mapping or list as a key", "text as a key")
                self._open[-1].key = ""
            if len(self._open) >= MAX_DEPTH:
                raise _TooDeep(line)
            value: dict[str, Any] | list[Any] = {} if isinstance(event, yaml.MappingStartEvent) else []
            self._open.append(_Open(self._put(value, line), value))
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self._open.pop()

    def _wants_key(self) -> bool:
        return bool(self._open) and isinstance(self._open[-1].value, dict) and self._open[-1].key is None

    def _begin_key(self, event: Any, line: int) -> None:
        part = self._open[-1]
        key = event.value
        if not event.style and _OLD_BOOLEAN.fullmatch(key):
            self._refuse(
                line, (*part.where, key), f"the bare key {key}", f'the key in quotes, "{key}", or another one'
            )
        if isinstance(part.value, dict) and key in part.value:
            first = self.tree.lines.get((*part.where, key), line)
            self._refuse(
                line,
                (*part.where, key),
                f"the key {shown_key(key)} again (first on line {first})",
                "each key once",
            )
        part.key = key

    def _here(self) -> Where:
        if not self._open:
            return ()
        part = self._open[-1]
        if isinstance(part.value, list):
            return (*part.where, len(part.value))
        return part.where if part.key is None else (*part.where, part.key)

    def _put(self, value: Any, line: int) -> Where:
        where = self._here()
        self.tree.lines.setdefault(where, line)
        if not self._open:
            if self._documents == 1:
                self.tree.value = value
            return where
        part = self._open[-1]
        if isinstance(part.value, list):
            part.value.append(value)
        else:
            part.value[part.key or ""] = value
            part.key = None
        return where

    def _refuse(self, line: int, where: Where, found: str, allowed: str) -> None:
        self.problems.append(Problem(self.file, line, spelled(where), found, allowed))

    def _mark(self, event: Any, line: int) -> None:
        if event.anchor is not None:
            self._refuse(line, self._here(), f"the anchor &{event.anchor}", "values written out")
        if event.tag is not None:
            self._refuse(line, self._here(), f"the tag {event.tag}", "values without tags")

    def _scalar(self, event: Any, line: int) -> Any:
        text: str = event.value
        if event.style:
            return text
        if text in ("", "~", "null", "Null", "NULL"):
            return None
        if text.lower() in ("true", "false"):
            return text.lower() == "true"
        found, allowed = f"the bare word {text[:40]}", ""
        if _OLD_BOOLEAN.fullmatch(text):
            allowed = f'true or false, or the word in quotes, "{text}"'
        elif _NOT_FINITE.fullmatch(text):
            allowed = "a finite number"
        elif _BASE_60.fullmatch(text):
            allowed = f'a number in decimal digits, or text in quotes, "{text[:40]}"'
        elif _WHOLE.fullmatch(text) and len(text) <= 18:
            return int(text)
        elif _DECIMAL.fullmatch(text):
            number = float(text)
            if math.isfinite(number):
                return number
            allowed = "a finite number"
        elif _ODD_NUMBER.fullmatch(text):
            allowed = "a number in plain decimal digits, without underscores or leading zeros"
        if allowed:
            self._refuse(line, self._here(), found, allowed)
            return None
        return text
