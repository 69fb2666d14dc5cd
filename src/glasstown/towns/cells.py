"""Bands of age by sex: the cells in which people are counted.

The bands of a file are cut at the age of majority, so that every cell is of adults or of minors; the people
of a band are spread evenly over its years. A cell's number is twice its band, plus one for men.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from glasstown.towns.figures import ByAge
from glasstown.towns.model import Ages

FEMALE = 0
MALE = 1


@dataclass(frozen=True, eq=False)
class Cells:
    """B bands, 2·B cells."""

    low: np.ndarray  # (B,) int64 first age
    high: np.ndarray  # (B,) int64 first age above
    given: np.ndarray  # (B,) int64 band of the file
    share: np.ndarray  # (2·B,) share of the population
    adult_age: int

    @property
    def adult(self) -> np.ndarray:
        """(2·B,) bool."""
        return np.repeat(self.low >= self.adult_age, 2)

    @property
    def middle(self) -> np.ndarray:
        """(B,) mean age."""
        return (self.low + self.high - 1) / 2.0

    @property
    def names(self) -> list[str]:
        """Each cell in words."""
        bands = zip(self.low, self.high, strict=True)
        return [f"{word} aged {low} to {high - 1}" for low, high in bands for word in ("women", "men")]

    def by_year(self) -> np.ndarray:
        """(128,) share of the population at each year of age."""
        shares = np.zeros(128)
        for band in range(self.low.size):
            width = self.high[band] - self.low[band]
            shares[self.low[band] : self.high[band]] += self.share[2 * band : 2 * band + 2].sum() / width
        return shares


def cells_of(ages: Ages) -> Cells:
    """The cells of a town."""
    adult = int(ages.adult.value)
    edges = [*ages.ages, ages.upto]
    low, high, given, share = [], [], [], []
    everybody = sum(ages.male.values) + sum(ages.female.values)
    for band, (first, above) in enumerate(pairwise(edges)):
        cuts = [first, adult, above] if first < adult < above else [first, above]
        for a, b in pairwise(cuts):
            low.append(a)
            high.append(b)
            given.append(band)
            part = (b - a) / (above - first) / everybody
            share += [ages.female.values[band] * part, ages.male.values[band] * part]
    return Cells(np.array(low), np.array(high), np.array(given), np.array(share), adult)


def profile(by_age: ByAge) -> np.ndarray:
    """(128,) the figure of a profile at each year of age."""
    places = np.searchsorted(np.array(by_age.ages), np.arange(128), side="right") - 1
    return np.array(by_age.table.values)[places]
