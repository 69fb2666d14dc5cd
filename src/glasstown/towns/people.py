"""The attributes of people as thresholds, and the axes by which they are counted."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from itertools import pairwise

import numpy as np

from glasstown.core.errors import GlasstownError
from glasstown.core.randomness import threshold
from glasstown.towns.cells import Cells, profile
from glasstown.towns.figures import ByAge
from glasstown.towns.fill import Traits
from glasstown.towns.households import Plan
from glasstown.towns.income import CUT, Incomes, incomes_of, root
from glasstown.towns.model import TownModel
from glasstown.towns.town import Axis

AXES = ("age", "sex", "place", "registration", "group", "income", "online")


def axes_of(model: TownModel) -> tuple[Axis, ...]:
    """The axes that a town has, in a fixed order."""
    groups: dict[str, tuple[str, ...]] = {
        "age": _age_names(model.ages.groups, model.ages.upto),
        "sex": ("female", "male"),
    }
    if model.place is not None:
        groups["place"] = model.place.groups
    if model.registration is not None:
        groups["registration"] = model.registration.groups
    if model.group is not None:
        groups["group"] = model.group.groups
    if model.income is not None:
        groups["income"] = ("fifth-1", "fifth-2", "fifth-3", "fifth-4", "fifth-5")
    if model.online is not None:
        groups["online"] = ("online", "offline")
    axes = []
    first = 1
    for name in AXES:
        if name in groups:
            axes.append(Axis(name, groups[name], first))
            first += len(groups[name])
    return tuple(axes)


def _age_names(cuts: tuple[int, ...], upto: int) -> tuple[str, ...]:
    names = [f"{low}-{high - 1}" for low, high in pairwise(cuts)]
    return (*names, f"{cuts[-1]}+")


def _thresholds(chances: np.ndarray) -> np.ndarray:
    flat = [threshold(min(1.0, max(0.0, float(chance)))) for chance in chances.ravel()]
    return np.array(flat, np.int64).reshape(chances.shape)


def _scaled(share: Callable[[float], float], wanted: float, what: str) -> float:
    """The factor of a profile for which a share of people comes out."""
    if wanted == 0.0:
        return 0.0
    if share(1e6) < wanted:
        raise GlasstownError(
            f"{what}: a share of {wanted:g} cannot be reached: "
            f"where the profile is not 0 there are {share(1e6):.4g}"
        )
    return root(lambda factor: share(factor) - wanted, 0.0, 1e6) if share(1e6) > wanted else 1e6


def by_age_chances(by_age: ByAge, wanted: float, cells: Cells, what: str) -> np.ndarray:
    """(128,) chances in proportion to a profile, at most 1, whose mean over the population is `wanted`."""
    years = profile(by_age)
    people = cells.by_year()
    factor = _scaled(lambda k: float((people * np.minimum(1.0, k * years)).sum()), wanted, what)
    return np.minimum(1.0, factor * years)


def non_local_chances(model: TownModel, cells: Cells) -> np.ndarray:
    """(2, 128) chance of the second kind of registration, by kind of place and age."""
    if model.registration is None:
        return np.zeros((2, 128))
    years = profile(model.registration.by_age)
    people = cells.by_year()
    if model.place is None:
        parts = np.array([1.0, 0.0])
        relative = np.array([1.0, 0.0])
    else:
        first = model.place.share.value
        inside = model.registration.in_first_place.value
        parts = np.array([first, 1.0 - first])
        relative = np.array([inside, 1.0 - inside]) / np.maximum(parts, 1e-12)

    def chances(factor: float) -> np.ndarray:
        return np.minimum(1.0, factor * relative[:, None] * years[None, :])

    def share(factor: float) -> float:
        return float((parts[:, None] * people[None, :] * chances(factor)).sum())

    return chances(_scaled(share, model.registration.share.value, "registration"))


@lru_cache(maxsize=4)
def _incomes(fifths: tuple[float, ...], places: tuple[float, ...] | None, first_place: float) -> Incomes:
    return incomes_of(np.array(fifths), None if places is None else np.array(places), first_place)


def incomes(model: TownModel) -> Incomes | None:
    """The town's fitted incomes, if its file gives any."""
    if model.income is None:
        return None
    places = None if model.income.places is None else model.income.places.values
    return _incomes(model.income.fifths.values, places, first_place(model))


def first_place(model: TownModel) -> float:
    """The share of people in the first kind of place; 1 where there is but one."""
    return 1.0 if model.place is None else model.place.share.value


def activity_chances(model: TownModel, cells: Cells) -> tuple[np.ndarray, np.ndarray]:
    """(128,) chances of being a pupil and of working, by year of age."""
    if model.activity is None:
        return np.zeros(128), np.zeros(128)
    part = model.activity
    pupils = by_age_chances(part.pupils_by_age, part.pupils.value, cells, "activity, pupils")
    workers = by_age_chances(part.workers_by_age, part.workers.value, cells, "activity, workers")
    both = pupils + workers
    if both.max() > 1.0 + 1e-9:
        age = int(both.argmax())
        raise GlasstownError(
            f"activity: at age {age} the profiles make {pupils[age]:.3f} pupils and "
            f"{workers[age]:.3f} workers of everybody; allowed: at most 1 together"
        )
    return pupils, workers


def traits_of(model: TownModel, plan: Plan, axes: tuple[Axis, ...]) -> Traits:
    """Everything that `fill` needs to know of a town."""
    cells = plan.cells
    fitted = incomes(model)
    pupils, workers = activity_chances(model, cells)
    online = np.ones(128) if model.online is None else profile(model.online)
    names = [axis.name for axis in axes]
    rows = [names.index(name) if name in names else -1 for name in AXES]
    first = [axes[row].first if row >= 0 else 0 for row in rows]
    age_group = np.searchsorted(np.array(model.ages.groups), np.arange(128), side="right") - 1
    running = np.cumsum(plan.open_cells, axis=1)
    open_cells = _thresholds(running / running[:, -1:])
    open_cells[:, -1] = 2**32
    fifths = np.full((2, 5), 0.2) if fitted is None else fitted.fifths
    shares = _thresholds(np.cumsum(fifths, axis=1))
    shares[:, -1] = 2**32
    members = np.zeros((0, 1), np.uint8) if plan.templates is None else plan.templates.members
    return Traits(
        low=np.repeat(cells.low, 2),
        width=np.repeat(cells.high - cells.low, 2),
        open_cells=open_cells,
        members=members,
        non_local=_thresholds(non_local_chances(model, cells)),
        second_group=0 if model.group is None else threshold(model.group.share.value),
        as_household=0 if model.group is None else threshold(model.group.household.value),
        fifths=shares,
        log_edges=np.zeros(5) if fitted is None else fitted.log_edges,
        log_widths=np.zeros(5) if fitted is None else fitted.log_widths,
        pupil=_thresholds(pupils),
        pupil_or_worker=_thresholds(pupils + workers),
        online=_thresholds(online),
        age_group=np.maximum(0, age_group).astype(np.uint8) + np.uint8(axes[0].first),
        axis=np.array(rows, np.int64),
        first=np.array(first, np.int64),
        stair=1 if model.stair is None else int(model.stair.value),
        top=1.0 - CUT,
    )
