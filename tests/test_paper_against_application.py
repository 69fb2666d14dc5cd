"""The page that lays the personnel file and the article's regime over one town: figures, and what it says of them."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import polars as pl
import pytest

import glasstown

DOCS = Path(__file__).resolve().parent.parent / "docs"
NAME = "make_paper_against_application"


def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location(NAME, DOCS / f"{NAME}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


made = generator()


@pytest.fixture(scope="module")
def runs() -> tuple[glasstown.Run, glasstown.Run]:
    paper, application = (
        glasstown.run(name, people=10_000, years=3, replicates=1) for name in (made.PAPER, made.APPLICATION)
    )
    return paper, application


def test_the_town_without_is_the_same_in_both(runs: tuple[glasstown.Run, glasstown.Run]) -> None:
    """Whatever both runs count of it; protected words are counted over the acts that a run reads, which differ."""

    def without(run: glasstown.Run) -> pl.DataFrame:
        rows = run.daily.filter(pl.col("world") == "without").drop("world")
        return rows.with_columns(pl.col(pl.Enum, pl.Categorical).cast(pl.String))

    at = [name for name in without(runs[0]).columns if name != "value"]
    both = without(runs[0]).join(without(runs[1]), on=at, suffix="_other").filter(pl.col("value") != 0)
    counters = set(both["counter"].unique())
    assert {"acts:job-application", "acts:promotion", "attempts:job"} <= counters
    apart = both.filter((pl.col("value") != pl.col("value_other")) & (pl.col("value_other") != 0))
    assert set(apart["counter"].unique()) == {"protected_done"}


def test_what_the_page_says_is_so(runs: tuple[glasstown.Run, glasstown.Run]) -> None:
    paper, application = (
        {key: value["value"] for key, value in run.results["worlds"][name].items()}
        for run, name in zip(runs, (made.PAPER, made.APPLICATION), strict=True)
    )
    assert paper["records_per_person_day"] < application["records_per_person_day"] / 50
    assert paper["sanctioned_share"] < 0.3 < 0.9 < application["sanctioned_share"]
    assert paper["wrongful_share"] == 1 > application["wrongful_share"]
    assert paper["lawful_act_share"] > 0.8 > 0.1 > paper["someone_elses_act_share"]
    assert application["someone_elses_act_share"] > application["lawful_act_share"]
    assert paper["never_recovered_share"] == 1
    assert application["never_recovered_share"] > 0.9
    assert paper["speech_silenced_share"] == 0 < application["speech_silenced_share"]
    assert paper["ties_cut_per_1000"] == 0 < application["ties_cut_per_1000"]
    assert paper["unrelated_context_share"] < application["unrelated_context_share"]
    assert paper["appeal_reach"] == application["appeal_reach"] == 0
    assert paper["collateral_people_share"] == 0 < application["collateral_people_share"]


def test_runs_about_different_people_are_refused(runs: tuple[glasstown.Run, glasstown.Run]) -> None:
    class Other:
        results: dict[str, Any] = {**runs[1].results, "seed": 2}  # noqa: RUF012

    with pytest.raises(ValueError, match="not about the same people"):
        made.page(runs[0], Other())


def test_the_page_is_the_generator_s(runs: tuple[glasstown.Run, glasstown.Run]) -> None:
    """All but the figures is as the generator would write it now."""

    def without_figures(text: str) -> list[str]:
        lines = [line for line in text.splitlines() if "invented people" not in line]
        return [re.sub(r"^(\| [^|]*\(`[a-z0-9_]+`\) \|).*$", r"\1", line) for line in lines]

    written = made.PAGE.read_text(encoding="utf-8")
    assert without_figures(written) == without_figures(made.page(*runs))
    assert without_figures(written) != without_figures(made.page(*runs).replace("Paper falls", "Paper fell"))
