"""`new`: a file to begin with, that is valid at once or asks its questions; nothing is ever overwritten."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from glasstown.cli import new
from glasstown.cli.template import copied, questions, text_of
from glasstown.core.documents import json_schema_of, shipped
from glasstown.core.marks import read_tree
from glasstown.core.parts import NAME_PATTERN
from glasstown.regimes import Regime, load_regime
from glasstown.regimes.words.keys import KEYS, place_of
from tests.cli.tool import GOOD, glasstown

REGIMES = [*shipped("regimes").values(), *GOOD]


def places_of_the_schema() -> list[str]:
    """Every place of a regime file, as the model has it; names of the file's own are ``*``."""
    schema = json_schema_of(Regime)
    found: list[str] = []

    def walk(part: Any, at: str) -> None:
        if "$ref" in part:
            part = schema["$defs"][part["$ref"].rsplit("/", 1)[1]]
        for inner in (*part.get("anyOf", ()), *part.get("oneOf", ()), *part.get("allOf", ())):
            walk(inner, at)
        properties = part.get("properties", {})
        if "assumed" in properties:
            return
        for key, inner in properties.items():
            found.append(f"{at}.{key}" if at else key)
            walk(inner, found[-1])
        named = part.get("additionalProperties") or next(
            iter(part.get("patternProperties", {}).values()), None
        )
        if isinstance(named, dict):
            found.append(f"{at}.*")
            walk(named, f"{at}.*")
        if "items" in part and "$ref" in part["items"]:
            steps = f"{at}#*" if at.endswith(("enter", "does", "then")) else f"{at}.*"
            found.append(steps)
            walk(part["items"], steps)

    walk(schema, "")
    return list(dict.fromkeys(found))


def test_every_key_of_the_schema_is_explained_and_no_other() -> None:
    places = places_of_the_schema()
    assert len(places) > 90
    assert [place for place in places if place not in KEYS] == []
    assert [
        place for place in KEYS if place not in places and not place.startswith("score.start.uniform")
    ] == []
    asked = [place for place, key in KEYS.items() if not key.asks]
    assert asked == ["sources.*", "watch.collectors.*", "watch.fusion.*"], (
        "these are explained by the key around them"
    )
    assert all("?" in key.asks for key in KEYS.values() if key.asks)


@pytest.mark.parametrize("path", REGIMES, ids=lambda path: path.stem)
def test_a_copy_is_valid_at_once_and_says_the_same(path: Path, tmp_path: Path) -> None:
    made = tmp_path / "a-copy-7.yaml"
    result = glasstown("new", str(made), "--from", str(path), "--json")
    told = json.loads(result.stdout)
    assert told == {"schema": 1, "file": str(made), "name": "a-copy-7", "from": path.stem, "open": 0}
    assert json.loads(glasstown("validate", str(made), "--json").stdout)["valid"] is True
    original = load_regime(path).model
    assert load_regime(made).model == original.model_copy(update={"regime": "a-copy-7"})
    text = made.read_text(encoding="utf-8")
    assert max(map(len, (line for line in text.splitlines() if line.lstrip().startswith("#")))) <= 112


@pytest.mark.parametrize("path", [*REGIMES, None], ids=lambda path: path.stem if path else "skeleton")
def test_every_key_is_explained_once(path: Path | None) -> None:
    text = questions("mine") if path is None else copied(load_regime(path).model, "mine")
    comments = " ".join(
        line.lstrip().lstrip("# ") for line in text.splitlines() if line.lstrip().startswith("#")
    )
    told = " ".join(comments.split())
    missing = [
        place for place in places_of_the_schema() if not place.endswith("*") and KEYS[place].asks not in told
    ]
    assert missing == []
    assert len(comments) < 16_000, "each of them once"


