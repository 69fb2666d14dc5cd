"""The people of a town as plain objects: whom each lives with, works with, is kin to and is friends with."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

KINDS = ("online", "urban", "working", "schooled")
LAYERS = ("household", "kin", "friend", "colleague", "neighbour")


@dataclass(slots=True)
class Person:
    """`ties` by layer; `groups` are group numbers, 0 (everybody) first; `classes` of conduct, by column."""

    row: int
    age: int
    head: int
    stair: list[int]  # everybody on it, oneself included
    ties: dict[str, list[int]]
    groups: list[int]
    classes: list[int]
    opinion: int = 0  # number in the town
    kinds: frozenset[str] = frozenset()
    acquaintances: int = field(init=False)  # whom one might call, write to or visit

    def __post_init__(self) -> None:
        self.acquaintances = sum(len(self.ties[layer]) for layer in LAYERS if layer != "neighbour")


def read_people(town: Any) -> list[Person]:
    """Everybody of a town, in order of row."""
    arrays = {name: getattr(town.people, name).tolist() for name in town.people._fields}
    ages = town.age.tolist()
    found = []
    for row in range(len(ages)):
        home = row - arrays["place"][row]
        household = list(range(home, home + arrays["size"][row]))
        bottom = row - arrays["stair_place"][row]
        stair = list(range(bottom, bottom + arrays["stair_size"][row]))
        ties = arrays["tie"][arrays["tie_ptr"][row] : arrays["tie_ptr"][row + 1]]
        unit = arrays["unit"][row]
        mates: list[int] = []
        if unit >= 0:
            mates = arrays["unit_member"][arrays["unit_ptr"][unit] : arrays["unit_ptr"][unit + 1]]
        kin = arrays["kin"][row]
        found.append(
            Person(
                row=row,
                age=ages[row],
                head=home,
                stair=stair,
                ties={
                    "household": [other for other in household if other != row],
                    "kin": ties[:kin],
                    "friend": ties[kin:],
                    "colleague": [other for other in mates if other != row],
                    "neighbour": [other for other in stair if other not in household],
                },
                groups=[0, *(axis[row] for axis in arrays["groups"])],
                classes=[column[row] for column in arrays["columns"]],
                opinion=arrays["opinion"][row] if arrays["opinion"] else 0,
                kinds=frozenset(kind for bit, kind in enumerate(KINDS) if arrays["kinds"][row] >> bit & 1),
            )
        )
    return found
