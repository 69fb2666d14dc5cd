"""The numbers and tables inside a validated model: found with their places, and replaced."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from glasstown.core.marks import Where, spelled
from glasstown.core.numbers import Number
from glasstown.core.parts import Part

P = TypeVar("P", bound=Part)

_NAMING = ("label", "duty", "list", "burden", "reward", "service", "form")


def numbers_in(part: Part) -> Iterator[tuple[Where, Number]]:
    """Every number of a model with its path in the file, in the order of the model."""
    return parts_in(part, Number)


def parts_in(part: Part, kind: type[P]) -> Iterator[tuple[Where, P]]:
    """Every part of a kind inside a model, with its path in the file, in the order of the model."""
    return _walk(part, (), kind)


def with_numbers(part: P, changed: Mapping[Where, Number]) -> P:
    """A copy of a model in which the numbers at some paths are others. Nothing is validated again."""
    copy: P = _replaced(part, (), changed)
    return copy


def named(part: Part, where: Where) -> str:
    """The key of a number in words that stay when rules are added or moved: ``rules.donate-blood.points``.

    An entry of a list goes by its label, duty, list, burden, reward, service or form where no other entry has the same.
    """
    steps: list[str | int] = []
    at: Any = part
    for step in where:
        if isinstance(step, int):
            name = _name_of(at[step])
            unique = name and sum(_name_of(other) == name for other in at) == 1
            steps.append(name if name and unique else step)
            at = at[step]
        else:
            steps.append(step)
            at = _members(at)[step] if isinstance(at, Part) else at[step]
    return spelled(tuple(steps))


def _members(part: Part) -> dict[str, Any]:
    return {field.alias or name: getattr(part, name) for name, field in type(part).model_fields.items()}


def _name_of(entry: Any) -> str:
    members = _members(entry) if isinstance(entry, Part) else {}
    return next((str(members[key]) for key in _NAMING if isinstance(members.get(key), str)), "")


def _walk(value: Any, where: Where, kind: type[P]) -> Iterator[tuple[Where, P]]:
    if isinstance(value, kind):
        yield where, value
    elif isinstance(value, Part):
        for key, inner in _members(value).items():
            yield from _walk(inner, (*where, key), kind)
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _walk(inner, (*where, key), kind)
    elif isinstance(value, tuple | list):
        for place, inner in enumerate(value):
            yield from _walk(inner, (*where, place), kind)


def _replaced(value: Any, where: Where, changed: Mapping[Where, Number]) -> Any:
    if isinstance(value, Number):
        return changed.get(where, value)
    if isinstance(value, Part):
        names = {field.alias or name: name for name, field in type(value).model_fields.items()}
        update = {
            names[key]: _replaced(inner, (*where, key), changed) for key, inner in _members(value).items()
        }
        return value.model_copy(update=update)
    if isinstance(value, dict):
        return {key: _replaced(inner, (*where, key), changed) for key, inner in value.items()}
    if isinstance(value, tuple):
        return tuple(_replaced(inner, (*where, place), changed) for place, inner in enumerate(value))
    return value
