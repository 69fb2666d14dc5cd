"""What a report needs to know of a run beside its results: words, sources, assumptions, how to repeat it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.metadata import version
from typing import Any

from glasstown.core.documents import Document
from glasstown.engine.result import Lives
from glasstown.measures import Header, Results, curves
from glasstown.measures.spread import MULTIPLES
from glasstown.regimes import words
from glasstown.regimes.assumed import assumptions
from glasstown.report import Assumption, Command, Margin, ReportContext, Source
from glasstown.studies.assumed import Assumed
from glasstown.studies.naming import end_of_range, in_words, margin_in_words, row_in_words, rows, with_unit
from glasstown.studies.request import Request
from glasstown.towns import Residual

DRAWS = 32
"""Draws of the assumed numbers that a plain run recommends."""


def header_of(request: Request) -> Header:
    """Which run the measures belong to."""
    return Header(
        regime=request.regime.name,
        status=request.regime.model.status,
        town=request.town.name,
        people=request.people,
        days=request.days,
        seed=request.seed,
        replicates=request.replicates,
    )


def report_context(
    request: Request,
    results: Results,
    lives: Sequence[Lives],
    drawn: Assumed | None,
    residuals: Sequence[Residual] = (),
) -> ReportContext:
    """Everything the report of a run prints; nothing in it differs between two runs of the same request."""
    documents: tuple[Document[Any], ...] = (request.regime, request.town, request.response)
    regime = request.regime.model
    return ReportContext(
        header=header_of(request),
        regime_title=regime.title,
        town_title=request.town.model.title,
        response_title=request.response.model.title,
        results=results,
        curves=curves(lives),
        regime_words=words.in_words(regime),
        sources=[source for document in documents for source in _sources(document)],
        assumptions=[number for document in documents for number in _assumptions(document)],
        commands=(
            Command("On the command line", request.command()),
            Command("In Python", request.python),
        ),
        version=version("glasstown"),
        run_id=request.id,
        cuts={grade: level.value for grade, level in regime.grades.items()},
        ranges=drawn.years if drawn else (),
        critical=drawn.critical_strength if drawn else None,
        critical_tried=drawn is not None,
        assumed_command=request.command(assumed=DRAWS),
        multiples=list(zip(MULTIPLES, drawn.listed, strict=True)) if drawn else (),
        margins=[
            Margin(margin_in_words(each.margin), each.wanted, each.got, each.allowed, each.unit)
            for each in residuals
        ],
    )


def _sources(document: Document[Any]) -> Iterator[Source]:
    for key, source in document.sources.items():
        yield Source(
            key, source.title, source.link or "", source.confidence, source.note or "", file=document.name
        )


def _assumptions(document: Document[Any]) -> Iterator[Assumption]:
    for number in assumptions(document):
        low = number.value if number.low is None else number.low
        high = number.value if number.high is None else number.high
        value = with_unit(number.key, number.value, number.unit)
        least, most = (end_of_range(end, number.unit) for end in (low, high))
        yield Assumption(in_words(number.key), value, least, most, document.name, number.key)
    for key, row in rows(document.tree.value):
        if "assumed" in row:
            least, most = (f"all times {factor:g}" for factor in row["assumed"])
            values = ", ".join(f"{value:g}" for value in row["values"])
            yield Assumption(row_in_words(key), values, least, most, document.name, key)
