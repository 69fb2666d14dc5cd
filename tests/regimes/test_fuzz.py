"""Whatever one does to a valid file, it is accepted, and then lives as the plain world does, or refused in words."""

from __future__ import annotations

import copy
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from glasstown.core.documents import read_document
from glasstown.core.errors import GlasstownError, InputError
from glasstown.core.randomness import life_key
from glasstown.engine.tables import World
from glasstown.regimes import Regime
from glasstown.responses import load_response
from tests.reference.comparison import both, first_difference
from tests.regimes.places import ARTICLE, GOOD
from tests.small_town import small_town

FILES = [ARTICLE, *GOOD]
TREES = [yaml.load(path.read_text(), Loader=yaml.BaseLoader) for path in FILES]
FOLDER = Path(tempfile.mkdtemp(prefix="glasstown-fuzz-"))
SIMPLE = load_response("simple").model
KEY = life_key(77, 0)
ODD = [
    *"{}[]:,&*!|>%@`\"'#-?\t\n\0\r ", "\ufeff", "\x85", "\u2028", "\u202e", "\u00a0", "\x1b[31m", "\ud7ff",
    "\U0001f600", "é", "e\u0301", "０", "−1", "---\n", "<<: ", "? ", "!!int ", "&a ", "*a", "...\n",
]  # fmt: skip

junk = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**20), 10**20),
    st.floats(width=32),
    st.text(max_size=12),
    st.sampled_from(ODD),
    st.sampled_from(
        [
            "0 days",
            "36500 days",
            "day 3",
            "none",
            "A",
            "discredited",
            "cheat-game",
            "2016-05-03",
            [],
            {},
            [[]],
            [1],
            {"value": 1},
        ]
    ),
    st.dictionaries(st.text(max_size=5), st.integers(), max_size=2),
)


@pytest.fixture(scope="module", autouse=True)
def _folder() -> Iterator[None]:
    yield
    for path in FOLDER.iterdir():
        path.unlink()
    FOLDER.rmdir()


