"""A run made again with some of its people watched: every line of their trace, and where they stood each week.

The worlds, the town and the life are those of the run; watching changes no bit. It is made in one thread: the lines
of a trace are written in one place.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

import numpy as np

from glasstown.core.errors import GlasstownError
from glasstown.core.randomness import Key, tie_draw
from glasstown.core.state import COLLEAGUE, FRIEND, HOUSEHOLD, KIN, NEIGHBOUR
from glasstown.core.streams import STREAMS
from glasstown.engine.plan import EXCHANGE_DAYS
from glasstown.engine.run import Run
from glasstown.engine.tables import World
from glasstown.towns import Town

HERE: Final = 1
"""The world told of, in a trace; 0 is the world without."""

_SEEN: Final = np.uint32(STREAMS["tie-seen"])


class Letter(NamedTuple):
    """A record of what one person did, credited to another; it reaches the judge the day after it `arrived`."""

    arrived: int
    to: int
    origin: int
    stream: int
    label: int
    done: int


class Tie(NamedTuple):
    """Somebody whom a person knows, or is believed to know. `layer` as in `core.state.LAYERS`."""

    other: int
    layer: int
    exists: bool
    seen: bool


@dataclass(frozen=True, eq=False)
class Film:
    """What a film of R `rows` shows. Each week, W of them, ends on one of `days`; day 0 and the last are among them.

    `others` are the O people tied to anybody watched, rising, as rows.
    """

    run: Run
    rows: tuple[int, ...]
    lines: np.ndarray  # (lines, 6) int64, see core.trace.ENTRY_FIELDS
    days: np.ndarray  # (W,) int64
    score: np.ndarray  # (W, ledgers, R) int16, tenths of a point
    standing: np.ndarray  # (W, ledgers, R) uint16
    flags: np.ndarray  # (W, R) uint8
    bad: np.ndarray  # (W, layers kept, views, R) uint8: bad ties, as in core.state.State.ties
    others: np.ndarray  # (O,) int64
    others_flags: np.ndarray  # (W, O) uint8
    letters: tuple[Letter, ...]

    def lines_of(self, row: int, world: int) -> np.ndarray:
        """The lines of one person in one world, in the order in which things happened."""
        return self.lines[(self.lines[:, 1] == row) & (self.lines[:, 2] == world)]


def film(
    town: Town,
    world: World,
    days: int,
    key: Key,
    rows: Sequence[int],
    progress: Callable[[int], None] | None = None,
) -> Film:
    """Live `world` beside the world without, watching `rows`; `progress` hears each week's last day."""
    watched = tuple(sorted(set(rows)))
    run = Run(town, [world], days, key, threads=1, watched=watched)
    at = np.array(watched, np.int64)
    near = {tie.other for row in watched for tie in ties_of(run, row)}
    others = np.array(sorted(near), np.int64)
    lines: list[np.ndarray] = []
    letters: list[Letter] = []
    shots: list[tuple[np.ndarray, ...]] = []

    def shoot() -> None:
        used = int(run.log.used[0])
        if used > run.log.lines.shape[0]:
            raise GlasstownError(
                f"the {len(watched):,} people watched went through more than can be written down"
            )
        lines.append(run.log.lines[:used].copy())
        run.log.used[0] = 0
        state = run.state
        shots.append(
            (
                state.score[0][:, at].copy(),
                state.standing[0][:, at].copy(),
                state.flags[0][at].copy(),
                state.ties[0][:, :, at].copy(),
                state.flags[0][others].copy(),
            )
        )
        if run.day % EXCHANGE_DAYS == 0:
            letters.extend(_letters(run, at))

    shoot()
    ends = [*range(EXCHANGE_DAYS, days, EXCHANGE_DAYS), days]
    for end in ends:
        run.advance(end)
        shoot()
        if progress is not None:
            progress(end)
    score, standing, flags, bad, others_flags = (np.stack(part) for part in zip(*shots, strict=True))
    return Film(
        run, watched, np.concatenate(lines), np.array([0, *ends]), score, standing, flags, bad, others,
        others_flags, tuple(letters),
    )  # fmt: skip


def _letters(run: Run, rows: np.ndarray) -> list[Letter]:
    """Letters sent in the week that has just ended to anybody watched."""
    mail = run.letters
    world = mail.what >> 48
    found = np.flatnonzero(
        np.isin(mail.to, rows) & (world == HERE) & (mail.origin != mail.to) & (mail.due <= run.day + 1)
    )
    out = []
    for x in found:
        what = int(mail.what[x])
        out.append(
            Letter(
                run.day, int(mail.to[x]), int(mail.origin[x]), (what >> 40) & 0xFF, (what >> 32) & 0xFF,
                what & 0xFFFF,
            )
        )  # fmt: skip
    return out


def ties_of(run: Run, row: int) -> list[Tie]:
    """Everybody to whom a person is tied, and whom the regime believes them tied to; neighbours where a world reads
    these ties.
    """
    people, association = run.people, run.tables.association
    kept = association.slot
    missed = int(association.missed[0])
    home = row - int(people.place[row])
    leave = home + int(people.size[row])
    stair = row - int(people.stair_place[row])
    found: list[tuple[int, int]] = [(other, HOUSEHOLD) for other in range(home, leave)]
    upto = max(leave, stair + int(people.stair_size[row]))
    found += [(other, NEIGHBOUR) for other in range(min(home, stair), upto) if not home <= other < leave]
    start, end = int(people.tie_ptr[row]), int(people.tie_ptr[row + 1])
    friends = start + int(people.kin[row])
    found += [(int(people.tie[y]), KIN if y < friends else FRIEND) for y in range(start, end)]
    unit = int(people.unit[row])
    if unit >= 0:
        members = people.unit_member[people.unit_ptr[unit] : people.unit_ptr[unit + 1]]
        found += [(int(other), COLLEAGUE) for other in members]
    ties = [
        Tie(other, layer, True, _sees(row, other, missed, run.key))
        for other, layer in found
        if other != row and (kept[layer] >= 0 or layer != NEIGHBOUR)
    ]
    invented = run.invented
    if invented.ptr.size > 1 and kept[FRIEND] >= 0:
        ties += [
            Tie(int(invented.other[y]), FRIEND, False, True)
            for y in range(int(invented.ptr[row]), int(invented.ptr[row + 1]))
            if int(invented.word[y]) < int(association.invented[0])
        ]
    return ties


def _sees(one: int, other: int, missed: int, key: Any) -> bool:
    """Whether the regime sees a tie that exists: the tie's own draw."""
    if missed == 0:
        return True
    return bool(tie_draw(one, other, _SEEN, 0, 0, key.k0, key.k1)[0] >= missed)
