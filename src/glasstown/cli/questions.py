"""Open questions of a file: keys without a value, under a comment that asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from glasstown.core.documents import holds, read_bytes
from glasstown.core.errors import InputError, Problem, one_of
from glasstown.core.marks import Tree, Where, read_tree, spelled
from glasstown.core.shapes import keys_at, literals_at
from glasstown.life.catalogue import SERVICE_BY_NAME
from glasstown.regimes.labels import ACT_LABELS, CONTACT_LABEL
from glasstown.regimes.model import Regime
from glasstown.studies.assumptions import comment_above

_NUMBER: Final = "{value: NUMBER, source: KEY} or {value: NUMBER, assumed: [low, high]}"
_NAMES: Final = {"label": (*ACT_LABELS, CONTACT_LABEL), "service": tuple(SERVICE_BY_NAME)}


def with_questions(error: InputError, file: str) -> InputError:
    """The error of a regime file with its open questions in place of what follows from them."""
    path = Path(file)
    if not holds(path.is_file):
        return error
    try:
        tree = read_tree(read_bytes(path), file)
    except InputError:
        return error  # a file that cannot be read has no questions: what is wrong with it stands in the error
    asked = list(open_questions(tree, path.read_text(encoding="utf-8"), file))
    if not asked:
        return error
    keys = [problem.key for problem in asked]
    others = [problem for problem in error.problems if not _follows(problem.key, keys)]
    return InputError(sorted([*asked, *others], key=lambda problem: problem.line or 0))


def open_questions(tree: Tree, text: str, file: str) -> Iterator[Problem]:
    """Each key without a value over which a comment asks something, with the question and what may answer it."""
    for where in _empty(tree.value, ()):
        line = tree.line_of(where)
        question = comment_above(text, line)
        if "?" in question:
            asked = question[: question.index("?") + 1]
            yield Problem(file, line, spelled(where), f'an open question, "{asked}"', _answers(where))


def _empty(value: Any, where: Where) -> Iterator[Where]:
    if value is None:
        yield where
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _empty(inner, (*where, key))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _empty(inner, (*where, place))


def _answers(where: Where) -> str:
    """What may stand at a place of a regime."""
    words = literals_at(Regime, where) or _NAMES.get(str(where[-1]), ())
    if words:
        return one_of(words)
    if "value" in keys_at(Regime, where):
        return _NUMBER
    return "a name" if where[-1] in ("list", "town") else "text"


def _follows(key: str, asked: list[str]) -> bool:
    """Whether a problem is about a place that is open, or about a part with an open place in it."""
    return any(open_key == key or open_key.startswith((f"{key}.", f"{key}#")) for open_key in asked)
