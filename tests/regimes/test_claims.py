"""Claims beside facts: each with its sources, how sure they are, and a verdict."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from glasstown.core.documents import shipped
from glasstown.core.errors import InputError
from glasstown.regimes.claims import claims_about, load_claims, regimes_with_claims, shipped_claims
from glasstown.regimes.claims.model import RATINGS

FILES = sorted(shipped_claims())


def test_the_claims_of_the_article_and_those_beside_it_are_there() -> None:
    assert FILES == ["article-2020", "popular-accounts"]
    assert [claim.number for claim in load_claims("article-2020").model.entries] == list(range(1, 16))
    assert [claim.number for claim in load_claims("popular-accounts").model.entries] == list(range(1, 12))
    assert len(list(claims_about("article-2020"))) == 26
    assert list(claims_about("no-such-regime")) == []


@pytest.mark.parametrize("name", FILES)
def test_each_has_a_fact_a_verdict_and_sources(name: str) -> None:
    document = load_claims(name)
    assert document.name == name
    for claim in document.model.entries:
        assert claim.said.endswith(".")
        assert claim.known.endswith(".")
        assert not claim.verdict.endswith(".")
        assert claim.rating in RATINGS
        assert "*" not in claim.said + claim.known + claim.verdict, "read on terminals too: no markup"
        assert all(document.sources[key].confidence for key in claim.sources)


@pytest.mark.parametrize("name", FILES)
def test_a_fact_is_no_surer_than_its_best_source(name: str) -> None:
    levels = ["low", "medium", "high"]
    document = load_claims(name)
    for claim in document.model.entries:
        best = max(levels.index(document.sources[key].confidence) for key in claim.sources)
        assert levels.index(claim.confidence) <= best, claim.said


def test_they_are_about_regimes_that_are_there() -> None:
    assert regimes_with_claims() == ["article-2020", "judgment-defaulters"]
    assert set(regimes_with_claims()) <= set(shipped("regimes"))
    numbers = [claim.number for claim in load_claims("article-2020").model.entries]
    for claim in load_claims("popular-accounts").model.entries:
        assert claim.same_as is None or claim.same_as in numbers


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("sources: [suining-2014]\n", "sources: [suining-2104]\n", "nearest: suining-2014"),
        ("number: 7\n", "number: 6\n", "the number 6 again"),
        ("rating: not-verified", "rating: unknown", "allowed: one of right,"),
        ("sources: [hoffman-2019]", "sources: []", "at least 1 items"),
        ("sources: [hoffman-2019]", "sources: [famine]", "a source that no claim names"),
        ("confidence: low\n    sources: [famine", "sources: [famine", "the key is required"),
    ],
    ids=["unknown source", "number twice", "rating", "no source", "unused source", "no confidence"],
)
def test_a_wrong_file_is_refused_in_words(old: str, new: str, said: str, tmp_path: Path) -> None:
    text = shipped_claims()["article-2020"].read_text(encoding="utf-8")
    assert text.count(old) == 1, old
    path = tmp_path / "article-2020.yaml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(InputError, match=re.escape(said)):
        load_claims(path)
    load_claims(shipped_claims()["article-2020"])


def test_an_unknown_name_is_no_file() -> None:
    with pytest.raises(InputError, match="no such file"):
        load_claims("no-such-claims")
