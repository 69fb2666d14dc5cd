"""Every claim of the article that a mechanism can show has a key in the regime file, and happens in a run."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

import glasstown
from glasstown.measures import registry
from glasstown.regimes import load_regime

DOCS = Path(__file__).resolve().parent.parent / "docs"


def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_the_article", DOCS / "make_the_article.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


article = generator()
SHOWN = [claim for claim in article.CLAIMS if claim.number in article.MUST_SHOW]


def told() -> str:
    """The page as it is written."""
    return (DOCS / "the-article.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def run() -> glasstown.Run:
    return glasstown.run("article-2020", people=20_000, years=3, replicates=1)


@pytest.fixture(scope="module")
def total() -> glasstown.Run:
    return glasstown.run("article-2020-total", people=5_000, years=1, replicates=1)


def test_all_claims_are_there() -> None:
    assert [claim.number for claim in article.CLAIMS] == list(range(1, 16))
    assert [claim.number for claim in SHOWN] == [4, 5, 6, 7, 8, 9, 10, 12, 13]
    assert all(claim.keys and claim.counters and claim.measures for claim in SHOWN)
    assert all(claim.sources and claim.known for claim in article.CLAIMS)
    assert all(
        claim.said and claim.known in told() for claim in (*article.CLAIMS, *article.BESIDE.model.entries)
    )


@pytest.mark.parametrize("claim", article.CLAIMS, ids=lambda claim: str(claim.number))
def test_its_keys_are_in_the_regime_file(claim: article.Claim) -> None:  # type: ignore[name-defined]
    document = load_regime("article-2020")
    assert all(article.value_at(document, key) not in (None, "none", [], {}) for key in claim.keys)
    known = {measure.key for measure in registry()}
    assert set(claim.measures) <= known


def test_a_key_that_is_gone_is_seen() -> None:
    document = load_regime("article-2020")
    for key in ("rules.no-such-label.points", "score.no_such_key", "gates.bank-account"):
        with pytest.raises((KeyError, StopIteration)):
            article.value_at(document, key)


def test_its_points_are_not_nought() -> None:
    """A rule that gives and takes nothing would have a key and still show nothing."""
    document = load_regime("article-2020")
    points = [key for claim in SHOWN for key in claim.keys if "points" in key]
    assert len(points) >= 8
    assert [key for key in points if article.value_at(document, key)["value"] == 0] == []


def silent(claim: article.Claim, happened: dict[str, float]) -> list[str]:  # type: ignore[name-defined]
    """Counters of a claim that did not move."""
    return [name for name in claim.counters if happened.get(name, 0) <= 0]


def test_a_counter_that_stands_still_is_seen(run: glasstown.Run) -> None:
    happened = article.counted(run.daily, "article-2020")
    for claim in SHOWN:
        for name in claim.counters:
            assert silent(claim, {**happened, name: 0.0}) == [name]
            assert silent(claim, {key: value for key, value in happened.items() if key != name}) == [name]


def test_remarks_are_true(run: glasstown.Run) -> None:
    happened = article.counted(run.daily, "article-2020")
    values = run.results["worlds"]["article-2020"]
    assert happened["acts:donate-blood"] * 30 * 10 < happened["points_lost"] / 100, (
        "both in tenths of a point"
    )
    air, train = (values[f"refused_{way}_ticket_per_1000"]["value"] for way in ("air", "train"))
    assert air > 3 * 1000 * 18.0 / 1395.38
    assert train > max(air, 3 * 1000 * 5.5 / 1395.38)
    assert values["speech_silenced_share"]["value"] > 0
    assert happened["wrong_omission"] * 10 * 10 > happened["lost_never_did"] / 2, (
        "missed visits, in tenths of a point"
    )
    visits = load_regime("article-2020").tree.value["rules"]
    assert [rule["points"]["value"] for rule in visits if "duty" in rule] == [-10]


@pytest.mark.parametrize("claim", SHOWN, ids=lambda claim: str(claim.number))
def test_it_happens_in_a_run(claim: article.Claim, run: glasstown.Run) -> None:  # type: ignore[name-defined]
    happened = article.counted(run.daily, "article-2020")
    assert silent(claim, happened) == []
    assert "refused:no-such-service" not in happened, "a counter that does not exist would be told as 0"


def test_the_page_is_the_generator_s(run: glasstown.Run, total: glasstown.Run) -> None:
    """All but the figures is as the generator would write it now."""

    def without_figures(text: str) -> list[str]:
        figures = re.compile(
            r"^(\| (?:counter )?`[^`]+`(?:, in a run)?) \| (?!.*assumed|.*source:|`)[^|]*\|(?:[^|]*\|)?$"
        )
        return [figures.sub(r"\1 |", line) for line in text.splitlines() if "invented people" not in line]

    written = (DOCS / "the-article.md").read_text(encoding="utf-8")
    assert without_figures(written) == without_figures(article.page(run, total))
    assert without_figures(written) != without_figures(
        article.page(run, total).replace("Giving blood", "Taking blood")
    )