def _places(value: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = [at] if at else []
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        found += _places(inner, (*at, key))
    return found


def _at(tree: Any, where: tuple[Any, ...]) -> Any:
    for step in where:
        tree = tree[step]
    return tree


def _number(text: str, factor: float) -> str:
    """A number, or a number of days, times a factor, written alike."""
    amount, _, unit = text.partition(" ")
    scaled = float(amount) * factor
    whole = unit.startswith("day") or scaled.is_integer()
    return f"{round(scaled) if whole else round(scaled, 6)}{' ' + unit if unit else ''}"


def _is_number(value: Any) -> bool:
    if not isinstance(value, str):
        return False
    amount, _, unit = value.partition(" ")
    return amount.replace(".", "", 1).lstrip("+-").isdigit() and unit in ("", "day", "days")


@st.composite
def numbers_moved(draw: st.DrawFn) -> str:
    """A file with some of its numbers moved, mostly within what a file may say, so that many are accepted."""
    tree = copy.deepcopy(draw(st.sampled_from(TREES)))
    numbers = [where[:-1] for where in _places(tree) if where[-1] == "value"]
    for where in draw(st.lists(st.sampled_from(numbers), min_size=1, max_size=6)):
        number = _at(tree, where)
        if not _is_number(number["value"]):
            continue
        value = _number(number["value"], draw(st.sampled_from([0, 0.1, 0.5, 0.9, 1.1, 2, 10, -1])))
        number["value"] = value
        if "assumed" in number:
            number["assumed"] = [value, value]
    return _written(tree)


@st.composite
def trees(draw: st.DrawFn) -> str:
    """A file whose parts are dropped, doubled, swapped, renamed, moved or replaced by something else."""
    tree = copy.deepcopy(draw(st.sampled_from(TREES)))
    for _ in range(draw(st.integers(1, 3))):
        places = _places(tree)
        if not places:
            break
        where = draw(st.sampled_from(places))
        holder, key = _at(tree, where[:-1]), where[-1]
        change = draw(st.sampled_from(["drop", "rename", "replace", "double", "swap", "move"]))
        if change == "drop":
            del holder[key]
        elif change == "rename" and isinstance(holder, dict):
            holder[draw(st.one_of(st.text(max_size=8), st.just(str(key)[:-1])))] = holder.pop(key)
        elif change == "double" and isinstance(holder, list):
            holder.append(copy.deepcopy(holder[key]))
        elif change == "swap":
            other = draw(st.sampled_from(places))
            if other[: len(where)] != where and where[: len(other)] != other:
                there = _at(tree, other[:-1])
                holder[key], there[other[-1]] = there[other[-1]], holder[key]
        elif change == "move" and isinstance(holder, dict):
            holder[key] = holder.pop(key)  # to the end
        else:
            holder[key] = draw(junk)
    return _written(tree)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A file into which something is typed, or whose lines are lost, doubled, moved, indented or cut off."""
    lines = draw(st.sampled_from(FILES)).read_text(encoding="utf-8").splitlines()
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(lines) - 1))
        change = draw(st.sampled_from(["type", "lose", "double", "move", "indent", "cut", "join", "digit"]))
        line = lines[at]
        if change == "type":
            column = draw(st.integers(0, len(line)))
            lines[at] = line[:column] + draw(st.sampled_from(ODD)) + line[column:]
        elif change == "lose" and len(lines) > 1:
            del lines[at]
        elif change == "double":
            lines.insert(at, line)
        elif change == "move":
            lines.insert(draw(st.integers(0, len(lines) - 1)), lines.pop(at))
        elif change == "indent":
            lines[at] = draw(st.sampled_from(["  ", "\t", " "])) + line
        elif change == "cut":
            lines[at] = line[: draw(st.integers(0, len(line)))]
        elif change == "join":
            lines[at : at + 2] = [" ".join(lines[at : at + 2])]
        else:
            digits = [column for column, c in enumerate(line) if c.isdigit()]
            if digits:
                column = draw(st.sampled_from(digits))
                lines[at] = line[:column] + draw(st.sampled_from("0123456789")) + line[column + 1 :]
    return "\n".join(lines) + "\n"


def _written(tree: Any) -> str:
    """YAML of a tree in which all numbers are still text: plain, as one writes them."""
    if isinstance(tree, dict):
        return "{" + ", ".join(f"{_plain(key)}: {_written(value)}" for key, value in tree.items()) + "}"
    if isinstance(tree, list):
        return "[" + ", ".join(map(_written, tree)) + "]"
    return _plain(tree)


def _plain(value: Any) -> str:
    text = "" if value is None else str(value)
    plain = text and all(c.isalnum() or c in " .+-_" for c in text) and text == text.strip()
    if plain and not text.startswith("- ") and text not in ("-", "."):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def read(text: str) -> Regime | None:
    """The regime of a text; None where it is refused, in words and on one line for each problem."""
    path = FOLDER / "regime.yaml"
    path.write_text(text, encoding="utf-8", errors="replace", newline="")
    try:
        return read_document(path, Regime).model
    except InputError as refusal:
        problems = refusal.problems
    assert problems
    for problem in problems:
        assert problem.found
        assert problem.allowed
        assert "\n" not in str(problem)
        assert str(problem).isprintable()
    return None


def lives_as_the_plain_world(regime: Regime, people: int, days: int) -> bool:
    """Whether the regime can be lived in a small town; then both worlds went through the same."""
    try:
        engine, plain = both(small_town(people, 3), [World("mutant", regime, SIMPLE)], days, KEY, threads=1)
    except GlasstownError:  # the town lacks what the regime reads
        return False
    assert first_difference(engine, plain) is None
    return True


def must_be_told_or_lived(text: str, people: int = 60, days: int = 22) -> bool:
    regime = read(text)
    return regime is not None and lives_as_the_plain_world(regime, people, days)


short = settings(max_examples=200)
long = settings(
    max_examples=8_000, phases=[Phase.generate, Phase.shrink], suppress_health_check=list(HealthCheck)
)


@short
@given(trees())
def test_a_tree_that_was_changed(text: str) -> None:
    must_be_told_or_lived(text)


@short
@given(texts())
def test_a_text_that_was_changed(text: str) -> None:
    must_be_told_or_lived(text)


def test_numbers_that_were_moved() -> None:
    """Of these a good part is accepted, else the reference world would see nothing of all this."""
    lived = 0

    @short
    @given(numbers_moved())
    def each(text: str) -> None:
        nonlocal lived
        lived += must_be_told_or_lived(text)

    each()
    assert lived >= 30


def test_the_files_as_they_stand_are_lived() -> None:
    for path, tree in zip(FILES, TREES, strict=True):
        assert must_be_told_or_lived(path.read_text(encoding="utf-8")), path.stem
        assert must_be_told_or_lived(_written(tree)), f"{path.stem}, written again"


@pytest.mark.long
@long
@given(st.one_of(trees(), texts(), numbers_moved(), numbers_moved()))
def test_very_many(text: str) -> None:
    must_be_told_or_lived(text, people=150, days=36)
