"""`glasstown assumptions`: what a regime, its town and a response rest on that nobody has published."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from glasstown.cli.pages import wrapped
from glasstown.cli.parts import heading
from glasstown.cli.show import typed
from glasstown.core.documents import Document
from glasstown.regimes import load_regime
from glasstown.responses import load_response
from glasstown.studies.assumptions import Stand, stands
from glasstown.studies.request import SAFEGUARD
from glasstown.studies.safeguarding import read_safeguards
from glasstown.towns import load_town

Files = tuple[Document[Any], ...]


def files(regime: str, town: str | None, response: str, safeguards: str | None = None) -> Files:
    """The files that a run of a regime reads."""
    document = load_regime(regime)
    laid = read_safeguards(safeguards)
    return document, load_town(town or document.model.town), load_response(response), *laid


def count(told: Sequence[Stand]) -> dict[str, int]:
    """Numbers, and rows of figures, with a source and assumed."""
    rows = [each for each in told if isinstance(each.value, tuple)]
    numbers = [each for each in told if not isinstance(each.value, tuple)]
    return {
        "sourced": sum(not each.assumed for each in numbers),
        "assumed": sum(each.assumed for each in numbers),
        "rows_sourced": sum(not each.assumed for each in rows),
        "rows_assumed": sum(each.assumed for each in rows),
    }


def as_data(documents: Files) -> dict[str, Any]:
    """For machines."""
    regime, town, response, *laid = documents
    told = {document.model.kind: stands(document) for document in (regime, town, response)}
    told |= {f"{SAFEGUARD}{document.name}": stands(document) for document in laid}
    every = [each for stated in told.values() for each in stated]
    return {
        "schema": 1,
        "regime": regime.name,
        "town": town.name,
        "response": response.name,
        "counts": {"all": count(every), **{kind: count(stated) for kind, stated in told.items()}},
        "assumptions": [
            {
                "file": each.file,
                "kind": each.kind,
                "part": each.part,
                "key": each.key,
                "line": each.line,
                "what": each.what,
                "value": list(each.value) if isinstance(each.value, tuple) else each.value,
                "low": each.low,
                "high": each.high,
                "unit": each.unit,
                "note": each.note or None,
            }
            for each in every
            if each.assumed
        ],
    }


def in_text(documents: Files, columns: int) -> str:
    """First how many numbers have a source, then every assumed one, by file and part."""
    return "\n".join(_lines(documents, columns))


def _lines(documents: Files, columns: int) -> Iterator[str]:
    every = [each for document in documents for each in stands(document)]
    regime, town, response, *laid = documents
    over = "".join(f" and the safeguard {document.name}" for document in laid)
    yield from wrapped(
        f"The regime {regime.name}, over the town {town.name}, with the response {response.name}{over}: "
        f"{_counted(count(every))}.",
        columns,
    )
    yield ""
    yield from wrapped(
        "Assumed is what nobody has published. Each assumed number has a range in which it may lie; `glasstown run "
        f"{typed(regime)} --assumed 32` draws those of the regime and of the response over their ranges.",
        columns,
    )
    for document in documents:
        told = stands(document)
        yield ""
        title = f"The {document.model.kind} {document.name}"
        yield from (title, "=" * len(title))
        yield from wrapped(f"{_counted(count(told))}.", columns)
        assumed = [each for each in told if each.assumed]
        for part, group in groupby(assumed, key=lambda each: each.part):
            yield from ("", heading(document.model.kind, part))
            for each in group:
                yield from _assumption(each, columns)


def _assumption(each: Stand, columns: int) -> Iterator[str]:
    low, high = each.ends
    between = "and nothing else" if low == high else f"from {low} to {high}"
    if isinstance(each.value, tuple):
        between = f"{low} to {high}".replace("to all times", "to")
    yield from wrapped(f"{each.what}: {each.written}, {between}", columns, first="  - ", rest="    ")
    yield from wrapped(f"[{each.key}, line {each.line}]", columns, first="      ", rest="      ")
    if each.note:
        yield from wrapped(each.note, columns, first="      ", rest="      ")


def _counted(numbers: dict[str, int]) -> str:
    """``1 number with a source, 39 assumed``, with rows of figures where there are any."""
    text = f"{_many(numbers['sourced'], 'number')} with a source, {numbers['assumed']:,} assumed"
    if numbers["rows_sourced"] or numbers["rows_assumed"]:
        text += (
            f"; {_many(numbers['rows_sourced'], 'row')} of figures with a source, "
            f"{numbers['rows_assumed']:,} assumed"
        )
    return text


def _many(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
