"""The safeguards of a run: read by name, and laid over its regime."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from glasstown.core.documents import Document, holds
from glasstown.core.errors import refused
from glasstown.core.marks import quoted
from glasstown.regimes import Regime
from glasstown.regimes.safeguards import Safeguard, apply, changes_nothing, load_safeguard
from glasstown.regimes.words.phrases import series

JOINED: Final = "+"
"""Between the names of several safeguards, and before each in the name of a world."""
MOST: Final = 20

Safeguards = tuple[Document[Safeguard], ...]


def read_safeguards(said: str | os.PathLike[str] | None) -> Safeguards:
    """Names or files, joined by ``+``, in the order of their names; ``InputError`` for one that is not there."""
    if said is None:
        return ()
    asked = _apart(said) if isinstance(said, str) else [os.fspath(said)]
    if len(asked) > MOST:
        raise refused("run", "safeguards", f"{len(asked)} of them", f"at most {MOST}")
    documents = sorted((load_safeguard(one) for one in asked), key=lambda document: document.name)
    names = [document.name for document in documents]
    for name in names:
        if names.count(name) > 1:
            raise refused("run", "safeguards", f"{quoted(name)} again", "each safeguard once")
    return tuple(documents)


def _apart(said: str) -> list[str]:
    """What is joined by ``+``; a file in whose own path one stands is left whole."""
    pieces = said.split(JOINED)
    if len(pieces) > 4 * MOST:
        return pieces
    found: list[str] = []
    while pieces:
        ends = range(len(pieces), 1, -1)
        end = next((n for n in ends if holds(Path(JOINED.join(pieces[:n])).is_file)), 1)
        found.append(JOINED.join(pieces[:end]))
        pieces = pieces[end:]
    return found


def world_of(regime: str, safeguards: Iterable[Document[Safeguard]]) -> str:
    """The name of the world of a regime with safeguards: ``article-2020+expiry+no-association``."""
    return named([regime, *(document.name for document in safeguards)])


def named(names: Iterable[str]) -> str:
    """Several names as one word."""
    return JOINED.join(names)


def laid_over(regime: Regime, safeguards: Sequence[Document[Safeguard]]) -> Regime:
    """The regime with its safeguards; itself where there are none."""
    return apply(regime, [document.model for document in safeguards]) if safeguards else regime


def check_drawn(regime: Regime, safeguards: Sequence[Document[Safeguard]]) -> None:
    """Raise `InputError` where the least share of the time that may be drawn cannot be said of the regime."""
    models = []
    for document in safeguards:
        share = document.model.adherence
        least = share.value if share.assumed is None else share.assumed[0]
        drawn = share.model_copy(update={"value": least})
        models.append(document.model.model_copy(update={"adherence": drawn}))
    apply(regime, models)


def idle(regime: Regime, safeguards: Sequence[Document[Safeguard]]) -> list[str]:
    """Sentences about safeguards that find nothing in a regime to take away."""
    return [
        f"The safeguard {document.name} changes nothing: {regime.regime} has none of what it takes away."
        for document in safeguards
        if changes_nothing(regime, document.model)
    ]


def titled(title: str, safeguards: Sequence[Document[Safeguard]]) -> str:
    """The title of a regime with safeguards."""
    if not safeguards:
        return title
    plural = "s" if len(safeguards) > 1 else ""
    return f"{title}, with the safeguard{plural} {series(document.name for document in safeguards)}"
