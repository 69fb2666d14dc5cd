"""A regime in sentences: each part says what its numbers are, and nothing of what it has not."""

from __future__ import annotations

from pathlib import Path

import pytest

from glasstown.core.documents import shipped
from glasstown.core.values import numbers_in
from glasstown.regimes import load_regime
from glasstown.regimes.words import in_short, in_words, sections
from glasstown.regimes.words.known import assumed_by_part, unknown
from glasstown.regimes.words.phrases import counted, percent, plain, series, spelled_out
from tests.regimes.places import GOOD

PATHS = [*shipped("regimes").values(), *GOOD]
DEFAULTERS = shipped("regimes")["judgment-defaulters"]


def edited(path: Path, old: str, new: str, folder: Path) -> list[str]:
    """The paragraphs of a regime with something changed."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, old
    copy = folder / path.name
    copy.write_text(text.replace(old, new), encoding="utf-8")
    return in_words(load_regime(copy).model)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_paragraphs_and_sections_are_sentences(path: Path) -> None:
    regime = load_regime(path).model
    told = [*in_words(regime), in_short(regime)]
    for section in sections(regime):
        told += [text for text in section.paragraphs if not text.endswith(":")] + list(section.items)
        assert section.paragraphs or section.items
    for text in told:
        assert text.endswith((".", ")."))
        assert text[0].isupper() or text[0] in '"+−0123456789'
        assert "  " not in text
        assert "None" not in text


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("court-files: {value: 0.35", "court-files: {value: 0.4", "court files (40%)"),
        ("namesakes: {value: 0.002", "namesakes: {value: 0.004", "0.4% of the events that put somebody on a list"),
        ("missed: {value: 0.3", "missed: {value: 0.4", "of people able to pay 40% are held not to be that"),
        ("invented: {value: 0.3", "invented: {value: 0.2", "of others 20% are held to be"),
        ("value: 30 days, assumed: [10", "value: 40 days, assumed: [10", "not paid 40 days after a court ordered it"),
        ("term: {value: 730 days", "term: {value: 365 days", "for 365 days, 365 more for a further event"),
        ("paid_within: {value: 3 days", "paid_within: {value: 4 days", "taken off it within 4 days"),
        ("early: {value: 0.5", "early: {value: 0.25", "with a chance of 25%"),
        ("collects: {value: 0.06", "collects: {value: 0.1", "able to pay with a chance of 10%"),
        ("correction: {within: {value: 3 days", "correction: {within: {value: 5 days", "taken off within 5 days"),
        ("asked_within: {value: 10 days", "asked_within: {value: 20 days", "a higher place within 20 days"),
    ],
)  # fmt: skip
def test_a_number_changed_is_a_sentence_changed(old: str, new: str, said: str, tmp_path: Path) -> None:
    before = " ".join(in_words(load_regime(DEFAULTERS).model))
    after = " ".join(edited(DEFAULTERS, old, new, tmp_path))
    assert said in after
    assert said not in before


def test_dates_of_grounds_are_told() -> None:
    told = " ".join(in_words(load_regime(DEFAULTERS).model))
    assert (
        "Until 1 May 2017: whoever is recorded as one who evaded the enforcement of a judgment, until the debt"
        in told
    )
    assert "From 1 May 2017: whoever is recorded as one who evaded" in told
    assert "There is no score" in told
    assert "stands on a public register that anybody can read" in told
    assert (
        "There is no notice, no hearing, no appeal, no suspension while one is heard and no expiry." in told
    )


def test_what_a_regime_has_not_is_not_told() -> None:
    told = " ".join(in_words(load_regime(shipped("regimes")["ordinary-enforcement"]).model))
    assert "points" not in told.replace("nobody has points", "")
    assert "higher place" not in told
    assert "Nobody is watched." in told


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_what_is_unknown_is_counted_by_part(path: Path) -> None:
    regime = load_regime(path).model
    numbers = [number for _where, number in numbers_in(regime)]
    assumed = sum(number.source is None for number in numbers)
    by_part = assumed_by_part(regime)
    assert sum(a for a, _ in by_part.values()) == assumed
    assert sum(every for _, every in by_part.values()) == len(numbers)
    assert f"Nobody has published {plain(assumed)} of its numbers" in unknown(regime)


def test_phrases() -> None:
    assert [plain(x) for x in (1000.0, 0.5, 0.00005, -0.0, -3.0)] == ["1,000", "0.5", "0.00005", "0", "-3"]
    assert percent(0.123456) == "12.35%"
    assert [series(x) for x in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a and b", "a, b and c"]
    assert [counted(x, "day") for x in (1, 2, 0)] == ["1 day", "2 days", "0 days"]
    assert spelled_out("ICESCR 6, 13; ICCPR 12").startswith(
        "articles 6, 13 of the International Covenant on Economic"
    )
    assert spelled_out("the creditor's: ICCPR 14").startswith(
        "the creditor's: article 14 of the International"
    )
    assert spelled_out("something else") == "something else"
