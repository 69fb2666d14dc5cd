"""Classes and work groups of at most 12 people, mostly of the neighbourhood."""

from __future__ import annotations

import numpy as np

from glasstown.core.randomness import Key, threshold
from glasstown.towns.fill import Rows
from glasstown.towns.joining import LARGE_WORK, join_units
from glasstown.towns.model import TownModel
from glasstown.towns.rounds import Rounds, cut_of
from glasstown.towns.team import Team


def units_of(model: TownModel, rows: Rows, key: Key, team: Team) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(unit of each row, −1 none; first member of each unit, with the end; members), int32."""
    n = rows.age.size
    part = model.units
    if part is None:
        return np.full(n, -1, np.int32), np.zeros(1, np.int32), np.zeros(0, np.int32)
    size = part.size.value
    sizes = [size, size, part.small_size.value, size]
    most = [int(size)] * (LARGE_WORK + 1)
    joining = np.empty(n, np.uint8)
    far = threshold(part.far.value)
    rounds = Rounds(n, 2)
    for number, anywhere in enumerate((False, True)):
        team.each(
            lambda a, b, anywhere=anywhere: join_units(  # type: ignore[misc]
                a, b, anywhere, far, threshold(part.small.value), rows.activity, joining, key.k0, key.k1
            ),
            n,
        )
        cut = cut_of(
            n, int(part.reach.value), number, anywhere, "town-unit", key, lane=2 + number,
            segment=[0, 0, 1, 2], weight=[1, 1, 0, 0], noise=[0.5, 0.5, 4096.0, 4096.0], size=sizes,
            most=most,
        )  # fmt: skip
        rounds.add(number, cut, joining, rows.age, key, team)
    circles = rounds.circles()
    return circles.circle_of.max(axis=0), circles.ptr, circles.member
