"""Whatever one does to a valid file, it is accepted or refused in words."""

from __future__ import annotations

import copy
import tempfile
from pathlib import Path
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from glasstown.core.documents import read_document
from glasstown.core.errors import InputError
from glasstown.engine.tables import World, build_tables
from glasstown.regimes import Regime
from glasstown.responses import load_response
from tests.regimes.places import ARTICLE, GOOD, NOISE_RATE, conduct_only

_FILES = [ARTICLE, *GOOD]
_TREES = [yaml.safe_load(path.read_text()) for path in _FILES]
_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_FOLDER = Path(tempfile.mkdtemp(prefix="glasstown-fuzz-"))
_TOWN = conduct_only()
_SIMPLE = load_response("simple").model

_junk = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**20), 10**20),
    st.floats(width=32),
    st.text(max_size=12),
    st.sampled_from(
        [
            "0 days",
            "36500 days",
            "day 3",
            "none",
            "A",
            "discredited",
            "cheat-game",
            [],
            {},
            [[]],
            [1],
            {"value": 1},
        ]
    ),
    st.dictionaries(st.text(max_size=5), st.integers(), max_size=2),
)


def _places(value: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = [at] if at else []
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        found += _places(inner, (*at, key))
    return found


@st.composite
def _mutants(draw: st.DrawFn) -> str:
    tree = copy.deepcopy(draw(st.sampled_from(_TREES)))
    for _ in range(draw(st.integers(1, 3))):
        where = draw(st.sampled_from(_places(tree)))
        holder = tree
        for step in where[:-1]:
            holder = holder[step]
        key = where[-1]
        change = draw(st.sampled_from(["drop", "rename", "replace", "double", "scale"]))
        if change == "drop":
            del holder[key]
        elif change == "rename" and isinstance(holder, dict):
            holder[draw(st.one_of(st.text(max_size=8), st.just(str(key)[:-1])))] = holder.pop(key)
        elif change == "double" and isinstance(holder, list):
            holder.append(copy.deepcopy(holder[key]))
        elif change == "scale" and isinstance(holder[key], int | float):
            holder[key] = holder[key] * draw(st.sampled_from([-1, 0, 0.1, 3, 1e4]))
        else:
            holder[key] = draw(_junk)
    return str(yaml.dump(tree, Dumper=_DUMPER, allow_unicode=True, sort_keys=False))


def _read(text: str) -> Regime | None:
    path = _FOLDER / "regime.yaml"
    path.write_text(text, encoding="utf-8", errors="replace")
    try:
        return read_document(path, Regime).model
    except InputError as refusal:
        problems = refusal.problems
    assert problems
    for problem in problems:
        assert problem.found
        assert problem.allowed
        assert "\n" not in str(problem)
    return None


@settings(max_examples=250)
@given(_mutants())
def test_a_mutant_is_accepted_or_refused_in_words(text: str) -> None:
    """And what is accepted can be compiled."""
    regime = _read(text)
    if regime is not None and regime.watch.errors.false_records.per_day.value <= NOISE_RATE:
        tables, streams = build_tables(_TOWN, [World("mutant", regime, _SIMPLE)], twin=True)
        assert len(streams) == tables.acts.stream.size


@settings(max_examples=250)
@given(
    st.sampled_from(_FILES),
    st.integers(0, 10**6),
    st.sampled_from([*"{}[]:,&*!|>%@`\"'#-?\t\n\0 ", "\ufeff", "\x85", "---\n", "<<: ", "? "]),
)
def test_a_torn_file_is_accepted_or_refused_in_words(path: Path, at: int, torn: str) -> None:
    text = path.read_text()
    at %= len(text)
    _read(text[:at] + torn + text[at:])
