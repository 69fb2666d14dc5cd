"""What one file says and another of its kind does not: entry by entry, in the order of the parts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from glasstown.core.documents import Document
from glasstown.core.numbers import Number
from glasstown.core.parts import Part
from glasstown.regimes.cases import Case
from glasstown.towns.figures import Table

_NAMING: Final = ("case", "label", "duty", "list", "burden", "reward", "service", "form")


@dataclass(frozen=True)
class Node:
    """A value of a file; `inner` are its parts by key, None where it has none (a number, a word, a row)."""

    value: Any
    inner: dict[str, Node] | None = None


@dataclass(frozen=True)
class Change:
    """One difference: at `key` of `part` the files say `a` and `b`; None where a file says nothing."""

    part: str
    key: str
    a: Node | None
    b: Node | None


def changes(a: Document[Any], b: Document[Any]) -> tuple[Change, ...]:
    """Everything in which two files of a kind differ, but their names."""
    name = a.model.kind
    found: list[Change] = []
    for part in _keys(tree(a.model), tree(b.model)):
        if part != name:
            one, other = ((tree(document.model).inner or {}).get(part) for document in (a, b))
            found += [Change(part, key, x, y) for key, x, y in _compare(part, one, other)]
    return tuple(found)


def tree(value: Any) -> Node:
    """A value of a model with its parts by key: entries of lists by their case, label, duty, list, service or form."""
    if isinstance(value, Number | Table):
        return Node(value)
    if isinstance(value, Part):
        fields = type(value).model_fields.items()
        members = {field.alias or name: getattr(value, name) for name, field in fields}
        return Node(value, {key: tree(inner) for key, inner in members.items() if inner is not None})
    if isinstance(value, dict):
        return Node(value, {str(key): tree(inner) for key, inner in value.items()})
    if isinstance(value, tuple) and all(isinstance(entry, Part) for entry in value):
        return Node(value, _entries(value))
    return Node(value)


def plainly(node: Node | None) -> Any:
    """A value as JSON has it; None where a file says nothing."""
    if node is None:
        return None
    if node.inner is not None:
        listed = isinstance(node.value, tuple)
        return (
            [plainly(x) for x in node.inner.values()]
            if listed
            else {k: plainly(x) for k, x in node.inner.items()}
        )
    value = node.value
    if isinstance(value, Number | Table):
        figure: Any = value.value if isinstance(value, Number) else list(value.values)
        known = {"source": value.source} if value.assumed is None else {"assumed": list(value.assumed)}
        return {"values" if isinstance(value, Table) else "value": figure, **known}
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def joined(key: str, step: str) -> str:
    """A key and what follows it: a name after a dot, a place in a list as it stands."""
    return key + step if step.startswith("#") else f"{key}.{step}"


def _entries(value: tuple[Any, ...]) -> dict[str, Node]:
    """Entries of a list by name; a name that comes again is numbered, entries without one are."""
    inner: dict[str, Node] = {}
    for place, entry in enumerate(value, 1):
        node = tree(entry)
        name = next(
            (str(node.inner[key].value) for key in _NAMING if node.inner and key in node.inner), f"#{place}"
        )
        times = sum(known.split("#")[0] == name for known in inner)
        inner[f"{name}#{times + 1}" if times else name] = node
    return inner


def _keys(one: Node, other: Node) -> list[str]:
    """The keys of both: of a part in the order of its model, else those of the first and then the other's own."""
    both = dict.fromkeys([*(one.inner or {}), *(other.inner or {})])
    if isinstance(one.value, Part) and type(one.value) is type(other.value):
        fields = [field.alias or name for name, field in type(one.value).model_fields.items()]
        return [key for key in fields if key in both]
    return list(both)


def _compare(
    key: str, one: Node | None, other: Node | None
) -> Iterator[tuple[str, Node | None, Node | None]]:
    if one is None or other is None:
        if one is not other:
            yield key, one, other
    elif one.inner is not None and other.inner is not None and _alike(one, other):
        for step in _keys(one, other):
            yield from _compare(joined(key, step), one.inner.get(step), other.inner.get(step))
    elif one != other:
        yield key, one, other


def _alike(one: Node, other: Node) -> bool:
    """Whether two values have the same parts, so that these can be compared one by one."""
    if isinstance(one.value, Case):
        return False  # a case says one thing: it is told whole
    if isinstance(one.value, Part) and isinstance(other.value, Part):
        return type(one.value) is type(other.value)
    return isinstance(one.value, tuple) == isinstance(other.value, tuple)
