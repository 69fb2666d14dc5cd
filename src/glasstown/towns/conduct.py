"""What people do when nobody scores them: rates of each stream, by classes in a few columns.

Streams whose rate is the same for all who meet their conditions share columns of status, of eight conditions
each. Streams that vary between people have a column of a trait, shared where they name the same one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from glasstown.core.randomness import Key, threshold
from glasstown.core.streams import STREAMS
from glasstown.towns import columns as kernel
from glasstown.towns.beta import class_means
from glasstown.towns.columns import Columns, Conditions, classify
from glasstown.towns.fill import Rows
from glasstown.towns.model import ConductPart, TownModel
from glasstown.towns.team import Team
from glasstown.towns.town import Conduct

_KINDS: Final = {
    "online": kernel.ONLINE,
    "offline": kernel.OFFLINE,
    "worker": kernel.WORKS,
    "pupil": kernel.LEARNS,
    "elders-elsewhere": kernel.HAS_ELDERS,
}
_EVER: Final = 200  # an age above all

Condition = tuple[int, int, int]


def _conditions(part: ConductPart, adult: int) -> list[Condition]:
    """Kind, first age, age above."""
    found: set[Condition] = set()
    for who in part.who:
        if who == "adult":
            found.add((kernel.AGES, adult, _EVER))
        elif who == "minor":
            found.add((kernel.AGES, 0, adult))
        else:
            found.add((_KINDS[who], 0, 0))
    if part.ages is not None:
        found.add((kernel.AGES, *part.ages))
    return sorted(found)


@dataclass
class _Status:
    conditions: list[Condition]


@dataclass
class _Trait:
    name: str
    lane: int
    conditions: list[Condition]
    part: ConductPart

    @property
    def everybody(self) -> bool:
        return not self.conditions and self.part.share is None


class ConductPlan:
    """Columns and rates of a town's conduct."""

    def __init__(self, model: TownModel) -> None:
        self.columns: list[_Status | _Trait] = []
        self.conduct: dict[str, Conduct] = {}
        self.parts: dict[str, ConductPart] = {}
        adult = int(model.ages.adult.value)
        named: dict[str, ConductPart] = {str(name): part for name, part in model.conduct.items()}
        for name in sorted(named, key=lambda name: STREAMS[name]):
            part = named[name]
            asked = _conditions(part, adult)
            varies = part.trait or part.share or part.beta or part.concentration
            column = self._trait(name, part, asked) if varies else self._status(asked)
            self.parts[name] = part
            self.conduct[name] = Conduct(column, np.zeros(256), np.zeros(256), 1.0)
        for name, part in self.parts.items():
            column = self.conduct[name].column
            self.conduct[name] = self._rates(column, part, _conditions(part, adult))

    def _status(self, asked: list[Condition]) -> int:
        for at, column in enumerate(self.columns):
            if isinstance(column, _Status) and len(set(column.conditions) | set(asked)) <= 8:
                column.conditions += [c for c in asked if c not in column.conditions]
                return at
        self.columns.append(_Status(list(asked)))
        return len(self.columns) - 1

    def _trait(self, name: str, part: ConductPart, asked: list[Condition]) -> int:
        trait = part.trait or name
        for at, column in enumerate(self.columns):
            if isinstance(column, _Trait) and column.name == trait:
                return at
        self.columns.append(_Trait(trait, STREAMS[name], asked, part))
        return len(self.columns) - 1

    def _rates(self, at: int, part: ConductPart, asked: list[Condition]) -> Conduct:
        column = self.columns[at]
        if isinstance(column, _Status):
            needs = sum(1 << column.conditions.index(c) for c in asked)
            has = (np.arange(256) & needs) == needs
            lowest = 0
        else:
            lowest = 0 if column.everybody else 1
            has = np.arange(256) >= lowest
        rate = np.where(has, part.mean_per_day(), 0.0)
        done = np.zeros(256)
        if part.beta is not None:
            means = class_means(part.beta.a.value, part.beta.b.value, 256 - lowest)
            rate[lowest:] = part.mean_per_day() * means / means.mean()
        if part.done is not None:
            rate = has.astype(np.float64)
            done = np.where(has, part.done.value, 0.0)
            if part.concentration is not None and 0.0 < part.done.value < 1.0:
                c = part.concentration.value
                done[lowest:] = class_means(c * part.done.value, c * (1.0 - part.done.value), 256 - lowest)
        ordinary = 1.0 if part.ordinary is None else part.ordinary.value
        able, recovers, hides = (
            0.0 if share is None else share.value for share in (part.able, part.recovers, part.hides)
        )
        rate.flags.writeable = done.flags.writeable = False
        return Conduct(at, rate, done, ordinary, able, recovers, hides)

    def classes(self, rows: Rows, has_elders: np.ndarray, key: Key, team: Team) -> np.ndarray:
        """(C, N) uint8 the class of each person in each column."""
        known = sorted({c for column in self.columns for c in column.conditions})
        conditions = Conditions(*(np.array([c[i] for c in known], np.int64) for i in range(3)))
        number = len(self.columns)
        table = Columns(
            np.zeros(number, np.int64), np.zeros(number, np.int64), np.full((number, 5), 2**32, np.int64),
            np.zeros(number, np.int64), np.full((number, 8), -1, np.int64),
        )  # fmt: skip
        for c, column in enumerate(self.columns):
            if isinstance(column, _Status):
                table.bit[c, : len(column.conditions)] = [known.index(x) for x in column.conditions]
                continue
            table.lane[c] = column.lane
            table.needs[c] = sum(1 << known.index(x) for x in column.conditions)
            table.lowest[c] = 0 if column.everybody else 1
            if column.part.share is not None:
                table.share[c] = [threshold(x) for x in shares_by_income(column.part)]
        out = np.empty((number, rows.age.size), np.uint8)
        team.each(
            lambda a, b: classify(
                a, b, conditions, table, rows.age, rows.online, rows.activity, has_elders, rows.fifth, out,
                key.k0, key.k1,
            ),
            rows.age.size,
        )  # fmt: skip
        return out


def shares_by_income(part: ConductPart) -> list[float]:
    """The share of people who ever do something, by fifth of income."""
    share = 1.0 if part.share is None else part.share.value
    if part.by_income is None:
        return [share] * 5
    mean = sum(part.by_income.values) / 5.0
    return [share * value / mean for value in part.by_income.values]
