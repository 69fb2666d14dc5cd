"""What is wrong between parts of a town's file that are each valid."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from glasstown.core.errors import Mismatch
from glasstown.core.values import parts_in
from glasstown.towns.figures import Table

if TYPE_CHECKING:
    from glasstown.towns.model import ConductPart, TownModel

MOST_CELLS: Final = 5000

_NEEDS = {
    "online": "online",
    "offline": "online",
    "worker": "activity",
    "pupil": "activity",
    "elders-elsewhere": "kin",
}

_BELONGS = {"able": "judgment", "recovers": "repayment", "hides": "repayment"}


def contradictions(model: TownModel) -> Iterator[Mismatch]:
    """Each with its path in the file."""
    cells = sum(len(table.values) for _where, table in parts_in(model, Table))
    if cells > MOST_CELLS:
        yield Mismatch(f"{cells:,} figures in tables", f"at most {MOST_CELLS:,}")
    yield from _homes(model)
    yield from _people(model)
    if len(owing := {"judgment", "repayment"} & {str(name) for name in model.conduct}) == 1:
        yield Mismatch(f"{owing.pop()} alone", "judgment and repayment, or neither", at=("conduct",))
    traits: dict[str, tuple[str, ConductPart]] = {}
    for name, part in model.conduct.items():
        at = ("conduct", str(name))
        for place, who in enumerate(part.who):
            needed = _NEEDS.get(who)
            if needed is not None and getattr(model, needed) is None:
                yield Mismatch(f"{who} in a town without {needed}:", f"{needed}:", at=(*at, "who", place))
        for key, stream in _BELONGS.items():
            if (getattr(part, key) is not None) != (str(name) == stream):
                found = f"{key} in {name}" if str(name) != stream else f"{name} without {key}"
                yield Mismatch(found, f"{key} in {stream}, and only there", at=at)
        if part.by_income is not None and model.income is None:
            yield Mismatch("by_income in a town without income:", "income:", at=(*at, "by_income"))
        if part.by_income is not None and part.share is not None:
            mean = sum(part.by_income.values) / 5.0
            most = part.share.value * max(part.by_income.values) / mean
            if most > 1.0:
                yield Mismatch(
                    f"a share of {most:.3g} in one fifth", "shares of at most 1", at=(*at, "by_income")
                )
        if part.trait is not None:
            first, other = traits.setdefault(part.trait, (str(name), part))
            if _asked(other) != _asked(part):
                yield Mismatch(
                    f"other people than {first} has",
                    f"the same who, ages, share and by_income as {first}, which has the same trait",
                    at=(*at, "trait"),
                )


def _asked(part: ConductPart) -> tuple[object, ...]:
    return (frozenset(part.who), part.ages, part.share, part.by_income)


def _homes(model: TownModel) -> Iterator[Mismatch]:
    ages = model.ages
    people = [m + f for m, f in zip(ages.male.values, ages.female.values, strict=True)]
    largest = len(model.households.sizes.values)
    if model.kin is not None and 2 * (model.kin.households.value + 2) * largest > 255:
        yield Mismatch(
            f"families of {model.kin.households.value:g} households of up to {largest} people",
            "families of which two hold at most 255 people",
            at=("kin", "households"),
        )
    if model.collective is not None:
        largest = max(largest, int(model.collective.room.value))
    if model.stair is not None and model.stair.value * largest > 255:
        yield Mismatch(
            f"{model.stair.value:g} households of up to {largest} people",
            "at most 255 people on a stair",
            at=("stair", "value"),
        )
    youngest = next(age for age, count in zip(ages.ages, people, strict=True) if count > 0)
    if model.families is None:
        if youngest < ages.adult.value:
            yield Mismatch(
                f"people from age {youngest} without families:",
                "families:, which says whom minors live with, or adults only",
                at=("ages", "ages"),
            )
        if model.households.generations:
            yield Mismatch("generations without families:", "families:", at=("households", "generations"))
        return
    if ages.ages[0] != 0:
        yield Mismatch(f"ages from {ages.ages[0]} with families:", "ages from 0", at=("ages", "ages", 0))
    sizes = model.households.sizes.values
    if len(sizes) > 10:
        yield Mismatch(f"{len(sizes)} sizes with families:", "at most 10", at=("households", "sizes"))
    seen: set[int] = set()
    for place, row in enumerate(model.households.generations):
        at = ("households", "generations", place)
        for size in row.sizes:
            if size > len(sizes) or sizes[size - 1] <= 0:
                yield Mismatch(f"size {size}", "sizes of which there are households", at=(*at, "sizes"))
            if size in seen:
                yield Mismatch(f"size {size} again", "each size once", at=(*at, "sizes"))
            seen.add(size)
            for generations, value in enumerate(row.table.values, start=1):
                if value > 0 and generations > size:
                    yield Mismatch(
                        f"{generations} generations in homes of {size}",
                        "at most one generation a person",
                        at=(*at, "table", "values", generations - 1),
                    )


def _people(model: TownModel) -> Iterator[Mismatch]:
    if model.online is not None:
        for place, value in enumerate(model.online.table.values):
            if value > 1.0:
                yield Mismatch(f"{value:g}", "a share from 0 to 1", at=("online", "table", "values", place))
    for name in ("place", "registration", "group"):
        part = getattr(model, name)
        if part is not None and part.groups[0] == part.groups[1]:
            yield Mismatch(f"{part.groups[0]} twice", "two different names", at=(name, "groups", 1))
    if model.income is not None and model.income.places is not None and model.place is None:
        yield Mismatch("places in a town without place:", "place:", at=("income", "places"))
    if model.units is not None and model.activity is None:
        yield Mismatch("units in a town without activity:", "activity:", at=("units",))
    if model.friends is not None:
        ties = (model.friends.circle.value - 1.0) * model.friends.density.value
        if ties <= 0.0 or model.friends.mean.value > 4.0 * ties:
            yield Mismatch(
                f"{model.friends.mean.value:g} friends from circles that give {ties:.3g} each",
                f"at most {4.0 * ties:.3g}, four circles a person: larger or denser circles",
                at=("friends", "mean"),
            )
