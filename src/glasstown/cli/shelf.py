"""What there is to list, show and check: shipped files, the user's own, and measures."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from glasstown.core.documents import KINDS, Document, holds, json_schema_of, meant_by, read_bytes, shipped
from glasstown.core.errors import InputError, Problem, nearest, one_of
from glasstown.core.marks import read_tree
from glasstown.measures.measure import Measure


def _load(kind: str, name_or_path: str | Path) -> Document[Any]:
    if kind == "regimes":
        from glasstown.regimes import load_regime

        return load_regime(name_or_path)
    if kind == "towns":
        from glasstown.towns import load_town

        return load_town(name_or_path)
    if kind == "safeguards":
        from glasstown.regimes.safeguards import load_safeguard

        return load_safeguard(name_or_path)
    from glasstown.responses import load_response

    return load_response(name_or_path)


def _measures() -> dict[str, Measure]:
    from glasstown.measures import registry

    return {measure.key: measure for measure in registry()}


def entries(kind: str) -> list[dict[str, str]]:
    """Name, title and status of everything of a kind."""
    if kind == "measures":
        return [{"name": m.key, "title": m.title, "status": m.status} for m in _measures().values()]
    documents = [_load(kind, name) for name in shipped(kind)]
    return [{"name": d.name, "title": d.model.title, "status": d.model.status} for d in documents]


def find(name: str, asked: str = "show") -> Document[Any] | Measure:
    """What goes by a name, whatever its kind: exactly, then as the only beginning, or a file.

    `asked` is the command that asks, which an error names.
    """
    if _looks_like_file(name):
        return find_file(name)[1]
    measures = _measures()
    found: dict[str, Callable[[], Document[Any] | Measure]] = {}
    for kind in KINDS:
        for known in shipped(kind):
            found[known] = lambda kind=kind, known=known: _load(kind, known)  # type: ignore[misc]
    for key, measure in measures.items():
        found[key] = lambda measure=measure: measure  # type: ignore[misc]
    if name in found:
        return found[name]()
    begun = [known for known in found if name and known.startswith(name)]
    if (meant := meant_by(begun)) is not None:
        return found[meant]()
    several = ", which several begin with" if begun else ""
    allowed = one_of(begun) if begun else "a name that `glasstown list` shows, or a file"
    raise InputError(
        [Problem(asked, None, "name", f'"{name}"{several}', allowed, nearest(name, begun or found))]
    )


def find_file(name: str) -> tuple[str, Document[Any]]:
    """(kind, document) of a file, told by the key it has; a shipped name serves too."""
    if not _looks_like_file(name) and not holds(Path(name).is_file):
        for kind in KINDS:
            if name in shipped(kind):
                return KINDS[kind], _load(kind, name)
        names = [known for kind in KINDS for known in shipped(kind)]
        raise InputError(
            [Problem(name, None, "", "no such file", "a file, or a shipped name", nearest(name, names))]
        )
    path = Path(name)
    kind = _kind_of(path) if holds(path.is_file) else "regimes"
    return KINDS[kind], _load(kind, path)


def _kind_of(path: Path) -> str:
    tree = read_tree(read_bytes(path), str(path))
    for kind, key in KINDS.items():
        if key in tree.value:
            return kind
    allowed = "one of the keys " + ", ".join(f"{key}:" for key in KINDS.values())
    raise InputError([Problem(str(path), 1, "", "no key that says what the file is", allowed)])


def _looks_like_file(name: str) -> bool:
    return name.endswith((".yaml", ".yml")) or "/" in name or "\\" in name


def schema_of(key: str) -> dict[str, Any]:
    """The JSON Schema of a kind of file, by the key it begins with."""
    if key == "regime":
        from glasstown.regimes import Regime

        return json_schema_of(Regime)
    if key == "town":
        from glasstown.towns.model import TownModel

        return json_schema_of(TownModel)
    if key == "safeguard":
        from glasstown.regimes.safeguards import Safeguard

        return json_schema_of(Safeguard)
    from glasstown.responses import Response

    return json_schema_of(Response)
