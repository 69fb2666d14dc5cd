"""A regime in plain English: a module for each part of it, and all of them in order.

`in_words` gives a paragraph for each part, as a report prints them; `sections` gives the same with headings,
and items where a list reads better, as an entry of an encyclopaedia has them.
"""

from __future__ import annotations

from collections.abc import Iterator

from glasstown.regimes.model import Regime
from glasstown.regimes.words import (
    burdens,
    cases,
    gates,
    known,
    lists,
    redress,
    rules,
    score,
    sentiment,
    watching,
)
from glasstown.regimes.words.lead import in_short, lead, setting
from glasstown.regimes.words.phrases import ARTICLES, LAYERS, capital, percent, plain, series
from glasstown.regimes.words.section import Section


def in_words(regime: Regime) -> list[str]:
    """What is watched, scored, listed and refused, how one gets off, how well it is known, by paragraph."""
    paragraphs = [
        lead(regime),
        score.score(regime),
        " ".join(filter(None, (watching.watching(regime), watching.ties(regime)))),
        watching.errors(regime),
        rules.rules(regime),
        rules.association(regime),
        lists.lists(regime),
        lists.sections(regime),
        gates.gates(regime),
        burdens.burdens(regime),
        burdens.rewards(regime),
        lists.shaming(regime),
        sentiment.sentiment(regime),
        redress.enforcement(regime),
        redress.redress(regime),
        known.sources(regime),
    ]
    return [paragraph for paragraph in paragraphs if paragraph]


def sections(regime: Regime) -> list[Section]:
    """The same under headings, in the order of the file's parts."""
    scored = regime.score is not None
    points = tuple(rules.rule_items(regime))
    said = rules.rules(regime)
    if points:
        said = (
            "Points follow from what is recorded of somebody, true or not; behind each stands what the act is in law "
            f"(ICCPR: {ARTICLES['ICCPR']})."
        )
    watchers = tuple(watching.collectors(regime))
    seen = "Of what people do, these see a share:" if watchers else watching.watching(regime)
    known_how = lists.shaming(regime) or "It is not made known."
    mistakes = watching.error_items(regime)
    wrong = "What is recorded is not always what happened:" if mistakes else watching.errors(regime)
    told = [
        Section("Who is scored" if scored else "Who is under it", (score.score(regime),)),
        Section("What is watched", (seen,), watchers),
        Section("How watching goes wrong", (wrong,), tuple(f"{capital(error)}." for error in mistakes)),
        Section("What earns and costs points", (said,) if said else (), points),
        Section("Whom one knows", _some(watching.ties(regime)) + _some(rules.association(regime))),
        *_lists(regime),
        Section("What is kept and decides nothing", _some(lists.sections(regime))),
        Section("What is refused", (gates.gates(regime),)),
        Section("What is imposed", _some(burdens.burdens(regime))),
        Section("What is given", _some(burdens.rewards(regime))),
        Section("How a listing becomes known", (known_how,) if regime.lists else ()),
        Section("What it takes people to think", _some(sentiment.sentiment(regime))),
        Section("What courts collect", _some(redress.enforcement(regime))),
        Section("How one is heard, and put right", _some(redress.redress(regime))),
        Section("Cases", _some(cases.cases(regime))),
    ]
    return [section for section in told if section]


def _lists(regime: Regime) -> Iterator[Section]:
    """The lists; of those entered by events each ground by itself."""
    by_score = [lists.list_in_words(entry) for entry in regime.lists if not entry.grounds]
    if by_score or not regime.lists:
        yield Section("Lists", (" ".join(by_score) or lists.lists(regime),))
    for entry in regime.lists:
        if entry.grounds:
            said = f"{lists.leaving(entry)} On it is put:".lstrip()
            yield Section(f'The list "{entry.name}"', (said,), tuple(map(lists.ground, entry.grounds)))


def _some(text: str) -> tuple[str, ...]:
    return (text,) if text else ()


__all__ = [
    "LAYERS",
    "Section",
    "in_short",
    "in_words",
    "lead",
    "percent",
    "plain",
    "sections",
    "series",
    "setting",
]
