"""Which run a set of measures belongs to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Header:
    """A run in a few words. `replicates` are towns and lives drawn anew; a year is 365 days."""

    regime: str
    status: str  # documented | partly-documented | popular-account | hypothetical
    town: str
    people: int
    days: int
    seed: int
    replicates: int
