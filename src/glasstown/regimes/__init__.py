"""The system under study as data: what a regime's file may say, what is refused in it, and what it means.

A regime is a hypothesis about invented lives. Its labels bind to acts of the catalogue, whose hidden truth
it cannot change; its errors of watching must be said. Public parts: `load_regime`, `Regime` (in `model`),
`read_streams` (in `compile`), `with_assumed` and `with_association` (in `assumed`), `assumptions` (in
`assumed`), `in_words` and `sections` (in `words`), `claims_about` (in `claims`).
"""

from __future__ import annotations

from pathlib import Path

from glasstown.core.documents import Document, find_document, read_document
from glasstown.regimes.model import Regime


def load_regime(name_or_path: str | Path) -> Document[Regime]:
    """A shipped regime by name (or the beginning of it), or a file. ``InputError`` lists every problem."""
    return read_document(find_document("regimes", name_or_path), Regime)


__all__ = ["Regime", "load_regime"]
