"""A regime in which every mechanism fires within weeks, a response to it, and variations of both."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from glasstown.engine.tables import World
from glasstown.regimes.model import Regime
from glasstown.regimes.shaming import REACH
from glasstown.responses.model import Response

LOUD = yaml.safe_load((Path(__file__).parent / "loud.yaml").read_text(encoding="utf-8"))
LISTED = yaml.safe_load((Path(__file__).parent / "listed.yaml").read_text(encoding="utf-8"))
"""Parts that a list of debtors adds to a regime, and to a response."""
HEARD = {
    **LISTED["redress"],
    "notice": {
        "reaches": {"value": 0.6, "assumed": [0.0, 1.0]},
        "after": {"value": "2 days", "assumed": ["1 day", "9 days"]},
    },
}
"""Redress of entries on lists by score."""
BARRED = yaml.safe_load((Path(__file__).parent / "barred.yaml").read_text(encoding="utf-8"))
"""Parts that lists entered by records of acts, and a grade set directly, add to a regime."""
NONE = {"response": "none", "title": "Nobody reacts", "status": "hypothetical", "sources": {}}


def number(value: float | str) -> dict[str, Any]:
    """A number as a file holds it."""
    return {"value": value, "assumed": [value, value]}


SIMPLE = {
    **NONE,
    "response": "simple",
    "speech": {
        "said_beside_punished_tie": number(0.5),
        "hears_of": ["household", "kin", "friend", "colleague"],
    },
    "shunning": {
        "learns_through": {"call-tone": number(0.8)},
        "breaks_off": {"kin": number(0.2), "friend": number(0.5)},
    },
    "avoidance": {"avoids": number(0.3)},
    "belief": {"moved_by_broadcast": number(0.2)},
}


def forms(listed: str, names: Iterable[str], tone_from: int = 0) -> list[dict[str, Any]]:
    """Forms of shaming of those on a list; of the call tone from which day."""
    return [
        {
            "form": name,
            "who": {"list": listed},
            "heard_by": REACH[name].heard_by,
            "from": f"day {tone_from if name == 'call-tone' else 0}",
        }
        for name in names
    ]


DEBTORS = {
    **SIMPLE,
    **LISTED["response"],
    "urging": {"urges": number(0.04), "pays_when_urged": number(0.9)},
    "shunning": {
        "learns_through": {"public-register": number(0.7)},
        "breaks_off": {"kin": number(0.2), "friend": number(0.5)},
    },
}

BESIDE_BOARDS = {
    **SIMPLE,
    "speech": {
        "said_beside_punished_tie": number(0.0),
        "hears_of": ["household", "kin", "friend", "neighbour"],
        "anticipation": {
            "awareness": number(0.5),
            "perceived_watching": number(0.8),
            "vagueness": {"vague": number(0.5), "clear": number(0.1)},
        },
    },
    "shunning": {
        "learns_through": {
            "board": number(0.4),
            "map": number(0.2),
            "public-register": number(0.3),
            "school-letter": number(0.6),
        },
        "breaks_off": {"kin": number(0.2), "friend": number(0.5)},
    },
}

Edit = Callable[[dict[str, Any]], None]


def to_regime(data: dict[str, Any], edit: Edit | None = None) -> Regime:
    """Validate as a file is, after a change to a copy."""
    data = copy.deepcopy(data)
    if edit is not None:
        edit(data)
    return Regime.model_validate(_as_read(data))


def to_response(data: dict[str, Any]) -> Response:
    return Response.model_validate(_as_read(copy.deepcopy(data)))


def _as_read(data: Any) -> Any:
    """A file's lists are read as tuples."""
    if isinstance(data, dict):
        return {key: _as_read(value) for key, value in data.items()}
    return tuple(_as_read(value) for value in data) if isinstance(data, list) else data


def with_debtors(data: dict[str, Any]) -> dict[str, Any]:
    """A regime's data with the list of debtors beside its own lists."""
    data, listed = copy.deepcopy(data), copy.deepcopy(LISTED)
    data["begins"] = date(2020, 1, 1)
    data["watch"]["collectors"] |= listed["collectors"]
    data["watch"]["errors"] |= listed["errors"]
    data["lists"] = [*data.get("lists", []), listed["list"]]
    school = [gate for gate in data.get("gates", []) if gate["service"] == "school-place"]
    kept = [gate for gate in listed["gates"] if gate["service"] != "private-school" or not school]
    data["gates"] = [*data.get("gates", []), *kept]
    data["burdens"] = [*data.get("burdens", []), {"burden": "debt", "who": {"list": "debtors"}}]
    return data | {"redress": listed["redress"], "enforcement": listed["enforcement"]}


