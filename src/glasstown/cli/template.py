"""Regime files to begin with: a copy of a regime with every key explained, or the questions that one answers."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any, Final

from glasstown.cli.changes import Node, joined, tree
from glasstown.core.numbers import Days, Number
from glasstown.core.parts import Part
from glasstown.regimes.model import Regime
from glasstown.regimes.words.key import Key
from glasstown.regimes.words.keys import KEYS, place_of

_WIDTH: Final = 100
_PLAIN: Final = re.compile("[a-z][a-z0-9_-]*")
_WORDS_OF_YAML: Final = frozenset(
    ["y", "yes", "n", "no", "on", "off", "true", "false", "null", "inf", "infinity", "nan"]
)
_HEAD: Final = """\
A regime for Glasstown: a hypothesis about the lives of invented people, not a rulebook to put to use.
Every number is {value: NUMBER, source: KEY}, where KEY is one of the sources, or, if nobody has published it,
{value: NUMBER, assumed: [low, high]} with the range in which it may lie. Durations are written "30 days".
Is it valid? glasstown validate FILE. What does it do? glasstown run FILE. In words: glasstown show FILE.
"""
_NUMBER: Final = "If nobody has published it: {value: NUMBER, assumed: [low, high]}."


def copied(regime: Regime, name: str) -> str:
    """The text of a regime file that says the same under another name, with every key explained once."""
    writer = _Writer(name)
    head = f"Copied from {regime.regime}. Each key is explained where it stands first.\n{_HEAD}"
    return "\n".join([*_head(head), "", *writer.part(tree(regime), "", 0), ""])


def questions(name: str) -> str:
    """The text of a regime file whose gaps are questions: what is open has no value yet."""
    lines = [
        *_head(f"{_HEAD}What has no value yet is an open question; `glasstown validate` lists them.\n"),
        "",
    ]
    explained: set[str] = set()
    for part, group in groupby(_SKELETON, key=lambda entry: entry[0].split(".")[0]):
        for place, line in group:
            explained.add(place)
            if line is None:
                lines += list(_optional(place, _DEPTH.get(place, 2 * place.count(".")), "May be added"))
                explained |= {key for key in KEYS if key.startswith((f"{place}.", f"{place}#"))}
            else:
                lines += list(_comment(place, len(line) - len(line.lstrip()), number=place in _NUMBERS))
                lines.append(line.replace("NAME", text_of(name)))
        lines += list(_otherwise(part, explained))
    return "\n".join([*lines, ""])


def text_of(text: str) -> str:
    """Text as it stands in a file: bare where nothing else could be meant, else in quotes."""
    if _PLAIN.fullmatch(text) and text not in _WORDS_OF_YAML:
        return text
    if text.isprintable():
        return "'" + text.replace("'", "''") + "'"
    return '"' + "".join(_escaped(character) for character in text) + '"'


def _escaped(character: str) -> str:
    if character.isprintable() and character not in '"\\':
        return character
    if ord(character) < 128:
        return json.dumps(character)[1:-1]
    return f"\\U{ord(character):08x}"


def _head(text: str) -> Iterator[str]:
    for line in text.splitlines():
        yield f"# {line}"


def _comment(place: str, indent: int, *, number: bool = False) -> Iterator[str]:
    """What a key is for, as a comment over it."""
    found = place_of(place)
    text = _said(KEYS[found]) if found else ""
    margin = " " * indent + "# "
    if text:
        yield from _lines(f"{text} {_NUMBER if number else ''}".strip(), margin, margin)


class _Writer:
    """Writes the parts of a model as YAML; remembers what it has explained."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.explained: set[str] = set()

    def part(self, node: Node, at: str, indent: int) -> Iterator[str]:
        """The keys of a part in the order of its model, those left out as comments."""
        for name, field in type(node.value).model_fields.items():
            key = field.alias or name
            place = f"{at}.{key}" if at else key
            inner = (node.inner or {}).get(key)
            yield from self._explain(place, indent, inner)
            if inner is not None:
                yield from self._pair(key, inner, place, indent)
            if not at:
                yield from _otherwise(place, self.explained)

    def _explain(self, place: str, indent: int, node: Node | None) -> Iterator[str]:
        """What a key is for, where it stands first; of what is left out or empty also what it may hold."""
        known = place_of(place)
        if known is None or known in self.explained:
            return
        if node is None:
            yield from _optional(known, indent, "Left out here")
            self.explained |= {known, *(key for key in KEYS if key.startswith((f"{known}.", f"{known}#")))}
            return
        self.explained.add(known)
        yield from _comment(place, indent)
        if node.inner == {}:
            yield from _inside(known, indent)
            self.explained |= {key for key in KEYS if key.startswith((f"{known}.", f"{known}#"))}

    def _pair(self, key: str, node: Node, place: str, indent: int) -> Iterator[str]:
        margin = " " * indent + f"{text_of(key)}:"
        value = node.value
        if place == "regime":
            yield f"{margin} {text_of(self.name)}"
        elif node.inner is None or not node.inner or (isinstance(value, tuple) and _numbers(value)):
            yield f"{margin} {_value(key, value)}"
        elif isinstance(value, Part):
            yield margin
            yield from self.part(node, place, indent + 2)
        elif isinstance(value, tuple):
            yield margin
            yield from self._entries(node, place, indent + 2)
        else:
            yield margin
            for name, inner in node.inner.items():
                yield from self._explain(f"{place}.{name}", indent + 2, inner)
                yield from self._pair(name, inner, f"{place}.{name}", indent + 2)

    def _entries(self, node: Node, place: str, indent: int) -> Iterator[str]:
        for step, entry in (node.inner or {}).items():
            begun = False
            for line in self.part(entry, joined(place, step), indent + 2):
                if begun:
                    yield line
                elif line.lstrip().startswith("#"):
                    yield line[2:]
                else:
                    yield line[:indent] + "- " + line[indent + 2 :]
                    begun = True


