"""`assumptions`: everything that a run rests on and nobody has published, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from glasstown.core.documents import shipped
from glasstown.regimes import load_regime
from glasstown.regimes.assumed import assumptions
from glasstown.responses import load_response
from glasstown.studies.assumptions import assumptions_of, comment_above, stands
from glasstown.studies.naming import rows
from glasstown.towns import load_town
from tests.cli.tool import FILES, flat, glasstown, load


@pytest.mark.parametrize("name", shipped("regimes"))
def test_every_assumed_number_is_listed_and_no_other(name: str) -> None:
    told = json.loads(glasstown("assumptions", name, "--json").stdout)
    regime = load_regime(name)
    documents = [regime, load_town(regime.model.town), load_response("simple")]
    wanted = []
    for document in documents:
        wanted += [(document.name, each.key) for each in assumptions(document)]
        wanted += [(document.name, key) for key, row in rows(document.tree.value) if "assumed" in row]
    listed = [(each["file"], each["key"]) for each in told["assumptions"]]
    assert sorted(listed) == sorted(wanted)
    assert len(listed) > 70
    counts = told["counts"]
    assert counts["all"]["assumed"] + counts["all"]["rows_assumed"] == len(listed)
    for kind in ("assumed", "sourced", "rows_assumed", "rows_sourced"):
        assert counts["all"][kind] == sum(counts[file][kind] for file in ("regime", "town", "response"))
    for each in told["assumptions"]:
        if each["unit"] != "factor":
            assert each["low"] <= each["value"] <= each["high"]


@pytest.mark.parametrize(("kind", "name"), FILES, ids=lambda word: Path(word).stem)
def test_they_come_by_part_with_line_and_words(kind: str, name: str) -> None:
    document = load(kind, name)
    parts = [field.alias or at for at, field in type(document.model).model_fields.items()]
    order = [parts.index(each.part) for each in stands(document)]
    assert order == sorted(order)
    lines = document.text.splitlines()
    for each in stands(document):
        assert each.what != each.key
        last = each.key.split(".")[-1].split("#")[0]
        near = "\n".join(lines[max(0, each.line - 2) : each.line + 1])
        assert last in near or "- {" in near or "uniform" in near or "table" in near, each


def test_the_page_begins_with_the_count_and_says_where() -> None:
    page = flat(glasstown("assumptions", "article-2020").stdout)
    told = json.loads(glasstown("assumptions", "article-2020", "--json").stdout)["counts"]["all"]
    begun = f"The regime article-2020, over the town china-2018, with the response simple: {told['sourced']} numbers"
    assert page.startswith(f"{begun} with a source, {told['assumed']} assumed;")
    assert "[rules.spread-rumour.points, line" in page
    assert "Share of critical words still said by somebody one of whose ties is punished." in page
    assert "1.43 trips a head, made by the share of people who ride at all." in page


def test_other_files_can_be_asked_for() -> None:
    told = json.loads(
        glasstown(
            "assumptions", "article", "--town", "netherlands-2020", "--response", "none", "--json"
        ).stdout
    )
    assert (told["town"], told["response"]) == ("netherlands-2020", "none")
    assert {each["file"] for each in told["assumptions"]} == {"article-2020", "netherlands-2020"}
    result = glasstown("assumptions", "no-such-regime")
    assert result.exit_code == 2
    assert "no-such-regime" in result.stderr


def test_a_comment_belongs_to_the_line_below_it() -> None:
    text = "a: 1\n# Why it\n# matters.\nb: 2\nc: 3\n"
    assert comment_above(text, 4) == "Why it matters."
    assert comment_above(text, 5) == ""
    assert comment_above(text, 1) == ""


def test_the_report_lists_the_same() -> None:
    from glasstown.studies.context import _assumptions

    for document in (load_regime("article-2020"), load_town("china-2018"), load_response("simple")):
        listed = [(each.what, each.value, each.low, each.high, each.key) for each in _assumptions(document)]
        told = [(each.what, each.written, *each.ends, each.key) for each in assumptions_of(document)]
        assert listed == told
        assert len(told) > 3
