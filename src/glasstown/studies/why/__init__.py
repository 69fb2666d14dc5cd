"""Why: what a run's numbers are made of, in the years of single invented people.

A measure says how many; a story says how it comes about: which record was wrong and in which way, whose act it was,
what was closed on which day, what was left unsaid, and what the twin did and had meanwhile. The run's replicate 0 is
made again by the same kernels with a few people watched, and what they went through is put into words, mechanism by
mechanism. Everybody in it is invented. Public parts: `why`, `Why`, `Life`, `PICKS`.
"""

from glasstown.studies.why.picking import PICKS
from glasstown.studies.why.result import Life, Why
from glasstown.studies.why.study import why

__all__ = ["Life", "PICKS", "Why", "why"]
