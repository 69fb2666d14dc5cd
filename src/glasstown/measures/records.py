"""What the regime believes: how much it writes down, how much of that is wrong, and who saw it."""

from __future__ import annotations

from typing import Final

from glasstown.measures.measure import Compute, Measure
from glasstown.measures.value import NONE_HERE, ZERO, Amount, ratio
from glasstown.measures.view import View

_KINDS: Final = (
    ("wrong person", "wrong_person"),
    ("wrong label", "wrong_label"),
    ("omission that was none (a duty done, a debt that could not be paid)", "wrong_omission"),
    ("nothing happened", "invented_record"),
)
_NULL: Final = "nothing was recorded; not applicable without a regime"


def _of_records(*counters: str) -> Compute:
    def compute(view: View, group: int) -> Amount:
        if view.without:
            return NONE_HERE
        return ratio(sum(view.total(counter) for counter in counters), view.total("records"))

    return compute


def _per_day(view: View, group: int) -> Amount:
    if view.without:
        return ZERO
    return ratio(view.total("records"), view.enrolled * view.lives.days)


RECORDS: Final = (
    Measure(
        "records_per_person_day",
        "Records that a rule can touch, for each person",
        "records that reached a judge",
        "person-days under the regime",
        "records per person and day",
        _per_day,
        "people under the regime",
        "ICCPR 17",
        "scale",
        "nobody is under the regime",
        note="far fewer than are seen: only occasions that a rule can touch are drawn, not the routine of calls, "
        "purchases and posts, whose volume no table of the town gives",
    ),
    Measure(
        "wrong_records_share",
        "Records that are wrong",
        "records of the wrong person, under a false label, of a duty that was done, or of nothing",
        "records that reached a judge",
        "share of records",
        _of_records(*(counter for _, counter in _KINDS)),
        "records",
        "ICCPR 14(2), 17",
        "probability",
        _NULL,
        axis="wrong",
        pieces=tuple((name, _of_records(counter)) for name, counter in _KINDS),
    ),
    Measure(
        "private_collector_share",
        "Records made by companies",
        "records seen by a private collector",
        "records that reached a judge",
        "share of records",
        _of_records("private_records"),
        "records",
        "ICCPR 17",
        "scope",
        _NULL,
    ),
    Measure(
        "foreign_collector_share",
        "Records made in another country",
        "records seen by a foreign partner, a university or carrier abroad, or by intrusion",
        "records that reached a judge",
        "share of records",
        _of_records("foreign_records"),
        "records",
        "ICCPR 17",
        "scope",
        _NULL,
    ),
)
