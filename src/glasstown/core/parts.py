"""The base of every part of an input file, and the kinds of name that may stand in one."""

from __future__ import annotations

import unicodedata
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints, WithJsonSchema

from glasstown.core.errors import Mismatch
from glasstown.core.marks import quoted

Confidence = Literal["high", "medium", "low"]
"""How sure a source makes a figure: official text or primary study; secondary; one weak source."""

Status = Literal["documented", "partly-documented", "popular-account", "hypothetical"]
"""How well what a file describes is known."""

NAME_PATTERN = r"[a-z0-9-]{1,40}"
GROUP_PATTERN = r"[A-Za-z0-9+-]{1,12}"

_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")  # the direction of writing


def _full(pattern: str) -> str:
    return f"^(?:{pattern})$"


def _readable(text: str) -> str:
    """Text is shown on terminals and in reports: no character in it commands a terminal or hides another."""
    for c in text:
        if (c not in "\n\t" and unicodedata.category(c) in ("Cc", "Cs")) or c in _TURNS:
            raise Mismatch(f"the character U+{ord(c):04X}", "text without control characters")
    return text


def _link(text: str) -> str:
    if not text.startswith(("https://", "http://")) or len(text) > 500 or any(c.isspace() for c in text):
        raise Mismatch(quoted(text), "a link that begins with https:// or http://")
    return _readable(text)


Name = Annotated[str, StringConstraints(pattern=_full(NAME_PATTERN))]
"""Name of a file, label, list or service: small letters, digits and hyphens, at most 40."""

GroupName = Annotated[str, StringConstraints(pattern=_full(GROUP_PATTERN))]
"""Name of a grade or group: letters, digits, + and -, at most 12."""

_Readable = AfterValidator(_readable)
Title = Annotated[str, StringConstraints(min_length=1, max_length=200), _Readable]
Note = Annotated[str, StringConstraints(min_length=1, max_length=2000), _Readable]
Link = Annotated[
    str, AfterValidator(_link), WithJsonSchema({"type": "string", "format": "uri", "pattern": "^https?://"})
]


class Part(BaseModel):
    """A part of an input file: unknown keys are refused, values taken as they stand, nothing changes."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Source(Part):
    """Where figures come from."""

    title: Title
    confidence: Confidence
    link: Link | None = None
    note: Note | None = None
