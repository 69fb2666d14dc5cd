"""Towns that the tests live in."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from glasstown.core.documents import Document, read_document
from glasstown.core.randomness import town_key
from glasstown.towns import Town, build_town, load_town
from glasstown.towns.model import TownModel

BARE = """\
town: bare
title: Threes and their friends
status: hypothetical
describes: {population: nobody, year: 2000, people: {value: 1000000, assumed: [100000, 10000000]}}
ages:
  adult: {value: 18, assumed: [18, 18]}
  ages: [18]
  upto: 80
  male: {values: [1], assumed: [1, 1]}
  female: {values: [1], assumed: [1, 1]}
  groups: [18]
households: {sizes: {values: [0, 0, 1], assumed: [1, 1]}}
friends:
  mean: {value: 10, assumed: [10, 10]}
  circle: {value: 6, assumed: [6, 6]}
  density: {value: 0.8, assumed: [0.8, 0.8]}
  far: {value: 0.25, assumed: [0.25, 0.25]}
  reach: {value: 500, assumed: [500, 500]}
  same_group: {value: 0, assumed: [0, 0]}
  age_spread: {value: 100, assumed: [100, 100]}
  from_age: {value: 0, assumed: [0, 0]}
conduct:
  cheat-game:
    per_day: {value: 0.005, assumed: [0.005, 0.005]}
    beta: {a: {value: 1, assumed: [1, 1]}, b: {value: 19, assumed: [19, 19]}}
  donate-blood:
    per_day: {value: 0.005, assumed: [0.005, 0.005]}
    beta: {a: {value: 1, assumed: [1, 1]}, b: {value: 19, assumed: [19, 19]}}
  public-criticism:
    per_day: {value: 0.02, assumed: [0.02, 0.02]}
    beta: {a: {value: 1, assumed: [1, 1]}, b: {value: 9, assumed: [9, 9]}}
  noise: {per_day: {value: 0.0002, assumed: [0.0002, 0.0002]}}
  air-trip: {per_day: {value: 0.01, assumed: [0.01, 0.01]}}
"""
"""A town with hardly anything in it: the parts that it leaves out do nothing."""


SHIPPED = ("china-2018", "netherlands-2020")


@lru_cache(maxsize=4)
def shipped(name: str) -> Document[TownModel]:
    return load_town(name)


@lru_cache(maxsize=12)
def shipped_town(name: str, people: int, seed: int = 1, threads: int = 1) -> Town:
    return build_town(shipped(name), people, town_key(seed, 0), threads)


def china() -> Document[TownModel]:
    return shipped("china-2018")


def china_town(people: int, seed: int = 1, threads: int = 1) -> Town:
    return shipped_town("china-2018", people, seed, threads)


def written(folder: Path, text: str) -> Document[TownModel]:
    """A file with this text, read."""
    path = folder / "town.yaml"
    path.write_text(text, encoding="utf-8")
    return read_document(path, TownModel)


def china_with(folder: Path, old: str, new: str) -> Document[TownModel]:
    """The shipped file with one thing in it changed."""
    text = china().text
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in the file"
    return written(folder, text.replace(old, new))
