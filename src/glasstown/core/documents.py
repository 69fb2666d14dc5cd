"""Input files: found by name, read strictly, checked against a model, with every problem reported at once."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar, Final, Generic, TypeVar

from pydantic import ValidationError

from glasstown.core.errors import InputError, Mismatch, Problem, among, nearest, one_of, refused
from glasstown.core.marks import MAX_BYTES, Tree, Where, quoted, read_tree, shown_key, spelled
from glasstown.core.parts import Part, Source
from glasstown.core.shapes import allowed_by, keys_at, literals_at

KINDS: Final = {"regimes": "regime", "responses": "response", "safeguards": "safeguard", "towns": "town"}
"""Kinds of input file, and the key that such a file begins with. A regime also names its town: it comes first."""

_PACKAGE: Final = Path(__file__).resolve().parent.parent
_FOLDERS: Final = {
    "regimes": "regimes/atlas",
    "towns": "towns/tables",
    "responses": "responses/shipped",
    "safeguards": "regimes/safeguards",
}
_MARK: Final = re.compile(r"<[a-z]+>|\[key\]")


class Root(Part):
    """The whole of an input file. A subclass sets `kind` and has a field of that name, the file's own name.

    `contradictions` lists what is wrong between parts that are each valid; it is asked once all parts are.
    """

    kind: ClassVar[str] = ""

    def contradictions(self) -> Iterable[Mismatch]:
        """Problems between parts, each with its path in `at`."""
        return ()


M = TypeVar("M", bound=Root)


@dataclass(frozen=True)
class Document(Generic[M]):
    """A file that has been read and found valid. `sha256` is of its bytes."""

    name: str
    file: str
    model: M
    text: str
    sha256: str
    tree: Tree = field(repr=False, compare=False)

    def line_of(self, path: Where) -> int:
        """The line on which a value stands, e.g. of ``("rules", 1, "points")``."""
        return self.tree.line_of(path)

    @property
    def sources(self) -> dict[str, Source]:
        """The file's sources by key; empty where it has none."""
        return dict(getattr(self.model, "sources", {}))


def read_bytes(path: Path) -> bytes:
    """A file's bytes; ``InputError`` where it cannot be read or is too large, without reading all of it."""
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
        size = path.stat().st_size
    except OSError as error:
        found, allowed = (error.strerror or "no file").lower(), "a file that can be read"
        raise refused(str(path), "", found, allowed) from None
    if size > MAX_BYTES:
        raise refused(str(path), "", f"{size:,} bytes", f"at most {MAX_BYTES:,} bytes")
    return data


def read_document(path: Path, model: type[M]) -> Document[M]:
    """Read and check a file; ``InputError`` lists what is wrong in form, or all contradictions."""
    file = str(path)
    data = read_bytes(path)
    tree = read_tree(data, file)
    _must_be_a(model.kind, tree, file)
    problems = _unknown_sources(tree, file)
    checked: M | None = None
    try:
        checked = model.model_validate_json(json.dumps(tree.value))
    except ValidationError as error:
        found = [_problem(details, tree, file, model) for details in error.errors(include_url=False)]
        problems += [problem for problem in found if problem is not None]
    if checked is not None:
        problems += [
            Problem(file, tree.line_of(m.at), spelled(m.at), m.found, m.allowed, m.nearest)
            for m in checked.contradictions()
        ]
    if problems or checked is None:
        raise InputError(sorted(dict.fromkeys(problems), key=lambda problem: problem.line or 0))
    name = str(getattr(checked, model.kind))
    return Document(name, file, checked, data.decode("utf-8"), hashlib.sha256(data).hexdigest(), tree)


def shipped(kind: str) -> dict[str, Path]:
    """The files of a kind ("regimes", "towns", "responses", "safeguards") in the package, by name."""
    folder = _PACKAGE / _FOLDERS[kind]
    return {path.stem: path for path in sorted(folder.glob("*.yaml"), key=lambda path: path.stem)}


def meant_by(begun: Sequence[str]) -> str | None:
    """Which of the names that begin as somebody wrote is meant: the only one, or one with which all others begin.

    So "article" is article-2020, beside article-2020-total.
    """
    shortest = min(begun, key=len, default=None)
    return shortest if shortest is not None and all(name.startswith(shortest) for name in begun) else None


