"""Words of a regime that bind to the catalogue: labels, duties, services, channels, layers of ties."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Annotated, Any, Final, Literal

from pydantic import AfterValidator, BeforeValidator, WithJsonSchema

from glasstown.core.errors import Mismatch, nearest, one_of
from glasstown.core.marks import quoted
from glasstown.core.parts import Name
from glasstown.life.catalogue import BY_NAME, EVENTS, LABELS, SERVICE_BY_NAME, Kind

Layer = Literal["household", "kin", "friend", "colleague", "neighbour"]

DUTY_LABEL: Final = {act: label for label, act in LABELS.items() if BY_NAME[act].kind == Kind.DUTY}
"""A duty of the catalogue → the label of its omission."""

CONTACT_LABEL: Final = "contact-with-listed"

ACT_LABELS: Final = tuple(
    label for label in LABELS if label not in (*DUTY_LABEL.values(), *EVENTS, CONTACT_LABEL)
)
"""Labels of acts that somebody does alone."""

SCRIPTED_ACTS: Final = tuple(
    act.name for act in BY_NAME.values() if act.kind in (Kind.ACT, Kind.DUTY, Kind.JUDGMENT, Kind.REPAYMENT)
)
"""Acts that a case may script: what somebody does alone, duties, and what becomes of a debt."""

OMISSIONS: Final = (*DUTY_LABEL, *(act.name for act in BY_NAME.values() if act.kind == Kind.REPAYMENT))
"""What a case may leave undone on the day on which it is due."""

TrueGround = Literal["owes", "able-to-pay"]
"""Hidden states that an event may claim: that somebody owes, or that they owe and are able to pay."""

_DAY = re.compile(r"day (0|[1-9][0-9]{0,4})")


def _among(names: Iterable[str]) -> AfterValidator:
    listed = list(names)

    def check(word: str) -> str:
        if word not in listed:
            raise Mismatch(quoted(word), one_of(listed), nearest(word, listed))
        return word

    return AfterValidator(check)


def _enum(names: Iterable[str]) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "enum": list(names)})


def day_written(value: Any) -> int | None:
    """The day of a run that is written "day 0"; `None` where something else is written."""
    match = _DAY.fullmatch(value) if isinstance(value, str) else None
    return None if match is None else int(match.group(1))


def _run_day(value: Any) -> int:
    day = day_written(value)
    if day is None:
        raise Mismatch(quoted(value), 'a day of the run, written "day 0"')
    return day


_RULED: Final = (*ACT_LABELS, CONTACT_LABEL)
RuleLabel = Annotated[Name, _among(_RULED), _enum(_RULED)]
ActLabel = Annotated[Name, _among(ACT_LABELS), _enum(ACT_LABELS)]
_EVENTS: Final = (*EVENTS, *ACT_LABELS)
EventName = Annotated[Name, _among(_EVENTS), _enum(_EVENTS)]
DutyName = Annotated[Name, _among(DUTY_LABEL), _enum(DUTY_LABEL)]
ScriptedAct = Annotated[Name, _among(SCRIPTED_ACTS), _enum(SCRIPTED_ACTS)]
Omission = Annotated[Name, _among(OMISSIONS), _enum(OMISSIONS)]
ServiceName = Annotated[Name, _among(SERVICE_BY_NAME), _enum(SERVICE_BY_NAME)]

DAY_SCHEMA: Final = {"type": "string", "pattern": "^day [0-9]{1,5}$"}
RunDay = Annotated[int, BeforeValidator(_run_day), WithJsonSchema(DAY_SCHEMA)]
"""A day of the run, written "day 0"."""
