"""What each world's rules earn and cost, and the bounds of its ledgers, as arrays."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from glasstown.engine.tables.worlds import LABEL, Row, column
from glasstown.life.catalogue import BY_NAME, DOMAINS, HARMS, LABELS
from glasstown.regimes.compile import low_cut, tenths
from glasstown.system.judge.fields import MAX_CAPPED, Ledgers, Rules


def rules_of(rows: Sequence[Row]) -> Rules:
    shape = (len(rows), len(LABELS))
    points = np.zeros(shape, np.int64)
    choices = np.zeros(shape, np.int64)
    scored = np.zeros(shape, np.uint8)
    vague = np.zeros(shape, np.uint8)
    capped = np.full(shape, -1, np.int64)
    times = np.zeros((len(rows), MAX_CAPPED), np.int64)
    period = np.zeros((len(rows), MAX_CAPPED), np.int64)
    for w, row in enumerate(rows):
        # a rule counts its uses in the same place at all times, so that none reads those of another
        capped_rules = [rule for rule in row.whole.rules if rule.at_most is not None]
        for rule in row.regime.rules:
            label = LABEL[rule.scored_label]
            low, high = (tenths(end) for end in rule.ends)
            points[w, label] = low
            choices[w, label] = high - low + 1 if rule.discretionary else 0
            scored[w, label] = 1
            vague[w, label] = rule.vague
            if rule.at_most is not None:
                slot = capped_rules.index(rule)
                capped[w, label] = slot
                times[w, slot] = round(rule.at_most.times.value)
                period[w, slot] = rule.at_most.days
    acts = [BY_NAME[act] for act in LABELS.values()]
    return Rules(
        points=points,
        choices=choices,
        scored=scored,
        vague=vague,
        capped=capped,
        times=times,
        period=period,
        harm=column([HARMS.index(act.harms) for act in acts]),
        domain=np.array([1 << DOMAINS.index(act.domain) for act in acts], np.uint8),
    )


def ledgers_of(rows: Sequence[Row]) -> Ledgers:
    scores = [row.regime.score for row in rows]
    decays = [score.decay if score else None for score in scores]
    return Ledgers(
        floor=column([tenths(score.floor.value) if score else 0 for score in scores]),
        ceiling=column([tenths(score.ceiling.value) if score else 0 for score in scores]),
        start_low=column([tenths(score.start_range[0]) if score else 0 for score in scores]),
        start_high=column([tenths(score.start_range[1]) if score else 0 for score in scores]),
        low_cut=column([low_cut(row.whole) for row in rows]),
        decay_every=column([round(decay.every.value) if decay else 0 for decay in decays]),
        decay_toward=column([tenths(decay.toward.value) if decay else 0 for decay in decays]),
        decay_share=column([round(10_000 * decay.share.value) if decay else 0 for decay in decays]),
    )
