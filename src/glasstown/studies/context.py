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
from glasstown.report import Assumption, Command, Margin, ReportContext, Source
from glasstown.report.published import published_for
from glasstown.studies.assumed import Assumed
from glasstown.studies.assumptions import assumptions_of
from glasstown.studies.naming import margin_in_words
from glasstown.studies.request import Request
from glasstown.studies.safeguarding import titled
from glasstown.towns import Residual

DRAWS = 32
"""Draws of the assumed numbers that a plain run recommends."""


def header_of(request: Request) -> Header:
    """Which run the measures belong to."""
    return Header(
        regime=request.world,
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
    documents = tuple(request.documents.values())
    regime = request.overlaid
    described = request.town.model.describes
    published = published_for(request.town.name)
    return ReportContext(
        header=header_of(request),
        regime_title=titled(regime.title, request.safeguards),
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
        critical_tried=drawn is not None and bool(drawn.listed),
        assumed_command=request.command(assumed=DRAWS),
        multiples=list(zip(MULTIPLES, drawn.listed, strict=True)) if drawn and drawn.listed else (),
        margins=[
            Margin(margin_in_words(each.margin), each.wanted, each.got, each.allowed, each.unit)
            for each in residuals
        ],
        population=described.population,
        population_people=int(described.people.value),
        published=published.model if published else None,
        before_title=request.before.model.title if request.before else "",
    )


def _sources(document: Document[Any]) -> Iterator[Source]:
    for key, source in document.sources.items():
        yield Source(
            key, source.title, source.link or "", source.confidence, source.note or "", file=document.name
        )


def _assumptions(document: Document[Any]) -> Iterator[Assumption]:
    for number in assumptions_of(document):
        yield Assumption(number.what, number.written, *number.ends, document.name, number.key)
