"""Entries of an encyclopaedia on a terminal: a title, a lead, paragraphs with headings, items that hang."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from glasstown.regimes.words.section import Section

_APART: Final = 3


@dataclass(frozen=True)
class Entry:
    """What one looks up: its name and title, a lead of some paragraphs, and sections."""

    title: str
    lead: tuple[str, ...]
    sections: tuple[Section, ...] = field(default=())


def page(entry: Entry, columns: int) -> str:
    """The entry as plain text, no line longer than `columns` but for words that are."""
    lines = [*wrapped(entry.title, columns), "=" * min(columns, len(entry.title))]
    for paragraph in entry.lead:
        lines += ["", *wrapped(paragraph, columns)]
    for section in entry.sections:
        if section:
            lines += ["", *section_lines(section, columns)]
    return "\n".join(lines)


def section_lines(section: Section, columns: int) -> Iterator[str]:
    """A heading, with a line under it unless it is under another; then paragraphs a line apart, then items."""
    yield from wrapped(section.heading, columns)
    if not section.under:
        yield "-" * min(columns, len(section.heading))
    for place, paragraph in enumerate(section.paragraphs):
        if place:
            yield ""
        yield from wrapped(paragraph, columns)
    for item in section.items:
        yield from wrapped(item, columns, first="  - ", rest="    ")


def wrapped(text: str, columns: int, first: str = "", rest: str = "") -> list[str]:
    """A paragraph in lines; words and links stay whole."""
    return textwrap.wrap(
        text,
        columns,
        initial_indent=first,
        subsequent_indent=rest,
        break_on_hyphens=False,
        break_long_words=False,
    )


def beside(left: Iterable[str], right: Iterable[str], columns: int) -> Iterator[str]:
    """Two texts beside each other, paragraph by paragraph of each, in two columns of one width."""
    half = (columns - _APART) // 2
    lefts = [line for text in left for line in wrapped(text, half)]
    rights = [line for text in right for line in wrapped(text, half)]
    for place in range(max(len(lefts), len(rights))):
        one = lefts[place] if place < len(lefts) else ""
        other = rights[place] if place < len(rights) else ""
        yield f"{one:<{half + _APART}}{other}".rstrip()
