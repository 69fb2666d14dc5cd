"""The registry of random streams: one number for each kind of draw, never reused.

A draw is ``H(seed, stream, who, when, k)``. Two draws that share a stream share a number line, so every
kind of draw has a number of its own. Numbers are appended, never changed: changing one changes every run.

Numbers 1…63 are the catalogue's candidates (what a person might do on a day), 64…127 attributes of people,
128…191 attributes of groups (households, neighbourhoods), 192…255 ties, 256… the regime and the studies.
"""

from __future__ import annotations

from typing import Final

STREAMS: Final[dict[str, int]] = {
    # candidates of the catalogue (person, day)
    "approved-purchase": 1,
    "disapproved-purchase": 2,
    "contact": 3,
    "donate-blood": 4,
    "praise-party": 5,
    "cheat-game": 6,
    "public-criticism": 7,
    "spread-rumour": 8,
    "visit-elders": 9,
    "noise": 10,
    "air-trip": 11,
    "train-trip": 12,
    "job-application": 13,
    "promotion": 14,
    "school-place": 15,
    "judgment": 16,
    "repayment": 17,
    "private-school-place": 18,
    "drink-driving": 19,
    "poor-appraisal": 20,
    "school-misconduct": 21,
    "criticism-at-work": 22,
    # attributes of people (person)
    "town-age": 64,
    "town-sex": 65,
    "town-group": 66,
    "town-income": 67,
    "town-activity": 68,
    "town-online": 69,
    "town-flyer": 70,
    "town-conduct": 71,
    "town-unit": 72,
    "town-collective": 73,
    "town-sociability": 74,
    "town-friend": 75,
    # attributes of groups (household, neighbourhood, family)
    "household-size": 128,
    "household-generations": 129,
    "household-place": 130,
    "household-registration": 131,
    "household-group": 132,
    "household-family": 133,
    "neighbourhood": 134,
    "household-income": 135,
    # ties (lower id, higher id)
    "tie-kin": 192,
    "tie-friend": 193,
    "tie-seen": 194,
    "tie-cut": 195,
    "tie-invented": 196,
    # the regime and the studies
    "enrolment": 256,
    "start-score": 257,
    "assumed-draw": 258,
    "judged": 260,
    "review": 261,
    "early-removal": 262,
    "discretion": 263,
    "notice": 290,
    "mistaken-for": 270,
    # what people think, and what a regime reads of it
    "opinion": 300,
    "word-read": 301,
    "belief": 302,
    # what people hear of the listed, and do about them
    "heard": 303,
    "urged": 304,
    "avoided": 305,
}
"""Stream name → number. Names of candidates are the names of the catalogue's streams."""


def stream(name: str) -> int:
    """The number of a stream; ``KeyError`` for a name that is not registered."""
    return STREAMS[name]
