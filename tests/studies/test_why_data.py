"""`why --json`: a life as data says no more than there is, under a regime that keeps no score too."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from glasstown.core.counters import P
from glasstown.core.numbers import Share
from glasstown.core.randomness import life_key
from glasstown.core.trace import Code
from glasstown.engine.tables import World
from glasstown.life.catalogue import Kind
from glasstown.regimes import load_regime
from glasstown.responses import load_response
from glasstown.responses.model import Belief
from glasstown.studies.why import wording
from glasstown.studies.why.facts import Facts
from glasstown.studies.why.film import Film, film
from glasstown.studies.why.reader import facts_of
from glasstown.studies.why.result import _SAYS, _world
from tests.loud import heard
from tests.owing import indebted_town
from tests.regimes.places import GOOD
from tests.small_town import small_town
from tests.watched import watched

PEOPLE, DAYS = 240, 126
TOLD_APART = {
    Code.ACT, Code.RECORD, Code.POINTS, Code.TIES, Code.STANDING, Code.REFUSED, Code.NOT_SAID, Code.DECAY, Code.LISTED,
    Code.ENROLLED, Code.GRADED, Code.LATE,
}  # fmt: skip
"""Lines of a trace that are read into facts of their own."""


@pytest.fixture(scope="module")
def shown() -> Film:
    """Everybody of a small town is watched under lists without a score."""
    path = next(path for path in GOOD if path.stem == "lists-only")
    words = next(path for path in GOOD if path.stem == "watched-words")
    regime = load_regime(path).model.model_copy(update={"sentiment": load_regime(words).model.sentiment})
    belief = Belief(moved_by_broadcast=Share(value=0.2, assumed=(0.2, 0.2)))
    world = World("lists-only", regime, load_response("simple").model.model_copy(update={"belief": belief}))
    return film(indebted_town(PEOPLE, 33), world, DAYS, life_key(33, 0), range(PEOPLE))


@pytest.fixture(scope="module")
def told() -> Film:
    """Everybody is watched under a score, is told of their entries, and is put right."""
    return film(indebted_town(PEOPLE, 33), heard(), DAYS, life_key(33, 0), range(PEOPLE))


@pytest.fixture(scope="module")
def everybody(shown: Film) -> list[Facts]:
    return [facts_of(shown, row) for row in range(PEOPLE)]


def scores(value: Any) -> list[Any]:
    """Whatever stands under the key `score`, at any depth."""
    if isinstance(value, dict):
        own = [value["score"]] if "score" in value else []
        return own + [found for inner in value.values() for found in scores(inner)]
    return [found for inner in value for found in scores(inner)] if isinstance(value, list) else []


def test_where_no_score_is_kept_none_is_told(shown: Film, everybody: list[Facts]) -> None:
    """A mutant that wrote the ledger's zeros would say that everybody stands at 0 points."""
    days = tuple(shown.days.tolist())
    told = [found for facts in everybody for found in scores(_world(facts, days))]
    assert sum(len(facts.turns) for facts in everybody) > 20
    assert len(told) > 3 * 20
    assert set(told) == {None}


def test_every_line_of_a_trace_is_told(told: Film, everybody: list[Facts]) -> None:
    """A code that the kernels come to write must get words, for one and for many, and a form as data."""
    others = {code.name for code in Code if code not in TOLD_APART}
    assert set(_SAYS) == set(wording._ONE) == set(wording._MANY) == others
    both = [*everybody, *(facts_of(told, row) for row in range(PEOPLE))]
    assert {event.code for facts in both for event in facts.events} == others


def test_what_came_late_or_falls_on_others_is_told_as_it_was() -> None:
    """A mutant that takes the day of the record for that of the act, or a namesake for a neighbour, is caught."""
    shown = film(small_town(PEOPLE, 33), watched(), DAYS, life_key(33, 0), range(PEOPLE))
    facts = [facts_of(shown, row) for row in range(PEOPLE)]
    own = [(each, record) for each in facts for record in each.records if record.truth in ("true", "lawful")]
    late = [(each, record) for each, record in own if record.when != record.day]
    assert len(late) > 100
    for each, record in own:
        if record.act is not None and record.act.kind == Kind.ACT:
            assert any(
                deed.day == record.when and deed.act == record.act and deed.done for deed in each.deeds
            )
    assert min(record.day - record.when for _each, record in late) >= 3
    near = Counter(record.near for each in facts for record in each.records if record.who is not None)
    assert min(near[name] for name in ("of the same household", "on the same stair", "of the same name")) > 20
    said = [wording.lost([record]) for _each, record in late if record.points < 0]
    assert any(", on day" not in text and "They did on day" in text for text in said)


def test_a_score_put_right_is_told(told: Film) -> None:
    """Each notice, and each correction with the points that it gave or took."""
    days = tuple(told.days.tolist())
    events = [event for row in range(PEOPLE) for event in _world(facts_of(told, row), days)["events"]]
    notices = [event for event in events if event["event"] == "told"]
    struck = [event["points"] for event in events if event["event"] == "struck"]
    assert len(notices) == int(told.run.plain[1, :, P["notices"]].sum()) > 20
    assert {event["after_days"] for event in notices} == {2}
    assert len(struck) >= int(told.run.plain[1, :, P["left_by_correction"]].sum()) > 5
    assert max(struck) > 0
    avoided = [event["kind"] for event in events if event["event"] == "avoided"]
    assert len(avoided) == int(told.run.plain[1, :, P["contacts_avoided"]].sum()) > 20
    assert set(avoided) == {"household", "kin", "friend", "colleague"}


def test_events_say_what_the_trace_says(shown: Film, everybody: list[Facts]) -> None:
    days = tuple(shown.days.tolist())
    told = [event for facts in everybody for event in _world(facts, days)["events"]]

    def counted(name: str) -> int:
        return int(shown.run.plain[1, :, P[name]].sum())

    def having(**what: Any) -> int:
        return sum(all(event.get(key) == value for key, value in what.items()) for event in told)

    assert having(event="judgment") == counted("judgments") > 20
    assert having(event="paid") == counted("debts_paid") > 5
    assert having(event="paid", listed=True) == counted("paid_listed") > 0
    assert having(event="paid", urged=True) == counted("paid_urged")
    for because, name in (("paid", "payment"), ("term", "term"), ("corrected", "correction")):
        assert having(event="unlisted", because=because) == counted(f"left_by_{name}"), because
    assert having(event="review", stage="asked", found_wrong=None) == counted("reviews_asked") > 0
    for after, name in (("supportive", "supportive"), ("undecided", "critical")):
        assert having(event="swayed", to=after) == abs(counted(f"{name}_change")) > 10, after
    decided = [event for event in told if event.get("stage") in ("decided", "higher")]
    assert len(decided) == counted("reviews_decided") > 0
    assert sum(event["found_wrong"] for event in decided) == counted("reviews_upheld") > 0


def test_tries_after_a_refusal_are_in_the_data(shown: Film, everybody: list[Facts]) -> None:
    days = tuple(shown.days.tolist())
    refusals = [refusal for facts in everybody for refusal in _world(facts, days)["refusals"]]
    attempts = sum(1 + refusal["tried_again"] for refusal in refusals)
    refused = int(shown.run.plain[1, :, P["refused"] : P["refused"] + 8].sum())
    assert refused == attempts > len(refusals) > 0
