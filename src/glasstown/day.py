"""One day of a block of people in one world, and the exchange between people at the end of a week.

A call a line, in the order in which things happen. People of a block live alone between exchanges: whatever is
read of anybody else is as it was published at the last exchange. On an exchange day the steps of `live_day` run
first; then `settle` charges for ties and lets people hear of them; what it changes reaches standing on the next day.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from glasstown.core.calendar import due_today
from glasstown.core.jit import expanded
from glasstown.core.state import REAL
from glasstown.life.act.fields import Acceptance, Acts
from glasstown.life.act.kernel import act, act_without
from glasstown.life.avoidance.fields import Avoidance
from glasstown.life.avoidance.kernel import avoid
from glasstown.life.belief.fields import Belief
from glasstown.life.belief.kernel import sway
from glasstown.life.debt.fields import Debts
from glasstown.life.debt.kernel import owe, owe_without
from glasstown.life.shunning.fields import Shunning
from glasstown.life.speech.kernel import hear_of_ties
from glasstown.life.urging.fields import Urging
from glasstown.system.associate.fields import Association
from glasstown.system.associate.kernel import associate
from glasstown.system.enter.fields import Entries
from glasstown.system.enter.kernel import come_due, evaded, put_on, take_off
from glasstown.system.expire.kernel import decay, end_terms, renew_allowances
from glasstown.system.gate.kernel import gate, gate_without
from glasstown.system.judge.fields import MAX_CAPPED, Ledgers, Rules
from glasstown.system.judge.kernel import judge
from glasstown.system.redress.by_score import decide_by_score, find_out, strike, tell
from glasstown.system.redress.fields import Review
from glasstown.system.redress.kernel import decide
from glasstown.system.sentiment.fields import Sentiment
from glasstown.system.sentiment.kernel import overhear
from glasstown.system.stand.fields import Gates, Standards
from glasstown.system.stand.kernel import shifted, stand
from glasstown.system.watch.fields import Watching
from glasstown.system.watch.kernel import open_mail, watch


class Tables(NamedTuple):
    """All that regimes and responses say, as arrays of fixed type and rank: one compiled day serves them all.

    Their first axis has a row for each version of a world's regime (of what is in force of it at a time); wherever
    shapes of tables say W, these rows are meant. A kernel is given its world's row of today.
    """

    acts: Acts
    acceptance: Acceptance
    watching: Watching
    rules: Rules
    ledgers: Ledgers
    standards: Standards
    gates: Gates
    association: Association
    shunning: Shunning
    hears: np.ndarray  # (W, layers) int64 thresholds: a person hears of the punishment of a tie of the layer
    urging: Urging
    avoidance: Avoidance
    service_domain: np.ndarray  # (services,) uint8
    debts: Debts
    entries: Entries
    review: Review
    sentiment: Sentiment
    belief: Belief


@expanded
def live_without(
    day: Any, first: Any, upto: Any, base: Any, people: Any, tables: Any, debt: Any, owed: Any, work: Any,
    plain: Any, grouped: Any, log: Any, key: Any,
) -> None:  # fmt: skip
    """A day in the world without the regime: candidates `first`…`upto` are done or not, attempts are granted."""
    acts = tables.acts
    done = act_without(
        first, upto, base, work.candidates, work.did, acts, tables.acceptance.threshold[-1], people.columns,
        people.groups, people.opinion, work.done, plain, grouped, log, day,
    )  # fmt: skip
    if owed.size > 0:
        owe_without(
            done, work.done, base, work.candidates, acts, people.columns, debt, owed, plain, log, day, key
        )
    gate_without(done, work.done, base, work.candidates, acts, people.groups, plain, grouped)


@expanded
def live_day(
    day: Any, first: Any, upto: Any, base: Any, end: Any, v: Any, world: Any, people: Any, tables: Any,
    own: Any, twin_owed: Any, did: Any, letters: Any, letter: Any, last_letter: Any, touches: Any, pool: Any,
    pending: Any, due: Any, at: Any, dues: Any, last_day: Any, work: Any, mail: Any, plain: Any, grouped: Any,
    log: Any, key: Any,
) -> Any:  # fmt: skip
    """A day in a regime's world for the rows `base`…`end`; `touches` rows of `work.touched` wait to stand.

    `v` is the row of the tables that is in force today.

    What falls due in this segment stands in `due[:dues]`, from `at` on of today and later. Returns (entries of the
    calendar in use, next entry due, entries due).
    """
    acts = tables.acts
    rules = tables.rules
    standards = tables.standards
    entries = tables.entries
    found = work.candidates
    records = work.records
    today = due_today(due, at, dues, day)
    owing = own.owed.size > 0
    listing = entries.grounds[v] > 0
    hearing = tables.review.by_score[v] > 0

    # 1. act
    done, attempts = act(
        first, upto, base, found, did, acts, tables.acceptance.threshold[v], people.columns, people.groups,
        own.flags, own.ever, people.opinion, own.opinion, work.done, work.attempts, plain, grouped, log, day, world,
    )  # fmt: skip
    if tables.avoidance.anywhere[v] != 0:
        done = avoid(
            done, work.done, base, found, acts, tables.avoidance.avoids[v], people, own.ties, tables.association.slot,
            plain, log, day, world, key,
        )  # fmt: skip
    hidden = np.int64(0)
    if owing:
        hidden, pending, dues = owe(
            done, work.done, base, found, acts, tables.debts, tables.urging, tables.shunning, entries, v, world, people,
            own.flags, own.debt, own.owed, own.grounds, work.hidden, pool, pending, due, dues, last_day, plain, log,
            day, key,
        )  # fmt: skip
    if tables.sentiment.observes[v] != 0:
        overhear(done, work.done, base, found, acts, tables.sentiment, v, people.kinds, plain, key, day)
    # 2. watch
    made = watch(
        done, work.done, base, found, did, acts, tables.watching, v, world, people, own.flags, own.ever, own.ties,
        tables.association.slot, records, 0, mail, plain, key, day,
    )  # fmt: skip
    if listing:
        made = evaded(
            hidden, work.hidden, base, found, acts, entries, v, world, own.owed, twin_owed, own.flags, records, made,
            mail, plain, day, key,
        )  # fmt: skip
        made = come_due(
            due, at, today, base, acts, entries, v, world, own.debt, own.owed, twin_owed, own.flags, records, made,
            mail, plain, day, key,
        )  # fmt: skip
    made = open_mail(letter, last_letter, letters, world, own.flags, records, made, plain, log, day)
    # 3. judge
    touches = judge(
        made, records, rules, tables.ledgers, v, world, acts, own.score, own.used, own.domains,
        work.touched, touches, plain, log, day, key,
    )  # fmt: skip
    if listing:
        touches, pending, dues = put_on(
            made, records, entries, tables.review, rules, v, world, base, own.held, own.grounds, own.until, own.cause,
            own.debt, own.domains, work.touched, touches, pool, pending, due, dues, last_day, people.groups, plain,
            grouped, log, day, key,
        )  # fmt: skip
    # 5. expire
    every = tables.ledgers.decay_every[v]
    if every > 0 and day % every == 0:
        decay(base, end, tables.ledgers, v, world, own.flags, own.score, plain, log, day)
        touches = shifted(
            base, end, standards.cuts[v], standards.used_cuts[v], own.score, own.standing, work.marks, work.due,
            work.touched, touches,
        )  # fmt: skip
    for slot in range(MAX_CAPPED):
        period = rules.period[v, slot]
        if period > 0 and day % period == 0:
            renew_allowances(base, end, slot, own.used)
    touches = end_terms(
        due, at, today, base, standards.term_of[v], standards.by_ground[v], own.held, work.touched, touches
    )
    if listing:
        touches, pending, dues = take_off(
            due, at, today, base, entries, v, world, own.held, own.grounds, own.until, own.cause, own.debt,
            work.touched, touches, pool, pending, dues, last_day, people.groups, plain, grouped, log, day, key,
        )  # fmt: skip
    if hearing:
        touches, pending, dues = strike(
            due, at, today, base, standards, tables.review, tables.ledgers.low_cut[v], v, world, own.score,
            own.standing, own.held, own.heard, work.touched, touches, pool, pending, dues, people.groups, plain,
            grouped, log, day,
        )  # fmt: skip
    # 6. stand
    pending = stand(
        touches, work.touched, base, standards, tables.gates, v, v, world, own.score, own.standing, own.held,
        own.grounds, own.heard, own.since, own.cleared, own.days, own.ever, pool, pending, people.groups, grouped, log,
        day,
    )  # fmt: skip
    if hearing:
        pending, dues = tell(
            touches, work.touched, base, end, tables.review, v, world, own.standing, own.heard, own.cause, pool,
            pending, due, dues, last_day, people.groups, plain, grouped, log, day, key,
        )  # fmt: skip
    # 7. gate
    gate(
        attempts, work.attempts, base, found, acts, tables.gates, standards, tables.service_domain, v, world,
        people.place, own.standing[REAL], own.flags, own.ever, own.domains, people.groups, plain, grouped, log, day,
    )  # fmt: skip
    # 8. redress
    if hearing:
        pending, dues = find_out(
            attempts, work.attempts, base, found, acts, tables.gates, standards.lists, tables.review, v, world,
            own.standing, own.heard, own.cause, pool, pending, due, dues, last_day, people.groups, plain, grouped,
            log, day, key,
        )  # fmt: skip
        pending, dues = decide_by_score(
            due, at, today, base, tables.review, v, world, own.standing, own.heard, pool, pending, dues, last_day,
            plain, log, day, key,
        )  # fmt: skip
    if listing:
        pending, dues = decide(
            due, at, today, base, tables.review, entries.reviewed[v], v, world, own.grounds, own.cause, own.debt,
            pool, pending, dues, last_day, plain, log, day, key,
        )  # fmt: skip
    return pending, today, dues


@expanded
def believe(
    day: Any, base: Any, end: Any, v: Any, world: Any, tables: Any, own: Any, plain: Any, log: Any, key: Any
) -> None:
    """What the exchange at the end of `day` does to what the rows `base`…`end` think."""
    # 10. respond
    if tables.belief.swayed[v] > 0:
        sway(base, end, tables.belief.swayed[v], own.opinion, world, plain, log, day, key)


@expanded
def settle(
    day: Any, base: Any, end: Any, v: Any, world: Any, tables: Any, own: Any, work: Any, plain: Any, log: Any, key: Any
) -> Any:  # fmt: skip
    """What the exchange at the end of `day` does to the rows `base`…`end`; returns how many rows wait to stand."""
    standards = tables.standards
    touches = np.int64(0)
    # 4. associate
    every = tables.association.every[v]
    if every > 0 and day % every == 0:
        associate(
            base, end, tables.association, tables.ledgers, v, world, own.ties, own.flags, own.score,
            work.seen_points, work.true_points, plain, log, day,
        )  # fmt: skip
        touches = shifted(
            base, end, standards.cuts[v], standards.used_cuts[v], own.score, own.standing, work.marks, work.due,
            work.touched, touches,
        )  # fmt: skip
    # 10. respond
    hear_of_ties(base, end, own.ties, tables.association.slot, tables.hears[v], own.flags, key)
    return touches
