"""A file of claims: what is said, what is documented, how the two compare, where each is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, ClassVar, Final, Literal

from pydantic import Field

from glasstown.core.documents import Root
from glasstown.core.errors import Mismatch, among, nearest
from glasstown.core.marks import quoted
from glasstown.core.parts import Confidence, Name, Note, Part, Source, Title

Rating = Literal["right", "mostly-right", "partly-right", "overstated", "not-verified", "wrong"]
"""How a claim compares with what is documented."""

RATINGS: Final = {
    "right": "right",
    "mostly-right": "mostly right",
    "partly-right": "partly right",
    "overstated": "overstated",
    "not-verified": "not verified",
    "wrong": "wrong",
}
"""The ratings in words, from the best to the worst."""


class Claim(Part):
    """One claim, in our own words.

    `known` is what is documented, as sure as `confidence` says, by `sources` (keys of the file's). `rating` says
    how the claim compares in a word, `verdict` in a sentence. `about` are the regimes that it concerns, where
    they are not the file's. `same_as` is the number of a claim that says the same.

    What shows it in a model: `keys` of the file of the first regime it is about, `counters` of its world that
    must move, `measures`; `remark` says how to read them.
    """

    number: Annotated[int, Field(ge=1, le=999)]
    said: Note
    known: Note
    rating: Rating
    verdict: Note
    confidence: Confidence
    sources: Annotated[tuple[Name, ...], Field(min_length=1)]
    about: tuple[Name, ...] = ()
    same_as: Annotated[int, Field(ge=1, le=999)] | None = None
    keys: tuple[Title, ...] = ()
    counters: tuple[Title, ...] = ()
    measures: tuple[Title, ...] = ()
    remark: Note | None = None


class Claims(Root):
    """A whole file. `about` are the regimes that its claims concern, unless a claim says otherwise."""

    kind: ClassVar[str] = "claims"

    claims: Name
    title: Title
    about: Annotated[tuple[Name, ...], Field(min_length=1)]
    sources: dict[Name, Source]
    entries: Annotated[tuple[Claim, ...], Field(min_length=1)]

    def claims_on(self, regime: str) -> Iterator[Claim]:
        """The claims that concern a regime, in the order of the file."""
        for claim in self.entries:
            if regime in (claim.about or self.about):
                yield claim

    def regimes(self) -> set[str]:
        """Every regime that a claim concerns."""
        return {name for claim in self.entries for name in claim.about or self.about}

    def contradictions(self) -> Iterable[Mismatch]:
        """Sources that are not there or not used, and numbers used twice."""
        used: set[str] = set()
        numbers: set[int] = set()
        for place, claim in enumerate(self.entries):
            for at, key in enumerate(claim.sources):
                used.add(key)
                if key not in self.sources:
                    allowed = among("a key of the file's sources", self.sources)
                    where = ("entries", place, "sources", at)
                    yield Mismatch(quoted(key), allowed, nearest(key, self.sources), at=where)
            if claim.number in numbers:
                yield Mismatch(
                    f"the number {claim.number} again", "each number once", at=("entries", place, "number")
                )
            numbers.add(claim.number)
        for key in self.sources:
            if key not in used:
                yield Mismatch("a source that no claim names", "sources of claims", at=("sources", key))
