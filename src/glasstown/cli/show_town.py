"""A town as an entry: who lives there, with whom they live, what they earn, whom they know, what they do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from glasstown.cli.pages import Entry
from glasstown.cli.parts import heading
from glasstown.cli.show import NOT_A_COUNTRY, numbers, sources, sureness, typed
from glasstown.core.documents import Document
from glasstown.core.numbers import Number
from glasstown.life.catalogue import BY_NAME, Kind
from glasstown.regimes.words.known import known_of
from glasstown.regimes.words.phrases import capital, percent, plain, series
from glasstown.regimes.words.section import Section
from glasstown.studies.assumptions import stands
from glasstown.towns.figures import Table
from glasstown.towns.model import ConductPart, TownModel

_YEAR: Final = 365
_QUALIFIED: Final = {
    "online": "who are online",
    "offline": "who are not online",
    "worker": "at work",
    "pupil": "at school",
    "elders-elsewhere": "with an elderly parent in another household",
}


def town_entry(document: Document[TownModel]) -> Entry:
    """Who lives in a town, from which figures, and what of it is assumed."""
    town = document.model
    described = town.describes
    return Entry(
        f"{document.name}, a town",
        (
            f"{town.title}. {known_of(town.status, 'figures')} {sureness(document)}",
            f"Its figures describe {described.population}, {plain(described.people.value)} people. The town has as "
            f"many invented people as one asks for, of that make-up. {NOT_A_COUNTRY}",
        ),
        (
            Section("Who lives there", tuple(_people(town))),
            Section("With whom they live", tuple(_homes(town))),
            Section("What they earn", tuple(_income(town))),
            Section("School, work, and who is online", tuple(_activity(town))),
            Section("Whom they know", tuple(_ties(town))),
            Section(heading("town", "opinion"), tuple(_opinion(town))),
            Section(
                heading("town", "conduct"),
                ("Mean figures for the people named; a figure marked assumed has no source.",)
                if town.conduct
                else (),
                tuple(_conduct(name, part) for name, part in town.conduct.items()),
            ),
            Section("What is disputed or unknown", tuple(_unknown(document))),
            *numbers(document),
            sources(document),
            Section(
                "What to run next",
                items=(
                    f"glasstown run article-2020 --town {typed(document)}: a regime over this town",
                    "glasstown assumptions article-2020: what a run rests on that nobody has published",
                    "glasstown list towns: the other towns",
                ),
            ),
        ),
    )


def _mark(number: Number | Table, text: str) -> str:
    """The text, marked where the figure behind it is assumed."""
    return text if number.assumed is None else f"{text} (assumed)"


def _share(number: Number) -> str:
    return _mark(number, percent(number.value))


def _count(number: Number) -> str:
    return _mark(number, plain(number.value))


def _people(town: TownModel) -> Iterator[str]:
    ages = town.ages
    men, women = ages.male.values, ages.female.values
    every = sum(men) + sum(women)
    starts = [age for age in (0, 15, 30, 45, 60) if age in ages.ages]
    bands = []
    for start, beyond in zip(starts, [*starts[1:], ages.upto], strict=True):
        there = [i for i, age in enumerate(ages.ages) if start <= age < beyond]
        share = sum(men[i] + women[i] for i in there) / every
        name = f"from {start} to {beyond - 1}"
        if beyond == ages.upto:
            name = f"{start} or older"
        elif start == 0:
            name = f"under {beyond}"
        bands.append(f"{100 * share:.0f}% {name}")
    yield (
        f"By age: {series(bands)}. {100 * sum(women) / every:.0f}% are women and girls. "
        f"One is of age at {_count(ages.adult)}."
    )
    if town.place is not None:
        first, other = town.place.groups
        yield (
            f"{_share(town.place.share)} live in {first} places, the others in {other} ones; a locality, town and "
            f"country together, has {_count(town.place.locality)} people."
        )
    if town.registration is not None:
        _first, second = town.registration.groups
        where = "the first kind of place" if town.place is None else f"{town.place.groups[0]} places"
        yield (
            f"{_share(town.registration.share)} have a {second} registration, of whom "
            f"{_share(town.registration.in_first_place)} live in {where}."
        )
    if town.group is not None:
        one, other = town.group.groups
        yield (
            f"There are two groups without any meaning of their own, {one} and {other}; {_share(town.group.share)} "
            f"belong to {other}, and {_share(town.group.household)} of people to their household's group."
        )


def _opinion(town: TownModel) -> Iterator[str]:
    part = town.opinion
    if part is not None:
        yield (
            f"Of adults {_share(part.supportive)} think well of the order they live under and {_share(part.critical)} "
            "think ill of it, in private; the others are undecided. How that goes with age, income or what they say in "
            "public no table gives."
        )


def _homes(town: TownModel) -> Iterator[str]:
    sizes = town.households.sizes.values
    mean = sum(size * count for size, count in enumerate(sizes, 1)) / sum(sizes)
    yield (
        f"A family household has {mean:.2f} people in the mean; {100 * sizes[0] / sum(sizes):.0f}% of these "
        "households are of one person."
        + (" How many generations live together is known by size." if town.households.generations else "")
    )
    if town.families is not None:
        families = town.families
        yield (
            f"{_share(families.lone_parents)} of homes with children have one parent; "
            f"{_share(families.one_elder)} of homes of three generations have one grandparent; "
            f"{_share(families.strangers)} of homes of two people of one generation are no couple."
        )
    if town.collective is not None:
        yield (
            f"{_share(town.collective.share)} of people live in dormitories and homes, in rooms of "
            f"{_count(town.collective.room)}, where nobody is kin."
        )


def _income(town: TownModel) -> Iterator[str]:
    income = town.income
    if income is None:
        yield "The file gives no incomes."
        return
    fifths = series(plain(value) for value in income.fifths.values)
    yield f"{_mark(income.fifths, 'The means of the fifths')}, in {income.unit}, from the lowest: {fifths}."
    if income.places is not None and town.place is not None:
        first, second = income.places.values
        yield (
            f"The mean of {town.place.groups[0]} places is {first / second:.1f} times that of "
            f"{town.place.groups[1]} ones."
        )


def _activity(town: TownModel) -> Iterator[str]:
    if town.activity is not None:
        by_age = town.activity.workers_by_age.table
        yield (
            f"{_share(town.activity.pupils)} of people are at school, {_share(town.activity.workers)} at work"
            f"{'' if by_age.assumed is None else '; how often at each age is assumed'}."
        )
    if town.online is not None:
        ages = (*town.online.ages[1:], None)
        told = [
            f"{percent(share)} of those {f'from {first} to {beyond - 1}' if beyond else f'of {first} or older'}"
            for first, beyond, share in zip(town.online.ages, ages, town.online.table.values, strict=True)
        ]
        yield _mark(town.online.table, f"Online are {series(told)}") + "."


def _ties(town: TownModel) -> Iterator[str]:
    if town.kin is not None:
        yield (
            f"Somebody has {_count(town.kin.mean)} relatives in other households, in families of "
            f"{_count(town.kin.households)} households; {_share(town.kin.far)} of them live anywhere, the others near."
        )
    if town.friends is not None:
        yield (
            f"Somebody has {_count(town.friends.mean)} friends, in circles of {_count(town.friends.circle)} people of "
            f"like age; {_share(town.friends.far)} of friends live anywhere."
        )
    if town.units is not None:
        yield (
            f"Pupils and workers share a class or work group of {_count(town.units.size)}; "
            f"{_share(town.units.small)} of workers are in small workplaces, of {_count(town.units.small_size)} people "
            "in the mean."
        )
    if town.stair is not None:
        yield f"Neighbours are the {_count(town.stair)} households on a stair."


def _conduct(name: str, part: ConductPart) -> str:
    """One kind of act: who does it, how often, and how often it ordinarily succeeds."""
    act = BY_NAME[name]
    title = "an occasion for a false record" if act.kind == Kind.NOISE else act.title
    told = [f"{capital(title)}: {_whom(part)}"]
    if part.share is not None:
        told.append(
            f"of whom {_share(part.share)} ever do"
            + ("" if part.by_income is None else ", more or less by income")
        )
    if part.per_day is not None:
        yearly = _mark(part.per_day, f"{plain(round(_YEAR * part.per_day.value, 2))} times a year")
        told.append(yearly)
    if part.per_year is not None:
        told.append(_mark(part.per_year, f"{plain(part.per_year.value)} times a year"))
    if part.done is not None:
        due = f" (every {act.period} days)" if act.period else ""
        if act.kind == Kind.REPAYMENT:
            told.append(f"used by {_share(part.done)} of those able to pay each time{due}")
        else:
            told.append(f"done {_share(part.done)} of the times that it falls due{due}")
    if part.able is not None:
        told.append(f"{_share(part.able)} of whom are able to pay")
    if part.recovers is not None:
        told.append(f"{_share(part.recovers)} of those unable to pay become able each time")
    if part.hides is not None:
        told.append(f"{_share(part.hides)} of those able who do not pay hide what there is")
    if part.ordinary is not None:
        told.append(f"{_share(part.ordinary)} of attempts ordinarily succeed")
    return ", ".join(told) + "."


def _whom(part: ConductPart) -> str:
    """``adults who are online``, ``people of 12 to 34 years at work``."""
    who = "adults" if "adult" in part.who else "minors" if "minor" in part.who else "people"
    told = [who]
    if part.ages is not None:
        told.append(f"from {part.ages[0]} to {part.ages[1] - 1}")
    told += [_QUALIFIED[word] for word in part.who if word in _QUALIFIED]
    return " ".join(told)


def _unknown(document: Document[TownModel]) -> Iterator[str]:
    """Margins that rest on assumptions, wholly or partly."""
    whole, partly = [], []
    for part in dict.fromkeys(each.part for each in stands(document)):
        here = [each.assumed for each in stands(document) if each.part == part]
        name = heading("town", part)
        name = name[0].lower() + name[1:]
        if all(here):
            whole.append(name)
        elif any(here):
            partly.append(f"{name} ({sum(here)} of {len(here)})")
    if whole:
        yield f"Wholly assumed: {series(whole)}."
    if partly:
        yield f"Partly assumed, so many of their figures: {series(partly)}."
    if not whole and not partly:
        yield "Every figure of the file has a source."
    yield (
        "The file gives no table of how income, age, group and registration hang together: they are drawn "
        "apart, but for what it says of places, households and conduct by income."
    )
