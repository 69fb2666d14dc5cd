"""The last day in one world, counted person by person: histograms from which spells and inequality are read."""

from __future__ import annotations

from typing import Any

import numpy as np

from glasstown.core.jit import kernel
from glasstown.core.state import (
    ENROLLED,
    EVER_RECOVERED,
    EVER_SANCTIONED,
    EVER_WARNED,
    KNOWN,
    REAL,
    Own,
    People,
)
from glasstown.engine.result import End
from glasstown.engine.start import start_score
from glasstown.life.shunning.kernel import cut_by
from glasstown.system.stand.kernel import RECOVERY_DAYS, refused_services

_PAIRS, _PAIRS_SANCTIONED, _WITH_TIES, _ISOLATED, _WARNED = range(5)


@kernel
def _spells(
    days: Any, n: Any, own: Any, gates: Any, standards: Any, w: Any, sanction_days: Any, recovered: Any, waiting: Any
) -> None:  # fmt: skip
    for row in range(n):
        if own.ever[row] & EVER_SANCTIONED == 0:
            sanction_days[0] += 1
            continue
        now = refused_services(
            np.int64(own.standing[REAL, row]), gates.by_band[w], gates.by_list[w], standards.lists[w]
        )
        total = np.int64(own.days[row])
        if now != 0:
            total += days + 1
        sanction_days[np.int64(np.uint16(total))] += 1  # modulo 2¹⁶, as the days are kept
        since = np.int64(own.since[row])
        cleared = np.int64(own.cleared[row])
        clear = now == 0 and cleared > 0 and days + 1 - cleared >= RECOVERY_DAYS
        if own.ever[row] & EVER_RECOVERED != 0 or clear:
            recovered[cleared - since] += 1
        elif now == 0:
            # their clear spell began on `cleared`; whether it lasts is not seen
            waiting[cleared - since] += 1
        else:
            waiting[days + 1 - since] += 1


@kernel
def _points(n: Any, flags: Any, score: Any, low: Any, high: Any, key: Any, points: Any, lost: Any) -> None:
    for row in range(n):
        if flags[row] & ENROLLED != 0:
            value = np.int64(score[row])
            points[value // 10] += 1
            lost[max(np.int64(0), start_score(row, low, high, key) - value) // 10] += 1


@kernel
def _around(n: Any, people: Any, flags: Any, ever: Any, kin: Any, friend: Any, key: Any, out: Any) -> None:
    for row in range(n):
        out[_WARNED] += np.int64(ever[row] & EVER_WARNED != 0)
        if ever[row] & EVER_SANCTIONED != 0:
            home = row - np.int64(people.place[row])
            for other in range(home, home + np.int64(people.size[row])):
                if other != row:
                    out[_PAIRS] += 1
                    out[_PAIRS_SANCTIONED] += np.int64(ever[other] & EVER_SANCTIONED != 0)
        start = people.tie_ptr[row]
        upto = people.tie_ptr[row + 1]
        if upto == start:
            continue
        out[_WITH_TIES] += 1
        alone = True
        for y in range(start, upto):
            other = np.int64(people.tie[y])
            limit = kin if y < start + np.int64(people.kin[row]) else friend
            if not cut_by(row, other, flags[row] & KNOWN != 0, flags[other] & KNOWN != 0, limit, key):
                alone = False
                break
        out[_ISOLATED] += np.int64(alone)


def nothing_happened(days: int, people: int, with_ties: int) -> End:
    """The end of the world without the regime, where nobody is sanctioned."""
    never = np.zeros(days + 1, np.int64)
    never[0] = people
    none = np.zeros(days + 1, np.int64)
    return End(np.zeros(0, np.int64), np.zeros(0, np.int64), never, none, none, 0, 0, with_ties, 0, 0)


def summarise(people: People, own: Own, tables: Any, w: int, days: int, scored: bool, key: Any) -> End:
    """Count the people of a world on its last day; `w` is its row of the tables then, `scored` where the regime keeps a
    score.
    """
    n = own.flags.shape[0]
    sanction_days, recovered, waiting = (np.zeros(days + 1, np.int64) for _ in range(3))
    _spells(days, n, own, tables.gates, tables.standards, w, sanction_days, recovered, waiting)
    ledgers = tables.ledgers
    size = int(ledgers.ceiling[w]) // 10 + 1 if scored else 0
    points, lost = np.zeros(size, np.int64), np.zeros(size, np.int64)
    if scored:
        _points(n, own.flags, own.score[REAL], ledgers.start_low[w], ledgers.start_high[w], key, points, lost)
    around = np.zeros(5, np.int64)
    _around(n, people, own.flags, own.ever, tables.shunning.kin[w], tables.shunning.friend[w], key, around)
    return End(points, lost, sanction_days, recovered, waiting, *(int(x) for x in around))
