"""Random valid regimes and responses: every number of a loud regime moved, parts of it left out."""

from __future__ import annotations

import copy
from collections import Counter
from datetime import date
from typing import Any, get_args

from hypothesis import strategies as st

from glasstown.core.state import MAX_TERMS
from glasstown.life.catalogue import BY_NAME, LABELS
from glasstown.regimes.model import Regime
from glasstown.regimes.shaming import REACH
from glasstown.regimes.watching import PersonKind, Watcher
from glasstown.responses.model import Response
from tests.loud import (
    HEARD,
    LISTED,
    LOUD,
    NONE,
    forms,
    number,
    to_regime,
    to_response,
    with_debtors,
    without_score,
)

LAYERS = ("household", "kin", "friend", "colleague", "neighbour")

chances = st.sampled_from([0.0, 0.03, 0.3, 0.5, 0.9, 1.0])


@st.composite
def regimes(draw: st.DrawFn) -> Regime:
    """A valid regime."""
    data = copy.deepcopy(LOUD)
    data["enrol"] = {
        "who": draw(st.sampled_from(["adults", "everybody"])),
        "share": number(draw(st.sampled_from([0.5, 0.9, 1.0]))),
        "from": "day 0",
    }
    _score(draw, data)
    _watch(draw, data)
    _rules(draw, data)
    _lists_and_gates(draw, data)
    _others(draw, data)
    _sentiment(draw, data)
    kind = draw(st.sampled_from(["scored", "scored", "both", "listed"]))
    if draw(st.booleans()):
        data["redress"] = _heard(draw)
    if kind == "listed":
        data = without_score(data)
        if draw(st.booleans()):
            data["shaming"] = draw(some_forms("debtors", 0))
    if kind != "scored":
        data = with_debtors(data)
        _debtors(draw, data)
    _events(draw, data)
    if draw(st.booleans()):
        _dates(draw, data)
    return to_regime(data)


def _heard(draw: st.DrawFn) -> dict[str, Any]:
    """Redress of entries by score: a review, told of or not, with a higher place or without."""
    redress = copy.deepcopy(HEARD)
    for name in ("review", "higher"):
        redress[name]["decided_in"] = number(f"{draw(st.integers(1, 12))} days")
        redress[name]["sensitivity"] = number(draw(chances))
        redress[name]["specificity"] = number(draw(chances))
    redress["notice"] = {
        "reaches": number(draw(chances)),
        "after": number(f"{draw(st.integers(1, 12))} days"),
    }
    if draw(st.booleans()):
        redress["notice"] = "none"
    if draw(st.booleans()):
        del redress["higher"]
    return redress


def _events(draw: st.DrawFn, data: dict[str, Any]) -> None:
    """Lists entered by records of acts, for a term or for good, and grades set directly, beside points or alone."""
    for name in draw(st.sampled_from([[], [], ["barred"], ["barred", "marked"]])):
        labels = LISTED_FOR
        if "evidence" in data["watch"]:
            labels = sorted(_seen_by_two(data["watch"]).intersection(labels))
        if _terms(data) >= MAX_TERMS or not labels:
            break
        events = draw(st.lists(st.sampled_from(labels), min_size=1, max_size=2, unique=True))
        data.setdefault("lists", []).append(
            {"list": name, "enter": [_act_ground(draw, event) for event in events]}
        )
        data.setdefault("gates", []).append(
            {"service": "job" if name == "barred" else "train-ticket", "refuse": {"list": name}}
        )
    for rule in data.get("rules", []):
        if _terms(data) >= MAX_TERMS or not draw(st.sampled_from([True, False, False, False])):
            continue
        rule |= {
            "grade": draw(st.sampled_from(["B", "C"])),
            "for": number(f"{draw(st.integers(7, 60))} days"),
        }
        if draw(st.booleans()):
            del rule["points"]
            rule.pop("at_most", None)
    by_event = sum(isinstance(entry["enter"], list) for entry in data.get("lists", []))
    if by_event > 1:
        data["redress"] = LOUD["redress"]
    elif by_event == 1:
        data["redress"] = data["redress"] | {"notice": "none"}


