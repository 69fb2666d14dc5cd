"""How people react to a regime, as assumptions with ranges, each of which can be taken away.

Public parts: `load_response`, `Response` (in `model`).
"""

from __future__ import annotations

from pathlib import Path

from glasstown.core.documents import Document, find_document, read_document
from glasstown.responses.model import Response


def load_response(name_or_path: str | Path) -> Document[Response]:
    """A shipped response by name (or the beginning of it), or a file. ``InputError`` lists every problem."""
    return read_document(find_document("responses", name_or_path), Response)


__all__ = ["Response", "load_response"]