def _numbers(value: tuple[Any, ...]) -> bool:
    return all(isinstance(each, Number) for each in value)


def _value(key: str, value: Any) -> str:
    if isinstance(value, Number):
        figure = _figure(value, value.value)
        if value.assumed is None:
            return f"{{value: {figure}, source: {text_of(value.source or '')}}}"
        low, high = (_figure(value, end) for end in value.assumed)
        return f"{{value: {figure}, assumed: [{low}, {high}]}}"
    if isinstance(value, dict):
        return "{}"
    if isinstance(value, tuple):
        return f"[{', '.join(_value(key, each) for each in value)}]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return format(Decimal(repr(value)), "f").removesuffix(".0")
    if isinstance(value, int):
        return f"day {value}" if key in ("from", "until", "ends") else str(value)
    return text_of(str(value))


def _figure(number: Number, value: float) -> str:
    """A figure in plain decimal digits, exactly; days with their unit."""
    if isinstance(number, Days):
        return number.said(value)
    return format(Decimal(repr(value)), "f").removesuffix(".0")


def _optional(place: str, indent: int, intro: str) -> Iterator[str]:
    """A key that is left out, and all within it, as comments."""
    margin = " " * indent + "# "
    yield from _lines(f"{intro}: {place.split('.')[-1]}. {_said(KEYS[place])}", margin, margin)
    yield from _inside(place, indent)


def _inside(place: str, indent: int) -> Iterator[str]:
    """The keys that a part may have, as comments."""
    for known, key in KEYS.items():
        step = known.split(".")[-1].split("#")[0]
        if known.startswith((f"{place}.", f"{place}#")) and step != "*" and not known.endswith("#*"):
            deeper = "  " * (known.count(".") - place.count(".") - known.count(".*"))
            margin = " " * indent + "# " + deeper
            yield from _lines(f"{step}: {_said(key)}", margin, f"{margin}  ")


def _otherwise(part: str, explained: set[str]) -> Iterator[str]:
    """Keys that a part of the file may have, and has nowhere: another way to say the same kind of thing."""
    others = [
        place
        for place in KEYS
        if place.startswith(f"{part}.") and place not in explained and not place.endswith("*")
    ]
    if others:
        yield "# Otherwise possible here:"
    for place in others:
        explained.add(place)
        name = place.removeprefix(f"{part}.").replace("*.", "").replace("#", ".")
        yield from _lines(f"{name}: {_said(KEYS[place])}", "#   ", "#     ")


def _said(key: Key) -> str:
    return f"{key.asks} {key.explains}".strip()


def _lines(text: str, first: str, rest: str) -> list[str]:
    return textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=first,
        subsequent_indent=rest,
        break_on_hyphens=False,
        break_long_words=False,
    )


