"""What the report says in words, made from the same numbers as its charts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from glasstown.measures import Value, split
from glasstown.measures.student import mean_interval
from glasstown.report.context import ReportContext
from glasstown.report.numbers import MISSING, count, is_share, percent, span, why_missing, written
from glasstown.report.unfolding import year_name

STATUS = {
    "documented": "documented: its rules are published, and each is cited below",
    "partly-documented": "partly documented: some of its rules are published, the rest are assumed",
    "popular-account": "a popular account: what newspapers told, not what is documented; most of its "
    "numbers are assumed",
    "hypothetical": "hypothetical: made up to study one question",
}


@dataclass(frozen=True)
class Headline:
    """One big number: what it is, what it says, its interval."""

    label: str
    value: Markup
    says: str
    interval: str
    measure: str


def shown(context: ReportContext, key: str, world: str | None = None) -> Markup:
    """A measure's value as HTML that also carries the exact number."""
    value = context.results.value(key, world or context.world)
    text = written(value.value, value.unit)
    if value.value is None:
        return Markup('<span class="none">{}</span>').format(text)
    return Markup('<data value="{}" data-measure="{}">{}</data>').format(repr(value.value), key, text)


def interval(context: ReportContext, value: Value) -> str:
    """The interval in words; what it covers is said beside it."""
    if value.value is None:
        return why_missing(value).capitalize() + "."
    if value.assumed_low is not None:
        assumed = f"{span(value.assumed_low, value.assumed_high, value.unit)} over the assumed numbers"
        return assumed + (
            f"; {span(value.low, value.high, value.unit)} by chance" if value.low is not None else ""
        )
    if value.low is None:
        return "A single run: no interval."
    return f"{span(value.low, value.high, value.unit)} (95% interval, chance only)"


def headlines(context: ReportContext) -> list[Headline]:
    """The four big numbers."""
    here = context.curves.worlds[context.world]
    enrolled = float(here.enrolled.mean())
    hit, wrong = float(here.ever_sanctioned.mean()), float(here.ever_wrongful.mean())
    silent = float(here.silenced_people.mean())
    says = {
        "sanctioned_share": (
            "Sanctioned",
            "of the people under the regime had at least one service closed to them on at least one day: "
            "about "
            f"{count(hit)} of {count(enrolled)}.",
        ),
        "wrongful_share": (
            "Wrongly",
            "of the days under sanction were wrong: not earned by the regime’s own rules, or earned only "
            "by something "
            f"lawful, protected, or done by somebody else. About {count(wrong)} people met it.",
        ),
        "someone_elses_act_share": (
            "For somebody else",
            (
                "of all points lost were lost for somebody else’s act, or because somebody close to them "
                "stood badly."
            ),
        ),
        "speech_silenced_share": (
            "Words not said",
            "of the critical words and the praise that people spoke in public in the town without were "
            "left unsaid "
            f"here. About {count(silent)} people left something unsaid.",
        ),
    }
    return [_headline(context, key, label, text) for key, (label, text) in says.items()]


def _camps(value: Value) -> tuple[float, float] | None:
    """Least and most of the replicates of a share, where these fall into two camps; else None."""
    values = [each for each in value.replicates if each is not None]
    return (min(values), max(values)) if is_share(value.unit) and split(values) else None


def _headline(context: ReportContext, key: str, label: str, text: str) -> Headline:
    value = context.results.value(key, context.world)
    camps = _camps(value)
    if camps is None:
        return Headline(label, shown(context, key), text, interval(context, value), key)
    between = f"{percent(camps[0])} or {percent(camps[1])}"
    said = "least and most of the replicates, which fall into two camps; counts are averages"
    return Headline(label, Markup('<span class="camps">{}</span>').format(between), text, said, key)


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


def quote(context: ReportContext) -> str:
    """One sentence that may be quoted, with its interval."""
    hit = context.results.value("sanctioned_share", context.world)
    wrong = context.results.value("wrongful_share", context.world)
    camps = _camps(hit)
    part = f"{percent(camps[0])} or {percent(camps[1])}" if camps else written(hit.value, hit.unit)
    bounds = (
        f" (95% interval {span(hit.low, hit.high, hit.unit)}, chance only)"
        if hit.low is not None
        else " (a single run)"
    )
    if camps:
        bounds = " (replicates fall into two camps)"
    if hit.assumed_low is not None:
        bounds = (
            f" ({span(hit.assumed_low, hit.assumed_high, hit.unit)} over the range of its assumed numbers)"
        )
    said = (
        f"In a computer model of {town(context)}, with {context.header.people:,} invented people, "
        "the regime “"
        f"{_plain(context.regime_title)}” closed at least one service to {part} "
        f"of those under it{bounds} "
        f"within {length(context)}"
    )
    if wrong.value is not None:
        said += (
            f"; {written(wrong.value, wrong.unit)} of the days under sanction were wrong by the model’s truth"
        )
    return said + "."


def _plain(title: str) -> str:
    return title.replace('"', "").replace("“", "").replace("”", "")


def curled(text: str) -> str:
    """Straight quotation marks as curled ones."""
    return re.sub(r'"([^"]*)"', r"“\1”", text)


def may_write(context: ReportContext) -> list[str]:
    """Sentences that the results bear out."""
    out = [quote(context)]
    other = context.results.value("someone_elses_act_share", context.world)
    if other.value is not None:
        out.append(
            f"In that model {written(other.value, other.unit)} of the points people lost were lost for "
            "what somebody "
            "else did or was."
        )
    words = context.results.value("speech_silenced_share", context.world)
    if words.value is not None:
        out.append(
            f"In that model {written(words.value, words.unit)} of the words of criticism and praise that "
            "would otherwise "
            "have been spoken in public were not spoken."
        )
    return out


