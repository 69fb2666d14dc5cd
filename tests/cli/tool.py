"""The command as a person uses it, and what its pages must never show."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from typer.testing import CliRunner, Result

from glasstown.cli.app import app
from glasstown.core.documents import shipped
from glasstown.regimes import load_regime
from glasstown.responses import load_response
from glasstown.towns import load_town

LOADERS: dict[str, Any] = {"regimes": load_regime, "towns": load_town, "responses": load_response}
GOOD = sorted((Path(__file__).resolve().parent.parent / "regimes" / "good").glob("*.yaml"))
SHIPPED = [(kind, name) for kind in LOADERS for name in shipped(kind)]
FILES = [*SHIPPED, *(("regimes", str(path)) for path in GOOD)]


def glasstown(*arguments: str) -> Result:
    """Run a command; a traceback fails the test."""
    result = CliRunner().invoke(app, list(arguments))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.output
    return result


def load(kind: str, name: str) -> Any:
    """A file of a kind as a document."""
    return LOADERS[kind](name)


def flat(text: str) -> str:
    """A page as one line, so that where it breaks does not matter."""
    return " ".join(text.split())


def raw_keys(text: str) -> list[str]:
    """Keys of files that stand in a text without being words: with a dot or an underscore inside."""
    plain = re.sub(r"https?://\S+|\S+\.(?:yaml|md|json)\b", "", text)
    return re.findall(r"\b(?:[a-z]+_[a-z_]+|[a-z-]{3,}\.[a-z_-]{3,}[a-z_.-]*|[a-z]+#[0-9]+)\b", plain)
