"""What is popularly said of scoring systems, beside what is documented.

A claim is told in our own words; the fact beside it has its published sources and says how sure it is. Claims
live here once: `glasstown show NAME --documented` and the page about the article both read them. Public parts:
`load_claims`, `claims_about`, `regimes_with_claims`, `Claim` (in `model`).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from glasstown.core.documents import Document, read_document
from glasstown.regimes.claims.model import Claim, Claims

_HERE = Path(__file__).resolve().parent


def shipped_claims() -> dict[str, Path]:
    """The files of claims in the package, by name."""
    return {path.stem: path for path in sorted(_HERE.glob("*.yaml"))}


def load_claims(name_or_path: str | Path) -> Document[Claims]:
    """A file of claims, by its name in the package or its path. ``InputError`` lists every problem."""
    return read_document(shipped_claims().get(str(name_or_path), Path(name_or_path)), Claims)


def claims_about(regime: str) -> Iterator[tuple[Document[Claims], Claim]]:
    """Every claim that is about a regime, with the file that holds it, numbered ones first."""
    for document in _documents():
        for claim in document.model.claims_on(regime):
            yield document, claim


def regimes_with_claims() -> list[str]:
    """Names of the regimes that some claim is about."""
    found = {name for document in _documents() for name in document.model.regimes()}
    return sorted(found)


def _documents() -> list[Document[Claims]]:
    return [load_claims(path) for path in shipped_claims().values()]


__all__ = ["Claim", "Claims", "claims_about", "load_claims", "regimes_with_claims", "shipped_claims"]