def may_not_write(context: ReportContext) -> list[tuple[str, str]]:
    """(sentence, why it is wrong)."""
    hit = context.results.value("sanctioned_share", context.world)
    refused = float(context.curves.worlds[context.world].refused_attempts.sum(axis=1).mean())
    out = [
        (
            f"“{written(hit.value, hit.unit)} of a country’s people are sanctioned.”",
            (
                "The town is invented. It says which design causes which harm, not how many people a country "
                "harms."
            ),
        ),
        (
            f"“{count(refused)} people were refused.”",
            (
                f"There were {count(refused)} refused attempts in a run, on average. One person can be "
                "refused many times."
            ),
        ),
        (
            "“The rest were punished justly.”",
            "Not wrongful here means only: by the regime’s own rules, for an unlawful act of one’s own. "
            "It does not mean "
            "just, or in proportion.",
        ),
    ]
    if hit.assumed_low is None:
        out.append(
            (
                "“The model is certain within that interval.”",
                "The interval is chance only. The assumed numbers could move the result much further.",
            )
        )
    if context.header.status != "documented":
        out.append(
            (
                "“This is how the real system works.”",
                f"The regime is {STATUS.get(context.header.status, context.header.status)}.",
            )
        )
    return out


def disparities(context: ReportContext) -> list[dict[str, Any]]:
    """For each axis of the town the group hit most and the group hit least, and how far they are apart."""
    rows = []
    for measure in context.results.measures:
        if not measure.key.startswith("disparity_ratio_"):
            continue
        value = context.results.value(measure.key, context.world)
        gap = context.results.value(measure.key.replace("_ratio_", "_difference_"), context.world)
        groups = (context.results.value("sanctioned_share", context.world).groups or {}).get(measure.axis, {})
        shares = {name: each.value for name, each in groups.items() if each.value is not None}
        ends = (max(shares, key=shares.__getitem__), min(shares, key=shares.__getitem__)) if shares else ()
        rows.append(
            {
                "axis": measure.axis.replace("-", " ").capitalize(),
                "groups": [f"{name} ({percent(shares[name])})" for name in ends] or [MISSING, MISSING],
                "times": shown(context, measure.key),
                "span": span(value.low, value.high, value.unit) or MISSING,
                "apart": written(gap.value, gap.unit),
            }
        )
    return rows


def told(context: ReportContext, key: str, sentence: str) -> Markup:
    """`sentence` with the value of a measure in the place of {}; nothing where there is no value."""
    if context.results.value(key, context.world).value is None:
        return Markup("")
    return Markup(sentence).format(shown(context, key)) + " "


def recovered(context: ReportContext) -> Markup:
    """How long it takes until half are in the clear, and how many never are."""
    median = context.results.value("recovery_days_median", context.world)
    never = context.results.value("never_recovered_share", context.world)
    if median.value is not None:
        first = Markup("Half of those sanctioned were in the clear after {} days").format(
            shown(context, "recovery_days_median")
        )
    elif median.reason == "censored":
        first = Markup(
            "Fewer than half of those sanctioned were in the clear as far as they could be followed"
        )
    else:
        return Markup("Nobody was sanctioned, so there is nothing to recover from.")
    if never.value is None:
        return first + "."
    return first + Markup("; at the end of that time an estimated {} were still not.").format(
        shown(context, "never_recovered_share")
    )


def criticality(context: ReportContext) -> str:
    """Whether listing spreads by itself, in words."""
    if context.critical is not None:
        return (
            f"Listing spreads by itself once ties cost {context.critical:g} times the points assumed "
            "here, or more: "
            "from there on more than twice as many people are listed at the end as with no points for "
            "ties at all."
        )
    if context.critical_tried:
        return (
            "At none of the multiples tried, up to 4 times the points assumed here, did ties double the list."
        )
    return ""


def by_year(context: ReportContext) -> str:
    """The range of the list over the assumed numbers, year by year, in a sentence."""
    if not context.ranges:
        return ""
    parts: list[str] = []
    for each in context.ranges:
        among = " of people are on the list" if not parts else ""
        when = year_name(each.last_day)
        parts.append(f"{span(each.low, each.high, 'share')}{among} after {when[0].lower()}{when[1:]}")
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


def year_rows(context: ReportContext) -> list[dict[str, str]]:
    """The table of years: means of the replicates."""
    rows = []
    for year in context.curves.worlds[context.world].years:
        mean, low, high = mean_interval(year.listed.tolist())
        unsaid = year.words_not_said.sum() / max(int(year.words_without.sum()), 1)
        rows.append(
            {
                "name": year_name(year.last_day),
                "listed": percent(mean),
                "span": span(low, high, "share") or MISSING,
                "sanctioned": percent(float(year.sanctioned.mean())),
                "newly": count(float(year.newly_sanctioned.mean())),
                "refused": count(float(year.refused.mean())),
                "unsaid": percent(float(unsaid)),
            }
        )
    return rows


def link(address: str, text: str) -> Markup:
    """A link for readers; only http and https addresses become one."""
    if address.startswith(("https://", "http://")):
        return Markup('<a href="{}" rel="noreferrer">{}</a>').format(address, text)
    return escape(text)
