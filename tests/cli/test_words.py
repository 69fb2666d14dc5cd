"""Commands that say things, as a person uses them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from glasstown.cli.app import app
from glasstown.core.documents import shipped
from glasstown.measures import registry

KINDS = ("regimes", "towns", "responses", "safeguards", "measures")


def glasstown(*arguments: str) -> Result:
    result = CliRunner().invoke(app, list(arguments))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.output
    return result


def test_alone_it_says_what_it_is_and_three_commands() -> None:
    result = glasstown()
    assert result.exit_code == 0
    commands = [line for line in result.stdout.splitlines() if line.startswith("  glasstown ")]
    assert len(commands) == 3
    assert "No real person goes in" in result.stdout


def test_version() -> None:
    result = glasstown("--version")
    assert result.exit_code == 0
    assert result.stdout.split()[0] == "glasstown"


@pytest.mark.parametrize("kind", KINDS)
def test_list(kind: str) -> None:
    told = json.loads(glasstown("list", kind, "--json").stdout)
    assert told["schema"] == 1
    assert told[kind]
    assert all(set(entry) == {"name", "title", "status"} and all(entry.values()) for entry in told[kind])
    names = [entry["name"] for entry in told[kind]]
    assert names == ([m.key for m in registry()] if kind == "measures" else sorted(shipped(kind)))
    page = glasstown("list", kind).stdout
    assert all(name in page for name in names)


def test_list_of_everything_is_all_kinds() -> None:
    assert set(json.loads(glasstown("list", "--json").stdout)) == {"schema", *KINDS}


@pytest.mark.parametrize("name", [name for kind in KINDS[:-1] for name in shipped(kind)])
def test_show_begins_with_the_name_and_has_every_source(name: str) -> None:
    page = " ".join(glasstown("show", name).stdout.split())
    assert page.startswith(name)
    told = json.loads(glasstown("show", name, "--json").stdout)
    assert told["title"]
    for key, source in told["sources"].items():
        assert key in page
        assert source["title"] in page


def test_an_unknown_name_is_answered_with_the_nearest() -> None:
    result = glasstown("show", "artcile-2020")
    assert result.exit_code == 2
    assert "nearest: article-2020" in result.stderr
    assert glasstown("run", "artcile-2020").exit_code == 2
    assert glasstown("list", "regime").exit_code == 2
    assert glasstown("no-such-command").exit_code == 2


@pytest.mark.parametrize("kind", ["regimes", "towns", "responses"])
def test_shipped_files_are_valid(kind: str) -> None:
    for name, path in shipped(kind).items():
        for given in (name, str(path)):
            told = json.loads(glasstown("validate", given, "--json").stdout)
            assert (told["valid"], told["name"], told["kind"]) == (True, name, kind.removesuffix("s"))
    assert "is a valid" in glasstown("validate", str(path)).stdout


def test_a_wrong_file_is_told_with_line_key_and_nearest(tmp_path: Path) -> None:
    text = shipped("regimes")["article-2020"].read_text(encoding="utf-8")
    lines = text.splitlines()
    line = next(number for number, line in enumerate(lines, 1) if "label: donate-blood" in line)
    wrong = tmp_path / "mine.yaml"
    wrong.write_text(text.replace("label: donate-blood", "label: donate-blod"), encoding="utf-8")
    result = glasstown("validate", str(wrong))
    assert result.exit_code == 2
    assert f"line {line}" in result.stderr
    assert "nearest: donate-blood" in result.stderr
    told = glasstown("validate", str(wrong), "--json")
    assert told.exit_code == 2
    (problem,) = json.loads(told.stdout)["problems"]
    assert problem["line"] == line
    assert problem["nearest"] == "donate-blood"


@pytest.mark.parametrize("text", ["", "- a\n- b\n", "nothing: known\n", "regime: [unclosed\n"])
def test_files_of_no_kind_are_refused_in_words(text: str, tmp_path: Path) -> None:
    file = tmp_path / "odd.yaml"
    file.write_text(text, encoding="utf-8")
    result = glasstown("validate", str(file))
    assert result.exit_code == 2
    assert "odd.yaml" in result.stderr
    assert glasstown("validate", str(tmp_path / "none.yaml")).exit_code == 2


@pytest.mark.parametrize("kind", ["regime", "town", "response"])
def test_schema(kind: str) -> None:
    schema = json.loads(glasstown("schema", kind).stdout)
    assert schema["$schema"].startswith("https://json-schema.org/")
    assert kind in schema["required"]
    assert schema["additionalProperties"] is False


def test_schema_agrees_with_the_shipped_files() -> None:
    yaml = pytest.importorskip("yaml")
    jsonschema = pytest.importorskip("jsonschema")
    for kind in ("regime", "response"):
        validator = jsonschema.Draft202012Validator(json.loads(glasstown("schema", kind).stdout))
        for path in shipped(kind + "s").values():
            document = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
            document = json.loads(json.dumps(yaml.safe_load(path.read_text(encoding="utf-8")), default=str))
            assert not list(validator.iter_errors(document))
            assert list(validator.iter_errors({**document, "unknown": 1}))
