"""A safeguard as an entry: the law that it comes from, what it takes away, how often it is kept, what it costs."""

from __future__ import annotations

from collections.abc import Iterator

from glasstown.cli.pages import Entry
from glasstown.cli.show import NOT_A_COUNTRY, numbers, sources, sureness, typed
from glasstown.core.documents import Document, shipped
from glasstown.regimes import load_regime
from glasstown.regimes.safeguards import Safeguard, apply, changes_nothing
from glasstown.regimes.safeguards.words import does_in_words
from glasstown.regimes.words.known import known_of
from glasstown.regimes.words.phrases import counted, percent, series
from glasstown.regimes.words.section import Section


def safeguard_entry(document: Document[Safeguard]) -> Entry:
    """What it takes away, in general and from each shipped regime."""
    safeguard = document.model
    return Entry(
        f"{document.name}, a safeguard",
        (
            f"{safeguard.title}. A safeguard is laid over a regime and can only take away, cap or shorten. "
            f"{_known(safeguard)} {sureness(document)}",
            NOT_A_COUNTRY,
        ),
        (
            Section("What it does", (*does_in_words(safeguard), _kept(safeguard))),
            Section("The law it comes from", items=tuple(_law(safeguard))),
            Section("What it takes from the shipped regimes", items=tuple(_taken(safeguard))),
            *numbers(document),
            sources(document),
            Section("What to run next", items=tuple(_next(document))),
        ),
    )


def _known(safeguard: Safeguard) -> str:
    if safeguard.status == "partly-documented":
        return "It is partly documented: the law is published, and how it would be kept is not."
    return known_of(safeguard.status, "figures")


def _kept(safeguard: Safeguard) -> str:
    share = safeguard.adherence
    if share.value == 1.0 and (share.assumed is None or share.assumed[0] == 1.0):
        return "It is kept on every occasion: what a run shows is the most that it can do."
    return f"It is taken to be kept on {percent(share.value)} of occasions; how often it really is, nobody knows."


def _law(safeguard: Safeguard) -> Iterator[str]:
    for law in safeguard.law:
        yield f"{law.source}, {law.article}: {law.says}"


def _taken(safeguard: Safeguard) -> Iterator[str]:
    for name in shipped("regimes"):
        before = load_regime(name).model
        after = apply(before, [safeguard])
        parts = (
            ("rule", before.rules, after.rules),
            ("list", before.lists, after.lists),
            ("refusal", before.gates, after.gates),
            ("burden", before.burdens, after.burdens),
            ("collector", tuple(before.watch.collectors), tuple(after.watch.collectors)),
            ("shaming", before.shaming, after.shaming),
        )
        gone = [counted(len(had) - len(has), what) for what, had, has in parts if len(had) > len(has)]
        if before.association is not None and after.association is None:
            gone.append("points for ties")
        if after == before:
            yield f"{name}: nothing; it has none of what this takes away"
        elif gone:
            yield f"{name}: {series(gone)}"
        else:
            yield f"{name}: no part, but figures in it change"


def _next(document: Document[Safeguard]) -> Iterator[str]:
    name = typed(document)
    known = {regime: load_regime(regime).model for regime in shipped("regimes")}
    regime = next(
        (each for each in known if not changes_nothing(known[each], document.model)), "article-2020"
    )
    yield f"glasstown run {regime} --safeguard {name}: a regime with it, beside the same without it"
    yield "glasstown list safeguards: the other safeguards"
