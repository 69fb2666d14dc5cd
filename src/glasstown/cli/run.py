"""`glasstown run`: one run from the command line, and what a person is told of it."""

from __future__ import annotations

import shlex
import textwrap
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from glasstown.cli.beside import table
from glasstown.cli.screen import COMPILING, aside, out, print_json, progress, width
from glasstown.core.errors import refused
from glasstown.core.jit import is_cold
from glasstown.measures.burdens import BURDENS
from glasstown.report.numbers import pair, spread
from glasstown.studies.context import DRAWS
from glasstown.studies.folder import claim
from glasstown.studies.memory import refuse_if_too_big, warning_if_short
from glasstown.studies.request import BEFORE, Request, prepare
from glasstown.studies.result import write_report
from glasstown.studies.run import compute, memory_needed
from glasstown.studies.stored import read_stored

_OTHERS: Final = "someone_elses_act_share"
_SPEECH: Final = "speech_silenced_share"
_PEOPLE: Final = (
    ("sanctioned_share", "a service closed to them at some time"),
    ("listed_share", "on a list on the last day"),
    ("wrongful_people_share", "wrongly sanctioned at some time"),
)
_POINTS: Final = ((_OTHERS, "points lost for somebody else"),)
_ENTRIES: Final = (
    (_OTHERS, "entries on a list for somebody else"),
    ("never_did_it_share", "entries on a list for what was never done"),
    ("wrong_entries_asked_share", "wrong entries about which somebody asked"),
)
"""Where there is no score, in the place of points lost."""
_WORDS: Final = (_SPEECH, "critical words not said")


def run_and_tell(regime: str, *, out: Path | None, force: bool, as_json: bool, **asked: Any) -> None:
    """Make the run, write its folder, and say where the report is, what to do next and what one may quote."""
    request = prepare(regime, **asked)
    folder = Path("runs") / request.id if out is None else out
    claim(folder, request.id, force)
    needed = memory_needed(request)
    refuse_if_too_big(needed, request.people)
    short = warning_if_short(needed)
    for warning in (*request.warnings, *([short] if short else [])):
        note(warning)
    if is_cold():
        aside().print(COMPILING)
    with progress() as tell:
        made = compute(request, out=folder, force=force, progress=tell, note=note)
    if as_json:
        print_json(for_machines(made.id, folder, made.quote, made.results))
        return
    tell_results(folder, made.quote, made.results, next_commands(request, folder))


def note(sentence: str) -> None:
    """Something that the user should know while a run is made."""
    aside().print(f"Note: {sentence}")


def next_commands(request: Request, folder: Path) -> list[tuple[str, str]]:
    """Two commands that one may want after a run, each with what it is good for."""
    lives = (f"glasstown why {shlex.quote(str(folder))}", "four of the invented lives, beside their twins'")
    if request.assumed:
        return [
            lives,
            (f"glasstown show {request.regime.name}", "every number of the regime, with its source"),
        ]
    return [lives, (request.command(assumed=DRAWS), "how much rests on the assumed numbers")]


def tell_again(folder: Path, copy: Path | None, as_json: bool) -> None:
    """What a run's folder says it found; with `copy`, its report goes there too."""
    stored = read_stored(folder)
    if copy is not None:
        if copy.is_dir():
            raise refused("report", "out", f"{copy}, a folder", "the name of a file")
        write_report(copy, stored.html.decode())
    if as_json:
        print_json(for_machines(stored.run["id"], folder, stored.run["quote"], stored.results))
        return
    again = (stored.run["command"], "the same run again")
    tell_results(folder, stored.run["quote"], stored.results, [again])


def for_machines(identity: str, folder: Path, quote: str, results: Mapping[str, Any]) -> dict[str, Any]:
    """measures.json, and beside it the run's id, its folder and the sentence to quote."""
    return {**results, "id": identity, "folder": str(folder), "quote": quote}


