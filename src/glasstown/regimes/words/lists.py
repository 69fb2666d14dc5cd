"""Who is put on a list, who gets off it, and what becomes known of it."""

from __future__ import annotations

from typing import Final

from glasstown.regimes.lists import Ground, ListOf
from glasstown.regimes.model import Regime
from glasstown.regimes.shaming import Shamed, Shaming
from glasstown.regimes.words.phrases import capital, counted, did, percent, plain, series, spaced, spell

_STATES: Final = {"owes": "owe", "able-to-pay": "be able to pay"}
_MADE_KNOWN: Final = {
    "public-register": "stands on a public register that anybody can read",
    "board": "is shown on a board or a screen where they live, to their neighbours",
    "map": "is shown on a map to people nearby",
    "school-letter": "is named in a letter to the school of their children, which comes home with them",
}
_HELD: Final = {"owes": "people who owe", "able-to-pay": "people able to pay"}


def holds_of(name: str) -> str:
    """Those of whom a hidden state holds: "people able to pay"."""
    return _HELD.get(name, name)


def ground(entry: Ground) -> str:
    """Who is put on a list by an event, from when to when, and for how long."""
    if entry.due_term is not None:
        claimed = f", and is held to {_STATES[entry.true_ground]}" if entry.true_ground else ""
        who = f"whoever has not paid {counted(entry.due_term.value, 'day')} after a court ordered it{claimed}"
    else:
        did_what = "evaded the enforcement of a judgment" if entry.of_debt else did(entry.label)
        who = f"whoever is recorded as one who {did_what}"
    if entry.until_paid:
        held = "until the debt is paid"
    elif entry.term is None:
        held = "for good"
    else:
        held = f"for {counted(entry.term.value, 'day')}"
        if entry.extend is not None:
            held += f", {plain(entry.extend.value)} more for a further event meanwhile"
    when = spell(entry)
    return f"{capital((f'{when}: ' if when else '') + who)}, {held}."


def leaving(entry: ListOf) -> str:
    """How one gets off a list; empty where its grounds say all of it."""
    if entry.leave is None:
        return "" if entry.timed else "Nobody gets off it."
    if entry.by_event is not None:
        return (
            f"Whoever pays is taken off it within {counted(entry.by_event.paid_within.value, 'day')}; where a term "
            f"still runs, with a chance of {percent(entry.by_event.early.value)}."
        )
    after = "" if entry.term is None else f", and not before {counted(entry.term.value, 'day')} have passed"
    level = 0.0 if entry.leave_from is None else entry.leave_from.value
    return f"One gets off it with {plain(level)} points or more{after}."


def list_in_words(entry: ListOf) -> str:
    """How one gets on a list and off it."""
    if entry.grounds:
        grounds = " ".join(map(ground, entry.grounds))
        return f'On the list "{entry.name}" is put: {grounds} {leaving(entry)}'.rstrip()
    level = 0.0 if entry.enter_below is None else entry.enter_below.value
    when = spell(entry)
    kept = f" It is kept {when}." if when else ""
    return (
        f'Whoever falls below {plain(level)} points is put on the list "{entry.name}". {leaving(entry)}{kept}'
    )


def lists(regime: Regime) -> str:
    """Every list."""
    return " ".join(map(list_in_words, regime.lists)) or "There are no lists."


def shaming_in_words(shaming: Shaming) -> str:
    """How one form of shaming makes a listing known."""
    who = _shamed(shaming.who)
    if shaming.form == "call-tone":
        return (
            f"From day {max(1, shaming.from_day)} of a run, whoever calls somebody {who} "
            "hears a tone that says so."
        )
    return f"Who is {who} {_MADE_KNOWN[shaming.form]}."


def _shamed(who: Shamed) -> str:
    return f"below grade {who.grade_below}" if who.on_list is None else f'on the list "{who.on_list}"'


def shaming(regime: Regime) -> str:
    """How listings become known; empty where they do not."""
    return " ".join(map(shaming_in_words, regime.shaming))


def sections(regime: Regime) -> str:
    """What else is kept about people; empty where nothing is said of it."""
    if not regime.sections:
        return ""
    named = series(spaced(name) for name in regime.sections)
    return f"Also kept, and read by nothing here: {named}."