def _terms(data: dict[str, Any]) -> int:
    """Lists with a term or for good, which a safeguard can give a term, and grades set directly."""
    entries = data.get("lists", [])
    by_event = [entry for entry in entries if isinstance(entry["enter"], list)]
    return (
        sum("after" in entry.get("leave", {}) for entry in entries)
        + len(by_event)
        + sum("grade" in rule for rule in data.get("rules", []))
    )


LISTED_FOR = ("spread-rumour", "cheat-game", "public-criticism", "disapproved-purchase")


def _act_ground(draw: st.DrawFn, event: str) -> dict[str, Any]:
    ground: dict[str, Any] = {"event": event}
    if draw(st.sampled_from([True, False, False])):
        return ground | {"for": "good"}
    ground["term"] = number(f"{draw(st.integers(7, 60))} days")
    if draw(st.booleans()):
        ground["extend"] = number(f"{draw(st.integers(7, 60))} days")
    return ground


def some_forms(listed: str, tone_from: int) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Some forms of shaming of those on a list."""
    return st.lists(st.sampled_from(sorted(REACH)), min_size=1, unique=True).map(
        lambda names: forms(listed, names, tone_from)
    )


def _dates(draw: st.DrawFn, data: dict[str, Any]) -> None:
    """Let parts begin and end, people be enrolled in waves, a rule be amended, and all of it end."""
    days = st.integers(0, 45).map(lambda day: f"day {day}")
    parts = [part for key in ("rules", "gates", "burdens", "rewards") for part in data.get(key, ())]
    parts += [entry for entry in data.get("lists", ()) if not isinstance(entry["enter"], list)]
    parts += list(data["watch"]["collectors"].values())
    parts += [data["association"]] if "association" in data else []
    for part in parts:
        when = draw(st.sampled_from(["always", "always", "always", "from", "until", "both"]))
        first, last = sorted(draw(st.tuples(st.integers(0, 45), st.integers(0, 45))))
        if when in ("from", "both"):
            part["from"] = f"day {first}"
        if when in ("until", "both"):
            part["until"] = f"day {last + 1}"
    for rule in data.get("rules", ())[:1]:
        if "from" not in rule and "at_most" not in rule and "grade" not in rule:
            part = {**rule, "points": number(draw(st.integers(-300, 100)) / 10), "until": draw(days)}
            if part["until"] != "day 0":
                data["rules"] = [part, *data["rules"]]
                rule["from"] = part["until"]
                if "until" in rule and int(rule["until"][4:]) <= int(rule["from"][4:]):
                    del rule["until"]
    data["enrol"]["from"] = draw(days)
    last = int(data["enrol"]["from"][4:])
    share = data["enrol"]["share"]["value"]
    if draw(st.booleans()):
        wave = {"share": number(min(1.0, share + 0.3)), "from": f"day {last + draw(st.integers(1, 20))}"}
        data["enrol"]["then"] = [wave]
    if draw(st.sampled_from([True, False, False])):
        data["ends"] = f"day {draw(st.integers(1, 50))}"


def _debtors(draw: st.DrawFn, data: dict[str, Any]) -> None:
    """Move every number of the list of debtors, and leave out parts of it."""
    errors = data["watch"]["errors"]
    errors["namesakes"] = number(draw(chances))
    errors["misjudged"]["able-to-pay"] = {"missed": number(draw(chances)), "invented": number(draw(chances))}
    data["watch"]["collectors"]["courts"]["sees"]["court-files"] = number(draw(chances))
    entry = data["lists"][-1]
    grounds = entry["enter"]
    grounds[0]["true_ground"] = draw(st.sampled_from(["owes", "able-to-pay"]))
    grounds[0]["due_term"] = number(f"{draw(st.integers(1, 30))} days")
    cut = draw(st.dates(date(2019, 12, 1), date(2020, 4, 1)))
    grounds[1]["until"] = grounds[2]["from"] = cut
    grounds[2]["term"] = number(f"{draw(st.integers(7, 50))} days")
    grounds[2]["extend"] = number(f"{draw(st.integers(7, 50))} days")
    if draw(st.booleans()):
        del grounds[2]["extend"]
    entry["enter"] = draw(st.sampled_from([grounds, grounds[:1], grounds[1:], grounds[2:]]))
    entry["leave"] = {
        "paid_within": number(f"{draw(st.integers(1, 12))} days"),
        "early": number(draw(chances)),
    }
    data["enforcement"]["collects"] = number(draw(chances))
    if draw(st.booleans()):
        del data["enforcement"]
    redress = data["redress"]
    for name in ("review", "higher"):
        redress[name]["decided_in"] = number(f"{draw(st.integers(1, 12))} days")
        redress[name]["sensitivity"] = number(draw(chances))
        redress[name]["specificity"] = number(draw(chances))
    if draw(st.booleans()):
        del redress["higher"]
        if draw(st.booleans()):
            redress["review"] = redress["correction"] = "none"


def _sentiment(draw: st.DrawFn, data: dict[str, Any]) -> None:
    words = data["sentiment"]["observe"]["public-expression"]
    words["missed"], words["misread"] = number(draw(chances)), number(draw(chances))
    data["sentiment"]["broadcast"]["strength"] = number(draw(chances))
    if draw(st.booleans()):
        del data["sentiment"]["broadcast"]
        if draw(st.booleans()):
            del data["sentiment"]


def _score(draw: st.DrawFn, data: dict[str, Any]) -> None:
    floor = draw(st.sampled_from([0, 550, 595.5]))
    ceiling = draw(st.sampled_from([700, 760, 1300]))
    low = draw(st.integers(600, 640))
    high = draw(st.integers(low, 700))
    data["score"] = {
        "start": {"uniform": [number(low), number(high)]},
        "floor": number(floor),
        "ceiling": number(ceiling),
    }
    if draw(st.booleans()):
        data["score"]["start"] = number(low)
    if draw(st.booleans()):
        data["score"]["decay"] = {
            "toward": number(draw(st.sampled_from([600, 650, 700]))),
            "share": number(draw(st.sampled_from([0.0, 0.02, 0.3, 1.0]))),
            "every": number(f"{draw(st.integers(1, 20))} days"),
        }
    data["grades"]["C"] = number(min(300, floor))


KINDS = get_args(Watcher)


FALLS_ON = ("household", "neighbour", "namesake")


def _flow(draw: st.DrawFn, points: list[str]) -> dict[str, Any]:
    """A collector or a point that may feed one of the points given."""
    flow: dict[str, Any] = {"kind": draw(st.sampled_from(KINDS))}
    if points and draw(st.booleans()):
        flow["feeds"] = draw(st.sampled_from(points))
    if draw(st.booleans()):
        flow["passes"] = number(draw(st.sampled_from([0.0, 0.5, 0.8, 1.0])))
    return flow


def _watch(draw: st.DrawFn, data: dict[str, Any]) -> None:
    watch = data["watch"]
    points = draw(st.lists(st.sampled_from(["bureau", "liaison", "centre"]), unique=True))
    watch["fusion"] = {name: _flow(draw, points[place + 1 :]) for place, name in enumerate(points)}
    for collector in watch["collectors"].values():
        seen = {channel: number(draw(chances)) for channel in collector["sees"]}
        if draw(st.booleans()):
            seen[draw(st.sampled_from(["posts", "visits", "calls", "purchases"]))] = number(draw(chances))
        collector.clear()
        collector.update(_flow(draw, points), sees=seen)
        if draw(st.sampled_from([True, False, False])):
            kinds = st.sampled_from(get_args(PersonKind))
            collector["among"] = draw(st.lists(kinds, min_size=1, max_size=2, unique=True))
        if draw(st.sampled_from([True, False, False])):
            collector["delay"] = number(f"{draw(st.sampled_from([0, 1, 6, 7, 8, 20]))} days")
    for channel in ("posts", "visits", "calls", "purchases"):
        for collector in [one for one in watch["collectors"].values() if channel in one["sees"]][4:]:
            del collector["sees"][channel]
    watch["ties"]["missed"] = number(draw(chances))
    watch["ties"]["invented"] = number(draw(st.sampled_from([0.0, 0.01, 0.5, 1.0])))
    errors = watch["errors"]
    errors["misattributed"] = number(draw(st.sampled_from([0.0, 0.05, 0.5, 1.0])))
    if draw(st.booleans()):
        figures = draw(st.lists(chances, min_size=3, max_size=3).filter(any))
        errors["falls-on"] = dict(zip(FALLS_ON, map(number, figures), strict=True))
    errors["mislabelled"] = draw(
        st.dictionaries(
            st.sampled_from(["public-criticism", "donate-blood", "disapproved-purchase"]),
            st.builds(
                lambda label, share: {"as": label, "share": number(share)},
                st.sampled_from(["spread-rumour", "praise-party", "cheat-game"]),
                chances,
            ),
            max_size=2,
        )
    )
    labels = ["cheat-game", "disapproved-purchase", "spread-rumour", "donate-blood"]
    errors["false-records"] = {
        "as": draw(st.lists(st.sampled_from(labels), min_size=1, max_size=4, unique=True)),
        "per-day": number(draw(st.sampled_from([0.0, 0.001, 0.01]))),
    }


def _rules(draw: st.DrawFn, data: dict[str, Any]) -> None:
    kept = []
    for rule in data["rules"]:
        if not draw(st.sampled_from([True, True, True, False])):
            continue
        rule["points"] = number(draw(st.integers(-300, 100)) / 10)
        if draw(st.sampled_from([True, False, False])):
            sign = draw(st.sampled_from([-1, 1]))
            rule["points"] = {end: number(sign * draw(st.integers(0, 300)) / 10) for end in ("from", "to")}
        rule["vague"] = draw(st.booleans())
        rule.pop("at_most", None)
        if sum("at_most" in other for other in kept) < 2 and draw(st.booleans()):
            rule["at_most"] = {
                "times": number(draw(st.sampled_from([1, 2, 15]))),
                "per": draw(st.sampled_from(["week", "month", "year"])),
            }
        kept.append(rule)
    if draw(st.sampled_from([True, False, False])):
        data["watch"]["evidence"] = "two-records"
        labels = _seen_by_two(data["watch"])
        kept = [rule for rule in kept if rule.get("label") in labels]
    data["rules"] = kept


def _seen_by_two(watch: dict[str, Any]) -> set[str]:
    """Labels under which two may agree to have seen something."""
    eyes = Counter(channel for collector in watch["collectors"].values() for channel in collector["sees"])
    labels = {
        label
        for label, act in LABELS.items()
        if any(eyes[channel] > 1 for channel, _share in BY_NAME[act].channels)
    }
    return labels | {
        wrong["as"] for label, wrong in watch["errors"]["mislabelled"].items() if label in labels
    }


def _some(parts: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Any]]:
    return st.lists(parts, max_size=3, unique_by=lambda part: str(sorted(part.items(), key=str)))


def _lists_and_gates(draw: st.DrawFn, data: dict[str, Any]) -> None:
    for entry in data["lists"]:
        enter = draw(st.integers(590, 630))
        entry["enter"] = {"score_below": number(enter)}
        entry["leave"] = {"score_at_least": number(enter + draw(st.sampled_from([0, 5, 40])))}
        if draw(st.booleans()):
            entry["leave"]["after"] = number(f"{draw(st.integers(7, 40))} days")
    data["gates"] = draw(st.lists(st.sampled_from(data["gates"]), min_size=1, unique_by=str))
    cut = {"score_below": number(draw(st.sampled_from([0, 560, 625, 1400])))}
    kinds = st.sampled_from(["publication", "fee", "inspection", "debt"])
    grounds = st.sampled_from([{"list": "watched"}, {"grade_below": "A"}, cut])
    data["burdens"] = draw(_some(st.fixed_dictionaries({"burden": kinds, "who": grounds})))
    cut = {"score_at_least": number(draw(st.sampled_from([0, 625, 700, 1400])))}
    kinds = st.sampled_from(["queue", "deposit", "price", "inspection-free"])
    grounds = st.sampled_from([{"grade_at_least": "B"}, cut])
    reward = st.fixed_dictionaries(
        {"reward": kinds, "who": grounds}, optional={"service": st.sampled_from(["train-ticket", "job"])}
    )
    data["rewards"] = draw(_some(reward))


def _others(draw: st.DrawFn, data: dict[str, Any]) -> None:
    association = data["association"]
    association["every"] = number(f"{draw(st.sampled_from([7, 14, 28]))} days")
    association["points_per_tie"] = {
        layer: number(draw(st.integers(-30, 0)) / 10)
        for layer in draw(st.sets(st.sampled_from(LAYERS), min_size=1))
    }
    association["through"] = draw(st.sampled_from(["seen-ties", "true-ties"]))
    if draw(st.sampled_from([True, False, False])):
        del data["association"]
    data["shaming"] = draw(some_forms("discredited", draw(st.integers(0, 30))))
    contact = any(rule.get("label") == "contact-with-listed" for rule in data["rules"])
    if "association" not in data and not contact and draw(st.booleans()):
        for form in data["shaming"]:
            form["who"] = {"grade_below": "B"}
    if draw(st.booleans()):
        data["shaming"] = []
        if "association" in data and not contact and draw(st.booleans()):
            association["bad"] = {"score_below": number(draw(st.integers(590, 640)))}


@st.composite
def responses(draw: st.DrawFn) -> Response:
    """A valid response, each part of it there or not."""
    data: dict[str, Any] = dict(NONE)
    if draw(st.booleans()):
        data["speech"] = {
            "said_beside_punished_tie": number(draw(chances)),
            "hears_of": draw(st.lists(st.sampled_from(LAYERS), min_size=1, unique=True)),
        }
        if draw(st.booleans()):
            data["speech"]["anticipation"] = {
                "awareness": number(draw(chances)),
                "perceived_watching": number(draw(chances)),
                "vagueness": {"vague": number(draw(chances)), "clear": number(draw(chances))},
            }
    if draw(st.booleans()):
        data["shunning"] = {
            "learns_through": {
                form: number(draw(chances)) for form in draw(st.sets(st.sampled_from(sorted(REACH))))
            },
            "breaks_off": {"kin": number(draw(chances)), "friend": number(draw(chances))},
        }
    if draw(st.booleans()):
        data["avoidance"] = {"avoids": number(draw(chances))}
    if draw(st.booleans()):
        data["urging"] = {"urges": number(draw(chances)), "pays_when_urged": number(draw(chances))}
    if draw(st.booleans()):
        data["belief"] = {"moved_by_broadcast": number(draw(chances))}
    listed = copy.deepcopy(LISTED["response"])
    listed["debts"]["pays_when_listed"] = number(draw(chances))
    listed["tries_again"]["after_refusal"] = number(draw(st.sampled_from([0.0, 0.4, 0.95])))
    listed["appeals"]["asks"] = {"wrongly": number(draw(chances)), "rightly": number(draw(chances))}
    listed["appeals"]["after"] = number(f"{draw(st.integers(1, 12))} days")
    for part in draw(st.sets(st.sampled_from(sorted(listed)))):
        data[part] = listed[part]
    return to_response(data)
