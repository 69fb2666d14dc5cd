"""Records become points, in the real ledger and in each shadow that keeps them; time takes some back."""

from __future__ import annotations

from glasstown.core.streams import STREAMS
from glasstown.life.catalogue import BY_NAME, HARMS, LABELS, Kind
from tests.reference import draws
from tests.reference.life import Life
from tests.reference.tally import Tally
from tests.reference.terms import Rule, Terms
from tests.reference.watching import Record


def within(score: int, terms: Terms) -> int:
    return min(terms.ceiling, max(terms.floor, score))


def _chosen(record: Record, rule: Rule, day: int, key: draws.Key) -> int:
    """What an official gives for an act: the same number, whoever it is credited to and when."""
    who, when = (record.sent[2], record.sent[1]) if record.sent else (record.row, day)
    if rule.upto is None:
        return rule.points
    word = draws.person_draw(key, who, STREAMS["discretion"], when, BY_NAME[record.act].stream)[0]
    return rule.points + draws.pick(word, rule.upto - rule.points + 1)


def judge(record: Record, life: Life, terms: Terms, tally: Tally, day: int, key: draws.Key) -> None:
    """One record of an enrolled person."""
    _count_record(record, tally, day)
    rule = terms.rules.get(record.label)
    if rule is None:
        return
    points = _chosen(record, rule, day, key)
    for name, account in life.accounts.items():
        if name not in record.kept:
            continue
        if rule.times is not None:
            if account.used[rule] >= rule.times:
                continue
            account.used[rule] += 1
        before = account.score
        account.score = within(before + points, terms)
        if name == "real" and account.score > before:
            tally.count(day, "points_gained", account.score - before)
        if name == "real" and account.score < before:
            _count_loss(before - account.score, record, rule, tally, day)
            if record.own:
                life.contexts.add(BY_NAME[LABELS[record.label]].domain)


def _count_record(record: Record, tally: Tally, day: int) -> None:
    tally.count(day, "records")
    kind = BY_NAME[record.act].kind
    if not record.own:
        tally.count(day, "wrong_person")
    elif kind == Kind.NOISE:
        tally.count(day, "invented_record")
    elif kind in (Kind.DUTY, Kind.JUDGMENT) and not record.happened:
        tally.count(day, "wrong_omission")
    elif not record.labelled:
        tally.count(day, "wrong_label")
    if record.private:
        tally.count(day, "private_records")
    if record.foreign:
        tally.count(day, "foreign_records")


def _count_loss(lost: int, record: Record, rule: Rule, tally: Tally, day: int) -> None:
    tally.count(day, "points_lost", lost)
    if not record.own:
        tally.count(day, "lost_somebody_else", lost)
    elif not record.happened:
        tally.count(day, "lost_never_did", lost)
    elif record.lawful:
        tally.count(day, "lost_lawful", lost)
    else:
        tally.count(day, "adverse_breaches")
    if rule.vague:
        tally.count(day, "lost_vague", lost)
    if rule.upto is not None:
        tally.count(day, "lost_discretionary", lost)
    tally.count(day, "lost_harm", lost, HARMS.index(BY_NAME[LABELS[record.label]].harms))


def expire(lives: list[Life], terms: Terms, day: int) -> None:
    """Scores drift back; periods of capped rules begin anew for everybody at once."""
    if terms.decay is not None:
        every, toward, share = terms.decay
        if day % every == 0:
            for life in lives:
                for account in life.accounts.values():
                    distance = toward - account.score
                    step = abs(distance) * share // 10_000
                    account.score += step if distance > 0 else -step
    for rule in terms.rules.values():
        if rule.times is not None and day % rule.per == 0:
            for life in lives:
                for account in life.accounts.values():
                    account.used[rule] = 0
