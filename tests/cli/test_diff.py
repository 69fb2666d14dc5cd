"""`diff`: what one file says and another does not, all of it and in words."""

from __future__ import annotations

import json
import re
from itertools import permutations
from pathlib import Path

import pytest

from glasstown.cli.change_words import called
from glasstown.cli.changes import changes, plainly, tree
from glasstown.cli.diff import in_text
from glasstown.core.documents import shipped
from glasstown.regimes import load_regime
from tests.cli.tool import FILES, flat, glasstown, load, raw_keys

PAIRS = [(a, b) for a, b in permutations(FILES, 2) if a[0] == b[0]]
ARTICLE = shipped("regimes")["article-2020"]


def name(pair: tuple[tuple[str, str], tuple[str, str]]) -> str:
    return f"{Path(pair[0][1]).stem}-{Path(pair[1][1]).stem}"


def edited(folder: Path, old: str, new: str) -> Path:
    text = ARTICLE.read_text(encoding="utf-8")
    assert text.count(old) == 1, old
    path = folder / "mine.yaml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


@pytest.mark.parametrize(("kind", "one"), FILES, ids=lambda word: Path(word).stem)
def test_a_file_says_the_same_as_itself(kind: str, one: str) -> None:
    document = load(kind, one)
    assert changes(document, document) == ()
    assert "say the same: the files are the same to the byte." in flat(in_text((document, document), 80))


@pytest.mark.parametrize("pair", PAIRS, ids=name)
def test_both_ways_say_the_same_the_other_way_round(pair: tuple[tuple[str, str], tuple[str, str]]) -> None:
    a, b = (load(*file) for file in pair)
    there, back = changes(a, b), changes(b, a)
    assert there, "two files that differ"
    assert {(c.part, c.key, repr(plainly(c.a)), repr(plainly(c.b))) for c in there} == {
        (c.part, c.key, repr(plainly(c.b)), repr(plainly(c.a))) for c in back
    }
    fields = [field.alias or at for at, field in type(a.model).model_fields.items()]
    order = [fields.index(change.part) for change in there]
    assert order == sorted(order), "in the order of the parts"


@pytest.mark.parametrize("pair", PAIRS, ids=name)
def test_no_key_stands_without_words(pair: tuple[tuple[str, str], tuple[str, str]]) -> None:
    a, b = (load(*file) for file in pair)
    for columns in (60, 80, 100):
        page = in_text((a, b), columns)
        assert raw_keys(page) == []
        assert "None" not in page
        assert all(len(line) <= columns or len(line.split()) == 1 for line in page.splitlines())
    assert page.count("  - ") == len(changes(a, b)), "a sentence for each difference"


@pytest.mark.parametrize(
    ("old", "new", "key", "words"),
    [
        (
            "points: {value: -10, assumed: [-20, -5]}}",
            "points: {value: -12, assumed: [-20, -5]}}",
            "rules.cheat-game.points",
            "Points for a record that somebody cheated in a game. A: −10 points (assumed; −20 to −5). "
            "B: −12 points (assumed; −20 to −5).",
        ),
        (
            "start: {value: 1000, source: infographic}",
            "start: {value: 1000, assumed: [900, 1100]}",
            "score.start",
            "Score at the start. A: 1,000 points (source: infographic). B: 1,000 points (assumed; 900 to 1,100).",
        ),
        (
            "  - {service: promotion, refuse: {grade_below: B}}\n",
            "",
            "gates.promotion",
            "Only in A: Promotions are refused to those below grade B.",
        ),
        (
            "through: seen-ties",
            "through: true-ties",
            "association.through",
            "Which ties count. A: the ties that the regime sees. B: all true ties.",
        ),
        (
            ", vague: true}",
            "}",
            "rules.spread-rumour.vague",
            "Whether the label can be stretched: somebody knowingly spread something false. A: yes. B: no.",
        ),
        (
            "  - {label: donate-blood, points: {value: 30, assumed: [10, 50]}, at_most: {times: {value: 2, assumed: "
            "[1, 4]}, per: year}}\n",
            "",
            "rules.donate-blood",
            "Only in A: 30 points (assumed; 10 to 50) where somebody gave blood; at most 2 times a year.",
        ),
    ],
    ids=["number", "source", "gate", "word", "yes-no", "rule"],
)
def test_one_change_is_one_sentence(old: str, new: str, key: str, words: str, tmp_path: Path) -> None:
    path = edited(tmp_path, old, new)
    told = json.loads(glasstown("diff", "article-2020", str(path), "--json").stdout)
    assert (told["schema"], told["a"], told["b"]) == (1, "article-2020", "article-2020")
    assert [(change["part"], change["key"]) for change in told["changes"]] == [(key.split(".")[0], key)]
    page = flat(glasstown("diff", "article-2020", str(path)).stdout)
    assert words in page
    assert "They differ in 1 place:" in page


def test_another_name_and_other_writing_are_no_difference(tmp_path: Path) -> None:
    made = tmp_path / "mine.yaml"
    assert glasstown("new", str(made), "--from", "article-2020").exit_code == 0
    assert json.loads(glasstown("diff", "article", str(made), "--json").stdout)["changes"] == []
    assert "say the same, but for their names." in flat(glasstown("diff", "article", str(made)).stdout)


def test_values_for_machines() -> None:
    told = json.loads(glasstown("diff", "article-2020", "judgment-defaulters", "--json").stdout)
    by_key = {change["key"]: change for change in told["changes"]}
    assert all(set(change) == {"part", "key", "a", "b"} for change in told["changes"])
    assert by_key["begins"] == {"part": "begins", "key": "begins", "a": "2020-01-01", "b": "2016-05-01"}
    assert by_key["score"]["b"] is None
    assert by_key["score"]["a"]["start"] == {"value": 1000.0, "source": "infographic"}
    assert by_key["enrol.share"]["b"] == {"value": 1.0, "source": "spc-2017"}
    assert by_key["redress.review"]["a"] == "none"


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("article-2020", "simple"),
        ("china-2018", "article"),
        ("sanctioned_share", "article"),
        ("article", "listed_share"),
    ],
)
def test_two_kinds_are_refused_in_words(a: str, b: str) -> None:
    result = glasstown("diff", a, b)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert re.search(r"diff, [AB]: found \S+, a (response|regime|measure); allowed: ", result.stderr)
    assert glasstown("diff", a, "no-such-name").exit_code == 2


def test_every_place_of_every_file_has_a_name() -> None:
    """What a place is called holds no key, whichever of the files would change there."""

    def places(key: str, node: object) -> list[str]:
        inner = getattr(node, "inner", None) or {}
        found = [key] if key else []
        for step, each in inner.items():
            found += places(
                f"{key}{step}" if step.startswith("#") else f"{key}.{step}" if key else step, each
            )
        return found

    seen = 0
    for kind, one in FILES:
        document = load(kind, one)
        for key in places("", tree(document.model)):
            words = called(key, document.model.kind)
            assert words, key
            assert raw_keys(words) == [], (key, words)
            assert "{" not in words
            seen += 1
    assert seen > 500


def test_entries_of_one_name_are_told_apart() -> None:
    regime = load_regime("judgment-defaulters")
    inner = tree(regime.model).inner or {}
    grounds = (inner["lists"].inner or {})["defaulters"].inner or {}
    assert list(grounds["enter"].inner or {}) == ["#1", "#2", "#3"]
