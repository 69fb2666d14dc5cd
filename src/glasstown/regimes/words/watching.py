"""What is seen of people, by whom, and how it goes wrong."""

from __future__ import annotations

from typing import Final

from glasstown.regimes.model import Regime
from glasstown.regimes.watching import FOREIGN, PRIVATE, Collector, Errors, PersonKind, Point, Watcher
from glasstown.regimes.words.lists import holds_of
from glasstown.regimes.words.phrases import capital, did, percent, plain, series, spaced, spell

OF: Final[dict[Watcher, str]] = {
    "private": "private",
    "state": "of the state",
    "agency": "an agency of the state",
    "employer": "employers",
    "school": "schools",
    "foreign-partner": "partners abroad",
    "university": "universities abroad",
    "carrier-abroad": "carriers abroad",
    "intrusion": "by breaking in abroad",
}
"""Each kind, as it stands in brackets after a name."""

_WHOSE: Final = (
    ("the state sees", False, False),
    ("private companies see", True, False),
    ("companies abroad see", True, True),
    ("others abroad see", False, True),
)
"""Who sees, whether they are companies, and whether they are in another country."""


WHOM: Final[dict[PersonKind, str]] = {
    "online": "online",
    "urban": "in town",
    "working": "at work",
    "schooled": "at school",
}
"""Each kind of person, as it stands after "people"."""


ONLY_TWO: Final = "What only one of them saw is not recorded, nor what two of them saw differently."
"""Where a regime asks for two records."""


def whom(collector: Collector) -> str:
    """Of whom a collector sees anything: ", of people online and at work"; empty where that is everybody."""
    return f", of people {series(WHOM[kind] for kind in collector.among)}" if collector.among else ""


def watched_by(collector: Collector) -> str:
    """What kind a collector is, and when it watches: "of the state, from day 100"."""
    return OF[collector.kind] + when(collector)


def when(collector: Collector) -> str:
    """When a collector watches, after something else: ", from day 100"; empty where it always does."""
    return f", {spell(collector)}" if collector.dated else ""


def sees(collector: Collector) -> str:
    """What one collector sees, with shares: "calls (60%) and visits (50%)"."""
    return series(
        f"{spaced(channel)} ({percent(share.value)}{whom(collector)})"
        for channel, share in collector.sees.items()
    )


def watching(regime: Regime) -> str:
    """What is seen of what people do, by the state and by companies."""
    watch = regime.watch
    if not watch.collectors:
        return "Nobody is watched."
    seen = []
    for whose, private, foreign in _WHOSE:
        channels = [
            f"{spaced(channel)} ({percent(share.value)}{whom(collector)}{when(collector)})"
            for collector in watch.collectors.values()
            if (collector.kind in PRIVATE, collector.kind in FOREIGN) == (private, foreign)
            for channel, share in collector.sees.items()
        ]
        if channels:
            seen.append(f"{whose} {series(channels)}")
    told = f"Of what people do, {'; '.join(seen)}. The figures are the shares that are seen."
    if watch.evidence is not None:
        told += f" {ONLY_TWO}"
    if all(watch.passed(name) == 1.0 for name in watch.collectors):
        return told
    reached = dict.fromkeys(channel for one in watch.collectors.values() for channel in one.sees)
    arrives = series(f"{spaced(channel)} ({percent(watch.coverage(channel))})" for channel in reached)
    whose = " of people whom all of them see" if watch.tells_apart else ""
    return f"{told} Not all of it is passed on; what reaches the regime{whose} is {arrives}."


def ties(regime: Regime) -> str:
    """The regime's picture of who knows whom; empty where it has none."""
    seen = regime.watch.ties
    if seen is None or not regime.watch.collectors:
        return ""
    return (
        f"Who knows whom is gathered from {series(map(spaced, seen.seen_through))}: "
        f"{percent(seen.missed.value)} of true ties are missed, and for every hundred of these "
        f"{plain(100 * seen.invented.value)} invented."
    )


def collectors(regime: Regime) -> list[str]:
    """Who watches, and where what they see goes."""
    told = []
    for name, collector in regime.watch.collectors.items():
        told.append(f"{capital(spaced(name))} ({watched_by(collector)}): {sees(collector)}{goes(collector)}.")
    for name, point in regime.watch.fusion.items():
        told.append(f"{capital(spaced(name))} ({OF[point.kind]}) gathers what they pass on{goes(point)}.")
    return told + ([ONLY_TWO] if told and regime.watch.evidence is not None else [])


def goes(one: Collector | Point) -> str:
    """Where what somebody sees or gathers goes; empty where nothing is said of it."""
    late = one.delay if isinstance(one, Collector) else None
    if one.feeds is None and one.passes is None and late is None:
        return ""
    who = "they pass" if isinstance(one, Collector) else "it passes"
    what = "it" if one.passes is None else percent(one.passes.value)
    if one.passes is not None:
        what += " of it"
    after = f" after {late.said(late.value)} or more" if late is not None else ""
    return f"; {who} {what} {f'to the {spaced(one.feeds)}' if one.feeds else 'on'}{after}"


def _victim(wrong: Errors) -> str:
    """Who is mistaken for whoever did it."""
    if wrong.falls_on is None:
        return "a neighbour"
    whom = ("to one of the same household", "to a neighbour", "to somebody of the same name")
    told = [
        f"{percent(share)} {who}"
        for share, who in zip(wrong.falls_on.shares(), whom, strict=True)
        if share > 0
    ]
    return f"somebody else, of these {series(told)}, always the same ones"


def errors(regime: Regime) -> str:
    """How records go wrong, in a sentence."""
    parts = error_items(regime)
    return f"Watching goes wrong: {'; '.join(parts)}." if parts else "Watching is taken to make no errors."


def error_items(regime: Regime) -> list[str]:
    """How records go wrong, one by one: the wrong person, the wrong label, nothing at all."""
    wrong = regime.watch.errors
    parts = []
    if wrong.misattributed.value > 0:
        parts.append(f"{percent(wrong.misattributed.value)} of what is seen is credited to {_victim(wrong)}")
    for label, mislabel in wrong.mislabelled.items():
        parts.append(
            f"in {percent(mislabel.share.value)} of cases where somebody {did(label)}, the record says "
            f"that they {did(mislabel.as_label)}"
        )
    per_day = wrong.false_records.per_day.value
    if per_day > 0:
        parts.append(
            f"each day {plain(100_000 * per_day)} in 100,000 people get a record of what never happened "
            f"(that they {series(map(did, wrong.false_records.as_labels), 'or')})"
        )
    if wrong.namesakes is not None and wrong.namesakes.value > 0:
        parts.append(
            f"{percent(wrong.namesakes.value)} of the events that put somebody on a list are credited to "
            "somebody else of the same name, anywhere in the town"
        )
    for name, judged in wrong.misjudged.items():
        parts.append(
            f"of {holds_of(name)} {percent(judged.missed.value)} are held not to be that, of others "
            f"{percent(judged.invented.value)} are held to be"
        )
    return parts
