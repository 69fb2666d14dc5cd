"""Safeguards: whatever is applied to whatever regime takes away, and never adds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from itertools import permutations
from math import inf
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glasstown.core.documents import shipped
from glasstown.core.errors import InputError
from glasstown.core.numbers import Days, Number
from glasstown.core.parts import Part
from glasstown.core.values import numbers_in
from glasstown.regimes import load_regime
from glasstown.regimes.discretion import Discretion
from glasstown.regimes.model import Regime
from glasstown.regimes.safeguards import Safeguard, apply, changes_nothing, load_safeguard
from tests.loud import LOUD, number, to_regime
from tests.reference.strategies import regimes
from tests.regimes.places import GOOD

WHOLE = number(1)
FREE = {"hours": number(0), "money": number(0), "delay": number("0 days")}
NAMED = {
    "rule": ["spread-rumour", "contact-with-listed", "cheat-game", "praise-party", "donate-blood"],
    "duty": ["visit-elders"],
    "list": ["watched", "discredited", "debtors", *(entry["list"] for entry in LOUD["lists"])],
    "gate": [gate["service"] for gate in LOUD["gates"]],
    "collector": [*LOUD["watch"]["collectors"], "courts"],
    "burden": ["publication", "fee", "inspection", "debt"],
    "shaming": ["call-tone", "public-register", "board", "map", "school-letter"],
}
ENDINGS = (
    "association",
    "ties",
    "scoring-of-protected-expression",
    "refusals-in-other-contexts",
    "everything",
)


def safeguard(*does: dict[str, Any], adherence: float = 1.0, name: str = "a") -> Safeguard:
    """A valid safeguard that does so much."""
    made = Safeguard.model_validate_json(
        json.dumps(
            {
                "safeguard": name,
                "title": "One",
                "status": "hypothetical",
                "sources": {"law": {"title": "A law", "confidence": "low"}},
                "law": [{"source": "law", "article": "Art. 1", "says": "So."}],
                "adherence": number(adherence),
                "costs": FREE,
                "does": does,
            }
        )
    )
    assert list(made.contradictions()) == []
    return made


def days(least: int, most: int) -> st.SearchStrategy[dict[str, Any]]:
    return st.integers(least, most).map(lambda n: number(f"{n} days"))


removals = st.sampled_from(list(NAMED)).flatmap(
    lambda kind: st.sampled_from(NAMED[kind]).map(lambda name: {"remove": {kind: name}})
)
corrections = st.fixed_dictionaries(
    {"sensitivity": st.sampled_from([0.0, 0.4, 1.0]).map(number)},
    optional={"decided_in": days(1, 12), "within": days(1, 12)},
).map(lambda better: {"correction": better})
chances = st.sampled_from([0.0, 0.4, 1.0]).map(number)
notices = st.fixed_dictionaries(
    {
        "reaches": chances,
        "after": days(1, 12),
        "decided_in": days(1, 12),
        "sensitivity": chances,
        "specificity": chances,
        "within": days(1, 12),
    }
).map(lambda notice: {"notice": notice})
operations = st.one_of(
    st.sampled_from(ENDINGS[:-1]).map(lambda what: {"end": what}),
    removals,
    st.integers(0, 200).map(lambda tenths: {"cap": number(tenths / 10)}),
    days(7, 45).map(lambda term: {"expiry": term}),
    corrections,
    notices,
    st.just({"discretion": "mild-end"}),
)
safeguards = st.lists(operations, min_size=1, max_size=3, unique_by=str).map(lambda does: safeguard(*does))


def as_file(value: Any, key: str = "") -> Any:
    """A model as a file holds it, so that every check of a file is made of it again."""
    if isinstance(value, Days):
        written = {"value": value.said(value.value)}
        if value.assumed is not None:
            written["assumed"] = tuple(value.said(end) for end in value.assumed)
        return written | ({} if value.source is None else {"source": value.source})
    if isinstance(value, Part):
        members = (
            (field.alias or name, getattr(value, name)) for name, field in type(value).model_fields.items()
        )
        return {key: as_file(inner, key) for key, inner in members if inner is not None}
    if isinstance(value, dict):
        return {key: as_file(inner) for key, inner in value.items()}
    if isinstance(value, tuple):
        return tuple(as_file(inner) for inner in value)
    is_day = key in ("from", "until", "ends") and not isinstance(value, date)
    return f"day {value}" if is_day else value


def must_be_valid(regime: Regime) -> None:
    assert list(regime.contradictions()) == []
    assert Regime.model_validate(as_file(regime)) == regime


def keyed(regime: Regime) -> dict[str, set[Any]]:
    """What a regime has, by kind of part."""
    return {
        "rules": {rule.scored_label for rule in regime.rules},
        "lists": {entry.name for entry in regime.lists},
        "grounds": {
            (entry.name, ground.event, ground.from_date, ground.until)
            for entry in regime.lists
            for ground in entry.grounds
        },
        "gates": {(gate.service, str(gate.refuse)) for gate in regime.gates},
        "burdens": {(each.burden, str(each.who)) for each in regime.burdens},
        "rewards": {str(each) for each in regime.rewards},
        "collectors": {(name, ch) for name, c in regime.watch.collectors.items() for ch in c.sees},
        "shaming": {str(each) for each in regime.shaming},
        "grades": {(name, level.value) for name, level in regime.grades.items()},
        "ties": set(regime.association.points_per_tie if regime.association else ()),
        "published": set(regime.published_lists if regime.scores_contact or regime.association else ()),
        "mislabelled": set(regime.watch.errors.mislabelled),
        "uncapped": {rule.scored_label for rule in regime.rules if rule.at_most is None},
    }


def figures(regime: Regime) -> Iterator[tuple[str, float]]:
    """Numbers that no safeguard may move up, by a name that stays; what may only rise is negated."""
    for rule in regime.rules:
        least, most = rule.ends
        of = f"{rule.scored_label} {rule.from_date}"
        yield f"loss {of}", max(0.0, -least)
        yield f"loss at the mild end {of}", max(0.0, -most)
        yield f"gain {of}", max(0.0, most)
        yield f"choice {of}", most - least
        yield f"grade {of}", rule.held_for.value if rule.held_for else 0.0
    for layer, cost in regime.association.points_per_tie.items() if regime.association else ():
        yield f"tie {layer}", -cost.value
    for entry in regime.lists:
        yield f"term {entry.name}", entry.term.value if entry.term else 0.0
        for ground in entry.grounds:
            which = f"{entry.name} {ground.event} {ground.from_date}"
            for_good = inf if ground.held_for is not None else 0.0
            yield f"term {which}", ground.term.value if ground.term else for_good
            yield f"extend {which}", ground.extend.value if ground.extend else 0.0
    for name, collector in regime.watch.collectors.items():
        for channel, share in collector.sees.items():
            yield f"{name} sees {channel}", share.value
    if regime.watch.ties is not None:
        yield "seen ties", 1.0 - regime.watch.ties.missed.value
        yield "invented ties", regime.watch.ties.invented.value
    if regime.redress.review != "none" and regime.redress.correction != "none":
        yield "decided in", regime.redress.review.decided_in.value
        yield "corrected within", regime.redress.correction.within.value
        yield "wrong and not found", 1.0 - regime.redress.review.sensitivity.value
        yield "right and found wrong", 1.0 - regime.redress.review.specificity.value
    if regime.redress.notice != "none":
        yield "not told", 1.0 - regime.redress.notice.reaches.value
        yield "told after", regime.redress.notice.after.value


def must_only_take_away(before: Regime, after: Regime) -> None:
    had, has = keyed(before), keyed(after)
    assert {kind: has[kind] - had[kind] for kind in had if has[kind] - had[kind]} == {}
    was = dict(figures(before))
    assert [(name, value) for name, value in figures(after) if value > was.get(name, value) + 1e-12] == []
    assert (after.enrol, after.regime, after.town) == (before.enrol, before.regime, before.town)


@settings(deadline=None, max_examples=150)
@given(regimes(), st.lists(safeguards, min_size=1, max_size=2))
def test_a_safeguard_only_takes_away(regime: Regime, given_ones: list[Safeguard]) -> None:
    """A mutant that lengthens a term, keeps a gate of a removed list or lets more lists count is caught."""
    after = apply(regime, given_ones)
    must_be_valid(after)
    must_only_take_away(regime, after)
    assert apply(after, given_ones) == after, "once is enough"


@settings(deadline=None, max_examples=60)
@given(regimes(), safeguards, safeguards, safeguards)
def test_the_order_in_which_they_are_given_is_nothing(
    regime: Regime, one: Safeguard, two: Safeguard, three: Safeguard
) -> None:
    named = [
        each.model_copy(update={"safeguard": name})
        for each, name in zip((one, two, three), "abc", strict=True)
    ]
    results = [apply(regime, order) for order in permutations(named)]
    assert all(result == results[0] for result in results)
    renamed = [
        each.model_copy(update={"safeguard": name})
        for each, name in zip((one, two, three), "cab", strict=True)
    ]
    assert apply(regime, renamed) == results[0], "nor are their names"


def test_a_band_is_settled_before_it_is_capped() -> None:
    """Capped to nothing first, a band would no longer cost anything and stay a choice between 0 and 0."""
    path = next(path for path in GOOD if path.stem == "by-discretion")
    both = (safeguard({"cap": number(0.0)}), safeguard({"discretion": "mild-end"}))
    regime = load_regime(path).model
    costly = {rule.scored_label for rule in regime.rules if rule.points is not None and rule.ends[0] < 0}
    results = [
        apply(regime, [a.model_copy(update={"safeguard": "a"}), b.model_copy(update={"safeguard": "b"})])
        for a, b in (both, both[::-1])
    ]
    assert results[0] == results[1]
    bands = {rule.scored_label for rule in results[0].rules if isinstance(rule.points, Discretion)}
    assert costly
    assert not bands & costly


@settings(deadline=None, max_examples=40)
@given(regimes(), st.sampled_from(sorted(shipped("safeguards"))))
def test_the_shipped_ones_only_take_away(regime: Regime, name: str) -> None:
    one = load_safeguard(name).model
    after = apply(regime, [one])
    must_be_valid(after)
    must_only_take_away(regime, after)
    assert apply(after, [one]) == after
    assert changes_nothing(after, one)


PARTIAL = st.one_of(
    st.just({"end": "ties"}),
    st.sampled_from(NAMED["collector"]).map(lambda name: {"remove": {"collector": name}}),
    st.sampled_from([0.4, 1.0]).map(lambda x: {"correction": {"sensitivity": number(x)}}),
)


def _cannot_be_shared(regime: Regime, operation: dict[str, Any]) -> bool:
    """True ties are no picture of which a share could be missing; a duty that is seen less counts as missed more."""
    if "end" in operation:
        return regime.association is not None and regime.association.through == "true-ties"
    if "correction" in operation:
        return False
    collector = regime.watch.collectors.get(operation["remove"]["collector"])
    duties = any(rule.duty for rule in regime.rules)
    return collector is not None and duties and "visits" in collector.sees


@settings(deadline=None, max_examples=80)
@given(regimes(), PARTIAL, st.sampled_from([0.0, 0.3, 0.9]))
def test_kept_a_share_of_the_time_it_takes_away_less(
    regime: Regime, operation: dict[str, Any], share: float
) -> None:
    """Between nothing and the whole; or it is refused in words, where a share cannot be said of the regime."""
    one = safeguard(operation, adherence=share)
    if _cannot_be_shared(regime, operation):
        with pytest.raises(InputError, match="adherence"):
            apply(regime, [one])
        return
    after = apply(regime, [one])
    must_be_valid(after)
    must_only_take_away(regime, after)
    whole = apply(regime, [safeguard(operation)])
    most = dict(figures(after))
    assert all(value <= most[name] + 1e-12 for name, value in figures(whole))
    if share == 0.0:
        assert dict(figures(after)) == pytest.approx(dict(figures(regime)))


def test_every_shipped_one_finds_something_to_take_away() -> None:
    known = [load_regime(name).model for name in (*shipped("regimes"), *GOOD)]
    for name in shipped("safeguards"):
        one = load_safeguard(name).model
        assert not all(changes_nothing(regime, one) for regime in known), name


def test_each_does_what_its_name_says() -> None:
    article = load_regime("article-2020").model
    court = load_regime("judgment-defaulters").model

    def with_(name: str, regime: Regime) -> Regime:
        return apply(regime, [load_safeguard(name).model])

    alone = with_("no-association", article)
    assert alone.association is None
    assert not alone.scores_contact
    spoken = with_("no-scoring-of-protected-expression", article)
    assert {rule.scored_label for rule in article.rules} - {rule.scored_label for rule in spoken.rules} == {
        "praise-party"
    }
    assert spoken.watch.errors.mislabelled == {}
    assert spoken.scores_contact, "which is another safeguard's"
    assert [with_("purpose-limit", regime).gates for regime in (article, court)] == [(), ()]
    assert with_("expiry", article).lists[0].term.value == 182  # type: ignore[union-attr]
    grounds = with_("expiry", court).lists[0].grounds
    assert [ground.term and ground.term.value for ground in grounds] == [None, None, 182]
    better = with_("correction", court).redress
    assert (better.review.sensitivity.value, better.review.decided_in.value) == (0.9, 7)  # type: ignore[union-attr]
    assert with_("correction", article) == article, "there is no review to improve"
    told = with_("notice", article).redress
    assert told.notice.reaches.value == pytest.approx(0.9), "kept nine times in ten"  # type: ignore[union-attr]
    assert (told.review.decided_in.value, told.correction.within.value) == (30, 3)  # type: ignore[union-attr]
    assert with_("notice", court) == court, "courts tell whom they list"
    both = apply(article, [load_safeguard(name).model for name in ("correction", "notice")]).redress
    assert both.review.sensitivity.value == 0.9, "what is given is bettered, in whatever order"  # type: ignore[union-attr]
    blind = with_("no-ties", article)
    assert (blind.watch.ties, blind.association) == (None, None)


def test_what_is_changed_is_no_longer_the_sources() -> None:
    """A term of two years has a source; half a year in its place must not claim it."""
    court = load_regime("judgment-defaulters").model
    after = apply(court, [load_safeguard("expiry").model])
    moved = {
        where: one
        for (where, one), (_, other) in zip(numbers_in(after), numbers_in(court), strict=True)
        if one != other
    }
    assert len(moved) == 2
    assert all(one.source is None and one.assumed is not None for one in moved.values())


def test_a_duty_of_which_less_is_seen_is_not_scored() -> None:
    """What is not seen counts as missed: a blind camera would otherwise cost everybody points."""
    article = load_regime("article-2020").model
    after = apply(article, [safeguard({"remove": {"collector": "street-cameras"}})])
    assert any(rule.duty for rule in article.rules)
    assert not any(rule.duty for rule in after.rules)


def test_more_lists_never_count_for_contact() -> None:
    """Without shaming every list would count as bad company, so points for contact go too."""

    def two_lists(data: dict[str, Any]) -> None:
        del data["association"]

    loud = to_regime(LOUD, two_lists)
    assert len(loud.lists) > 1
    assert loud.scores_contact
    assert len(loud.published_lists) == 1
    assert not apply(loud, [safeguard({"remove": {"shaming": "call-tone"}})]).scores_contact


def test_abolish_leaves_nothing() -> None:
    for name in shipped("regimes"):
        after = apply(load_regime(name).model, [load_safeguard("abolish").model])
        must_be_valid(after)
        assert after.score is None
        assert (after.watch.collectors, after.rules, after.lists, after.gates, after.shaming) == (
            {},
            (),
            (),
            (),
            (),
        )
        assert (after.association, after.enforcement, after.redress.review) == (None, None, "none")
        assert all(
            isinstance(one, Number) and one.value == 0
            for where, one in numbers_in(after)
            if where[0] != "enrol"
        )


def test_with_a_list_goes_all_that_rests_on_it() -> None:
    loud = to_regime(LOUD)
    assert loud.association is not None
    assert loud.shaming
    after = apply(loud, [safeguard({"remove": {"list": "discredited"}})])
    must_be_valid(after)
    assert [entry.name for entry in after.lists] == ["watched"]
    assert (after.association, after.shaming) == (None, ())
    assert not after.scores_contact, "contact with the people on another list would now be scored"
    assert {gate.refuse.on_list for gate in after.gates} <= {None, "watched"}
    assert {gate.service for gate in loud.gates} - {gate.service for gate in after.gates}


def test_without_an_eye_goes_what_only_it_could_see() -> None:
    article = load_regime("article-2020").model
    after = apply(article, [safeguard({"remove": {"collector": "blood-banks"}})])
    assert {rule.scored_label for rule in article.rules} - {rule.scored_label for rule in after.rules} == {
        "donate-blood"
    }
    blind = [{"remove": {"collector": name}} for name in ("street-cameras", "phone-carriers")]
    alone = apply(article, [safeguard(*blind)])
    must_be_valid(alone)
    assert (alone.watch.ties, alone.association) == (None, None), "nobody sees who calls or visits whom"


@pytest.mark.parametrize("kept", [0.0, 0.25, 1.0])
def test_a_share_of_the_time_is_that_share_of_ties_and_of_what_is_seen(kept: float) -> None:
    """Of ties seen before, the share that is not kept is seen still: true ones and invented ones."""
    article = load_regime("article-2020").model
    court = load_regime("judgment-defaulters").model
    ties = article.watch.ties
    after = apply(article, [safeguard({"end": "ties"}, adherence=kept)]).watch.ties
    assert ties is not None
    if kept == 1.0:
        assert after is None
    else:
        assert after is not None
        assert 1 - after.missed.value == pytest.approx((1 - ties.missed.value) * (1 - kept))
        assert after.invented.value == pytest.approx(ties.invented.value * (1 - kept))
        assert after.invented.assumed == pytest.approx(
            tuple(end * (1 - kept) for end in ties.invented.assumed or ())
        )
    less = apply(article, [safeguard({"remove": {"collector": "social-media"}}, adherence=kept)])
    assert less.watch.coverage("posts") == pytest.approx(article.watch.coverage("posts") * (1 - kept))
    found = apply(court, [safeguard({"correction": {"sensitivity": number(0.9)}}, adherence=kept)]).redress
    assert found.review.sensitivity.value == pytest.approx(0.5 + kept * 0.4)  # type: ignore[union-attr]
    assert found.higher.sensitivity.value == pytest.approx(0.5 + kept * 0.4)  # type: ignore[union-attr]