def with_records(data: dict[str, Any]) -> dict[str, Any]:
    """A regime's data with lists entered by records of acts and, where it keeps a score, a grade set directly."""
    data, barred = copy.deepcopy(data), copy.deepcopy(BARRED)
    data["lists"] = [*data.get("lists", []), *barred["lists"]]
    data["gates"] = [*data.get("gates", []), *barred["gates"]]
    for rule in data.get("rules", []):
        if rule.get("label") == barred["grade"]["label"]:
            rule |= barred["grade"]
    if len([entry for entry in data["lists"] if isinstance(entry["enter"], list)]) > 1:
        data["redress"] = LOUD["redress"]  # a review would not know on which list
    return data


def barred(name: str = "barred", edit: Edit | None = None) -> World:
    """A world of the loud regime with such lists, one of debtors, and a grade set directly."""
    return World(
        name, to_regime(with_records(with_debtors(LOUD)), edit), to_response({**SIMPLE, **LISTED["response"]})
    )


def filed(name: str = "filed", edit: Edit | None = None) -> World:
    """A world of a regime that has no score and knows no debts, only lists entered by records of acts."""
    return World(name, to_regime(with_records(without_score(LOUD)), edit), to_response(SIMPLE))


def without_score(data: dict[str, Any]) -> dict[str, Any]:
    """A regime's data without its score and all that needs one."""
    data = copy.deepcopy(data)
    for part in (
        "score",
        "grades",
        "rules",
        "association",
        "lists",
        "gates",
        "burdens",
        "rewards",
        "shaming",
    ):
        data.pop(part, None)
    return data


def debtors(name: str = "debtors", edit: Edit | None = None) -> World:
    """A world of a regime that has no score, only the list of debtors, which is public."""
    data = with_debtors(without_score(LOUD))
    data["shaming"] = forms("debtors", ("public-register",))
    return World(name, to_regime(data, edit), to_response(DEBTORS))


def heard(name: str = "heard", edit: Edit | None = None) -> World:
    """A world of the loud regime in which people hear of their entries, ask, and are put right."""
    response = {**SIMPLE, "appeals": LISTED["response"]["appeals"]}
    data = copy.deepcopy(LOUD | {"redress": HEARD})
    discredited = data["lists"][0]["leave"]
    # so that some come back, and would leave, before a term that was struck is over
    discredited["score_at_least"], discredited["after"] = number(602), number("25 days")
    return World(name, to_regime(data, edit), to_response(response))


def loud(name: str = "loud", edit: Edit | None = None, response: dict[str, Any] = SIMPLE) -> World:
    """A world of the loud regime, or of a change to it."""
    return World(name, to_regime(LOUD, edit), to_response(response))


def _by_boards(data: dict[str, Any]) -> None:
    """Neither ties nor contact cost points: one hears of the listed through boards, maps, a register and letters."""
    del data["association"]
    data["rules"] = [rule for rule in data["rules"] if rule.get("label") != "contact-with-listed"]
    data["shaming"] = forms("discredited", ("board", "map", "public-register", "school-letter"))


def boards(name: str = "boards", edit: Edit | None = None) -> World:
    """A world of the loud regime in which one hears of the listed through several forms of shaming alone."""
    data = copy.deepcopy(LOUD)
    _by_boards(data)
    return World(name, to_regime(data, edit), to_response(BESIDE_BOARDS))


def _amend(data: dict[str, Any]) -> None:
    """Parts of every kind begin or end within weeks, some in the middle of one, and more people are enrolled."""

    def of(part: str, key: str, name: str) -> Any:
        return next(each for each in data[part] if each.get(key) == name)

    data["enrol"] |= {"share": number(0.5), "from": "day 0"}
    data["enrol"]["then"] = [{"share": number(0.9), "from": "day 17"}]
    rumour = of("rules", "label", "spread-rumour")
    data["rules"].append({**rumour, "points": number(-80), "from": "day 24"})
    rumour["until"] = "day 24"
    of("rules", "label", "donate-blood")["from"] = "day 12"
    of("gates", "service", "air-ticket")["from"] = "day 10"
    of("gates", "service", "promotion")["until"] = "day 33"
    of("lists", "list", "watched")["from"] = "day 9"
    of("lists", "list", "watched")["until"] = "day 36"
    of("burdens", "burden", "inspection")["from"] = "day 11"
    of("rewards", "reward", "deposit")["from"] = "day 16"
    data["association"]["from"] = "day 15"
    data["watch"]["collectors"]["posts"]["from"] = "day 6"
    data["watch"]["collectors"]["shops"]["until"] = "day 34"


def amended(name: str = "amended", ends: int = 45) -> World:
    """A world of the loud regime with parts that come and go, until all of it ends."""

    def edit(data: dict[str, Any]) -> None:
        _amend(data)
        data["ends"] = f"day {ends}"

    return World(name, to_regime(with_debtors(LOUD), edit), to_response({**SIMPLE, **LISTED["response"]}))