_SKELETON: Final[tuple[tuple[str, str | None], ...]] = (
    ("regime", "regime: NAME"),
    ("title", "title:"),
    ("status", "status:"),
    ("town", "town:"),
    ("begins", None),
    ("ends", None),
    ("years", None),
    ("before", None),
    ("sources", "sources: {}"),
    ("enrol", "enrol:"),
    ("enrol.who", "  who:"),
    ("enrol.share", "  share:"),
    ("enrol.from", "  from: day 0"),
    ("enrol.then", None),
    ("replaces", "replaces: nothing"),
    ("subjects", "subjects: [people]"),
    ("score", "score:"),
    ("score.start", "  start:"),
    ("score.floor", "  floor:"),
    ("score.ceiling", "  ceiling:"),
    ("score.decay", None),
    ("grades", None),
    ("watch", "watch:"),
    ("watch.collectors", "  collectors:"),
    ("watch.collectors.*", "    first-collector:"),
    ("watch.collectors.*.kind", "      kind:"),
    ("watch.collectors.*.feeds", None),
    ("watch.collectors.*.passes", None),
    ("watch.collectors.*.delay", None),
    ("watch.collectors.*.among", None),
    ("watch.collectors.*.sees", "      sees:"),
    ("watch.collectors.*.sees.*", "        purchases:"),
    ("watch.collectors.*.from", None),
    ("watch.collectors.*.until", None),
    ("watch.fusion", None),
    ("watch.evidence", None),
    ("watch.ties", None),
    ("watch.errors", "  errors:"),
    ("watch.errors.misattributed", "    misattributed:"),
    ("watch.errors.falls-on", None),
    ("watch.errors.mislabelled", "    mislabelled: {}"),
    ("watch.errors.false-records", "    false-records:"),
    ("watch.errors.false-records.as", "      as: []"),
    ("watch.errors.false-records.per-day", "      per-day:"),
    ("watch.errors.namesakes", None),
    ("watch.errors.misjudged", None),
    ("rules", "rules:"),
    ("rules.*.label", "  - label:"),
    ("rules.*.points", "    points:"),
    ("rules.*.duty", None),
    ("rules.*.every", None),
    ("rules.*.unseen", None),
    ("rules.*.at_most", None),
    ("rules.*.vague", None),
    ("rules.*.grade", None),
    ("rules.*.for", None),
    ("rules.*.from", None),
    ("rules.*.until", None),
    ("association", None),
    ("lists", "lists:"),
    ("lists.*.list", "  - list:"),
    ("lists.*.enter", "    enter:"),
    ("lists.*.enter.score_below", "      score_below:"),
    ("lists.*.leave", "    leave:"),
    ("lists.*.leave.score_at_least", "      score_at_least:"),
    ("lists.*.leave.after", None),
    ("lists.*.from", None),
    ("lists.*.until", None),
    ("gates", "gates:"),
    ("gates.*.service", "  - service:"),
    ("gates.*.refuse", "    refuse:"),
    ("gates.*.refuse.list", "      list:"),
    ("gates.*.from", None),
    ("gates.*.until", None),
    ("burdens", None),
    ("rewards", None),
    ("shaming", None),
    ("sentiment", None),
    ("enforcement", None),
    ("redress", "redress:"),
    ("redress.notice", "  notice: none"),
    ("redress.hearing", "  hearing: none"),
    ("redress.appeal", "  appeal: none"),
    ("redress.review", "  review: none"),
    ("redress.correction", "  correction: none"),
    ("redress.higher", "  higher: none"),
    ("redress.suspension", "  suspension: none"),
    ("redress.expiry", "  expiry: none"),
    ("sections", None),
    ("cases", None),
)
"""Place and line of the skeleton; no line: a key that may be added. A line that ends with a colon and has
nothing within it is open."""

_DEPTH: Final = {
    **dict.fromkeys(
        (
            "rules.*.duty",
            "rules.*.every",
            "rules.*.unseen",
            "rules.*.at_most",
            "rules.*.vague",
            "rules.*.grade",
            "rules.*.for",
        ),
        4,
    ),
    **{f"{part}.*.{key}": 4 for part in ("rules", "lists", "gates") for key in ("from", "until")},
    "watch.collectors.*.from": 6,
    "watch.collectors.*.until": 6,
    "enrol.then": 2,
    "watch.collectors.*.feeds": 6,
    "watch.collectors.*.passes": 6,
    "watch.collectors.*.delay": 6,
    "watch.collectors.*.among": 6,
    "lists.*.leave.after": 6,
}
"""Columns before a key that may be added, where its place does not tell."""

_NUMBERS: Final = frozenset(
    (
        "enrol.share",
        "score.start",
        "score.floor",
        "score.ceiling",
        "watch.collectors.*.sees.*",
        "watch.errors.misattributed",
        "watch.errors.false-records.per-day",
        "rules.*.points",
        "lists.*.enter.score_below",
        "lists.*.leave.score_at_least",
    )
)
