"""The story on the page about `why` is what its commands print."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from glasstown.cli.app import app

PAGE = Path(__file__).resolve().parents[2] / "docs" / "concepts" / "why.md"


def test_the_story_on_the_page_is_what_its_commands_print(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where it is not, put what the commands print in the place of the story."""
    text = PAGE.read_text(encoding="utf-8")
    commands = re.findall(r"^glasstown (.*)$", text, re.M)
    stories = re.findall(r"^```text\n(.*?)```$", text, re.M | re.S)
    assert len(stories) == 1
    assert len(commands) == 2
    monkeypatch.chdir(tmp_path)
    printed = ""
    for command in commands:
        result = CliRunner().invoke(app, shlex.split(command))
        assert result.exit_code == 0, result.output
        printed = result.stdout
    assert printed == stories[0]
