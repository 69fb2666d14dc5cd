"""Published counts of refusals that a run may be set beside: each with its source, none of them fitted."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, ClassVar, Final

from pydantic import Field

from glasstown.core.documents import Document, Root, read_document
from glasstown.core.numbers import Whole
from glasstown.core.parts import Name, Note, Part, Source, Status, Title

FOLDER: Final = Path(__file__).parent / "published"


class UpTo(Part):
    """A total from the first day of counting up to `day`."""

    day: Annotated[date, Field(strict=False)]
    attempts: Whole


class Ticket(Part):
    """One service: what the press claimed, totals over time, and one year by itself where it can be derived."""

    claimed: Whole
    claimed_of: Title  # the time for which the press claimed it
    upto: Annotated[tuple[UpTo, ...], Field(min_length=1)]
    one_year: int
    one_year_least: Whole
    one_year_most: Whole


class Counted(Part):
    """Attempts and the people behind them, of those listed at the time."""

    service: Name
    when: Note
    attempts: Whole
    people: Whole
    listed: Whole

    @property
    def each(self) -> float:
        """Attempts per refused person."""
        return self.attempts.value / self.people.value

    @property
    def tried(self) -> float:
        """Share of the listed who were refused."""
        return self.people.value / self.listed.value


class Published(Root):
    """Counts of refusals in the population of a town, which is named by the file's first key."""

    kind: ClassVar[str] = "published"

    published: Name
    title: Title
    status: Status
    sources: dict[Name, Source]
    counted: Note
    since: Annotated[date, Field(strict=False)]
    tickets: dict[Name, Ticket]
    people: Counted


def published_for(town: str) -> Document[Published] | None:
    """The counts that belong to a town's population; None where none are shipped."""
    places = {path.stem: path for path in sorted(FOLDER.glob("*.yaml"))}
    return read_document(places[town], Published) if town in places else None
