"""Pages: links lead somewhere, and the README's commands are those that work."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from glasstown.cli.app import app

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("benchmarks/*.md")])


def broken_links(page: Path, text: str) -> list[str]:
    """Relative links of a page that lead nowhere."""
    links = re.findall(r"\]\(([^)#\s]+)[^)]*\)", text)
    return [link for link in links if "://" not in link and not (page.parent / link).exists()]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    assert broken_links(page, page.read_text(encoding="utf-8")) == []


def test_a_broken_link_is_seen() -> None:
    assert broken_links(ROOT / "README.md", "see [there](docs/no-such-page.md)") == ["docs/no-such-page.md"]


def slug(heading: str) -> str:
    """The anchor of a heading, as the site (and a repository's page) makes it."""
    text = re.sub(r"\]\([^)]*\)", "", heading).replace("[", "").replace("`", "").strip().lower()
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", text))


def anchors(page: Path) -> set[str]:
    text = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.M | re.S)
    return {slug(heading) for heading in re.findall(r"^#+ (.+)$", text, re.M)}


def lost_anchors(page: Path, text: str) -> list[str]:
    """Links to a place in a page at which there is no heading."""
    links = re.findall(r"\]\(([^)#\s]*)#([^)\s]+)\)", text)
    there = [(link, at) for link, at in links if "://" not in link]
    return [f"{link}#{at}" for link, at in there if at not in anchors(page.parent / link if link else page)]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_into_pages_find_their_heading(page: Path) -> None:
    assert lost_anchors(page, page.read_text(encoding="utf-8")) == []


def test_a_lost_anchor_is_seen() -> None:
    text = (
        "see [a](docs/concepts/towns.md#residuals), [b](docs/concepts/towns.md#no-such-place), [c](#nor-this)"
    )
    assert lost_anchors(ROOT / "README.md", text) == ["docs/concepts/towns.md#no-such-place", "#nor-this"]


@pytest.mark.parametrize(
    "page", [page for page in PAGES if ROOT / "docs" in page.parents], ids=lambda page: page.name
)
def test_links_of_the_site_stay_in_the_site(page: Path) -> None:
    """A link out of docs/ works in a checkout and is broken on the site."""
    links = re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8"))
    inside = [(page.parent / link).resolve() for link in links if "://" not in link]
    assert [str(target) for target in inside if ROOT / "docs" not in target.parents] == []


def test_the_readme_has_two_set_up_commands_each_one_line() -> None:
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    commands = [line for line in lines if line.startswith("python3 -m venv")]
    assert [line.split(" && ")[-1] for line in commands] == [
        ".venv/bin/glasstown run article-2020",
        ".venv/bin/python -m pytest",
    ]
    assert sum(line.startswith("Windows") for line in lines) == 2
    assert lines.index(commands[0]) < lines.index(commands[1]) < len(lines)


SECOND = "### A list without a score"
"""Where the README turns to another regime."""


def figures(text: str) -> dict[str, str]:
    """Figures of a page's tables, by measure."""
    return dict(re.findall(r"\| `([a-z0-9_]+)` \| ([^|`]*[0-9][^|]*) \|", text))


def test_the_figures_of_the_readme_are_those_of_the_default_run() -> None:
    """They stand beside the command that gives them; the page made from that command has the same."""
    told = figures((ROOT / "README.md").read_text(encoding="utf-8").split(SECOND)[0])
    made = figures((ROOT / "docs" / "the-article.md").read_text(encoding="utf-8"))
    assert len(told) == 5
    assert {name: made.get(name) for name in told} == told


def test_the_second_table_of_the_readme_is_what_its_command_prints(tmp_path: Path) -> None:
    """Would fail if a change of the model, or of what is told first, left the page behind."""
    table = (ROOT / "README.md").read_text(encoding="utf-8").split(SECOND)[1].split("## Then")[0]
    rows = re.findall(r"^\| ([^|]+) \| `[a-z_]+` \| ([^|(]+) \(([^|)]+)\) \|$", table, re.M)
    assert len(rows) == 6
    made = CliRunner().invoke(app, ["run", "judgment-defaulters", "--out", str(tmp_path / "run")])
    printed = [" ".join(line.split()) for line in made.stdout.splitlines() if line.startswith("  ")]
    wanted = [f"{words} {value} (95% interval {between}, chance only)" for words, value, between in rows]
    assert printed[: len(wanted)] == wanted


def decisions() -> list[tuple[int, str]]:
    """(number in the file's name, first line) of each decision."""
    pages = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    return [(int(page.name[:4]), page.read_text(encoding="utf-8").splitlines()[0]) for page in pages]


def test_decisions_are_numbered_without_gaps() -> None:
    found = decisions()
    assert [number for number, _ in found] == list(range(1, len(found) + 1))
    assert all(title.startswith(f"# {number}. ") for number, title in found)


def test_the_commands_of_the_readme_are_known() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    used = set(re.findall(r"bin/glasstown ([a-z]+)(?: [\w.-]+)?((?: --[a-z]+)*)", text))
    assert {name for name, _ in used} >= {"run", "list", "show", "validate"}
    for name, options in used:
        page = CliRunner().invoke(app, [name, "--help"])
        assert page.exit_code == 0, name
        assert all(option in page.stdout for option in options.split())
    assert CliRunner().invoke(app, ["explain", "--help"]).exit_code == 2, "what is not built is not offered"
