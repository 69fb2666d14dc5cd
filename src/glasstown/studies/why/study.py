"""Why: the years of one invented person of a run, told in sentences beside their twin's."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from glasstown.core.errors import InputError, Problem, nearest, one_of
from glasstown.core.randomness import life_key, town_key
from glasstown.core.state import EVER_WRONGFUL
from glasstown.engine.run import Run
from glasstown.engine.tables import World
from glasstown.regimes.words.phrases import counted
from glasstown.studies.memory import estimate, refuse_if_too_big
from glasstown.studies.request import Request
from glasstown.studies.result import COMPUTED
from glasstown.studies.run import worlds_of
from glasstown.studies.stored import read_stored
from glasstown.studies.why.again import request_of
from glasstown.studies.why.facts import Facts
from glasstown.studies.why.film import Film, film
from glasstown.studies.why.phrases import person
from glasstown.studies.why.picking import FOUR, PICKS, looked_at, members, typical
from glasstown.studies.why.reader import facts_of
from glasstown.studies.why.result import Life, Redraws, Why
from glasstown.studies.why.telling import days, summary
from glasstown.towns import Town, build_town

MOST_REDRAWS: Final = 1_000

_TOWN_WORK: Final = 1.0
"""Building a town costs about as much as living one run of two worlds; watching many costs twice that."""
_FILM_WORK: Final = 2.0

Progress = Callable[[str, float], None]
"""Hears what is being done and which share of all the work is done, 0…1."""


def why(
    run: str | os.PathLike[str],
    *,
    person: int | str | None = None,
    pick: str | None = None,
    redraws: int = 20,
    world: str | None = None,
    regime: str | os.PathLike[str] | None = None,
    town: str | os.PathLike[str] | None = None,
    response: str | os.PathLike[str] | None = None,
    progress: Progress | None = None,
) -> Why:
    """Tell the years of an invented person of a run beside those of their twin in the world without the regime.

    Without `person` or `pick`, four typical lives are told: of somebody punished for what they never did, punished
    for somebody else, silenced, and never back. The life is that of the run's replicate 0, lived again.

    Parameters
    ----------
    run
        The folder of a run.
    person
        Number or id of an invented person: 123, ``synthetic-000123``.
    pick
        A kind of life: ``wrongful``, ``somebody-else``, ``silenced``, ``never-back``, ``refused``.
    redraws
        How many times the town is lived in again with other chance, 1 to 1,000: the twin is one draw.
    world
        The world to tell of; the run's regime unless given.
    regime, town, response
        Files that the run read, where they are neither shipped nor in this folder or the run's.
    progress
        Called with words and the share of the work that is done.

    Raises
    ------
    InputError
        Where the folder is no whole run, an input is not the same any more, or what is asked for is not there.
    """
    stored = read_stored(Path(run))
    given = {"regime": regime, "town": town, "response": response}
    request = request_of(stored, given)
    row = _checked(request, person, pick, redraws, world)
    refuse_if_too_big(estimate(request.people, request.days, 1, 1, 0, 1), request.people)
    chosen = next(one for one in worlds_of(request) if one.name == (world or request.world))
    study = _Study(request, chosen, redraws, progress or (lambda _words, _share: None))
    return study.told(row, pick)


def _checked(
    request: Request, whom: int | str | None, pick: str | None, redraws: int, world: str | None
) -> int | None:
    """The row asked for, None where nobody is; everything that is wrong with what is asked."""
    problems = []
    if whom is not None and pick is not None:
        problems.append(
            Problem("why", None, "pick", "a person and a kind of life", "one of them, or neither")
        )
    if pick is not None and pick not in PICKS:
        problems.append(Problem("why", None, "pick", f'"{pick}"', one_of(PICKS), nearest(pick, PICKS)))
    if isinstance(redraws, bool) or not isinstance(redraws, int) or not 1 <= redraws <= MOST_REDRAWS:
        allowed = f"a whole number from 1 to {MOST_REDRAWS:,}"
        problems.append(Problem("why", None, "redraws", f"{redraws!r}", allowed))
    names = [one.name for one in worlds_of(request)]
    if world is not None and world not in names:
        near = nearest(world, names)
        problems.append(Problem("why", None, "world", f'"{world}"', one_of(names), near))
    row = None if whom is None else _row(whom, request.people)
    if whom is not None and row is None:
        allowed = f"an invented person of this run, {person(0)} to {person(request.people - 1)}"
        problems.append(Problem("why", None, "person", f'"{whom}"', allowed))
    if problems:
        raise InputError(problems)
    return row


def _row(whom: int | str, people: int) -> int | None:
    """The row of an id or number; None where there is no such person."""
    text = str(whom).removeprefix("synthetic-")
    if isinstance(whom, bool) or not (text.isascii() and text.isdigit() and len(text) <= 12):
        return None
    row = int(text)
    return row if row < people else None


@dataclass(frozen=True)
class _Picked:
    facts: Facts
    title: str
    typical: str


class _Study:
    """The work of one `why`: town, first run, film, redraws."""

    def __init__(self, request: Request, world: World, redraws: int, tell: Progress) -> None:
        self.request = request
        self.redraws = redraws
        self.tell = tell
        self.world = world
        self.done = 0.0
        self.work = _TOWN_WORK + 1.0 + _FILM_WORK + redraws
        tell("building the town again", 0.0)
        self.town: Town = build_town(
            request.town, request.people, town_key(request.seed, 0), threads=request.threads
        )
        self.done += _TOWN_WORK

    def told(self, row: int | None, pick: str | None) -> Why:
        """The lives asked for."""
        picked, nobody, shown = ([], [], None) if row is None else self._one(row)
        if row is None:
            picked, nobody, shown = self._picked(FOUR if pick is None else (pick,))
        lives: list[Life] = []
        if picked and shown is not None:
            wrongly = self._wrongly([one.facts.row for one in picked])
            lives = [self._life(one, shown, wrongly[one.facts.row]) for one in picked]
        return Why(tuple(lives), tuple(nobody), row is None and pick is None, COMPUTED)

    def _one(self, row: int) -> tuple[list[_Picked], list[str], Film]:
        shown = self._film([row])
        return [_Picked(facts_of(shown, row), person(row), "")], [], shown

    def _picked(self, names: Sequence[str]) -> tuple[list[_Picked], list[str], Film | None]:
        """For each kind of life the typical person, somebody else each time."""
        run = self._lived("living the run again", 0)
        groups = {name: members(run, name) for name in names}
        seen = {name: looked_at(rows) for name, rows in groups.items()}
        rows = sorted({row for each in seen.values() for row in each})
        if not rows:
            return [], [_nobody(name) for name in names], None
        shown = self._film(rows)
        facts = {row: facts_of(shown, row) for row in rows}
        picked: list[_Picked] = []
        nobody: list[str] = []
        for name in names:
            taken = {one.facts.row for one in picked}
            fit = [facts[row] for row in seen[name] if PICKS[name].fits(facts[row])]
            found = typical([one for one in fit if one.row not in taken])
            if found is None:
                nobody.append(_nobody(name))
                continue
            said = _typical(name, int(groups[name].size), len(seen[name]), len(fit))
            picked.append(_Picked(found, PICKS[name].title, said))
        return picked, nobody, shown

    def _life(self, picked: _Picked, shown: Film, wrongly: int) -> Life:
        facts = picked.facts
        redraws = Redraws(self.redraws, wrongly)
        return Life(
            person(facts.row),
            picked.title,
            picked.typical,
            (*summary(facts, self.town), _chance(redraws, facts)),
            tuple(days(facts, self.world)),
            redraws,
            facts,
            tuple(shown.days.tolist()),
            COMPUTED,
        )

    def _lived(self, words: str, redraw: int) -> Run:
        """A whole run with the life of replicate 0, or with another draw of chance in the same town."""
        request = self.request
        run = Run(
            self.town,
            [self.world],
            request.days,
            life_key(request.seed, 0, redraw),
            threads=request.threads,
            by_group=False,
        )
        run.advance(request.days, lambda day: self._tell(words, day / request.days))
        self.done += 1.0
        return run

    def _film(self, rows: Sequence[int]) -> Film:
        request = self.request
        words = f"watching {counted(len(rows), 'person', 'people')}"
        shown = film(
            self.town,
            self.world,
            request.days,
            life_key(request.seed, 0),
            rows,
            lambda day: self._tell(words, _FILM_WORK * day / request.days),
        )
        self.done += _FILM_WORK
        return shown

    def _wrongly(self, rows: Sequence[int]) -> dict[int, int]:
        """In how many redraws of chance each of some people is wrongly sanctioned."""
        at = np.array(rows)
        found = np.zeros(at.size, np.int64)
        for redraw in range(1, self.redraws + 1):
            run = self._lived(f"other chance, {redraw} of {self.redraws}", redraw)
            found += run.state.ever[0][at] & EVER_WRONGFUL != 0
        return dict(zip(rows, found.tolist(), strict=True))

    def _tell(self, words: str, more: float) -> None:
        self.tell(words, min(1.0, (self.done + more) / self.work))


def _nobody(name: str) -> str:
    return f"{PICKS[name].title}: in this run nobody fits. These would be {PICKS[name].who}."


def _typical(name: str, size: int, seen: int, fit: int) -> str:
    looked = (
        f"all {size:,} possible people"
        if seen == size
        else f"{seen:,} of {size:,} possible people, evenly spaced,"
    )
    if fit == 1:
        return f"Of {PICKS[name].who}: {looked} were looked at, and this is the only one who fits."
    return (
        f"Picked as typical, not extreme, of {PICKS[name].who}: {looked} were looked at, {fit:,} fit, and this one is "
        "nearest their middle."
    )


def _chance(redraws: Redraws, facts: Facts) -> str:
    """The twin is one draw of chance, and so is this life."""
    here = "they were" if facts.ever_wrongful else "they were not"
    return (
        f"The twin is one draw of chance, and so is this life, in which {here} wrongly sanctioned. In "
        f"{redraws.wrongly_sanctioned:,} of {counted(redraws.of, 'redraw')} of chance (the same town, lived in again) "
        "the same person was."
    )
