"""`glasstown show`: a file or a measure as an entry of an encyclopaedia."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from glasstown.cli.pages import Entry, page
from glasstown.cli.parts import heading
from glasstown.core.documents import Document, shipped
from glasstown.measures.measure import Measure
from glasstown.regimes import Regime
from glasstown.regimes.words.phrases import counted, series
from glasstown.regimes.words.section import Section
from glasstown.studies.assumptions import Stand, stands

NOT_A_COUNTRY: Final = "Invented people, a model: not a country."
CONFIDENCE: Final = {
    "high": "an official text or a primary study",
    "medium": "told at second hand, or not read again",
    "low": "one weak source",
}


def in_text(thing: Document[Any] | Measure, columns: int) -> str:
    """The entry as plain text."""
    return page(entry(thing), columns)


def entry(thing: Document[Any] | Measure) -> Entry:
    """What there is to say about a regime, town, response, safeguard or measure."""
    if isinstance(thing, Measure):
        from glasstown.cli.show_measure import measure_entry

        return measure_entry(thing)
    if isinstance(thing.model, Regime):
        return _regime(thing)
    if thing.model.kind == "town":
        from glasstown.cli.show_town import town_entry

        return town_entry(thing)
    if thing.model.kind == "safeguard":
        from glasstown.cli.show_safeguard import safeguard_entry

        return safeguard_entry(thing)
    from glasstown.cli.show_response import response_entry

    return response_entry(thing)


def _regime(document: Document[Regime]) -> Entry:
    from glasstown.regimes import words
    from glasstown.regimes.words.known import known_of, unknown

    regime = document.model
    known, text = known_of(regime.status), words.in_short(regime)
    lead = (
        f"{regime.title}. {known} {sureness(document)}",
        f"{text} {words.setting(regime)}",
        f"The people it is laid over are invented: the town {regime.town}. {NOT_A_COUNTRY}",
    )
    return Entry(
        f"{document.name}, a regime",
        lead,
        (
            *words.sections(regime),
            Section("What is disputed or unknown", (*disputed(document.name), unknown(regime))),
            *numbers(document),
            sources(document),
            Section("What to run next", items=tuple(_next(document))),
        ),
    )


def sureness(document: Document[Any]) -> str:
    """How many numbers have a source, and how sure the sources are."""
    told = stands(document)
    sourced = [each for each in told if not each.assumed]
    if not told:
        return "It has no figures."
    if not sourced:
        return f"{_all(len(told))} assumed, with a range: nobody has published them."
    levels = []
    for level in CONFIDENCE:
        count = sum(document.sources[each.source or ""].confidence == level for each in sourced)
        if count:
            levels.append(f"{count:,} of {level} confidence")
    have = f"{len(sourced):,} {'has' if len(sourced) == 1 else 'have'} a source ({series(levels)})"
    assumed = len(told) - len(sourced)
    if not assumed:
        return f"All of its {counted(len(told), 'figure')} have a source ({series(levels)})."
    return f"Of its {len(told):,} figures {have}; the other {assumed:,} are assumed, each with a range."


def _all(count: int) -> str:
    return "Its one figure is" if count == 1 else f"All of its {count:,} figures are"


def disputed(name: str) -> Iterator[str]:
    """What popular claims about a regime come to, and how to read them beside the facts."""
    from glasstown.regimes.claims import claims_about
    from glasstown.regimes.claims.model import RATINGS

    ratings = [claim.rating for _document, claim in claims_about(name)]
    if ratings:
        told = [f"{ratings.count(rating)} {RATINGS[rating]}" for rating in RATINGS if rating in ratings]
        yield (
            f"Of {counted(len(ratings), 'claim')} that are widely made about it, these compare with what is "
            f"documented as follows: {series(told)}. `glasstown show {name} --documented` sets each beside the facts."
        )


def numbers(document: Document[Any]) -> Iterator[Section]:
    """Every number of a file by part, with its source or its range."""
    told = stands(document)
    by_part: dict[str, list[str]] = {}
    for each in told:
        by_part.setdefault(each.part, []).append(number_in_words(each))
    if not told:
        return
    yield Section(
        "Every number, and where it comes from", (f"{len(told)} in all, by the parts of the file.",)
    )
    for part, items in by_part.items():
        yield Section(heading(document.model.kind, part), items=tuple(items), under=True)


def number_in_words(each: Stand) -> str:
    """A number with its source, or with the range over which it is assumed."""
    low, high = each.ends
    if not each.assumed:
        known = f"source: {each.source}"
    elif isinstance(each.value, tuple):
        known = f"assumed; times {each.low:g} to {each.high:g}"
    elif low == high:
        known = "assumed; no other value"
    else:
        known = f"assumed; {low} to {high}"
    if isinstance(each.value, tuple) and len(each.value) > 8:
        return f"{each.what}: {len(each.value)} figures ({known})"
    return f"{each.what}: {each.written} ({known})"


def sources(document: Document[Any]) -> Section:
    """The sources of a file, each with how sure it is."""
    if not document.sources:
        return Section("Sources", ("None: everything in this file is assumed.",))
    items = []
    for key, source in document.sources.items():
        sure = f"{source.confidence} confidence: {CONFIDENCE[source.confidence]}"
        note = f" {source.note}" if source.note else ""
        link = f" {source.link}" if source.link else ""
        items.append(f"{key}: {source.title} ({sure}).{note}{link}")
    return Section("Sources", items=tuple(items))


def typed(document: Document[Any]) -> str:
    """What one types to name a file: its name where it is shipped, else where it stands."""
    path = shipped(f"{document.model.kind}s").get(document.name)
    return document.name if path is not None and str(path) == document.file else document.file


def _next(document: Document[Any]) -> Iterator[str]:
    from glasstown.regimes.claims import claims_about

    name = typed(document)
    yield f"glasstown run {name}: what it does to the town"
    yield f"glasstown run {name} --assumed 32: the same over the ranges of what is assumed"
    if any(claims_about(document.name)):
        yield f"glasstown show {name} --documented: each popular claim beside the fact"
    yield f"glasstown assumptions {name}: what a run rests on that nobody has published"
    yield f"glasstown show {document.model.town}: the town it is laid over"
    yield f"glasstown new my-regime.yaml --from {name}: a copy to change, with every key explained"
