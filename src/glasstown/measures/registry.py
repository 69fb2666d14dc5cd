"""Every measure, in the order in which it is printed."""

from __future__ import annotations

from collections.abc import Sequence

from glasstown.life.catalogue import SERVICES
from glasstown.measures.aims import AIMS
from glasstown.measures.burdens import BURDENS
from glasstown.measures.disparity import disparity_measures
from glasstown.measures.grounds import GROUNDS
from glasstown.measures.inequality import INEQUALITY
from glasstown.measures.measure import Measure
from glasstown.measures.records import RECORDS
from glasstown.measures.recovery import RECOVERY
from glasstown.measures.redress import REDRESS
from glasstown.measures.sanctions import SANCTIONS
from glasstown.measures.sentiment import SENTIMENT
from glasstown.measures.services import service_measures
from glasstown.measures.speech import SPEECH
from glasstown.measures.ties import TIES

EVERY_SERVICE = tuple(service.name for service in SERVICES)


def registry(services: Sequence[str] = EVERY_SERVICE, axes: Sequence[str] = ()) -> tuple[Measure, ...]:
    """The measures of a run with these services and axes of groups; keys are unique."""
    return (
        *SANCTIONS,
        *GROUNDS,
        *service_measures(services),
        *BURDENS,
        *SPEECH,
        *SENTIMENT,
        *TIES,
        *RECOVERY,
        *REDRESS,
        *INEQUALITY,
        *disparity_measures(axes),
        *RECORDS,
        *AIMS,
    )
