"""Who lives here: from published aggregates to people, households, units and ties.

A town is invented. Its file holds shares and means of a population of at least 100,000 people, each with its
source or the range over which it is assumed; `build_town` draws people who have that make-up, and refuses to
hand over a town that misses a figure by more than rounding and sampling explain. No record of anybody goes
in, and a town has no public constructor, so none can.

Public: `load_town`, `build_town`, `Town`, `Axis`, `Conduct`, `Residual`.
"""

from glasstown.towns.build import build_town, load_town
from glasstown.towns.residuals import Residual
from glasstown.towns.town import Axis, Conduct, Town

__all__ = ["Axis", "Conduct", "Residual", "Town", "build_town", "load_town"]