def test_a_skeleton_asks_and_validate_lists_what_is_open(tmp_path: Path) -> None:
    made = tmp_path / "mine.yaml"
    told = json.loads(glasstown("new", str(made), "--json").stdout)
    result = glasstown("validate", str(made), "--json")
    assert result.exit_code == 2
    problems = json.loads(result.stdout)["problems"]
    assert len(problems) == told["open"] > 15
    lines = made.read_text(encoding="utf-8").splitlines()
    empty = [number for number, line in enumerate(lines, 1) if re.fullmatch(r" *(?:- )?[a-z_-]+:", line)]
    opened = [number for number in empty if not lines[number].strip(" #") or not _holds(lines, number)]
    assert [problem["line"] for problem in problems] == opened
    for problem in problems:
        assert problem["found"].startswith('an open question, "')
        assert problem["found"].endswith('?"')
        assert problem["allowed"]
        assert problem["key"].split(".")[-1] in lines[problem["line"] - 1]
    text = glasstown("validate", str(made)).stderr
    assert "assumed: [low, high]" in text
    assert text.count("an open question") == told["open"]


def _holds(lines: list[str], number: int) -> bool:
    """Whether a key has something within it: the next line that says something is deeper."""
    here = len(lines[number - 1]) - len(lines[number - 1].lstrip(" -"))
    following = next(
        (line for line in lines[number:] if line.strip() and not line.lstrip().startswith("#")), ""
    )
    return len(following) - len(following.lstrip(" -")) > here


ANSWERS = {
    "title": "A test",
    "status": "hypothetical",
    "town": "china-2018",
    "who": "adults",
    "kind": "state",
    "label": "disapproved-purchase",
    "list": "bad",
    "service": "air-ticket",
    "points": "{value: -1, assumed: [-2, 0]}",
    "start": "{value: 500, assumed: [500, 500]}",
    "floor": "{value: 0, assumed: [0, 0]}",
    "ceiling": "{value: 900, assumed: [900, 900]}",
    "score_below": "{value: 400, assumed: [300, 450]}",
    "score_at_least": "{value: 460, assumed: [450, 480]}",
    "misattributed": "{value: 0.01, assumed: [0, 0.1]}",
    "per-day": "{value: 0, assumed: [0, 0]}",
    "share": "{value: 1, assumed: [1, 1]}",
    "purchases": "{value: 0.5, assumed: [0, 1]}",
}


def test_a_skeleton_with_every_question_answered_is_valid(tmp_path: Path) -> None:
    made = tmp_path / "mine.yaml"
    glasstown("new", str(made))
    asked = json.loads(glasstown("validate", str(made), "--json").stdout)["problems"]
    lines = made.read_text(encoding="utf-8").splitlines()
    for place, problem in enumerate(asked):
        lines[problem["line"] - 1] += " " + ANSWERS[problem["key"].split(".")[-1]]
        made.write_text("\n".join(lines), encoding="utf-8")
        still = glasstown("validate", str(made), "--json")
        assert len(json.loads(still.stdout)["problems"]) == len(asked) - place - 1
    assert still.exit_code == 0
    assert load_regime(made).name == "mine"


def test_a_mistake_stands_beside_the_open_questions(tmp_path: Path) -> None:
    made = tmp_path / "mine.yaml"
    glasstown("new", str(made))
    made.write_text(made.read_text().replace("  from: day 0", "  from: tomorrow\n  who_else: anna"))
    problems = json.loads(glasstown("validate", str(made), "--json").stdout)["problems"]
    others = [problem["key"] for problem in problems if "open question" not in problem["found"]]
    assert others == ["enrol.from", "enrol.who_else"]


