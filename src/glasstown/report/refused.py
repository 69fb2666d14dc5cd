"""Charts of what was refused: in the town, and scaled beside what was published."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from glasstown.life.catalogue import SERVICE_BY_NAME
from glasstown.measures.student import mean_interval
from glasstown.report import charts, panels
from glasstown.report.bars import bar
from glasstown.report.context import ReportContext
from glasstown.report.figure import INTERVAL, Figure, figure
from glasstown.report.numbers import MISSING, count, number, of, span
from glasstown.report.published import Ticket
from glasstown.report.unfolding import year_name

MILLION = 1_000_000


def service_name(service: str) -> str:
    """``air-ticket`` → plane tickets."""
    known = SERVICE_BY_NAME.get(service)
    return known.title if known else service


def _ever_refused(context: ReportContext) -> list[tuple[int, str]]:
    """(place, name) of the services that were refused to anybody in any replicate."""
    attempts = context.curves.worlds[context.world].refused_attempts.sum(axis=0)
    return [(i, service) for i, service in enumerate(context.curves.services) if attempts[i]]


def _never_refused(context: ReportContext) -> str:
    refused = [service for _, service in _ever_refused(context)]
    others = [service_name(service) for service in context.curves.services if service not in refused]
    return f" Never refused in this run: {', '.join(others)}." if others else ""


def refusals(context: ReportContext) -> Figure | None:
    """What was refused: attempts; None where nothing was."""
    here = context.curves.worlds[context.world]
    if not here.refused_attempts.any():
        return None
    rows, table, exact = _by_service(
        context, here.refused_attempts, "refused_{}_per_1000", "foregone_{}_per_1000"
    )
    told = "; ".join(f"{row['label'].lower()} {row['text']}" for row in rows)
    return figure(
        "refusals",
        "What was refused: attempts, for every 1,000 people of the town and year",
        f"Bar chart of refused attempts per 1,000 people a year: {told}.",
        (
            "What",
            "Attempts refused in a run",
            "per 1,000 people a year",
            INTERVAL,
            "Had without, not here, per 1,000 a year",
        ),
        table,
        exact,
        lambda sheet: charts.bars(sheet, rows, "Refused attempts per 1,000 people a year", False),
        "Only attempts that would ordinarily have been granted count. One trip may be tried for many times. “Had "
        "without, not here” counts the thing itself: had in the town without and not here, because it was refused in "
        f"the end or no longer tried for.{_never_refused(context)}",
    )


def refused_people(context: ReportContext) -> Figure | None:
    """What was refused: people; None where nobody was refused anything."""
    here = context.curves.worlds[context.world]
    if not here.refused_people.any():
        return None
    rows, table, exact = _by_service(
        context, here.refused_people, "refused_{}_people_per_1000", "refused_{}_times"
    )
    told = "; ".join(f"{row['label'].lower()} {row['text']}" for row in rows)
    return figure(
        "refused-people",
        "Who was refused: people, for every 1,000 of the town",
        f"Bar chart of people refused at least once, per 1,000 people of the town in the run: {told}.",
        (
            "What",
            "People refused at least once in a run",
            "per 1,000 people",
            INTERVAL,
            "Attempts for each of them",
        ),
        table,
        exact,
        lambda sheet: charts.bars(sheet, rows, "People refused at least once, per 1,000 of the town", False),
        "One person can be refused many times: attempts and people are never the same number.",
    )


def scaled(context: ReportContext) -> Figure | None:
    """Refusals scaled to the population that the town is made up like, beside the published ones; None where the
    population has none, or nothing that they count was refused.
    """
    known = context.published
    if known is None or not context.scale:
        return None
    services = [service for _, service in _ever_refused(context) if service in known.tickets]
    if not services:
        return None
    rows: list[dict[str, Any]] = []
    for service in services:
        panel = service_name(service).capitalize()
        for row in (*_published(known.tickets[service]), *_of_town(context, service)):
            rows.append({"panel": panel, **row})
    told = "; ".join(f"{row['panel'].lower()}, {row['label']}: {row['text']}" for row in rows)
    return figure(
        "scaled",
        "Refused attempts: the press, the courts, and this town scaled to the same population",
        f"Dot chart on a logarithmic axis of refused attempts, in millions. {told}.",
        ("Service", "What", "Attempts", "Least", "Most"),
        [
            (
                row["panel"],
                row["label"],
                row["text"].split(" (")[0],
                *(MISSING if row[end] is None else _millions(row[end]) for end in ("low", "high")),
            )
            for row in rows
        ],
        [(row["panel"], row["label"], row["value"], row["low"], row["high"]) for row in rows],
        lambda sheet: panels.magnitudes(sheet, rows, "Attempts refused (each step: ten times as many)"),
        f"Every figure counts attempts, none counts people. Each person of the town stands for {context.scale:,.0f} of "
        f"{context.population}. Strokes are ranges: of the town 95% intervals (chance only), of 2018 alone the least "
        "and most that the published totals allow.",
    )


def _millions(value: float) -> str:
    """A large count in words: 18 million, 5.4 billion."""
    for size, name in ((1000 * MILLION, "billion"), (MILLION, "million")):
        if value >= size:
            return f"{number(value / size)} {name}"
    return count(value)


def _between(mean: float, low: float, high: float) -> str:
    size = 1000 * MILLION if mean >= 1000 * MILLION else MILLION
    if mean < MILLION:
        return f"{count(max(0.0, low))}–{count(high)}"
    return span(max(0.0, low) / size, high / size, "attempts")


def _row(
    kind: str, label: str, value: float | None, low: float | None = None, high: float | None = None
) -> Any:
    text = "none" if not value else _millions(value)
    return {
        "kind": kind,
        "label": label,
        "value": value,
        "low": low,
        "high": high,
        "text": text,
    }


def _published(ticket: Ticket) -> Iterator[dict[str, Any]]:
    claimed, last = ticket.claimed.value, ticket.upto[-1]
    least, most = ticket.one_year_least.value, ticket.one_year_most.value
    yield _row("claimed", f"The press: “{ticket.claimed_of}”", claimed)
    total = last.attempts.value
    yield {
        **_row("counted", f"Courts: 2013 to {_end_of(last.day.year)}", total),
        "text": f"{total / MILLION:g} million",
    }
    yield {
        **_row("counted", f"Courts: {ticket.one_year} alone, derived", (least + most) / 2, least, most),
        "text": f"{least / MILLION:g}–{most / MILLION:g} million",
    }


def _end_of(year: int) -> str:
    return f"the end of {year}"


def _of_town(context: ReportContext, service: str) -> Iterator[dict[str, Any]]:
    here = context.curves.worlds[context.world]
    place = context.curves.services.index(service)
    spans = [(f"This town: {_lower(year.last_day)}", year.refused_by[:, place]) for year in here.years]
    if len(spans) > 1:
        spans.append(("This town: the whole run", here.refused_attempts[:, place]))
    for label, attempts in spans:
        mean, low, high = mean_interval((attempts * context.scale).tolist())
        row = _row("town", label, mean, None if low is None else max(0.0, low), high)
        if mean and low is not None and high is not None:
            row["text"] += f" ({_between(mean, low, high)})"
        yield row


def _lower(day: int) -> str:
    name = year_name(day)
    return name[0].lower() + name[1:]


def beside_published(context: ReportContext) -> list[str]:
    """What scaling a town up can say and cannot, and how attempts and people are apart, in sentences."""
    known = context.published
    if known is None or not context.scale:
        return []
    said = [
        f"Scaling up means only this: the attempts refused in the town, times {context.scale:,.0f}, because "
        f"{context.header.people:,} invented people stand for the {context.population_people:,} of "
        f"{context.population}. It says what this design would come to if a whole population lived as these people do. "
        "It is no estimate of what happened, and the program fits nothing to these figures.",
        f"The published totals count {known.counted}, from {known.since:%B %Y} on"
        + ("; that list is entered for a debt and not for points" if context.scored else "")
        + ". A difference to them says how far a design is from that list, or the model "
        "from the world; it cannot say which.",
    ]
    first = known.people
    said.append(
        f"Attempts are not people. In {first.when}, {first.attempts.value:,.0f} refusals fell on "
        f"{first.people.value:,.0f} people, {number(first.each)} each, while {first.listed.value:,.0f} were listed: "
        f"about {100 * first.tried:.0f} in 100 of them tried to fly.{_here(context, first.service)}"
    )
    return said


def _here(context: ReportContext, service: str) -> str:
    slug = service.replace("-", "_")
    values = context.results.worlds[context.world]
    each = values.get(f"refused_{slug}_times")
    here = context.curves.worlds[context.world]
    ever = float(here.ever_sanctioned.mean())
    if each is None or each.value is None or ever == 0:
        return ""
    people = float(here.refused_people[:, context.curves.services.index(service)].mean())
    return (
        f" In this town, in the whole run, it was {of(each)[0]} attempts for each person refused, and "
        f"{100 * people / ever:.0f} in 100 of the people ever sanctioned were refused {service_name(service)} at least "
        "once."
    )


def series(context: ReportContext) -> list[tuple[str, ...]]:
    """The published totals over time: rows of a table, a column for each service."""
    known = context.published
    if known is None:
        return []
    days = sorted({each.day for ticket in known.tickets.values() for each in ticket.upto})
    return [
        (
            f"{day:%B %Y}",
            *(
                next((f"{each.attempts.value:,.0f}" for each in ticket.upto if each.day == day), MISSING)
                for ticket in known.tickets.values()
            ),
        )
        for day in days
    ]


def _by_service(context: ReportContext, whole: np.ndarray, key: str, beside: str) -> tuple[list[Any], ...]:
    """Bars, rows of a table and exact numbers of the services ever refused.

    `whole` (replicates, services) counts; `key` and `beside` are measures with a place for the service.
    """
    values = context.results.worlds[context.world]
    rows: list[Any] = []
    table: list[Any] = []
    exact: list[Any] = []
    for i, service in _ever_refused(context):
        slug, title = service.replace("-", "_"), service_name(service).capitalize()
        value, other = values[key.format(slug)], values[beside.format(slug)]
        total = float(whole[:, i].mean())
        rows.append(bar(title, value))
        table.append((title, count(total), of(value)[0], of(value)[1] or MISSING, of(other)[0]))
        exact.append((service, total, value.value, (value.low, value.high), other.value))
    return rows, table, exact