def tell_results(
    folder: Path, quote: str, results: Mapping[str, Any], commands: Sequence[tuple[str, str]]
) -> None:
    """Big numbers first, what their intervals stand for, the report's place, what next, a sentence to quote.

    `commands` come next, each with what it is good for.
    """
    screen = out()
    screen.print(
        _filled(
            f"{results['regime']} ({results['status'].replace('-', ' ')}) over a town of "
            f"{results['people']:,} invented people ({results['town']}), {_years(results['days'])}, "
            f"{_replicates(results['replicates'])}"
        )
    )
    screen.print()
    values = results["worlds"][results["regime"]]
    first = [(words, told(values[key])) for key, words in told_first(values)]
    widest = max(len(words) for words, _ in first)
    lines = [f"  {words.ljust(widest)}  {value}" for words, value in first]
    if screen.is_terminal and max(map(len, lines)) > screen.width:
        lines = [line for words, value in first for line in (_filled(words, "  "), _filled(value, "    "))]
    screen.print("\n".join(lines))
    screen.print()
    screen.print(_filled(headline(results["assumed"], values)))
    screen.print()
    if BEFORE in results["worlds"]:
        screen.print(
            _filled("What was practised before is a further world, `before`, in all files of the run.")
        )
        screen.print()
    if beside := table(results, told_first(values)):
        screen.print("\n".join(beside))
        screen.print()
    screen.print(f"Report   {folder / 'report.html'}")
    for place, (command, why) in enumerate(commands):
        line = f"{'' if place else 'Next':9}{command}"
        apart = "\n" + 11 * " " if screen.is_terminal and len(line) + len(why) + 6 > screen.width else "    "
        screen.print(f"{line}{apart}({why})")
    screen.print()
    screen.print("You may quote:")
    screen.print(_filled(quote, "  "))


def told_first(values: Mapping[str, Any]) -> list[tuple[str, str]]:
    """(measure, words) of what is told first, in order: who is sanctioned, and wrongly; for whose act; what is not
    said. What the regime cannot touch is left out.
    """
    scored = "points" in values[_OTHERS]["unit"]
    grounds = [
        (key, words)
        for key, words in (_POINTS if scored else _ENTRIES)
        if key in values and _has(values[key])
    ]
    speech = [_WORDS] if scored or values[_SPEECH]["value"] else []
    people = dict(_PEOPLE)
    if any(values[measure.key]["value"] for measure in BURDENS if measure.key in values):
        people["sanctioned_share"] = "a service closed, or a burden imposed"
    return [*people.items(), *grounds, *speech]


def _has(value: Mapping[str, Any]) -> bool:
    """Whether there is a number, or a range of it."""
    return value["value"] is not None or value["assumed_low"] is not None


def _filled(text: str, indent: str = "") -> str:
    return textwrap.fill(
        text, width(), initial_indent=indent, subsequent_indent=indent, break_long_words=False
    )


def told(value: Mapping[str, Any]) -> str:
    """A value with its unit and interval, or why there is none."""
    if value["value"] is None:
        reasons = {"undefined": "undefined: nothing to divide by", "censored": "not seen before the end"}
        return reasons.get(value["reason"], "not applicable")
    unit = value["unit"]
    text, between = pair(value["value"], value["low"], value["high"], unit)
    of = f" {unit.removeprefix('share ')}"
    if value["assumed_low"] is not None:
        chance = f"; by chance {between}" if between else ""
        return f"{spread(value['assumed_low'], value['assumed_high'], unit)}{of}  (as the files stand {text}{chance})"
    if between and between == text and value["value"] == 0:
        return f"{text}{of}  (not once in {value['n']} replicates)"
    return text + of + (f"  (95% interval {between}, chance only)" if between else "")


def headline(assumed: Mapping[str, Any] | None, values: Mapping[str, Any]) -> str:
    """What the intervals stand for; with draws of the assumed numbers, listed people year by year as a
    range.
    """
    if assumed is None:
        said = (
            "Chance only: the intervals say how far town and lives drawn anew would move a number. They leave out "
            "the larger doubt, the numbers that are assumed; --assumed 32 draws these over their ranges."
        )
        others = values[_OTHERS]
        if "points" in others["unit"] and others["value"] is not None and others["value"] > 0.5:
            said += (
                " Most points were lost for somebody else: how many points a tie costs is assumed too, and may "
                "decide whether the list stays short or takes over."
            )
        return said
    years = "; ".join(
        f"after {_years(year['day'])} {spread(year['low'], year['high'], 'share')}"
        for year in assumed["listed_share_by_year"]
    )
    said = f"On a list, over {assumed['draws']} draws of the assumed numbers of regime and response: {years}."
    if not assumed["association"]:
        return said
    strength = assumed["critical_strength"]
    if strength is None:
        spreads = "Being listed does not spread by itself at up to 4 times the points for ties."
    else:
        spreads = (
            f"Being listed spreads by itself from {strength:g} times the points for ties upwards: more than "
            "twice as many are listed at the end as without such points."
        )
    return f"{said} {spreads}"


def _replicates(n: int) -> str:
    return f"{n} replicate{'' if n == 1 else 's'}"


def _years(days: int) -> str:
    return f"{days / 365:.3g} year{'' if days == 365 else 's'}"
