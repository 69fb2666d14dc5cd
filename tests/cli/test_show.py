"""`show`: an entry that a newcomer can read, with every number and where it comes from."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest

from glasstown.cli import documented, show
from glasstown.cli.pages import beside
from glasstown.cli.shelf import find
from glasstown.core.documents import shipped
from glasstown.measures import registry
from glasstown.measures.aims import AIMS
from glasstown.measures.measure import Measure
from glasstown.regimes.claims import claims_about, regimes_with_claims
from glasstown.studies.assumptions import stands
from tests.cli.tool import FILES, GOOD, flat, glasstown, load, raw_keys

MEASURES = [measure.key for measure in registry()]


@pytest.mark.parametrize(("kind", "name"), FILES, ids=lambda word: Path(word).stem)
def test_no_key_stands_without_words(kind: str, name: str) -> None:
    page = show.in_text(load(kind, name), 100)
    assert raw_keys(page) == []
    assert not [each.key for each in stands(load(kind, name)) if "." in each.key and each.key in page]
    assert "None" not in page.replace("None: everything", "")
    assert "{" not in page


def test_a_key_without_words_would_be_seen() -> None:
    assert raw_keys("points: rules.cheat-game.points") == ["rules.cheat-game.points"]
    assert raw_keys("score_below is 600") == ["score_below"]
    assert raw_keys("rules#1") == ["rules#1"]
    assert raw_keys("see https://a.org/b_c and docs/the-article.md") == []


@pytest.mark.parametrize(("kind", "name"), FILES, ids=lambda word: Path(word).stem)
def test_every_number_is_said_with_its_source_or_its_range(kind: str, name: str) -> None:
    document = load(kind, name)
    page = flat(show.in_text(document, 100))
    told = stands(document)
    for each in told:
        assert flat(show.number_in_words(each)) in page
        assert each.assumed == ("(assumed" in show.number_in_words(each))
        if not each.assumed:
            assert f"(source: {each.source})" in show.number_in_words(each)
    if told:
        assert f"{len(told)} in all" in page
    for key, source in document.sources.items():
        assert f"{key}: {flat(source.title)} ({source.confidence} confidence" in page


@pytest.mark.parametrize("columns", [40, 80, 100])
@pytest.mark.parametrize("name", ["article-2020", "judgment-defaulters", "china-2018", "simple", MEASURES[0]])
def test_lines_are_no_longer_than_asked(name: str, columns: int) -> None:
    for page in (show.in_text(find(name), columns), documented.in_text(find(name), columns)):
        long = [line for line in page.splitlines() if len(line) > columns]
        assert all(len(line.split()) == 1 or line.startswith("  glasstown") for line in long), long


def test_the_parts_of_a_regime_come_in_order() -> None:
    lines = show.in_text(find("article-2020"), 80).splitlines()
    headings = [one for one, under in pairwise(lines) if under and set(under) <= set("-=")]
    assert headings == [
        "article-2020, a regime",
        "Who is scored",
        "What is watched",
        "How watching goes wrong",
        "What earns and costs points",
        "Whom one knows",
        "Lists",
        "What is refused",
        "How a listing becomes known",
        "How one is heard, and put right",
        "Cases",
        "What is disputed or unknown",
        "Every number, and where it comes from",
        "Sources",
        "What to run next",
    ]


def test_a_regime_says_what_its_labels_claim() -> None:
    page = flat(glasstown("show", "article").stdout)
    assert "It is a popular account" in page
    assert "praised the Party in public; at most 2 times a month. Protected by ICCPR 19." in page
    assert "−50 points: knowingly spread something false; a label that can be stretched. An offence." in page
    assert (
        "points for a record that somebody knowingly spread something false: −50 points (assumed; −100 to −20)"
        in page
    )


def test_a_change_of_a_file_changes_the_page(tmp_path: Path) -> None:
    text = shipped("regimes")["article-2020"].read_text(encoding="utf-8")
    other = tmp_path / "article-2020.yaml"
    other.write_text(text.replace("value: -50, assumed: [-100, -20]", "value: -60, assumed: [-100, -20]"))
    page = flat(glasstown("show", str(other)).stdout)
    assert "−60 points: knowingly spread something false" in page
    assert "−50 points" not in page
    assert f"glasstown run {other}" in page.replace("- ", ""), (
        "what to run next names the file, not the shipped one"
    )


def test_a_regime_without_a_score_says_so() -> None:
    page = flat(glasstown("show", "judgment-defaulters").stdout)
    assert "There is no score" in page
    assert "From 1 May 2017: whoever is recorded as one who evaded the enforcement of a judgment" in page
    assert "no suspension while one is heard" in page
    assert "earns and costs points" not in page


@pytest.mark.parametrize("key", MEASURES)
def test_a_measure_says_what_it_counts(key: str) -> None:
    measure = find(key)
    assert isinstance(measure, Measure)
    page = flat(glasstown("show", key).stdout)
    for said in (measure.title, measure.numerator, measure.denominator, measure.unit, measure.risk_set):
        assert flat(said) in page
    assert flat(measure.null) in page
    assert raw_keys(page.replace(key, "").replace("measures.json", "")) == []
    for treaty in ("ICCPR", "ICESCR", "CRC"):
        if treaty in measure.right:
            assert f"({treaty})" in page, "a short name is spelled out"
    if measure.unscored is not None:
        asked = flat(page.split("Where no score is kept", 1)[1])
        for said in (measure.unscored.numerator, measure.unscored.denominator, measure.unscored.unit):
            assert flat(said) in asked
    assert ("It is a benefit" in page) == (measure in AIMS)


# -- claims beside facts


@pytest.mark.parametrize("columns", [50, 80, 120])
@pytest.mark.parametrize("name", [n for n in regimes_with_claims() if n in shipped("regimes")])
def test_each_claim_stands_beside_the_fact(name: str, columns: int) -> None:
    page = documented.in_text(find(name), columns)
    found = list(claims_about(name))
    assert len(found) >= (26 if name == "article-2020" else 8)
    assert page.count("   Verdict: ") == len(found)
    text = flat(page)
    for file, claim in found:
        if columns < documented.NARROW:
            assert flat(claim.said) in text
            assert flat(claim.known) in text
        else:
            assert "\n".join(beside([claim.said], [claim.known], columns)).splitlines()[-1] in page
        for key in claim.sources:
            assert flat(file.sources[key].title) in text


def test_claims_for_machines() -> None:
    told = json.loads(glasstown("show", "article-2020", "--documented", "--json").stdout)
    assert (told["schema"], told["name"], len(told["claims"])) == (1, "article-2020", 26)
    assert all(claim["documented"] and claim["sources"] and claim["confidence"] for claim in told["claims"])


@pytest.mark.parametrize("name", ["simple", "ordinary-enforcement", "china-2018", MEASURES[0], str(GOOD[0])])
def test_without_claims_it_says_where_there_are_some(name: str) -> None:
    result = glasstown("show", name, "--documented")
    assert result.exit_code == 0
    assert "No popular claims" in result.stdout
    assert "glasstown show article-2020 --documented" in result.stdout
