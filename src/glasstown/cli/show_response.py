"""A response as an entry: each way in which people react, as an assumption with its range."""

from __future__ import annotations

from collections.abc import Iterator

from glasstown.cli.pages import Entry
from glasstown.cli.show import NOT_A_COUNTRY, numbers, sources, sureness, typed
from glasstown.core.documents import Document
from glasstown.core.numbers import Days, Number
from glasstown.regimes.words.known import known_of
from glasstown.regimes.words.phrases import LAYERS, percent, series, spaced
from glasstown.regimes.words.section import Section
from glasstown.responses import Response
from glasstown.responses.model import Speech


def response_entry(document: Document[Response]) -> Entry:
    """How people react, and how little of it is known."""
    response = document.model
    parts = list(_parts(response))
    off = [] if parts else ["Nobody reacts to anything: people act as in the town without the regime."]
    return Entry(
        f"{document.name}, a response",
        (
            f"{response.title}. A response says how people react to a regime. {known_of(response.status, 'figures')} "
            f"{sureness(document)}",
            f"{NOT_A_COUNTRY} What a response leaves out people do as in the town without the regime.",
        ),
        (
            Section("How people react", tuple(off)),
            *parts,
            *numbers(document),
            sources(document),
            Section(
                "What to run next",
                items=(
                    f"glasstown run article-2020 --response {typed(document)}: a regime with this response",
                    "glasstown list responses: the other responses",
                ),
            ),
        ),
    )


def ranged(number: Number, wording: str) -> str:
    """``70% (assumed; 50% to 90%)``: a share with its range, or its source."""
    if number.assumed is None:
        return f"{wording} (source: {number.source})"
    low, high = number.assumed
    return f"{wording} (assumed; {percent(low)} to {percent(high)})"


def days(number: Days) -> str:
    """``30 days (assumed; 5 to 90)``."""
    text = number.said(number.value)
    if number.assumed is None:
        return f"{text} (source: {number.source})"
    return f"{text} (assumed; {number.assumed[0]} to {number.assumed[1]})"


def _anticipation(speech: Speech) -> Iterator[str]:
    part = speech.anticipation
    if part is None:
        return
    knows, seen = part.awareness, part.perceived_watching
    vague, clear = part.vagueness.vague, part.vagueness.clear
    yield (
        "Before anything has happened words are kept back for what might: by the share who know the rules, "
        f"{ranged(knows, percent(knows.value))}, times the share of public words that they think are seen, "
        f"{ranged(seen, percent(seen.value))}, times how likely they hold it that a critical word could count: "
        f"{ranged(vague, percent(vague.value))} under a vague rule, {ranged(clear, percent(clear.value))} under "
        "clear ones."
    )


def _parts(response: Response) -> Iterator[Section]:
    if response.speech is not None:
        said = response.speech.said_beside_punished_tie
        ties = series((LAYERS[layer] for layer in response.speech.hears_of), "or")
        yield Section(
            "Speech",
            (
                f"Of the critical words that somebody would otherwise say, they still say "
                f"{ranged(said, percent(said.value))} once somebody they know is punished: {ties}.",
                *_anticipation(response.speech),
            ),
        )
    if response.shunning is not None:
        learns = [
            f"{ranged(share, percent(share.value))} learn of it through the {spaced(form)}"
            for form, share in response.shunning.learns_through.items()
        ]
        kin, friend = response.shunning.breaks_off.kin, response.shunning.breaks_off.friend
        yield Section(
            "Shunning",
            (
                f"Of those who know somebody on a list and whom it reaches, {series(learns)}. Of those who have "
                f"learned of it, {ranged(kin, percent(kin.value))} of relatives and "
                f"{ranged(friend, percent(friend.value))} of friends break off. Without shaming in the regime nobody "
                "learns of a listing.",
            ),
        )
    if response.avoidance is not None:
        left = response.avoidance.avoids
        yield Section(
            "Avoiding contact",
            (
                "Where knowing somebody who stands badly, or contact with them, costs points, "
                f"{ranged(left, percent(left.value))} of the calls, letters and visits to them are left undone.",
            ),
        )
    if response.debts is not None:
        pays = response.debts.pays_when_listed
        yield Section(
            "Paying debts",
            (
                "Somebody on a list for a debt who is able to pay pays because of the list, at each occasion (every 30 "
                f"days), with a chance of {ranged(pays, percent(pays.value))}, beside what they pay anyway.",
            ),
        )
    if response.urging is not None:
        urges, yields = response.urging.urges, response.urging.pays_when_urged
        yield Section(
            "Urging the listed to pay",
            (
                "Of those who have learned through shaming that somebody is on a list for a debt, "
                f"{ranged(urges, percent(urges.value))} urge them at each occasion to pay (every 30 days). Somebody "
                "able to pay whom anybody urges pays because of that with a chance of "
                f"{ranged(yields, percent(yields.value))}.",
            ),
        )
    if response.tries_again is not None:
        again = response.tries_again.after_refusal
        yield Section(
            "Trying again",
            (
                "Whoever is refused a ticket tries again on the same day, each time with a chance of "
                f"{ranged(again, percent(again.value))}. So refusals are attempts, and more than people.",
            ),
        )
    if response.appeals is not None:
        asks, higher = response.appeals.asks, response.appeals.higher
        after = response.appeals.after
        yield Section(
            "Asking for a review",
            (
                f"Of those put on a list by an event {ranged(asks.wrongly, percent(asks.wrongly.value))} ask for a "
                f"review where the entry is wrong, {ranged(asks.rightly, percent(asks.rightly.value))} where it is "
                f"right, {days(after)} after it. Of those refused {ranged(higher, percent(higher.value))} go to a "
                "higher place, if there is one.",
            ),
        )
    if response.belief is not None:
        moved = response.belief.moved_by_broadcast
        yield Section(
            "What people come to think",
            (
                "Where the regime broadcasts, somebody who does not support it is moved a step toward that (from "
                "critical to undecided, from undecided to supportive) in a week with a chance of "
                f"{ranged(moved, percent(moved.value))}, if the broadcast has its greatest strength, and in proportion "
                "if it has less.",
            ),
        )
