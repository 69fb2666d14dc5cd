"""The documentation says what the program does: examples are valid, generated pages are fresh, nothing is left out."""

from __future__ import annotations

import importlib.util
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

import glasstown
from glasstown.cli.app import app
from glasstown.core.documents import json_schema_of, read_document
from glasstown.core.errors import InputError
from glasstown.core.parts import Source
from glasstown.regimes.model import Regime
from glasstown.responses.model import Response
from glasstown.towns.model import TownModel

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
FORMAT = DOCS / "regime-format.md"


def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_reference", DOCS / "make_reference.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def blocks(page: Path, language: str) -> list[str]:
    """The fenced examples of a page in one language."""
    return re.findall(rf"^```{language}\b[^\n]*\n(.*?)^```$", page.read_text(encoding="utf-8"), re.M | re.S)


def sections(text: str) -> dict[str, str]:
    """The parts of a file by their key, each as it is written."""
    parts = re.split(r"^(?=[a-z_]+:)", text, flags=re.M)
    return {part.partition(":")[0]: part.rstrip() + "\n" for part in parts if part.strip() and part[0] != "#"}


def left_out(text: str) -> list[str]:
    """The parts of the whole file that an example is to stand without."""
    return re.findall(r"[a-z]+", "".join(re.findall(r"^# leave out: (.*)$", text, re.M)))


WHOLE, *FRAGMENTS = blocks(FORMAT, "yaml")


@pytest.mark.parametrize("fragment", ["", *FRAGMENTS], ids=lambda text: " ".join(sections(text)) or "whole")
def test_examples_of_the_regime_format_are_valid(fragment: str, tmp_path: Path) -> None:
    """Each is put into the page's whole file in place of the parts of the same names."""
    parts = sections(WHOLE) | sections(fragment)
    for key in left_out(fragment):
        del parts[key]
    path = tmp_path / "example.yaml"
    path.write_text("".join(parts.values()), encoding="utf-8")
    assert read_document(path, Regime).model.regime == "an-example"


def test_a_wrong_example_would_be_seen(tmp_path: Path) -> None:
    shaming = next(text for text in FRAGMENTS if "callers" in text)
    with pytest.raises(InputError, match="heard_by"):
        test_examples_of_the_regime_format_are_valid(shaming.replace("callers", "caller"), tmp_path)


def test_an_example_of_a_regime_without_a_score_is_there() -> None:
    assert any(left_out(text) == ["score", "rules"] for text in FRAGMENTS)


@pytest.mark.parametrize("example", blocks(DOCS / "concepts" / "responses.md", "yaml"))
def test_examples_of_responses_are_valid(example: str, tmp_path: Path) -> None:
    path = tmp_path / "example.yaml"
    path.write_text(example, encoding="utf-8")
    assert read_document(path, Response).model.status == "hypothetical"


def keys(schema: Any) -> Iterator[str]:
    """Every key that a file of this JSON Schema may have."""
    if isinstance(schema, dict):
        properties = schema.get("properties", {})
        if isinstance(properties, dict):
            yield from properties
        for inner in schema.values():
            yield from keys(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from keys(inner)


@pytest.mark.parametrize(
    ("name", "model"),
    [("regime-format.md", Regime), ("concepts/responses.md", Response), ("concepts/towns.md", TownModel)],
)
def test_every_part_of_a_file_is_told(name: str, model: Any) -> None:
    """Regimes and responses to the last key, towns their parts."""
    text = (DOCS / name).read_text(encoding="utf-8")
    schema = json_schema_of(model)
    wanted = set(schema["properties"]) - {"town", "title", "status", "sources"}
    if model is not TownModel:
        wanted = set(keys(schema))
    if model is Response:
        wanted -= {*keys(json_schema_of(Source)), "value", "assumed", "source"}  # told on the other page
    assert len(wanted) > 8
    assert sorted(key for key in wanted if not re.search(rf"(?<![\w-]){key}(?![\w-])", text)) == []


def test_the_pages_made_from_the_program_are_fresh() -> None:
    """If this fails: python docs/make_reference.py"""
    made = generator()
    assert made.COMMANDS.read_text(encoding="utf-8") == made.command_line()
    page = made.LIFE.read_text(encoding="utf-8")
    assert page == made.with_tables(page)
    assert all(table in page and table.count("\n") > 3 for table in made.tables().values())


def test_the_command_line_page_has_every_command_and_option() -> None:
    """Against what the program itself says: names of options as `--help` prints them."""
    page = generator().command_line()
    told = {name: set(re.findall(r"`(--[a-z-]+)", part)) for name, part in by_heading(page).items()}
    assert len(told) >= 6
    for name, options in told.items():
        said = CliRunner().invoke(app, [name, "--help"], env={"COLUMNS": "200"}).stdout
        assert set(re.findall(r"(--[a-z-]+)", said)) - {"--help"} == options, name


def by_heading(page: str) -> dict[str, str]:
    return {part.partition("\n")[0]: part for part in page.split("\n## ")[1:]}


def test_python_names_are_all_told() -> None:
    text = (DOCS / "api.md").read_text(encoding="utf-8")
    told = re.findall(r"^::: glasstown\.(\w+)$", text, re.M)
    assert sorted(told) == sorted(set(glasstown.__all__) - {"__version__"})


NOT_PACKAGES = {"core": "randomness", "cli": "../command-line"}


def test_there_is_a_page_for_each_package() -> None:
    packages = [path.parent.name for path in (ROOT / "src" / "glasstown").glob("*/__init__.py")]
    assert len(packages) >= 10
    for package in [*packages, "day"]:
        page = DOCS / "concepts" / f"{NOT_PACKAGES.get(package, package)}.md"
        assert page.exists(), f"no page about {package}"


def pages_of(nav: Any) -> Iterator[str]:
    for entry in nav if isinstance(nav, list) else [nav]:
        if isinstance(entry, str):
            yield entry
        else:
            for inner in entry.values():
                yield from pages_of(inner)


def test_every_page_stands_in_the_navigation_once() -> None:
    config = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    listed = list(pages_of(config["nav"]))
    there = [str(path.relative_to(DOCS)) for path in DOCS.rglob("*.md")]
    assert sorted(listed) == sorted(there)


def commands(text: str) -> list[tuple[str, list[str]]]:
    """(command, options) of each use of `glasstown` in a page's shell examples and code words."""
    found = re.findall(r"(?:^|`|bin/)glasstown ([a-z]+)([^`\n#]*)", text, re.M)
    return [(name, re.findall(r"--[a-z-]+", rest)) for name, rest in found]


def test_commands_in_the_pages_are_known() -> None:
    known = {}
    used = 0
    for page in DOCS.rglob("*.md"):
        for name, options in commands(page.read_text(encoding="utf-8")):
            if name not in known:
                found = CliRunner().invoke(app, [name, "--help"], env={"COLUMNS": "200"})
                assert found.exit_code == 0, f"{page.name}: glasstown {name}"
                known[name] = found.stdout
            assert [option for option in options if option not in known[name]] == [], f"{page.name}: {name}"
            used += 1
    assert used > 20