def test_a_file_without_questions_is_told_as_before(tmp_path: Path) -> None:
    made = tmp_path / "mine.yaml"
    made.write_text("regime: mine\ntitle:\n")
    said = glasstown("validate", str(made)).stderr
    assert "open question" not in said
    assert "mine.yaml, line 2, title: found nothing" in said
    assert glasstown("validate", str(tmp_path / "none.yaml")).exit_code == 2


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("mine", "mine.yaml"),
        ("My Regime.yaml", "my-regime.yaml"),
        ("a_b.yaml", "a-b.yaml"),
        ("x" * 41 + ".yaml", "x" * 40 + ".yaml"),
        ("mine.txt", "mine-txt.yaml"),
        ("ä.yaml", ""),
        (".yaml", ""),
    ],
)
def test_a_name_that_cannot_be_is_refused(name: str, near: str, tmp_path: Path) -> None:
    result = glasstown("new", str(tmp_path / name))
    assert result.exit_code == 2
    assert "small letters, digits and hyphens" in result.stderr
    assert (f"nearest: {near}" in result.stderr) == bool(near)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("made", ["file", "folder", "link"])
def test_nothing_is_overwritten(made: str, tmp_path: Path) -> None:
    place = tmp_path / "mine.yaml"
    if made == "file":
        place.write_text("precious")
    elif made == "folder":
        place.mkdir()
    else:
        place.symlink_to(tmp_path / "nowhere")
    for more in ([], ["--from", "article"]):
        result = glasstown("new", str(place), *more)
        assert result.exit_code == 2
        assert "nothing is overwritten" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["mine.yaml"]
    assert made != "file" or place.read_text() == "precious"


def test_a_file_that_came_meanwhile_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the look and the writing somebody else makes the file: theirs is kept, with and without links."""
    place = tmp_path / "mine.yaml"
    real = os.link

    def late(fresh: Any, to: Any) -> None:
        place.write_text("theirs")
        real(fresh, to)

    monkeypatch.setattr(new.os, "link", late)
    assert glasstown("new", str(place)).exit_code == 2
    place.unlink()

    def without_links(fresh: Any, to: Any) -> None:
        place.write_text("theirs")
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(new.os, "link", without_links)
    assert glasstown("new", str(place)).exit_code == 2
    assert place.read_text() == "theirs"
    assert [path.name for path in tmp_path.iterdir()] == ["mine.yaml"]


def test_where_there_are_no_links_the_file_is_whole_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(new.os, "link", refuse)
    place = tmp_path / "mine.yaml"
    assert glasstown("new", str(place), "--from", "article").exit_code == 0
    assert load_regime(place).name == "mine"
    assert [path.name for path in tmp_path.iterdir()] == ["mine.yaml"]


def test_a_full_disk_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(new.os, "fsync", full)
    result = glasstown("new", str(tmp_path / "mine.yaml"))
    assert result.exit_code == 1
    assert "No space left on device" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_folder_has_to_be_there(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for folder in ("none", "file"):
        result = glasstown("new", str(tmp_path / folder / "mine.yaml"))
        assert result.exit_code == 2
        assert "a folder that is there" in result.stderr
    assert glasstown("new", str(tmp_path / "mine.yaml"), "--from", "no-such").exit_code == 2
    assert not (tmp_path / "mine.yaml").exists()


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=60))
@example("a")
def test_any_text_comes_back_as_it_was(text: str) -> None:
    """As a value and as a key, each in a file of its own: a key may stand only once in one."""
    assert read_tree(f"a: {text_of(text)}\n".encode(), "file").value == {"a": text}
    assert read_tree(f"{text_of(text)}: b\n".encode(), "file").value == {text: "b"}


@given(st.from_regex(f"({NAME_PATTERN})", fullmatch=True))
def test_any_name_can_be_a_regimes(name: str) -> None:
    """Names that YAML would read as a number, a date or yes are written so that they stay names."""
    for text in (questions(name), copied(load_regime("ordinary-enforcement").model, name)):
        assert read_tree(text.encode(), "file").value["regime"] == name


def test_places_of_the_files_own_names_are_found() -> None:
    assert place_of("lists.defaulters.enter#3.term") == "lists.*.enter#*.term"
    assert place_of("watch.collectors.banks.sees.purchases") == "watch.collectors.*.sees.*"
    assert place_of("no.such.place") is None
