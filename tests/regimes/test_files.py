"""Files that are valid, files that are not, and what is said about them."""

from __future__ import annotations

from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from glasstown.core.documents import find_document, json_schema_of, read_document, shipped
from glasstown.core.errors import InputError
from glasstown.core.marks import MAX_BYTES, read_tree
from glasstown.core.state import LAYERS
from glasstown.life.catalogue import CHANNELS, LABELS, SERVICE_BY_NAME
from glasstown.regimes import Regime, load_regime
from glasstown.regimes.assumed import assumptions, stated
from glasstown.regimes.compile import read_streams
from glasstown.regimes.labels import Channel, Layer
from glasstown.regimes.words import in_words
from glasstown.responses import load_response
from glasstown.responses.kinds import json_schema
from tests.regimes.places import ARTICLE, BAD, GOOD


@pytest.mark.parametrize("path", [*shipped("regimes").values(), *GOOD], ids=lambda path: path.stem)
def test_a_good_file_is_read(path: Path) -> None:
    document = load_regime(path)
    assert document.name == path.stem
    assert document.text.splitlines()[document.line_of(("title",)) - 1].startswith("title:")
    words = in_words(document.model)
    assert all(paragraph.endswith(".") for paragraph in words)
    assert not any("{" in paragraph or "None" in paragraph for paragraph in words)


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_bad_file_is_refused_with_the_very_words(path: Path) -> None:
    with pytest.raises(InputError) as refusal:
        load_regime(path)
    said = str(refusal.value).replace(str(path), path.name)
    assert said + "\n" == path.with_suffix(".expected").read_text()
    for problem in refusal.value.problems:
        assert problem.file == str(path)
        assert problem.found
        assert problem.allowed


def test_there_are_bad_files_and_each_is_bad_in_its_own_way() -> None:
    assert len(BAD) >= 60
    said = {
        path.with_suffix(".expected").read_text().replace(path.name, "").split(", line")[-1] for path in BAD
    }
    assert len(said) > 0.9 * len(BAD)


@pytest.mark.parametrize("name", shipped("responses"))
def test_shipped_responses_are_read(name: str) -> None:
    assert load_response(name).name == name


def test_a_response_above_the_ceiling_is_refused_with_both_figures(tmp_path: Path) -> None:
    path = tmp_path / "loud.yaml"
    path.write_text(
        shipped("responses")["simple"]
        .read_text()
        .replace("{value: 0.7, assumed: [0.5, 0.9]}", "{value: 0.7, assumed: [0.5, 1.3]}")
    )
    with pytest.raises(InputError, match=r"up to 1\.3 times the ordinary rate; allowed: at most 1 times"):
        load_response(path)


def test_words_of_the_schema_are_those_of_the_catalogue() -> None:
    assert Channel.__args__ == CHANNELS
    assert Layer.__args__ == LAYERS


def test_a_name_is_found_by_its_beginning_or_its_likeness() -> None:
    assert find_document("regimes", "article") == ARTICLE
    with pytest.raises(InputError, match="nearest: article-2020"):
        find_document("regimes", "artcle-2020")
    with pytest.raises(InputError, match=r"nearest: minimal\.yaml"):
        find_document("regimes", str(GOOD[0].parent / "minimall.yaml"))


def test_a_file_that_is_too_large_or_not_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    path.write_bytes(b"#" * (MAX_BYTES + 1))
    with pytest.raises(InputError, match="at most 262,144 bytes"):
        load_regime(path)
    path.write_bytes(b"regime: caf\xe9\n")
    with pytest.raises(InputError, match="not UTF-8"):
        load_regime(path)
    with pytest.raises(InputError, match="is a directory"):
        read_document(tmp_path, Regime)


def test_nesting_is_bounded(tmp_path: Path) -> None:
    path = tmp_path / "deep.yaml"
    for text in ("a: " + "[" * 40 + "]" * 40, "a: " + "[" * 90_000, "{" * 90_000):
        path.write_text(text)
        with pytest.raises(InputError, match=r"levels|nest|does not parse"):
            load_regime(path)


def test_the_article_reads_every_part_of_the_account() -> None:
    streams = read_streams(load_regime("article-2020").model)
    assert {LABELS[label] for label in LABELS} <= streams
    assert {service.attempt for service in SERVICE_BY_NAME.values()} <= streams
    assert "noise" in streams


def test_only_the_thousand_points_of_the_article_have_a_source() -> None:
    document = load_regime("article-2020")
    sourced = [number for number in stated(document) if number.source]
    assert [(number.key, number.value) for number in sourced] == [("score.start", 1000.0)]
    for number in assumptions(document):
        assert number.low is not None
        assert number.high is not None
        assert number.low <= number.value <= number.high
        assert number.key.split(".")[-1].split("#")[0] in document.text.splitlines()[number.line - 1]


@pytest.mark.parametrize("path", [ARTICLE, *GOOD], ids=lambda path: path.stem)
def test_the_json_schema_accepts_what_the_reader_accepts(path: Path) -> None:
    schema = json_schema_of(Regime)
    Draft202012Validator.check_schema(schema)
    tree = read_tree(path.read_bytes(), path.name).value
    Draft202012Validator(schema).validate(tree)
    tree["towm"] = tree.pop("town")
    assert not Draft202012Validator(schema).is_valid(tree)


def test_the_json_schema_refuses_most_bad_files_too() -> None:
    """All problems of form, that is; contradictions between parts are beyond a schema."""
    validator = Draft202012Validator(json_schema_of(Regime))
    stems = ["unknown-key", "unknown-label", "unknown-service", "unknown-channel", "bad-status", "bad-name"]
    for stem in stems:
        tree = read_tree((BAD[0].parent / f"{stem}.yaml").read_bytes(), stem).value
        assert not validator.is_valid(tree), stem


def test_each_kind_of_file_has_a_schema() -> None:
    for kind in ("regime", "town", "response"):
        schema = json_schema(kind)
        Draft202012Validator.check_schema(schema)
        assert kind in schema["required"]
    with pytest.raises(InputError, match="nearest: regime"):
        json_schema("regimes")
