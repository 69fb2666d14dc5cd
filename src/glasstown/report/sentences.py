"""What the report says in words, made from the same numbers as its charts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from glasstown.measures import MIN_CELL, Value, split
from glasstown.measures.student import mean_interval
from glasstown.report.context import ReportContext
from glasstown.report.names import axis_name, group_name
from glasstown.report.numbers import MISSING, alike, count, is_share, of, pair, percent, spread, why_missing
from glasstown.report.unfolding import year_name

STATUS = {
    "documented": "documented: its rules are published, and each is cited below",
    "partly-documented": "partly documented: some of its rules are published, the rest are assumed",
    "popular-account": "a popular account: what newspapers told, not what is documented; most of its "
    "numbers are assumed",
    "hypothetical": "hypothetical: no scheme that anybody has published, but made up, to study a question or to have "
    "something to compare with",
}


UNDOCUMENTED = ("popular-account", "hypothetical")


@dataclass(frozen=True)
class Headline:
    """One big number: what it is, what it says, its interval."""

    label: str
    value: Markup
    says: str
    interval: Markup
    measure: str


def shown(context: ReportContext, key: str, world: str | None = None) -> Markup:
    """A measure's value as HTML that also carries the exact number."""
    value = context.results.value(key, world or context.world)
    text = of(value)[0]
    if value.value is None:
        return Markup('<span class="none">{}</span>').format(text)
    return Markup('<data value="{}" data-measure="{}">{}</data>').format(repr(value.value), key, text)


def interval(context: ReportContext, value: Value) -> str:
    """The interval in words; what it covers is said beside it."""
    if value.value is None:
        return why_missing(value).capitalize() + "."
    if value.assumed_low is not None:
        between = f"{spread(value.assumed_low, value.assumed_high, value.unit)} over the assumed numbers"
        return between + (f"; {of(value)[1]} by chance" if value.low is not None else "")
    if value.low is None:
        return "A single run: no interval."
    if not any(value.replicates):
        return f"Not once in {len(value.replicates)} replicates; what is rare may not show in so few people."
    return f"{of(value)[1]} (95% interval, chance only)"


def headlines(context: ReportContext) -> list[Headline]:
    """The four big numbers."""
    here = context.curves.worlds[context.world]
    enrolled = float(here.enrolled.mean())
    hit, wrong = float(here.ever_sanctioned.mean()), float(here.ever_wrongful.mean())
    silent = float(here.silenced_people.mean())
    listed = context.results.value("listed_share", context.world)
    ranged = is_range(context, listed)  # then counts, which are of the file's own numbers, would mislead
    says = {
        "sanctioned_share": (
            "Sanctioned",
            "of the people under the regime had at least one service closed to them"
            + (", or a burden imposed on them," if context.burdens else "")
            + " on at least one day"
            + (
                "."
                if ranged
                else f": about {count(hit)} of {count(enrolled)}."
                if hit
                else f": none of {count(enrolled)}."
            )
            + (f" On the last day {_either(context, listed)} were on a list." if listed.value or hit else ""),
        ),
        "wrongful_share": (
            "Wrongly",
            "of the days under sanction were wrong: not earned by the regime’s own rules, or earned only "
            "by something lawful, protected, or done by somebody else."
            + ("" if ranged else f" About {count(wrong)} people were wrongly sanctioned at least once."),
        ),
        "someone_elses_act_share": (
            "For somebody else",
            "of all points lost were lost for somebody else’s act, or because somebody close to them stood badly."
            if context.scored
            else "of all entries on a list were for what somebody else did or owed, such as a namesake."
            + _never_did(context),
        ),
    }
    if not hit and not ranged:  # then there is nothing that the others could be shares of
        return [_headline(context, key, label, text) for key, (label, text) in list(says.items())[:1]]
    if silent or context.scored:
        says["speech_silenced_share"] = (
            "Words not said",
            "of the critical words that people spoke in public in the town without were "
            "left unsaid here." + ("" if ranged else f" About {count(silent)} people left something unsaid."),
        )
    elif context.results.value("never_recovered_share", context.world).value is None and (
        context.results.value("recovery_days_median", context.world).value is not None
    ):
        says["recovery_days_median"] = (
            "Days until half are back",
            "days from the first sanction until half of those ever sanctioned were in the clear: 90 days on end with "
            "every service open.",
        )
    else:
        says["never_recovered_share"] = (
            "Not back",
            "of those ever sanctioned were still not in the clear, as far as they could be followed: in the clear is "
            "90 days on end with every service open.",
        )
    return [_headline(context, key, label, text) for key, (label, text) in says.items()]


