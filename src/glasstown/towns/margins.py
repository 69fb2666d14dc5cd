"""The margins of a town's file, as they came out."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from glasstown.core.state import CRITICAL, NOT_ASKED, SUPPORTIVE
from glasstown.towns.conduct import ConductPlan, shares_by_income
from glasstown.towns.fill import Homes
from glasstown.towns.households import ROOM, Plan, numbers_of
from glasstown.towns.model import TownModel
from glasstown.towns.people import activity_chances, incomes
from glasstown.towns.quotas import spread_of_quotas
from glasstown.towns.residuals import Margin
from glasstown.towns.tally import Tallies
from glasstown.towns.town import Axis


class Found:
    """A town as it came out, for its margins."""

    def __init__(
        self,
        model: TownModel,
        plan: Plan,
        homes: Homes,
        axes: tuple[Axis, ...],
        tallies: Tallies,
        conduct: ConductPlan,
        opinion: np.ndarray,
    ) -> None:
        self.model = model
        self.plan = plan
        self.axes = {axis.name: axis for axis in axes}
        self.tallies = tallies
        self.conduct = conduct
        self.opinions = np.bincount(opinion, minlength=SUPPORTIVE + 1)
        size = np.diff(homes.ptr)
        self.people = int(homes.ptr[-1])
        self.template = homes.template
        self.rooms = homes.template == plan.kinds + ROOM
        self.in_rooms = int(size[self.rooms].sum())
        self.home_size = size[~self.rooms]
        self.squares = float((size.astype(np.float64) ** 2).sum())
        self.largest = int(size.max())

    def margins(self) -> list[Margin]:
        """All of them."""
        return [
            *self._ages(),
            *self._sizes(),
            *self._generations(),
            *self._groups(),
            *self._incomes(),
            *self._activity(),
            *self._online(),
            *self._opinions(),
            *self._shares_of_conduct(),
        ]

    def _ages(self) -> Iterator[Margin]:
        plan, n = self.plan, self.people
        cells = plan.cells
        in_homes = n - self.in_rooms
        number, rest = numbers_of(plan, in_homes)
        odd = rest + (self.in_rooms % plan.room if self.in_rooms else 0)  # people of homes of an odd size
        sampled = None
        if plan.templates is not None:
            sampled = spread_of_quotas(plan, tuple(int(homes) for homes in number))
        for band in range(int(cells.given[-1]) + 1):
            low = int(cells.low[cells.given == band].min())
            high = int(cells.high[cells.given == band].max())
            for sex, word in ((0, "female"), (1, "male")):
                there = np.flatnonzero(cells.given == band) * 2 + sex
                wanted = float(cells.share[there].sum())
                room = float(plan.room_cells[there].sum())
                home = float(plan.family_cells[there].sum())
                variance = self.in_rooms * room * (1.0 - room)
                rounding = odd + 1.0
                most = 1.0
                if sampled is None:
                    variance += in_homes * home * (1.0 - home)
                else:
                    shift, quotas, greatest = (float(array[band, sex]) for array in sampled)
                    variance += quotas
                    most = max(most, greatest)
                    rounding += abs(shift)
                got = int(self.tallies.cell[there].sum()) / n
                name = f"ages, {word}, {low} to {high - 1}"
                yield Margin(name, wanted, got, n, variance, most, rounding)

    def _sizes(self) -> Iterator[Margin]:
        homes = self.home_size.size
        if homes == 0:
            return
        share = self.plan.size_share
        present = np.flatnonzero(share)
        pairs = max(1, sum(share[s] > 0 and share[s + 1] > 0 for s in range(share.size - 1)))
        over = 0.5 * float((present + 1).sum())  # people over or short at the most, once sizes are rounded
        rounding = 0.5 + 2.0 * np.ceil(over / pairs)
        got = np.bincount(self.home_size, minlength=share.size + 1)
        for s in present:
            yield Margin(
                f"households of {s + 1}", float(share[s]), got[s + 1] / homes, homes, 0.0, 1.0,
                float(rounding),
                "share of households",
            )  # fmt: skip
        if self.model.collective is not None:
            yield Margin(
                "people in collective households", self.plan.collective, self.in_rooms / self.people,
                self.people, 0.0, 1.0, 1.0,
            )  # fmt: skip

    def _generations(self) -> Iterator[Margin]:
        if self.plan.templates is None:
            return
        kinds = self.template[self.template < self.plan.kinds]
        size = self.plan.templates.size[kinds]
        generations = self.plan.templates.generations[kinds]
        for s in np.flatnonzero(self.plan.generations.sum(axis=1)):
            homes = int((size == s + 1).sum())
            for g in np.flatnonzero(self.plan.generations[s]):
                if homes:
                    got = int(((size == s + 1) & (generations == g + 1)).sum()) / homes
                    name = f"households of {s + 1} with {g + 1} generations"
                    wanted = float(self.plan.generations[s, g])
                    yield Margin(name, wanted, got, homes, 0.0, 1.0, 1.0, f"share of households of {s + 1}")

    def _group_margin(
        self, axis: str, place: int, wanted: float, rounding: float = 0.0, variance: float = -1.0
    ) -> Margin:
        """A share whose draw a household's members have in common."""
        n = self.people
        number = self.axes[axis].first + place
        name = f"{axis}, {self.axes[axis].groups[place]}"
        if variance < 0.0:
            variance = wanted * (1.0 - wanted) * self.squares
        return Margin(
            name, wanted, int(self.tallies.group[number]) / n, n, variance, float(self.largest), rounding
        )

    def _groups(self) -> Iterator[Margin]:
        model, edge = self.model, 0.0
        if model.place is not None:
            localities = max(1, round(self.people / model.place.locality.value))
            edge = localities * (self.largest / 2.0 + 1.0)
            yield self._group_margin("place", 0, model.place.share.value, edge, 0.0)
        if model.registration is not None:
            yield self._group_margin("registration", 1, model.registration.share.value, edge)
        if model.group is not None:
            yield self._group_margin("group", 1, model.group.share.value)
        if model.income is not None:
            for fifth in range(5):
                yield self._group_margin("income", fifth, 0.2, edge)

    def _incomes(self) -> Iterator[Margin]:
        fitted = incomes(self.model)
        if fitted is None or self.model.income is None:
            return
        unit = self.model.income.unit
        means = np.array(self.model.income.fifths.values)
        edges = np.exp(np.append(fitted.log_edges, np.log(fitted.highest)))
        first = self.axes["income"].first
        mean_square = self.squares / self.people
        for fifth in range(5):
            people = int(self.tallies.group[first + fifth])
            variance = float(fitted.variance[fifth]) * mean_square * people
            most = float(edges[fifth + 1] - edges[fifth]) * self.largest
            got = float(self.tallies.income[fifth]) * 100.0 / max(1, people)
            yield Margin(
                f"income, mean of fifth {fifth + 1}", float(means[fifth]), got, people, variance, most,
                50.0 * people, unit,
            )  # fmt: skip
        if self.model.place is None or self.model.income.places is None:
            return
        place = self.axes["place"].first
        for kind in (0, 1):
            people = int(self.tallies.group[place + kind])
            mean = float((fitted.fifths[kind] * means).sum())
            spread = float((fitted.fifths[kind] * (fitted.variance + means**2)).sum()) - mean**2
            got = float(self.tallies.place_income[kind]) * 100.0 / max(1, people)
            yield Margin(
                f"income, mean in {self.model.place.groups[kind]} places (scaled to the fifths)", mean, got,
                people,
                spread * mean_square * people, fitted.highest * self.largest, 50.0 * people, unit,
            )  # fmt: skip

    def _activity(self) -> Iterator[Margin]:
        if self.model.activity is None:
            return
        part, n = self.model.activity, self.people
        by_age = self.tallies.activity.sum(axis=1)
        chances = activity_chances(self.model, self.plan.cells)
        for which, word, wanted in ((1, "pupils", part.pupils.value), (2, "workers", part.workers.value)):
            chance = chances[which - 1]
            aged = float(((by_age - n * self.plan.cells.by_year()) * chance).sum())  # from the ages drawn
            variance = float((by_age * chance * (1.0 - chance)).sum())
            got = int(self.tallies.activity[:, which].sum()) / n
            yield Margin(word, wanted, got, n, variance, 1.0, abs(aged))

    def _online(self) -> Iterator[Margin]:
        if self.model.online is None:
            return
        ages = self.model.online.ages
        for place, low in enumerate(ages):
            high = ages[place + 1] if place + 1 < len(ages) else 128
            inside = self.tallies.online[low:high].sum(axis=0)
            people = int(inside.sum())
            if people:
                wanted = self.model.online.table.values[place]
                name = f"online, ages {low} to {high - 1}" if high < 128 else f"online, ages {low} and more"
                variance = people * wanted * (1.0 - wanted)
                yield Margin(
                    name, wanted, int(inside[1]) / people, people, variance, 1.0, 0.0, "share of these ages"
                )

    def _opinions(self) -> Iterator[Margin]:
        part = self.model.opinion
        adults = int(self.opinions[NOT_ASKED + 1 :].sum())
        if part is None or adults == 0:
            return
        for word, which, share in (
            ("supportive", SUPPORTIVE, part.supportive),
            ("critical", CRITICAL, part.critical),
        ):
            wanted = share.value
            got = int(self.opinions[which]) / adults
            yield Margin(
                f"opinion, {word}", wanted, got, adults, adults * wanted * (1.0 - wanted), 1.0, 0.0,
                "share of adults",
            )  # fmt: skip

    def _shares_of_conduct(self) -> Iterator[Margin]:
        """Those who ever fly and the like, where the share is of everybody, and what they do in a year."""
        n = self.people
        for name, part in self.conduct.parts.items():
            if part.share is None or part.who or part.ages is not None:
                continue
            share = part.share.value
            conduct = self.conduct.conduct[name]
            found = self.tallies.column[conduct.column]
            most_share = max(shares_by_income(part))
            variance = max(share * (1.0 - share), most_share * (1.0 - most_share) / 5.0) * self.squares
            yield Margin(
                f"{name}, who ever does", share, int(found[1:].sum()) / n, n, variance, float(self.largest)
            )
            rate = conduct.rate
            mean = share * part.mean_per_day()
            square = share * float((rate[1:] ** 2).mean())
            yield Margin(
                f"{name}, times a year", mean * 365.0, float((found * rate).sum()) / n * 365.0, n,
                square * self.squares, float(rate.max()) * self.largest, 0.0, "times a head and year", 365.0,
            )  # fmt: skip
