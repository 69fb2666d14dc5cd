"""Writes docs/paper-against-application.md: the personnel file and the article's regime over the same town.

    python docs/make_paper_against_application.py

runs both with their defaults, each beside the same town without it, and writes the page anew.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import glasstown
from glasstown.measures import registry
from glasstown.report.numbers import pair

PAPER: Final = "personnel-file"
APPLICATION: Final = "article-2020"
PAGE: Final = Path(__file__).resolve().parent / "paper-against-application.md"

TOLD: Final = (
    (
        "What each writes down",
        ("records_per_person_day", "wrong_records_share"),
        "The file is kept by two kinds of people who watch little and write down part of it. What the application "
        "sees is a by-product of buying, calling, posting and going out. That is the difference that the two words "
        "of the title stand for.",
    ),
    (
        "Whom it falls on",
        ("sanctioned_share", "sanctioned_days_share", "harm_top1_share", "collateral_people_share"),
        "Paper falls on few, and on those for good. The application falls on nearly everybody under it, since "
        "points for ties pass a bad standing on to whoever knows somebody.",
    ),
    (
        "What is wrong with it",
        (
            "wrongful_share",
            "inaccurate_share",
            "illegitimate_share",
            "lawful_act_share",
            "never_did_it_share",
            "someone_elses_act_share",
        ),
        "Without a score the last three count entries on the list, with one they count points lost; so compare "
        "which of them is largest, and not one figure with the other. All that a file holds against somebody is "
        "lawful here: poor work, breaking a rule of the school, a critical word. So every day under it is wrongful "
        "*by the rules alone*, and better records would change none of that.",
    ),
    (
        "What is refused",
        (
            "refused_job_people_per_1000",
            "refused_promotion_people_per_1000",
            "refused_air_ticket_people_per_1000",
            "refused_train_ticket_people_per_1000",
            "refused_school_place_people_per_1000",
            "unrelated_context_share",
        ),
        "What a file holds was done at work, said there, or done at school, and it is read at work. The "
        "application closes what has nothing to do with what it saw.",
    ),
    (
        "What it does between people",
        ("speech_silenced_share", "ties_cut_per_1000", "isolated_share", "household_spread"),
        "Nobody hears who has a bad sheet, so the model has nobody fall silent or break off because of one: in it "
        "people fear what they have seen happen to somebody they know. That is a limit of the model and not a "
        "finding. People knew that files were kept, and may have been careful for that alone.",
    ),
    (
        "How it ends",
        ("never_recovered_share", "visible_error_share", "appeal_reach"),
        "Neither tells anybody, hears anybody or corrects anything. The file never forgets, by its rules. One "
        "could leave the application's list by points, and hardly anybody does.",
    ),
)
"""Parts of the page: a heading, the measures of its table, and what to read in it."""

_MEASURES: Final = {measure.key: measure for measure in registry()}


def wrapped(text: str) -> str:
    """A paragraph in lines."""
    return "\n".join(textwrap.wrap(text, 118, break_on_hyphens=False))


def figure(value: Mapping[str, Any]) -> str:
    """A value with its unit and interval."""
    if value["value"] is None:
        return f"none ({value['reason'].replace('_', ' ')})"
    text, between = pair(value["value"], value["low"], value["high"], value["unit"])
    return f"{text} {value['unit'].removeprefix('share ')}" + (f" ({between})" if between else "")


def table(keys: tuple[str, ...], paper: Mapping[str, Any], application: Mapping[str, Any]) -> str:
    """The measures in both worlds, and in the town without either."""
    rows = [f"| measure | without | `{PAPER}` | `{APPLICATION}` |", "|---|---|---|---|"]
    for key in keys:
        without = paper["worlds"]["without"][key]
        nothing = "none" if without["value"] is None else f"{without['value']:g}"
        both = (figure(paper["worlds"][PAPER][key]), figure(application["worlds"][APPLICATION][key]))
        rows.append(f"| {_MEASURES[key].title} (`{key}`) | {nothing} | {' | '.join(both)} |")
    return "\n".join(rows)


def page(paper: glasstown.Run, application: glasstown.Run) -> str:
    """The page, with the figures of two runs over one town."""
    one, other = paper.results, application.results
    about = ("town", "people", "days", "seed", "replicates")
    if any(one[key] != other[key] for key in about):
        raise ValueError("the two runs are not about the same people")
    parts = [
        "# Paper against application",
        wrapped(
            "Generated by `python docs/make_paper_against_application.py`; do not edit. A much-copied press account "
            "says that the score of an application resembles the personal files of the Mao years ([claim "
            "3](the-article.md)). That is an opinion; here is what can be counted about it. Two regimes are laid over "
            "the same invented people, who have the same days in both: `personnel-file`, a file kept at school and at "
            "work, secret and for good; and `article-2020`, the score of that account. Beside each runs the same town "
            "without it."
        ),
        wrapped(
            f"Two default runs with the same seed, {one['people']:,} invented people, {one['days']} days, "
            f"{one['replicates']} replicates:"
        ),
        f"```sh\nglasstown run {PAPER}\nglasstown run {APPLICATION}\n```",
        wrapped(
            "The two runs have the same town, the same lives and the same world without a regime, to the bit where "
            "both count the same, so a difference between the columns is one between the two sets of rules and of "
            "assumed numbers. In brackets stands the 95% interval for chance only. The larger doubt is not in it: all "
            "numbers of the file and most of the score's are assumed (`--assumed 32` draws them). So the table says "
            "which kind of harm belongs to which kind of design, and not how large either is in any country."
        ),
    ]
    for heading, keys, reading in TOLD:
        parts += [f"## {heading}", table(keys, one, other), wrapped(reading)]
    parts += [
        "## What it does not say",
        wrapped(
            "The two are not alternatives that somebody chose between, nor is one shown to have grown out of the "
            "other. Other uses of a file are left out: that nobody could change their employer without it, and what "
            "the police did with a copy. The file's sections on looks and photographs stand in the regime file as "
            "parts that play no part. A regime that harms fewer people here is no better regime: by the figures above "
            "a day under the file is wrongful no less often than one under the score."
        ),
    ]
    return "\n\n".join(parts) + "\n"


def main() -> None:
    """Run both with their defaults and write the page."""
    PAGE.write_text(page(glasstown.run(PAPER), glasstown.run(APPLICATION)), encoding="utf-8")
    print(PAGE)


if __name__ == "__main__":
    main()
