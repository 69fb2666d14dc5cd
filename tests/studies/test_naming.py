"""Numbers of files are named in words: none goes by its raw key."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from glasstown.core.documents import shipped
from glasstown.regimes import load_regime
from glasstown.regimes.assumed import stated
from glasstown.responses import load_response
from glasstown.studies.naming import end_of_range, in_words, margin_in_words, row_in_words, rows, with_unit
from glasstown.towns import load_town

LOADERS: dict[str, Any] = {"regimes": load_regime, "towns": load_town, "responses": load_response}
FILES = [(kind, str(path)) for kind in LOADERS for path in shipped(kind).values()]
OTHERS = sorted(Path(__file__).resolve().parent.parent.glob("regimes/good/*.yaml"))
FILES += [("regimes", str(path)) for path in OTHERS]


@pytest.mark.parametrize(("kind", "path"), FILES, ids=lambda word: Path(word).stem)
def test_every_number_has_words_of_its_own(kind: str, path: str) -> None:
    keys = [number.key for number in stated(LOADERS[kind](path))]
    words = [in_words(key) for key in keys]
    assert [key for key, said in zip(keys, words, strict=True) if said == key] == []
    assert len(set(words)) == len(words)
    assert not [said for said in words if "{" in said or "_" in said]


def test_a_key_without_words_stays_as_it_is() -> None:
    assert in_words("conduct.contact.no-such-number") == "conduct.contact.no-such-number"


def test_labels_channels_and_ties_are_written_out() -> None:
    assert (
        in_words("rules.spread-rumour.points")
        == "points for a record that somebody knowingly spread something false"
    )
    assert "was not seen to have visited elderly parents" in in_words("rules.visit-elders.points")
    assert in_words("association.points_per_tie.kin") == "points each time for a relative who stands badly"
    assert "chats and mail" in in_words("watch.collectors.messaging-platforms.sees.chats-and-mail")
    assert margin_in_words("air-trip, who ever does") == "air trips, people who ever make one"
    assert margin_in_words("households of 2") == "households of 2"


@pytest.mark.parametrize(
    ("key", "number", "unit", "said"),
    [
        ("enrol.share", 0.8, "share", "80%"),
        ("rules.x.points", -50.0, "points", "−50 points"),
        ("rules.x.points", -1.0, "points", "−1 point"),
        ("association.every", 7.0, "days", "7 days"),
        ("watch.errors.false-records.per-day", 0.00005, "per person and day", "0.00005 per person and day"),
        ("kin.elders", 60.0, "number", "60 years"),
        ("stair", 4.0, "number", "4"),
    ],
)
def test_numbers_have_their_unit(key: str, number: float, unit: str, said: str) -> None:
    assert with_unit(key, number, unit) == said
    assert said.startswith(end_of_range(number, unit))


def test_assumed_rows_have_words_too() -> None:
    for path in shipped("towns").values():
        found = dict(rows(load_town(str(path)).tree.value))
        assumed = [key for key, row in found.items() if "assumed" in row]
        assert len(found) > len(assumed) > 5
        assert [key for key in assumed if row_in_words(key) == key] == []
