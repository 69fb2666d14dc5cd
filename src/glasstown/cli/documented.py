"""`glasstown show NAME --documented`: each popular claim about a regime beside the documented fact."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from glasstown.cli.pages import beside, wrapped
from glasstown.cli.show import disputed
from glasstown.core.documents import Document, shipped
from glasstown.core.parts import Source
from glasstown.measures import registry
from glasstown.measures.measure import Measure
from glasstown.regimes.claims import Claim, Claims, claims_about, regimes_with_claims
from glasstown.regimes.claims.model import RATINGS
from glasstown.regimes.model import Regime
from glasstown.regimes.words.phrases import capital, series
from glasstown.studies.assumptions import Stand, stands

NARROW: Final = 60
"""Under so many columns the two texts stand below each other."""

_Found = tuple[Document[Claims], Claim]


def as_data(thing: Document[Any] | Measure) -> dict[str, Any]:
    """For machines."""
    name = _name(thing)
    return {
        "schema": 1,
        "name": name,
        "claims": [_claim_data(document, claim) for document, claim in claims_about(name)],
        "regimes_with_claims": _with_claims(),
    }


def in_text(thing: Document[Any] | Measure, columns: int) -> str:
    """Each claim beside the fact, with verdict and sources; or where claims are recorded."""
    found = list(claims_about(_name(thing)))
    if not found or isinstance(thing, Measure):
        return "\n".join(_none(_name(thing), columns))
    return "\n".join(_lines(thing, found, columns))


def _name(thing: Document[Any] | Measure) -> str:
    return thing.key if isinstance(thing, Measure) else thing.name


def _with_claims() -> list[str]:
    return [name for name in regimes_with_claims() if name in shipped("regimes")]


def _none(name: str, columns: int) -> Iterator[str]:
    others = _with_claims()
    yield from wrapped(f"No popular claims about {name} are recorded.", columns)
    yield from wrapped(f"There are claims about {series(others)}:", columns)
    yield from (f"  glasstown show {other} --documented" for other in others)


def _lines(document: Document[Any], found: list[_Found], columns: int) -> Iterator[str]:
    title = f"{document.name}: what is said, and what is documented"
    yield from (*wrapped(title, columns), "=" * min(columns, len(title)))
    yield ""
    for paragraph in disputed(document.name):
        yield from wrapped(paragraph.split(" `glasstown show")[0], columns)
    yield from wrapped(
        "Claims are in our own words. The figures of a run are about a model, not about a country.", columns
    )
    said = ""
    for file, claim in found:
        if file.name != said:
            said = file.name
            yield from ("", *wrapped(file.model.title, columns), "-" * min(columns, len(file.model.title)))
        yield from _claim(document, file, claim, columns)


def _claim(regime: Document[Regime], file: Document[Claims], claim: Claim, columns: int) -> Iterator[str]:
    yield ""
    if columns < NARROW:
        yield from wrapped(f"{claim.number}. It is said: {claim.said}", columns)
        yield from wrapped(f"Documented: {claim.known}", columns)
    else:
        yield from beside([f"{claim.number}. IT IS SAID", claim.said], ["DOCUMENTED", claim.known], columns)
    also = f" See claim {claim.same_as} of the account above." if claim.same_as else ""
    rating = RATINGS[claim.rating]
    verdict = claim.verdict if claim.verdict.startswith(rating) else f"{rating}. {capital(claim.verdict)}"
    yield from _noted(f"Verdict: {verdict}. (How sure the fact is: {claim.confidence}.){also}", columns)
    modelled = regime.name == file.model.about[0]
    shown = list(_in_the_model(regime, claim)) if modelled else []
    if shown:
        yield from _noted(f"In the model: {'; '.join(shown)}.", columns)
    if modelled and claim.remark:
        yield from _noted(f"To read it: {claim.remark}", columns)
    yield from _noted("Sources:", columns)
    for key in claim.sources:
        yield from wrapped(_cited(file.sources[key]), columns, first="   - ", rest="     ")


def _noted(text: str, columns: int) -> list[str]:
    return wrapped(text, columns, first="   ", rest="   ")


def _cited(source: Source) -> str:
    """A source with its confidence; a link stands last, so that it can be copied."""
    return f"{source.title} ({source.confidence} confidence)" + (f" {source.link}" if source.link else "")


def _in_the_model(regime: Document[Regime], claim: Claim) -> Iterator[str]:
    """The numbers of the regime file that hold a claim, and the measures that show it."""
    told = {each.key: each for each in stands(regime)}
    for key in claim.keys:
        if key in told:
            yield _number(told[key])
    titles = {measure.key: measure.title for measure in registry()}
    measures = [f'"{titles[key]}" ({key})' for key in claim.measures if key in titles]
    if measures:
        yield f"shown by {series(measures)}"


def _number(each: Stand) -> str:
    return f"{each.what}: {each.written} ({'assumed' if each.assumed else f'source: {each.source}'})"


def _claim_data(file: Document[Claims], claim: Claim) -> dict[str, Any]:
    return {
        "file": file.name,
        "number": claim.number,
        "said": claim.said,
        "documented": claim.known,
        "rating": claim.rating,
        "verdict": claim.verdict,
        "confidence": claim.confidence,
        "same_as": claim.same_as,
        "sources": [
            {"key": key, **file.sources[key].model_dump(mode="json", exclude_none=True)}
            for key in claim.sources
        ],
        "keys": list(claim.keys),
        "measures": list(claim.measures),
        "remark": claim.remark,
    }
