"""What standing imposes, burden by burden. Nobody is asked whether they can bear it: a burden counts in days."""

from __future__ import annotations

from typing import Final

from glasstown.measures.measure import Measure
from glasstown.measures.sanctions import NOBODY, days_of_enrolled
from glasstown.system.stand.fields import BURDENS as NAMES

_SAID: Final = {
    "publication": ("Their names published", "on which standing publishes the person's name", "ICCPR 17"),
    "fee": ("Charged a fee", "on which standing imposes a fee", "ICCPR 14, 26"),
    "inspection": ("Inspected", "on which standing imposes inspections", "ICCPR 17"),
    "debt": ("Held to owe because of their standing", "on which standing imposes a debt", "ICCPR 14, 26"),
}


def _measure(i: int, name: str) -> Measure:
    title, days, right = _SAID[name]
    return Measure(
        f"burdened_{name}_share",
        title,
        f"person-days {days}",
        "person-days under the regime",
        "share of person-days under the regime",
        days_of_enrolled("burdened_change", i),
        "people under the regime",
        right,
        "scale",
        NOBODY,
        grouped=True,
        note="days alone: nobody's income changes" if name in ("fee", "debt") else "",
    )


BURDENS: Final = tuple(_measure(i, name) for i, name in enumerate(NAMES))
