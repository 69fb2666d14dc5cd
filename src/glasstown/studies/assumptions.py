"""What a run rests on that nobody has published: every assumed number of its files, in words, with its range."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from glasstown.core.documents import Document
from glasstown.core.marks import spelled
from glasstown.core.values import parts_in
from glasstown.regimes.assumed import stated
from glasstown.regimes.words import plain
from glasstown.studies.naming import end_of_range, in_words, row_in_words, with_unit
from glasstown.towns.figures import Table


@dataclass(frozen=True)
class Stand:
    """A number of a file, or a row of figures that share a source or a range of factors, in words.

    `value` is a number or the figures of a row; `low` and `high` are None where a `source` gives it. Of an
    assumed row they are factors that multiply the whole row (`unit` is then "factor").
    """

    file: str
    kind: str
    part: str
    key: str
    line: int
    what: str
    value: float | tuple[float, ...]
    low: float | None
    high: float | None
    unit: str
    source: str | None
    note: str

    @property
    def assumed(self) -> bool:
        return self.source is None

    @property
    def written(self) -> str:
        """The value with its unit."""
        if isinstance(self.value, tuple):
            return "; ".join(plain(figure) for figure in self.value)
        return with_unit(self.key, self.value, self.unit)

    @property
    def ends(self) -> tuple[str, str]:
        """Both ends of the range as one writes them; of a number with a source twice its value."""
        if isinstance(self.value, tuple):
            return f"all times {self.low or 1:g}", f"all times {self.high or 1:g}"
        low = self.value if self.low is None else self.low
        high = self.value if self.high is None else self.high
        return end_of_range(low, self.unit), end_of_range(high, self.unit)


def stands(document: Document[Any]) -> tuple[Stand, ...]:
    """Every number and row of figures of a file, in the order of its parts; numbers of a part before its rows."""
    numbers = [
        _stand(
            document,
            number.key,
            number.line,
            what=in_words(number.key),
            value=number.value,
            ends=(number.low, number.high),
            unit=number.unit,
            source=number.source,
        )
        for number in stated(document)
    ]
    found = [*numbers, *_rows(document)]
    parts = [field.alias or name for name, field in type(document.model).model_fields.items()]
    return tuple(sorted(found, key=lambda each: parts.index(each.part)))


def assumptions_of(document: Document[Any]) -> tuple[Stand, ...]:
    """The numbers and rows of figures of a file that no source gives."""
    return tuple(each for each in stands(document) if each.assumed)


def _rows(document: Document[Any]) -> Iterator[Stand]:
    for where, row in parts_in(document.model, Table):
        key = spelled(where).removesuffix(".table")
        yield _stand(
            document,
            key,
            document.line_of(where),
            what=row_in_words(key),
            value=row.values,
            ends=row.assumed or (None, None),
            unit="" if row.assumed is None else "factor",
            source=row.source,
        )


def _stand(
    document: Document[Any],
    key: str,
    line: int,
    *,
    what: str,
    value: float | tuple[float, ...],
    ends: tuple[float | None, float | None],
    unit: str,
    source: str | None,
) -> Stand:
    part = key.split(".")[0].split("#")[0]
    note = _note(document, key, line)
    return Stand(
        document.name, document.model.kind, part, key, line, what, value, ends[0], ends[1], unit, source, note
    )


def _note(document: Document[Any], key: str, line: int) -> str:
    """What the file says of a number: the note of the part it stands in, or the comment above its line."""
    at: Any = document.tree.value
    note = ""
    for name in key.split("."):
        at = at.get(name) if isinstance(at, Mapping) else None
        if isinstance(at, Mapping) and isinstance(at.get("note"), str):
            note = at["note"]
    return note or comment_above(document.text, line)


def comment_above(text: str, line: int) -> str:
    """The comment that ends on the line above `line`, as one sentence; empty where there is none."""
    lines = text.splitlines()
    said: list[str] = []
    for above in reversed(lines[: line - 1]):
        if not above.strip().startswith("#"):
            break
        said.insert(0, above.strip().lstrip("#").strip())
    return " ".join(said).strip()
