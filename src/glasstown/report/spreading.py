"""Whether the list fed on itself, and how much of that rests on numbers that nobody knows, in words."""

from __future__ import annotations

from itertools import pairwise

from glasstown.measures.student import mean_interval
from glasstown.report.context import ReportContext
from glasstown.report.numbers import of, pair, percent, spread
from glasstown.report.unfolding import year_name

_MANY = 0.1
"""A list shorter than this share of the people has not taken over, however fast it grew."""


def fed_on_itself(context: ReportContext) -> str:
    """How the list took over, year by year; empty where it did not.

    It did where it more than doubled within a year, holds at least a tenth of the people, and most points
    were lost for somebody else.
    """
    if not context.scored:
        return ""
    others = context.results.value("someone_elses_act_share", context.world)
    years = context.curves.worlds[context.world].years
    listed = [float(year.listed.mean()) for year in years]
    doubled = any(after > 2 * before for before, after in pairwise(listed))
    if others.value is None or others.value < 0.5 or not doubled or listed[-1] < _MANY:
        return ""
    steps = [
        f"{pair(*mean_interval(year.listed.tolist()), 'share')[0]}"
        f"{'' if place else ' of the people were on the list'} {_when(year.last_day)}"
        for place, year in enumerate(years)
    ]
    return (
        f"{', '.join(steps[:-1])} and {steps[-1]}. Whoever is close to somebody on the list loses points for "
        f"it, gets on the list too, and then costs others points in turn: {of(others)[0]} of all points lost "
        "were lost for somebody else."
    )


def _when(day: int) -> str:
    when = year_name(day)
    return f"after {when[0].lower()}{when[1:]}"


def criticality(context: ReportContext) -> str:
    """Whether listing spreads by itself, in words."""
    if not context.scored:
        return ""
    if context.critical is not None:
        return (
            f"Listing spreads by itself once ties cost {context.critical:g} times the points assumed "
            "here, or more: from there on more than twice as many people are listed at the end as with no "
            "points for ties at all."
        )
    if context.critical_tried:
        return (
            "At none of the multiples tried, up to 4 times the points assumed here, did points for ties "
            "double the list."
        )
    return ""


def multiples(context: ReportContext) -> list[tuple[str, ...]]:
    """The list at the end of each year, by multiple of the points for ties: rows of a table."""
    if not context.scored:
        return []
    return [(f"{multiple:g} times", *map(percent, years)) for multiple, years in context.multiples]


def by_year(context: ReportContext) -> str:
    """The range of the list over the assumed numbers, year by year, in a sentence."""
    if not context.ranges:
        return ""
    parts: list[str] = []
    for each in context.ranges:
        among = " of people are on the list" if not parts else ""
        parts.append(f"{spread(each.low, each.high, 'share')}{among} {_when(each.last_day)}")
    last = f" and {parts.pop()}" if len(parts) > 1 else ""
    draws = len(context.ranges[-1].draws)
    said = f"Over {draws} draws of the assumed numbers, {', '.join(parts)}{last}."
    if _wider(context):
        said += " The numbers that nobody knows decide more than chance does."
    return said


def _wider(context: ReportContext) -> bool:
    """Whether the range over the assumed numbers is wider than that of chance, for the list at the end."""
    value = context.results.value("listed_share", context.world)
    last = context.ranges[-1]
    return value.low is not None and value.high is not None and last.high - last.low > value.high - value.low