def _never_did(context: ReportContext) -> str:
    value = context.results.value("never_did_it_share", context.world)
    if not value.value or is_range(context, value):
        return ""
    return (
        f" {of(value)[0]} were for what people never did, such as a refusal to pay by somebody who could not."
    )


def _either(context: ReportContext, value: Value) -> str:
    """The range over the assumed numbers, where that is the result, or the value."""
    if is_range(context, value):
        return spread(value.assumed_low, value.assumed_high, value.unit)
    return of(value)[0]


def camps(context: ReportContext, value: Value) -> tuple[float, float] | None:
    """Least and most of the replicates of a share, where these fall into two camps; else None.

    Where few were sanctioned a share of their days is far apart by chance alone.
    """
    if float(context.curves.worlds[context.world].ever_sanctioned.mean()) < MIN_CELL:
        return None
    values = [each for each in value.replicates if each is not None]
    return (min(values), max(values)) if is_share(value.unit) and split(values) else None


def is_range(context: ReportContext, value: Value) -> bool:
    """Whether the range over the assumed numbers is the result, rather than the value with the file's own
    numbers: so it is for a regime that nobody has documented, where that range was worked out."""
    return value.assumed_low is not None and context.header.status in UNDOCUMENTED


def _headline(context: ReportContext, key: str, label: str, text: str) -> Headline:
    value = context.results.value(key, context.world)
    if is_range(context, value):
        between = spread(value.assumed_low, value.assumed_high, value.unit)
        here = Markup("with the numbers as the file has them {}").format(shown(context, key))
        chance = f" ({of(value)[1]} by chance)" if value.low is not None else ""
        said = Markup("Least and most over the assumed numbers; ") + here + chance
        return Headline(label, Markup('<span class="camps">{}</span>').format(between), text, said, key)
    apart = camps(context, value)
    if apart is None:
        return Headline(label, shown(context, key), text, Markup(escape(interval(context, value))), key)
    either = f"{percent(apart[0])} or {percent(apart[1])}"
    told = Markup("least and most of the replicates, which fall into two camps; counts are averages")
    return Headline(label, Markup('<span class="camps">{}</span>').format(either), text, told, key)


def is_split(context: ReportContext) -> bool:
    """Whether replicates fall into two camps."""
    return split(context.curves.worlds[context.world].listed[:, -1].tolist())


def length(context: ReportContext) -> str:
    """How long the run is, in words."""
    if context.header.days % 365 == 0:
        years = context.header.days // 365
        return f"{years} year{'s' if years != 1 else ''}"
    return f"{context.header.days:,} days"


def times(context: ReportContext) -> str:
    """How often the run was made, in words."""
    n = context.results.replicates
    return f"{n} times over, each time with a new town and new lives" if n > 1 else "once"


def town(context: ReportContext) -> str:
    """The town in a sentence: never the country whose make-up it has."""
    title = context.town_title.rstrip(".")
    if title.lower().startswith("a town"):
        return title[0].lower() + title[1:]
    return f"the town “{title}”"


def curled(text: str) -> str:
    """Straight quotation marks as curled ones."""
    return re.sub(r'"([^"]*)"', r"“\1”", text)


COMPARED = {
    "": ("the share ever sanctioned", "sanctioned_share"),
    "false_sanction_": ("days under sanction, of days in the clear", "false_sanction_share"),
    "false_discovery_": ("days wrongly under sanction, of days under sanction", "wrongful_share"),
    "redress_": ("people put right, of those who asked", ""),
}
"""What disparities compare, by the middle of their key, with the measure that gives it for each group."""


