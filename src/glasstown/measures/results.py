"""From the lives of the replicates to a value for every measure, world and difference."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from glasstown.engine.result import Lives
from glasstown.measures.header import Header
from glasstown.measures.measure import Compute, Measure
from glasstown.measures.registry import registry
from glasstown.measures.value import NOT_APPLICABLE, Amount, Value, combine
from glasstown.measures.view import BEFORE, WITHOUT, View, each_axis, views


@dataclass(frozen=True, eq=False)
class Results:
    """Values by world and measure. `paired`: each other world less the world without, replicate by replicate."""

    measures: tuple[Measure, ...]
    worlds: Mapping[str, Mapping[str, Value]]
    paired: Mapping[str, Mapping[str, Value]]
    replicates: int
    unscored: frozenset[str] = frozenset()  # worlds whose regime keeps no score

    def value(self, key: str, world: str | None = None) -> Value:
        """The value of a measure in a world, by default the first regime's."""
        return self.worlds[world if world is not None else self.regimes[0]][key]

    @property
    def regimes(self) -> tuple[str, ...]:
        """Worlds with a regime that is studied, in order: neither the town without, nor ordinary practice."""
        return tuple(name for name in self.worlds if name not in (WITHOUT, BEFORE))

    def of(self, key: str) -> Measure:
        """The registered measure of a key; KeyError if there is none."""
        for measure in self.measures:
            if measure.key == key:
                return measure
        raise KeyError(key)

    def asked(self, key: str, world: str | None = None) -> Measure:
        """The measure of a key as it was asked in a world, by default the first regime's: see `Measure.in_world`."""
        measure = self.of(key)
        named = world if world is not None else self.regimes[0]
        return measure.unscored if measure.unscored is not None and named in self.unscored else measure

    def to_json(self, header: Header) -> dict[str, Any]:
        """The content of measures.json."""
        return {
            "schema": 1,
            "regime": header.regime,
            "status": header.status,
            "town": header.town,
            "people": header.people,
            "days": header.days,
            "seed": header.seed,
            "replicates": self.replicates,
            "worlds": _json(self.worlds),
            "paired": _json(self.paired),
        }


def _json(worlds: Mapping[str, Mapping[str, Value]]) -> dict[str, dict[str, Any]]:
    return {name: {key: value.to_json() for key, value in values.items()} for name, values in worlds.items()}


def _less(here: Amount, there: Amount) -> Amount:
    """The difference to the world without; where that has no such thing, there is none."""
    if NOT_APPLICABLE in (here.reason, there.reason):
        return Amount(None, NOT_APPLICABLE)
    if here.value is None or there.value is None:
        return here if here.value is None else there
    return Amount(here.value - there.value)


def _amounts(compute: Compute, group: int, chosen: Sequence[View], paired: bool) -> list[Amount]:
    if not paired:
        return [compute(view, group) for view in chosen]
    return [
        _less(compute(view, group), compute(view.twin, group)) for view in chosen if view.twin is not None
    ]


def _value(measure: Measure, chosen: Sequence[View], drawn: Sequence[View], paired: bool) -> Value:
    measure = measure.in_world(chosen[0])
    known = chosen[0].lives.groups
    by_group = [view for view in drawn if view.lives.groups == known]  # others ran without groups

    def combined(compute: Compute, group: int) -> Value:
        spread = by_group if group else drawn
        return combine(
            _amounts(compute, group, chosen, paired), measure.unit, _amounts(compute, group, spread, paired)
        )

    groups: dict[str, dict[str, Value]] = {}
    if measure.grouped:
        for axis, numbers in each_axis(known):
            groups[axis] = {name: combined(measure.compute, number) for name, number in numbers}
    if measure.pieces:
        groups[measure.axis] = {name: combined(compute, 0) for name, compute in measure.pieces}
    return combine(
        _amounts(measure.compute, 0, chosen, paired),
        measure.unit,
        _amounts(measure.compute, 0, drawn, paired),
        groups or None,
    )


def measure(lives: Sequence[Lives], assumed: Sequence[Lives] = ()) -> Results:
    """Measure the replicates of a run.

    `lives`: one per replicate, all with the same worlds, services and groups. `assumed`: runs of the first
    regime with its assumed numbers drawn over their ranges, each world but `without` a draw; they give its
    `assumed_low` and `assumed_high`. ValueError where these do not fit together.
    """
    if not lives:
        raise ValueError("no replicate to measure")
    first = lives[0]
    if any(other.worlds != first.worlds or other.groups != first.groups for other in lives):
        raise ValueError("replicates differ in worlds or groups")
    by_replicate = [views(replicate) for replicate in lives]
    regimes = [name for name in first.worlds if name not in (WITHOUT, BEFORE)]
    if assumed and not regimes:
        raise ValueError("draws of the assumed numbers belong to a run with a regime")
    drawn = [view for other in assumed for view in views(other)]
    measures = registry(first.services, [axis for axis, _ in each_axis(first.groups)])
    worlds: dict[str, dict[str, Value]] = {}
    paired: dict[str, dict[str, Value]] = {}
    for w, name in enumerate(first.worlds):
        chosen = [replicate[w] for replicate in by_replicate]
        others = [view for view in drawn if _like(name, view, regimes)]
        worlds[name] = {each.key: _value(each, chosen, others, False) for each in measures}
        if name != WITHOUT and WITHOUT in first.worlds:
            paired[name] = {each.key: _value(each, chosen, others, True) for each in measures}
    unscored = frozenset(view.name for view in by_replicate[0] if not view.scored and not view.without)
    return Results(measures, worlds, paired, len(lives), unscored)


def _like(name: str, view: View, regimes: Sequence[str]) -> bool:
    """Whether a world of a draw is one of the same kind as the world `name`: draws are of the first regime."""
    kinds = (WITHOUT, BEFORE)
    return view.name == name if name in kinds else name == regimes[0] and view.name not in kinds
