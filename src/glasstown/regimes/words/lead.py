"""The first paragraph of an entry: what a regime is, in a few sentences."""

from __future__ import annotations

from glasstown.life.catalogue import SERVICE_BY_NAME
from glasstown.regimes.model import Regime
from glasstown.regimes.words.burdens import GIVEN, IMPOSED
from glasstown.regimes.words.known import known_of
from glasstown.regimes.words.phrases import counted, on, series, spaced
from glasstown.regimes.words.score import whom


def lead(regime: Regime) -> str:
    """What it is, and how well it is known."""
    return f"{regime.title}. {known_of(regime.status)} The people it is laid over are invented: the town {regime.town}."


def in_short(regime: Regime) -> str:
    """What it does, in one or two sentences."""
    channels = list(
        dict.fromkeys(spaced(channel) for one in regime.watch.collectors.values() for channel in one.sees)
    )
    text = (
        f"It watches {series(channels)} of {whom(regime)}."
        if channels
        else f"It is laid over {whom(regime)}."
    )
    does = []
    if regime.score is not None and regime.rules:
        does.append("gives and takes points for what is recorded")
    if regime.association is not None:
        does.append("takes points from those who know the wrong people")
    if regime.lists:
        names = series(f'"{entry.name}"' for entry in regime.lists)
        does.append(f"keeps the list{'' if len(regime.lists) == 1 else 's'} {names}")
    services = list(dict.fromkeys(SERVICE_BY_NAME[gate.service].title for gate in regime.gates))
    if services:
        does.append(f"refuses {series(services)}")
    if regime.burdens:
        does.append(f"imposes {series(dict.fromkeys(IMPOSED[each.burden] for each in regime.burdens))}")
    if regime.rewards:
        does.append(f"gives {series(dict.fromkeys(GIVEN[each.reward] for each in regime.rewards))}")
    if regime.shaming:
        does.append("lets others know who is listed")
    if regime.enforcement is not None and not does:
        does.append("leaves debts to the courts, and lists nobody")
    if does:
        text += f" It {'; it '.join(does)}."
    if (regime.gates or regime.burdens or regime.lists) and all(
        value == "none" for _name, value in regime.redress
    ):
        text += " Nobody is told, heard or put right."
    return text


def setting(regime: Regime) -> str:
    """First day, proposed length, and the practice before it."""
    begins = f"Day 0 is {on(regime.begins)}. " if regime.begins is not None else ""
    before = (
        "" if regime.before is None else f" Before it there was {regime.before}, whose world runs beside it."
    )
    ends = f"It ends on {on(regime.ends)}. " if regime.ends is not None else ""
    return f"{begins}{ends}A run of {counted(regime.years, 'year')} is proposed.{before}"