def find_document(kind: str, name_or_path: str | Path) -> Path:
    """A shipped file by its name or the only one that begins so, or a file of the user's.

    A file is meant where the text ends in .yaml or .yml or holds a slash. ``InputError`` names the nearest.
    """
    text = str(name_or_path)
    if isinstance(name_or_path, Path) or text.endswith((".yaml", ".yml")) or "/" in text or "\\" in text:
        path = Path(name_or_path)
        if holds(path.is_file):
            return path
        there = holds(path.exists)
        found = "something that is not a file" if there else "no such file"
        beside = (
            [] if there or not holds(path.parent.is_dir) else [p.name for p in path.parent.glob("*.y*ml")]
        )
        raise refused(text, "", found, f"a {KINDS[kind]} file", nearest(path.name, beside))
    known = shipped(kind)
    if text in known:
        return known[text]
    begun = [name for name in known if text and name.startswith(text)]
    if (meant := meant_by(begun)) is not None:
        return known[meant]
    found = f"the name {quoted(text)}" + (", which several begin with" if begun else "")
    allowed = one_of(begun or known) + ", or a file"
    raise refused(KINDS[kind], "", found, allowed, nearest(text, begun or known))


def holds(asks: Callable[[], bool]) -> bool:
    """Whether a path is what one asks; where the system will not say (too long, forbidden), it is not."""
    try:
        return asks()
    except (OSError, ValueError):
        return False


def json_schema_of(model: type[Part]) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a kind of file, as one writes it."""
    schema = model.model_json_schema(mode="validation", by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _must_be_a(kind: str, tree: Tree, file: str) -> None:
    """Refuse a file of another kind as such, rather than key by key."""
    signs = {kind: (kind,) for kind in KINDS.values()} | {"town": ("town", "describes")}
    other = next((each for each, keys in signs.items() if all(key in tree.value for key in keys)), kind)
    if kind in signs and other != kind:
        raise InputError([Problem(file, tree.line_of((other,)), other, f"a {other} file", f"a {kind} file")])


def _unknown_sources(tree: Tree, file: str) -> list[Problem]:
    """Every `source:` names a key of the file's `sources:`."""
    known = tree.value.get("sources")
    names = list(known) if isinstance(known, dict) else []
    return [
        Problem(
            file,
            tree.line_of(where),
            spelled(where),
            quoted(said),
            among("a key of the file's sources", names),
            nearest(said, names),
        )
        for where, said in _sources_named(tree.value, ())
        if said not in names
    ]


def _sources_named(value: Any, where: Where) -> Iterator[tuple[Where, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "source" and isinstance(inner, str):
                yield (*where, key), inner
            elif where or key != "sources":
                yield from _sources_named(inner, (*where, key))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _sources_named(inner, (*where, place))


def _where(loc: Iterable[str | int]) -> Where:
    """pydantic's path without its own marks: ``<uniform>`` for an alternative, ``[key]`` for a key itself."""
    return tuple(step for step in loc if not (isinstance(step, str) and _MARK.fullmatch(step)))


def _problem(details: Any, tree: Tree, file: str, model: type[Part]) -> Problem | None:
    """One of pydantic's errors as a problem; a missing key that stands there misspelt is reported once."""
    kind: str = details["type"]
    about_key = kind in ("extra_forbidden", "missing")
    where = _where(details["loc"][:-1]) + details["loc"][-1:] if about_key else _where(details["loc"])
    if kind == "extra_forbidden":
        names = keys_at(model, where[:-1])
        key = str(where[-1])
        return Problem(
            file,
            tree.line_of(where),
            spelled(where),
            f"the unknown key {shown_key(key)}",
            one_of(names),
            nearest(key, names),
        )
    if kind == "missing":
        names = keys_at(model, where[:-1])
        given = _value_at(tree.value, where[:-1])
        unknown = [key for key in given if key not in names] if isinstance(given, dict) else []
        if any(nearest(key, names) == where[-1] for key in unknown):
            return None
        return Problem(
            file, tree.line_of(where[:-1]), spelled(where), "nothing", "a value: the key is required"
        )
    found = quoted(details["input"])
    cause = details.get("ctx", {}).get("error")
    if isinstance(cause, Mismatch):
        where = (*where, *cause.at)
        return Problem(file, tree.line_of(where), spelled(where), cause.found, cause.allowed, cause.nearest)
    near = ""
    if kind == "literal_error":
        names = literals_at(model, where) or re.findall(r"'([^']*)'", details["ctx"]["expected"])
        near = nearest(str(details["input"]), names)
        return Problem(file, tree.line_of(where), spelled(where), found, one_of(names), near)
    return Problem(file, tree.line_of(where), spelled(where), found, allowed_by(kind, details))


def _value_at(value: Any, where: Where) -> Any:
    for step in where:
        if isinstance(value, dict):
            value = value.get(str(step))
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return None
    return value
