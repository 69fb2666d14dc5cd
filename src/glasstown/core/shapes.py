"""What a model allows at a place of a file: keys, words, kinds of value. For errors that teach."""

from __future__ import annotations

import types
from collections.abc import Iterator
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from glasstown.core.marks import Where
from glasstown.core.parts import GROUP_PATTERN, NAME_PATTERN

_KINDS: Final = {
    "float": "a number",
    "int": "a whole number",
    "string": "text",
    "bool": "true or false",
    "model": "a mapping",
    "dict": "a mapping",
    "list": "a list",
    "tuple": "a list",
    "date": "a date, written 2020-01-31",
    "none": "nothing",
}


def _alternatives(annotation: Any) -> Iterator[Any]:
    """The types that an annotation allows, without `Annotated`, `Optional` and unions around them."""
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from _alternatives(get_args(annotation)[0])
    elif origin in (Union, types.UnionType):
        for part in get_args(annotation):
            yield from _alternatives(part)
    else:
        yield annotation


def _fields(model: type[BaseModel]) -> dict[str, Any]:
    return {field.alias or name: field.annotation for name, field in model.model_fields.items()}


def _types_at(annotation: Any, where: Where) -> Iterator[Any]:
    for kind in _alternatives(annotation):
        if not where:
            yield kind
            continue
        step, rest = where[0], where[1:]
        origin, inner = get_origin(kind), get_args(kind)
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            if step in _fields(kind):
                yield from _types_at(_fields(kind)[str(step)], rest)
        elif origin is dict:
            yield from _types_at(inner[1], rest)
        elif origin in (list, tuple, set, frozenset) and isinstance(step, int):
            at = step if origin is tuple and Ellipsis not in inner and step < len(inner) else 0
            yield from _types_at(inner[at], rest)


def keys_at(model: type[BaseModel], where: Where) -> list[str]:
    """The keys that a mapping at this place may have, in the order of the model."""
    found: dict[str, None] = {}
    for kind in _types_at(model, where):
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            found.update(dict.fromkeys(_fields(kind)))
    return list(found)


def literals_at(model: type[BaseModel], where: Where) -> list[str]:
    """The words that may stand at this place."""
    return [
        str(word)
        for kind in _types_at(model, where)
        if get_origin(kind) is Literal
        for word in get_args(kind)
    ]


def allowed_by(kind: str, details: Any) -> str:
    """What would have been allowed, for one of pydantic's errors that is not about names."""
    context = details.get("ctx", {})
    if kind == "string_pattern_mismatch":
        pattern = context["pattern"]
        if NAME_PATTERN in pattern:
            return "a name of small letters, digits and hyphens, at most 40 characters"
        if GROUP_PATTERN in pattern:
            return "a name of letters, digits, + and -, at most 12 characters"
    bounds = {
        "greater_than_equal": ("at least", "ge"),
        "greater_than": ("more than", "gt"),
        "less_than_equal": ("at most", "le"),
        "less_than": ("less than", "lt"),
    }
    if kind in bounds:
        words, name = bounds[kind]
        return f"{words} {context[name]}"
    if kind in ("too_short", "too_long"):
        limit = context["min_length" if kind == "too_short" else "max_length"]
        return f"{'at least' if kind == 'too_short' else 'at most'} {limit} items"
    if kind in ("string_too_short", "string_too_long"):
        limit = context["min_length" if kind == "string_too_short" else "max_length"]
        return f"text of {'at least' if kind == 'string_too_short' else 'at most'} {limit} characters"
    first = kind.split("_")[0]
    return _KINDS.get(first, details["msg"][0].lower() + details["msg"][1:])
