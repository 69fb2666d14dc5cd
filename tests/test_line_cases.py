"""Scripted lives: the one place where acts, and a score at the start, come in; and nothing that names anybody."""

from __future__ import annotations

import inspect
import re
from pathlib import Path
from typing import Any

import pytest

import glasstown
from glasstown.core.documents import shipped
from glasstown.core.errors import InputError
from glasstown.life.catalogue import BY_NAME
from glasstown.regimes import load_regime
from tests.test_line import DOORS, edited

_FIRST = "  - case: nothing-happens"
IN_A_CASE = {
    "Case": {"case", "with", "starts_at", "bad_ties", "does", "expect"},
    "Deed": {"day", "act", "omits", "tries", "seen", "as", "able", "outcome", "then"},
    "After": {"score", "grade", "lists", "refused"},
    "Expected": {"score", "grade", "lists", "refused", "day"},
}
"""All that a scripted life may say."""


def open_to_text(schema: dict[str, Any], part: dict[str, Any], at: str = "") -> list[str]:
    """Places of a JSON Schema at which somebody could be named or a text stand."""
    if "$ref" in part:
        return open_to_text(schema, schema["$defs"][part["$ref"].rsplit("/", 1)[1]], at)
    found = []
    kind = part.get("type")
    if kind == "object":
        keys = part.get("propertyNames", {}).get("enum")
        if part.get("additionalProperties", True) is not False and keys is None:
            found.append(f"{at}.*")
        inner = part.get("additionalProperties")
        if isinstance(inner, dict):
            found += open_to_text(schema, inner, f"{at}.*")
        for pattern, each in part.get("patternProperties", {}).items():
            found += open_to_text(schema, each, f"{at}.{pattern}")
    if kind == "string" and not {"enum", "const", "pattern"} & set(part):
        found.append(at)
    if part.get("format") or (kind is None and not {"anyOf", "oneOf", "enum", "const"} & set(part)):
        found.append(at)
    for key, each in part.get("properties", {}).items():
        found += open_to_text(schema, each, f"{at}.{key}")
    for each in (*part.get("anyOf", ()), *part.get("oneOf", ())):
        found += open_to_text(schema, each, at)
    if isinstance(part.get("items"), dict):
        found += open_to_text(schema, part["items"], f"{at}[]")
    return found


def test_a_case_holds_kinds_of_act_by_run_day_and_nothing_that_names_anybody() -> None:
    from glasstown.cli.shelf import schema_of

    schema = schema_of("regime")
    parts = schema["$defs"]
    assert {name: set(parts[name]["properties"]) for name in IN_A_CASE} == IN_A_CASE
    assert schema["properties"]["cases"]["maxItems"] == 100
    assert parts["Case"]["properties"]["does"]["maxItems"] == 20
    assert parts["Deed"]["properties"]["day"] == {
        "maximum": 3650,
        "minimum": 1,
        "title": "Day",
        "type": "integer",
    }
    assert set(parts["Deed"]["properties"]["act"]["anyOf"][0]["enum"]) <= set(BY_NAME)
    assert open_to_text(schema, {"$ref": "#/$defs/Case"}) == []
    name = re.compile(parts["Case"]["properties"]["case"]["pattern"])
    assert name.search("two-rumours")
    assert not any(
        name.search(text) for text in ("id-110101199003", "Anna", "anna smith", "2020-01-01", "anna@x")
    )


def test_a_case_with_room_for_a_text_would_be_seen() -> None:
    for part in (
        {"type": "string", "maxLength": 200},
        {"type": "string", "format": "date", "pattern": "^2"},
        {"type": "object", "properties": {}},
        {"type": "array", "items": {"type": "string"}},
        {},
    ):
        assert open_to_text({}, part), part


@pytest.mark.parametrize(
    "more",
    ["name: anna", "id: 7", "date: 2020-01-03", "note: a text", "town: [1, 2]", "records: []"],
)
def test_a_case_that_says_more_is_refused(more: str, tmp_path: Path) -> None:
    original = shipped("regimes")["article-2020"]
    with pytest.raises(InputError, match="unknown key"):
        load_regime(
            edited(
                original, "  - case: nothing-happens\n", f"  - case: nothing-happens\n    {more}\n", tmp_path
            )
        )


def test_cases_come_in_with_a_checked_file_alone() -> None:
    """No door leads to them: whoever plays a case has a regime's document, and the town is built from its file."""
    from glasstown.studies.cases import verdicts

    assert list(inspect.signature(verdicts).parameters) == ["document"]
    assert "Document" in str(inspect.signature(verdicts).parameters["document"].annotation)
    doors = {*DOORS["glasstown.studies.run"], *glasstown.__all__}
    assert not any("case" in name.lower() or "play" in name.lower() for name in doors)