def disparities(context: ReportContext) -> list[tuple[str, list[dict[str, Any]]]]:
    """For each thing compared and each axis of the town the groups hit most and least, and how far they are apart;
    what no two groups are large enough for is left out."""
    if not context.curves.worlds[context.world].ever_sanctioned.any():
        return []
    axes = [
        each
        for each in context.results.measures
        if each.key == f"disparity_ratio_{each.axis.replace('-', '_')}"
    ]
    out = []
    for name, (title, key) in COMPARED.items():
        rows = [_disparity(context, name, each.axis, key) for each in axes]
        if any(row["known"] for row in rows):
            out.append((title, rows))
    return out


def _disparity(context: ReportContext, name: str, axis: str, key: str) -> dict[str, Any]:
    slug = name + axis.replace("-", "_")
    value = context.results.value(f"disparity_ratio_{slug}", context.world)
    gap = context.results.value(f"disparity_difference_{slug}", context.world)
    groups = (context.results.value(key, context.world).groups or {}).get(axis, {}) if key else {}
    shares = {group: each.value for group, each in groups.items() if each.value is not None}
    ends = (
        (max(shares, key=shares.__getitem__), min(shares, key=shares.__getitem__)) if len(shares) > 1 else ()
    )
    places = alike([shares[group] for group in ends])
    return {
        "axis": axis_name(axis),
        "groups": [f"{group_name(group)} ({percent(shares[group], places)})" for group in ends]
        or [MISSING, MISSING],
        "times": shown(context, f"disparity_ratio_{slug}"),
        "span": of(value)[1] or MISSING,
        "apart": of(gap)[0],
        "known": value.value is not None or gap.value is not None,
    }


def told(context: ReportContext, key: str, sentence: str) -> Markup:
    """`sentence` with the value of a measure in the place of {} and its note in that of {note}; nothing where
    there is no value.
    """
    if context.results.value(key, context.world).value is None:
        return Markup("")
    text = shown(context, key)
    if sentence.startswith("{}"):
        text = Markup(re.sub(r"(>)([a-z])", lambda found: found[1] + found[2].upper(), text, count=1))
    return Markup(sentence).format(text, note=context.results.asked(key, context.world).note) + " "


def year_rows(context: ReportContext) -> list[dict[str, str]]:
    """The table of years: means of the replicates."""
    rows = []
    for year in context.curves.worlds[context.world].years:
        listed, between = pair(*mean_interval(year.listed.tolist()), "share")
        unsaid = year.words_not_said.sum() / max(int(year.words_without.sum()), 1)
        rows.append(
            {
                "name": year_name(year.last_day),
                "listed": listed,
                "span": between or MISSING,
                "sanctioned": percent(float(year.sanctioned.mean())),
                "newly": count(float(year.newly_sanctioned.mean())),
                "wrongly": count(float(year.newly_wrongful.mean())),
                "collateral": count(float(year.collateral.mean())),
                "refused": count(float(year.refused.mean())),
                "unsaid": percent(float(unsaid)),
            }
        )
    return rows


def doubt(context: ReportContext) -> str:
    """What chance leaves out, in words."""
    if context.header.status in UNDOCUMENTED:
        return "most numbers of the regime are assumed"
    return "the errors of watching, how people react, and whatever else is not published, are assumed"


def wider_than_the_list(context: ReportContext) -> bool:
    """Whether clearly more people are sanctioned than listed: some service closes before the list."""
    return any(
        float(year.sanctioned.mean()) > float(year.listed.mean()) + 0.05
        for year in context.curves.worlds[context.world].years
    )


def link(address: str, text: str) -> Markup:
    """A link for readers; only http and https addresses become one."""
    if address.startswith(("https://", "http://")):
        return Markup('<a href="{}" rel="noreferrer">{}</a>').format(address, text)
    return escape(text)
