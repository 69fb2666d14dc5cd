"""A town's file: what it must say, and the words in which it is refused."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from glasstown.core import documents
from glasstown.core.errors import GlasstownError, InputError
from glasstown.core.randomness import town_key
from glasstown.core.values import parts_in
from glasstown.towns import build_town, load_town
from glasstown.towns.figures import Table

from .places import BARE, SHIPPED, china, china_with, shipped, written


def test_the_towns_tested_are_those_shipped() -> None:
    assert tuple(sorted(documents.shipped("towns"))) == SHIPPED


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_town_is_found_by_the_beginning_of_its_name(name: str) -> None:
    assert load_town(name.partition("-")[0]).name == name


@pytest.mark.parametrize("name", SHIPPED)
def test_every_source_is_used(name: str) -> None:
    document = shipped(name)
    assert document.sources
    for key in document.sources:
        assert f"source: {key}" in document.text, f"nothing comes from {key}"


@pytest.mark.parametrize("name", SHIPPED)
def test_a_town_describes_many_people_in_few_figures(name: str) -> None:
    model = shipped(name).model
    assert model.describes.people.value >= 100_000
    assert sum(len(table.values) for _where, table in parts_in(model, Table)) <= 5_000


REFUSED = [
    ("place:\n  groups", "plaice:\n  groups", "plaice"),
    ("groups: [A, B]", "groups: [A, A]", "two different names"),
    ("share: {value: 0.5958, source: nbs-2019}", "share: {value: 1.5958, source: nbs-2019}", "from 0 to 1"),
    ("share: {value: 0.5958, source: nbs-2019}", "share: {value: 0.5958}", "source: KEY and assumed"),
    (
        "share: {value: 0.5958, source: nbs-2019}",
        "share: {value: 0.5958, source: nbs-2018}",
        "nearest: nbs-2019",
    ),
    ("people: {value: 1395380000,", "people: {value: 1395,", "at least 100000"),
    ("  adult: {value: 18,", "  adult: {value: 98,", "an age below 95"),
    ("values: [6440, 14361,", "values: [14361, 6440,", "rising order"),
    ("values: [0.2, 0.96, 0.57, 0.23]", "values: [0.2, 1.96, 0.57, 0.23]", "a share from 0 to 1"),
    ("values: [0.2, 0.96, 0.57, 0.23]", "values: [0.2, 0.96, 0.57]", "4 values"),
    ("values: [0.2, 0.96, 0.57, 0.23]", "values: [0.2, 0.96, 0.57, -0.23]", "at least 0"),
    (
        "stair: {value: 4, assumed: [3, 6]}",
        "stair: {value: 60, assumed: [3, 60]}",
        "at most 255 people on a stair",
    ),
    ("  noise:\n", "  nose:\n", "noise"),
    ("    done: {value: 0.75", "    per_day: {value: 0.75", "concentration without done"),
    (
        "who: [minor, pupil]\n    per_year: {value: 0.33",
        "who: [minor, pupils]\n    per_year: {value: 0.33",
        "nearest: pupil",
    ),
    ("    able: {value: 0.5, assumed: [0.2, 0.8]}\n", "", "judgment without able"),
    (
        "  noise:\n",
        "  noise:\n    hides: {value: 0.5, assumed: [0, 1]}\n",
        "hides in repayment, and only there",
    ),
    (
        "  mean: {value: 8, assumed: [5, 15]}",
        "  mean: {value: 50, assumed: [5, 50]}",
        "larger or denser circles",
    ),
]


@pytest.mark.parametrize(("old", "new", "said"), REFUSED)
def test_what_is_wrong_is_said(old: str, new: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        china_with(tmp_path, old, new)
    message = str(caught.value)
    assert said in message
    assert "town.yaml, line " in message
    assert "allowed: " in message


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("families", "families:, which says whom minors live with"),
        ("online", "online in a town without online:"),
        ("activity", "units in a town without activity:"),
        ("income", "by_income in a town without income:"),
        ("place", "places in a town without place:"),
        ("kin", "elders-elsewhere in a town without kin:"),
    ],
)
def test_a_part_that_another_needs(part: str, said: str, tmp_path: Path) -> None:
    sections = china().text.split("\n\n")
    kept = [section for section in sections if not section.startswith(f"{part}:")]
    assert len(kept) == len(sections) - 1
    with pytest.raises(InputError) as caught:
        written(tmp_path, "\n\n".join(kept))
    assert said in str(caught.value)


def test_shares_beyond_everybody(tmp_path: Path) -> None:
    text = china().text.replace(
        "share: {value: 0.102, source: umetrip-2018}", "share: {value: 0.5, source: umetrip-2018}"
    )
    with pytest.raises(InputError, match=r"a share of 1\.25 in one fifth"):
        written(tmp_path, text)


def test_one_trait_has_one_kind_of_people(tmp_path: Path) -> None:
    text = china().text.replace(
        "    trait: speech\n    per_day: {value: 0.015", "    trait: purchases\n    per_day: {value: 0.015"
    )
    with pytest.raises(InputError, match="the same who, ages, share and by_income as approved-purchase"):
        written(tmp_path, text)


def test_homes_that_no_mixture_gives(tmp_path: Path) -> None:
    """Nearly everybody a child: no homes with an adult in each can hold them."""
    text = china().text.replace(
        "male:\n    source: wpp-2019\n    values: [", "male:\n    source: wpp-2019\n    values: [9"
    )
    document = written(tmp_path, text)
    with pytest.raises(GlasstownError, match=r"no mixture of households .* aged "):
        build_town(document, 2_000, town_key(1, 0))


def test_workers_that_are_not_there(tmp_path: Path) -> None:
    document = china_with(tmp_path, "workers: {value: 0.491,", "workers: {value: 0.85,")
    with pytest.raises(GlasstownError, match="activity"):
        build_town(document, 2_000, town_key(1, 0))


def test_a_bare_file_needs_little(tmp_path: Path) -> None:
    assert written(tmp_path, BARE).model.kin is None


@pytest.mark.parametrize(
    "part", ["collective", "registration", "group", "stair", "friends", "generations", "conduct"]
)
def test_a_part_may_be_left_out(part: str, tmp_path: Path) -> None:
    text = china().text
    if part == "generations":
        text = re.sub(r"  generations:\n(    - .*\n)+", "", text)
    elif part == "conduct":
        text = text[: text.index("conduct:")]
    else:
        text = "\n\n".join(kept for kept in text.split("\n\n") if not kept.startswith(f"{part}:"))
    assert text != china().text
    town = build_town(written(tmp_path, text), 2_000, town_key(1, 0))
    assert part not in [axis.name for axis in town.axes]
    if part == "friends":
        assert np.array_equal(np.diff(town.people.tie_ptr), town.people.kin)
    if part == "stair":
        assert np.array_equal(town.people.stair_size, town.people.size)
    if part == "conduct":
        assert town.people.columns.shape == (0, 2_000)
