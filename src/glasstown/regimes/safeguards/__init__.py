"""Safeguards: one-way overlays on a regime, as data, each with the law that it comes from and what it costs.

A safeguard says what it takes away, caps or shortens, from a closed set of operations that can do nothing else: no
rule, collector, gate, list or point can be added by one. Public parts: `load_safeguard`, `Safeguard` (in `model`),
`Operation` (in `operations`), `apply` and `changes_nothing` (in `apply`), `does_in_words` (in `words`).
"""

from __future__ import annotations

from pathlib import Path

from glasstown.core.documents import Document, find_document, read_document
from glasstown.regimes.safeguards.apply import apply, changes_nothing
from glasstown.regimes.safeguards.model import Safeguard


def load_safeguard(name_or_path: str | Path) -> Document[Safeguard]:
    """A shipped safeguard by name (or the beginning of it), or a file. ``InputError`` lists every problem."""
    return read_document(find_document("safeguards", name_or_path), Safeguard)


__all__ = ["Safeguard", "apply", "changes_nothing", "load_safeguard"]
