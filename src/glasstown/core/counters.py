"""The counters of a day: what is counted, where it stands in the arrays, and how an event is added.

Two arrays per world and day, both integers, so that adding commutes and no order of threads can show:

- *plain* counters, ``(worlds, days, plain) int64``: one number for the whole town;
- *grouped* counters, ``(worlds, days, groups, grouped) int32``: one for each group of each axis (group 0 is
  everybody); crosses of axes are not counted.

A name ending in ``_change`` counts entries minus exits; its running sum over days is a stock of people.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import numpy as np

from glasstown.core.jit import inlined

MAX_STREAMS: Final = 32
MAX_SERVICES: Final = 8
MAX_HARMS: Final = 5
MAX_BURDENS: Final = 4
MAX_REWARDS: Final = 4
MAX_COLLECTORS: Final = 16

PLAIN: Final[tuple[str, ...]] = (
    "score_sum",  # change of the sum of real scores, tenths of a point
    "below_change",  # people whose real score is under the lowest cut-off that hurts
    "records",  # records that reached a judge
    "wrong_person",  # of these, credited to somebody who did not do it
    "wrong_label",  # of these, true act under a false label
    "wrong_omission",  # of these, a duty that was done, or a debt that could not be paid, recorded as missed
    "invented_record",  # of these, pointing at nothing that happened
    "private_records",  # of these, seen by a private collector
    "adverse_breaches",  # records that cost points for the person's own unlawful, unprotected act
    "points_gained",  # tenths of a point given for records
    "points_lost",  # tenths of a point taken by records and ties together
    "lost_never_did",  # of these, for what was never done (false record, duty done and not seen)
    "lost_lawful",  # of these, for a lawful or protected act of one's own
    "lost_somebody_else",  # of these, for somebody else: a tie's standing or another's act
    "lost_vague",  # of these, under a label marked vague
    "lost_discretionary",  # of these, under a rule that leaves their number to an official
    "lost_ties_not_there",  # of these, for ties that do not exist, person by person net of ties not seen
    "warned_callers",  # calls in which the listed person's call tone was heard
    "contacts_with_listed",
    "contacts_avoided",  # contacts with listed people that were left undone: no acts
    "kin_cut",  # ties, each counted once
    "friends_cut",
    "credited_nobody",  # observed acts credited to somebody who is not enrolled: no record
    "unrelated_refusals",  # refusals in a domain in which the person has no adverse record
    "judgments",  # people ordered by a court to pay
    "debts_paid",  # of these debts, paid
    "paid_listed",  # of these, paid by somebody on the list
    "paid_urged",  # of these, paid for being urged by ties, and for nothing else
    "listings",  # entries of people on a list by an event, or on lists by score whose entries are reviewed
    "wrong_listings",  # of these, on a record that is not true, or on a list that the accurate shadow is not on
    "listed_never_did",  # of these, for what was never done
    "listed_lawful",  # of these, for what is lawful or protected
    "listed_somebody_else",  # of these, for what somebody else did
    "reviews_asked",
    "wrong_reviews_asked",  # of these, by somebody wrongly listed
    "reviews_decided",  # at either place
    "reviews_upheld",  # the entry was found wrong
    "wrong_reviews_upheld",  # of these, of somebody wrongly listed
    "left_by_payment",
    "left_by_correction",
    "left_by_term",
    "direct_grades",  # people whom a record puts at no better than a grade for so long
    "wrong_direct_grades",  # of these, on a record that is not true
    "insincere_praise",  # words of praise by people who are not supportive in private
    "seen_praise",  # public words that the regime took for praise
    "seen_criticism",  # public words that it took for criticism
    "supportive_change",  # adults who think well of it, in private
    "critical_change",  # adults who think ill of it, in private
    "foreign_records",  # records that reached a judge and were seen by a collector in another country
    "collected",  # first of MAX_COLLECTORS: acts seen and written down, by collector, whoever they are credited to
    *(f"collected_{i}" for i in range(1, MAX_COLLECTORS)),
    "acts",  # first of MAX_STREAMS: acts done, by stream
    *(f"acts_{i}" for i in range(1, MAX_STREAMS)),
    "attempts",  # first of MAX_SERVICES: attempts whose ordinary outcome was yes, by service
    *(f"attempts_{i}" for i in range(1, MAX_SERVICES)),
    "refused",  # first of MAX_SERVICES: of these refused by the regime
    *(f"refused_{i}" for i in range(1, MAX_SERVICES)),
    "lost_harm",  # first of MAX_HARMS: points lost by whom the act harmed
    *(f"lost_harm_{i}" for i in range(1, MAX_HARMS)),
    "listed_harm",  # first of MAX_HARMS: entries on a list by an event, by whom the act harmed
    *(f"listed_harm_{i}" for i in range(1, MAX_HARMS)),
    "wrong_reviews_decided",  # of the reviews decided, those of somebody wrongly listed
    "notices",  # people told of their entry on a list by score
    "found_out",  # people not told who found out by a refusal
    "favoured",  # first of MAX_SERVICES: attempts granted of which standing made something easier, by service
    *(f"favoured_{i}" for i in range(1, MAX_SERVICES)),
)

GROUPED: Final[tuple[str, ...]] = (
    "sanctioned_change",
    "inaccurate_change",
    "illegitimate_change",
    "induced_change",
    "wrongful_change",
    "listed_change",
    "first_sanctioned",
    "first_wrongful",
    "first_silenced",
    "first_collateral",
    "first_asked",  # people who asked for a review for the first time
    "first_corrected",  # people whose entry was corrected for the first time
    "protected_done",  # acts of protected expression done
    "protected_lost",  # done in the world without, not here
    "protected_gained",  # done here, not in the world without
    "had",  # first of MAX_SERVICES: services had, by service
    *(f"had_{i}" for i in range(1, MAX_SERVICES)),
    "first_refused",  # first of MAX_SERVICES: people refused for the first time, by service
    *(f"first_refused_{i}" for i in range(1, MAX_SERVICES)),
    "burdened_change",  # first of MAX_BURDENS: people on whom standing imposes a burden, by burden
    *(f"burdened_{i}_change" for i in range(1, MAX_BURDENS)),
    "rewarded_change",  # people to whom standing gives at least one reward
    "given_change",  # first of MAX_REWARDS: of these, by reward
    *(f"given_{i}_change" for i in range(1, MAX_REWARDS)),
)

# Places as numpy's integers: of Python's each would be a type of its own to numba, and a kernel compiled for each.
P: Final[dict[str, Any]] = {name: np.int64(i) for i, name in enumerate(PLAIN)}
G: Final[dict[str, Any]] = {name: np.int64(i) for i, name in enumerate(GROUPED)}


class Tally(NamedTuple):
    """One thread's counters of a segment. Day index 0 is the exchange before it, 1…7 its days."""

    plain: np.ndarray  # (worlds, 8, plain) int64
    grouped: np.ndarray  # (worlds, 8, groups, grouped) int32


def new_tally(worlds: int, groups: int, days: int = 8) -> Tally:
    """Counters at zero for `worlds` worlds and `groups` groups (group 0 included)."""
    return Tally(
        np.zeros((worlds, days, len(PLAIN)), np.int64),
        np.zeros((worlds, days, groups, len(GROUPED)), np.int32),
    )


@inlined
def count_person(grouped: Any, groups: Any, row: Any, counter: Any, amount: Any) -> None:
    """Add to a grouped counter of a day, ``(groups, grouped)``, for everybody and for each group of the row."""
    grouped[0, counter] += amount
    for axis in range(groups.shape[0]):
        grouped[groups[axis, row], counter] += amount
