"""Lower layers never import upper ones, and files stay short."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCES = Path(__file__).resolve().parent.parent / "src" / "glasstown"
LAYERS = (
    "core",
    "towns",
    "life",
    "system",
    "regimes",
    "responses",
    "day",
    "engine",
    "measures",
    "report",
    "studies",
    "lab",
    "cli",
)
MOST_LINES = 420
BESIDE_EACH_OTHER = (("life", "system"),)
"""Packages that know only what is below both: neither composes the other."""


def files() -> list[Path]:
    return sorted(SOURCES.rglob("*.py"))


def imported(tree: ast.AST, package: str) -> Iterator[str]:
    """Modules of Glasstown that a file imports, at its head or inside a function; `package` is the file's
    own.
    """
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parents = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*parents, base] if base else parents)
            yield base
            yield from (f"{base}.{alias.name}" for alias in node.names)


def layer_of(module: str) -> str | None:
    """The layer that a module belongs to: ``glasstown.core.jit`` → core."""
    parts = module.split(".")
    return parts[1] if parts[0] == "glasstown" and len(parts) > 1 and parts[1] in LAYERS else None


def faults(source: str, layer: str, package: str) -> list[str]:
    """Imports of one file that go upwards."""
    found = {(layer_of(module), module) for module in imported(ast.parse(source), package)}
    wrong = []
    for upper, module in sorted((u, m) for u, m in found if u is not None):
        sideways = any({upper, layer} == set(pair) for pair in BESIDE_EACH_OTHER)
        if sideways or LAYERS.index(upper) > LAYERS.index(layer):
            wrong.append(f"{layer} imports {module}")
    return wrong


@pytest.mark.parametrize("path", files(), ids=lambda path: str(path.relative_to(SOURCES)))
def test_imports_go_downwards(path: Path) -> None:
    parts = path.relative_to(SOURCES.parent).with_suffix("").parts
    if len(parts) == 2 and parts[1] in ("__init__", "__main__"):
        return  # the door of the whole package may open every room
    layer = parts[1]
    assert layer in LAYERS, f"{layer} is no layer"
    assert faults(path.read_text(encoding="utf-8"), layer, ".".join(parts[:-1])) == []


@pytest.mark.parametrize(
    ("source", "layer", "package"),
    [
        ("from glasstown.engine.run import run_worlds", "core", "glasstown.core"),
        ("import glasstown.cli", "studies", "glasstown.studies"),
        ("def f():\n    from glasstown import report", "measures", "glasstown.measures"),
        ("from ..studies import run", "engine", "glasstown.engine"),
        ("from glasstown.system.watch.kernel import watch", "life", "glasstown.life.act"),
        ("from glasstown.life.act.kernel import act", "system", "glasstown.system.watch"),
    ],
)
def test_an_upward_import_is_caught(source: str, layer: str, package: str) -> None:
    assert faults(source, layer, package)


def test_files_are_short() -> None:
    lengths = {
        str(path.relative_to(SOURCES)): len(path.read_text(encoding="utf-8").splitlines()) for path in files()
    }
    assert len(lengths) > 50, "the sources were not found"
    assert {name: lines for name, lines in lengths.items() if lines > MOST_LINES} == {}


def test_every_package_says_why_it_exists() -> None:
    silent = [
        str(path.parent.relative_to(SOURCES.parent))
        for path in SOURCES.rglob("__init__.py")
        if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert silent == []
