"""Files that are valid, files that are not, and what is said about them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from glasstown.core.documents import find_document, json_schema_of, read_document, shipped
from glasstown.core.errors import InputError
from glasstown.core.marks import MAX_BYTES, read_tree
from glasstown.core.state import LAYERS
from glasstown.life.catalogue import ACTS, LABELS, SERVICE_BY_NAME, Channel
from glasstown.regimes import Regime, load_regime
from glasstown.regimes.assumed import assumptions, stated
from glasstown.regimes.compile import read_streams
from glasstown.regimes.labels import Layer
from glasstown.regimes.words import in_words
from glasstown.responses import Response, load_response
from glasstown.towns.model import TownModel
from tests.file_words import must_be_refused
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
    for problem in must_be_refused(load_regime, path).problems:
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
    assert {channel for act in ACTS for channel, _share in act.channels} == set(Channel.__args__)
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


@pytest.mark.skipif(os.name != "posix", reason="needs pipes and links")
def test_a_path_that_is_no_file_is_refused_in_words(tmp_path: Path) -> None:
    loop, folder, pipe = tmp_path / "loop.yaml", tmp_path / "folder.yaml", tmp_path / "pipe.yaml"
    loop.symlink_to(loop)
    folder.mkdir()
    os.mkfifo(pipe)
    for path, found in (
        (loop, "no such file"),
        (folder, "something that is not a file"),
        (pipe, "something that is not a file"),
        (Path("x" * 5_000 + ".yaml"), "no such file"),
        (Path("a\0b.yaml"), "no such file"),
    ):
        with pytest.raises(InputError, match=found):
            load_regime(path)
    link = tmp_path / "link.yaml"
    link.symlink_to(ARTICLE)
    assert load_regime(link).name == "article-2020"


@pytest.mark.parametrize(
    ("spelled", "otherwise"),
    [
        ("refuse: {list: discredited}", "refuse: {on_list: discredited}"),
        ("from: day 0", "from_day: day 0"),
        ("seen-through:", "seen_through:"),
    ],
)
def test_a_key_has_one_spelling(spelled: str, otherwise: str, tmp_path: Path) -> None:
    """What a field is called in Python is no key of the file."""
    text = ARTICLE.read_text(encoding="utf-8")
    assert spelled in text
    path = tmp_path / "other.yaml"
    path.write_text(text.replace(spelled, otherwise, 1), encoding="utf-8")
    with pytest.raises(InputError, match=f"unknown key .*nearest: {spelled.split(':')[-2].strip('{ ')}"):
        load_regime(path)


@pytest.mark.parametrize("character", ["\\e", "\\x00", "\\u202e"])
def test_text_that_commands_a_terminal_is_refused(character: str, tmp_path: Path) -> None:
    path = tmp_path / "loud.yaml"
    text = (GOOD[0].parent / "minimal.yaml").read_text(encoding="utf-8")
    assert text.count("\ntitle: ") == 1
    path.write_text(text.replace("\ntitle: ", f'\ntitle: "{character}[31m"\n#'), encoding="utf-8")
    with pytest.raises(InputError, match=r"title: found the character U\+\w{4}; allowed: text without"):
        load_regime(path)
    source = f'{{title: A book, confidence: low, link: "https://example.org/{character}"}}'
    assert text.count("sources: {}") == 1
    path.write_text(text.replace("sources: {}", f"sources: {{book: {source}}}"), encoding="utf-8")
    with pytest.raises(InputError, match=r"link: found the character U\+\w{4}; allowed: text without"):
        load_regime(path)


def test_a_file_full_of_faults_is_refused_at_once_and_in_few_words(tmp_path: Path) -> None:
    path = tmp_path / "faulty.yaml"
    text = GOOD[0].read_text(encoding="utf-8")
    path.write_text(text + "".join(f"k{n}: 1\n" for n in range(5_000)), encoding="utf-8")
    with pytest.raises(InputError) as refusal:
        load_regime(path)
    assert len(refusal.value.problems) == 5_000
    assert str(refusal.value).count("\n") == InputError.SHOWN
    assert str(refusal.value).endswith("and 4,900 more")


def test_nesting_is_bounded(tmp_path: Path) -> None:
    path = tmp_path / "deep.yaml"
    for text in ("a: " + "[" * 40 + "]" * 40, "a: " + "[" * 90_000, "{" * 90_000):
        path.write_text(text)
        with pytest.raises(InputError, match=r"levels|nest|does not parse"):
            load_regime(path)


def test_the_article_reads_every_part_of_the_account() -> None:
    streams = read_streams(load_regime("article-2020").model)
    of_others = {
        "unpaid-judgment",
        "evaded-enforcement",
        "drink-driving",
    }  # which the account does not tell of
    of_others |= {"poor-appraisal", "school-misconduct", "criticism-at-work"}
    assert {act for label, act in LABELS.items() if label not in of_others} <= streams
    services = {
        name: service.attempt for name, service in SERVICE_BY_NAME.items() if name != "private-school"
    }
    assert set(services.values()) <= streams
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
    for model in (Regime, TownModel, Response):
        schema = json_schema_of(model)
        Draft202012Validator.check_schema(schema)
        assert model.kind in schema["required"]
