"""A part of an entry: a heading, paragraphs below it, and items where a list reads better than a sentence."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Section:
    """What is said about one part of a file, in whole sentences; `items` follow the paragraphs.

    One that is `under` belongs to the section before it.
    """

    heading: str
    paragraphs: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    under: bool = False

    def __bool__(self) -> bool:
        return bool(self.paragraphs or self.items)
