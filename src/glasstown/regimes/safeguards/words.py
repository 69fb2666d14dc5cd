"""What a safeguard does to a regime, in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from glasstown.core.numbers import Number
from glasstown.life.catalogue import DOMAINS, SERVICE_BY_NAME
from glasstown.regimes.safeguards.model import Safeguard
from glasstown.regimes.safeguards.operations import Correction, Notice, Operation, Removed
from glasstown.regimes.words.phrases import percent, series, spaced

_ENDED: Final = {
    "association": "Nobody loses points for a tie, or for contact with somebody on a list.",
    "ties": "The regime has no picture of who knows whom, and so no points for ties.",
    "scoring-of-protected-expression": (
        "No rule or list reads what the Covenant protects as expression, and no such word is recorded as something "
        "else. Points for praise go too."
    ),
    "refusals-in-other-contexts": (
        "A service is refused only where something that the refusal rests on lies in the service's own context of "
        f"life ({', '.join(DOMAINS)})."
    ),
    "everything": "Nothing is watched, scored, listed, refused, made known or enforced.",
}
_REMOVED: Final = {
    "rule": "The rule about {0} is removed.",
    "duty": "The duty {0} is no longer scored.",
    "list": "The list {0} is removed, with every refusal, burden and shaming that rests on it.",
    "gate": "Nobody is refused {0}.",
    "collector": "The collector {0} is removed, and what it alone could see is not scored.",
    "burden": "On nobody is imposed the burden {0}.",
    "shaming": "There is no {0}.",
}


def does_in_words(safeguard: Safeguard) -> list[str]:
    """A sentence or more for each operation."""
    return [sentence for operation in safeguard.does for sentence in _sentences(operation)]


def _sentences(operation: Operation) -> Iterator[str]:
    if operation.end is not None:
        yield _ENDED[operation.end]
    if operation.remove is not None:
        yield _removed(operation.remove)
    if operation.cap is not None:
        yield f"No record costs more than {operation.cap.value:g} points."
    if operation.expiry is not None:
        yield f"No term of a list, and no grade set directly, lasts longer than {_days(operation.expiry)}."
    if operation.correction is not None:
        yield _corrected(operation.correction)
    if operation.notice is not None:
        yield _told(operation.notice)
    if operation.discretion is not None:
        yield (
            "Where an official may choose how many points something costs, it costs the fewest of them. Points that "
            "are given stay as they are."
        )


def _removed(part: Removed) -> str:
    for name, field in Removed.model_fields.items():
        said = getattr(part, name)
        if said is not None:
            key = field.alias or name
            what = SERVICE_BY_NAME[said].title if key == "gate" else spaced(said)
            text = _REMOVED[key].format(what)
            return text[0].upper() + text[1:]
    return ""


def _corrected(better: Correction) -> str:
    told = []
    if better.sensitivity is not None:
        told.append(f"find at least {percent(better.sensitivity.value)} of the wrong entries")
    if better.decided_in is not None:
        told.append(f"decide within {_days(better.decided_in)}")
    if better.within is not None:
        told.append(f"take a wrong entry off within {_days(better.within)}")
    return f"Reviews {series(told)}. A regime without a review gains none."


def _told(notice: Notice) -> str:
    return (
        f"Of those whom a score puts on a list {percent(notice.reaches.value)} are told within {_days(notice.after)}, "
        f"and whoever knows may ask for a review: it decides within {_days(notice.decided_in)}, finds "
        f"{percent(notice.sensitivity.value)} of the wrong entries, lets {percent(notice.specificity.value)} of the "
        f"right ones stand, and what is wrong is struck within {_days(notice.within)}. "
        "A regime without any gains these."
    )


def _days(number: Number) -> str:
    return number.said(number.value)
