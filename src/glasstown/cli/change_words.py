"""A difference between two files in a sentence. No key stands in it: each is called by what it means."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from glasstown.cli.changes import Change, Node, joined
from glasstown.cli.parts import heading
from glasstown.core.documents import Document
from glasstown.core.numbers import Number
from glasstown.core.parts import Source
from glasstown.life.catalogue import BY_NAME, LABELS, SERVICE_BY_NAME
from glasstown.regimes.burdens import Burden, Reward
from glasstown.regimes.cases import Case
from glasstown.regimes.discretion import Discretion
from glasstown.regimes.lists import ListOf
from glasstown.regimes.model import Association, AtMost, Gate, Regime, Rule, Score
from glasstown.regimes.shaming import Shaming
from glasstown.regimes.watching import Collector, Misjudged, Mislabel, Point, SeenTies
from glasstown.regimes.words import burdens, cases, gates, lists, rules, score, watching
from glasstown.regimes.words.keys import key_of
from glasstown.regimes.words.phrases import LAYERS, capital, counted, did, on, plain, series, spaced
from glasstown.studies.naming import end_of_range, in_words, row_in_words, with_unit
from glasstown.towns.figures import Table

_OTHERS: Final = (
    ("speech.hears_of", "ties through which one hears of a punishment"),
    ("speech.anticipation", "words kept back for what might happen"),
    ("speech.anticipation.vagueness", "how likely a word could count, as they see it"),
    ("shunning.learns_through", "how one learns of a listing"),
    ("shunning.breaks_off", "who breaks off"),
    ("avoidance", "avoiding contact"),
    ("urging", "urging the listed to pay"),
    ("appeals.asks", "who asks for a review"),
    ("describes.population", "population described"),
    ("describes.year", "year described"),
    ("ages.upto", "age at which the last band ends"),
    ("ages.groups", "first ages of the age groups"),
    ("ages.ages", "first ages of the bands of ages"),
    ("households.generations#*", "households by number of generations, table {0}"),
    ("households.generations#*.sizes", "sizes of household in table {0} of generations"),
    ("families.mothers", "ages of mothers at a birth"),
    ("families.mothers.years", "ages of mothers that are told apart"),
    ("families.husbands", "years by which husbands are older"),
    ("families.husbands.years", "years by which husbands are older that are told apart"),
    ("income.unit", "unit of income"),
    ("*.groups", "names of its two kinds"),
    ("*.ages", "first ages of its bands"),
    ("*.*_by_age.ages", "first ages of the bands of {1}, by age"),
    ("*.by_age.ages", "first ages of its bands"),
    ("*.*_by_age", "{1}, by age"),
    ("*.by_age", "how it differs by age"),
    ("conduct.*", "how often somebody {0}"),
    ("conduct.*.who", "people of whom somebody {0}"),
    ("conduct.*.ages", "ages at which somebody {0}, from the first to before the last"),
    ("conduct.*.trait", "trait on which it depends how often somebody {0}"),
    ("conduct.*.beta", "how different people are in how often somebody {0}"),
    ("conduct.*.note", "note on how often somebody {0}"),
)
_VALUES: Final = {
    "seen-ties": "the ties that the regime sees",
    "true-ties": "all true ties",
    "counts-as-missed": "it counts as missed",
    "popular-account": "a popular account",
    "partly-documented": "partly documented",
    "state": "of the state",
    "elders-elsewhere": "people with an elderly parent in another household",
}


def in_sentence(change: Change, a: Document[Any], b: Document[Any]) -> str:
    """What the two files say at one place, or that one of them alone says it."""
    if change.a is None or change.b is None:
        document, node = (b, change.b) if change.a is None else (a, change.a)
        which = "B" if change.a is None else "A"
        return f"Only in {which}: {_whole(change.key, node or Node(None), document)}"
    name = capital(called(change.key, a.model.kind))
    return f"{name}. A: {_said(change.key, change.a, a)}. B: {_said(change.key, change.b, b)}."


def called(key: str, kind: str) -> str:
    """What a place of a file is called in a sentence."""
    key = (
        re.sub(r"#[0-9]+(?=\.|$)", "", key)
        if not re.search(r"(enter|then|uniform|generations)#", key)
        else key
    )
    for words in (in_words(key), row_in_words(key.removesuffix(".table"))):
        if words not in (key, key.removesuffix(".table")):
            return words
    found = key_of(key) if kind == "regime" else None
    if found is not None:
        known, names = found
        return known.name.format(*(_name(name, key) for name in names))
    for place, words in _OTHERS:
        match = re.fullmatch(re.escape(place).replace(r"\*", r"([^.#]+)"), key)
        if match is not None:
            return words.format(*(_name(name, key) for name in match.groups()))
    rest = key.split(".")[1:]
    return (
        " ".join(spaced(word).replace("_", " ") for word in rest) or heading(kind, key.split("#")[0]).lower()
    )


def _name(name: str, key: str) -> str:
    """A name of the file's own, as it stands in a sentence."""
    if key.startswith(("rules", "conduct", "watch.errors.mislabelled")):
        if name == "contact-with-listed" or name in LABELS:
            return did(name)
        return BY_NAME[name].title if name in BY_NAME else spaced(name)
    if key.startswith("watch.errors.misjudged"):
        return lists.holds_of(name)
    if key.startswith("gates") and name in SERVICE_BY_NAME:
        return SERVICE_BY_NAME[name].title
    if key.startswith("association"):
        return LAYERS.get(name, spaced(name))
    return name if key.startswith(("lists", "grades", "sources")) else spaced(name)


def _whole(key: str, node: Node, document: Document[Any]) -> str:
    """An entry that one file alone has, as a sentence."""
    value = node.value
    if isinstance(document.model, Regime):
        told = _of_regime(value, key, document.model)
        if told:
            return capital(told)
    if isinstance(value, Source):
        return f"{key.split('.')[-1]}: {value.title} ({value.confidence} confidence)."
    told = f"{_said(key, node, document)}."
    if node.inner and "." not in key:
        return capital(told)
    return f"{capital(called(key, document.model.kind))}: {told}"


def _of_regime(value: Any, key: str, regime: Regime) -> str:
    """A whole part of a regime in its own words; empty where it has none."""
    if isinstance(value, Rule):
        remarks = "".join(f"; {remark}" for remark in rules.remarks(value))
        return f"{_points(f'{key}.points', value)} where somebody {rules.subject(value)}{remarks}."
    if isinstance(value, Mislabel):
        label = key.split(".")[-1]
        share = _number(f"{key}.share", value.share)
        return f"where somebody {did(label)}, the record says in {share} of cases that they {did(value.as_label)}."
    if isinstance(value, Misjudged):
        missed, invented = _number(f"{key}.missed", value.missed), _number(f"{key}.invented", value.invented)
        held = lists.holds_of(key.split(".")[-1])
        return f"of {held} {missed} are held not to be that, of others {invented} are held to be."
    if isinstance(value, Gate):
        return f"{gates.service(value)} are refused to {gates.refused_whom(value.refuse)}."
    if isinstance(value, Burden):
        return f"{burdens.imposed(value)} imposed on {gates.refused_whom(value.who)}."
    if isinstance(value, Reward):
        return f"{burdens.given(value)} given to {burdens.favoured_whom(value.who)}."
    if isinstance(value, ListOf):
        return lists.list_in_words(value)
    if isinstance(value, Shaming):
        return lists.shaming_in_words(value)
    if isinstance(value, Collector):
        name = spaced(key.split(".")[-1])
        return f"{name} ({watching.watched_by(value)}) see {watching.sees(value)}{watching.goes(value)}."
    if isinstance(value, Point):
        return f"the {spaced(key.split('.')[-1])} ({watching.OF[value.kind]}) gathers{watching.goes(value)}."
    if isinstance(value, Association):
        return rules.association(regime)
    if isinstance(value, SeenTies):
        return watching.ties(regime)
    if isinstance(value, Score):
        return score.score(regime)
    if isinstance(value, Case):
        return f'case "{value.case}": {cases.case_in_words(value)}.'
    return ""


def _said(key: str, node: Node, document: Document[Any]) -> str:
    """A value in words; of a part with parts, each of them."""
    value = node.value
    if isinstance(value, AtMost):
        return f"at most {counted(value.times.value, 'time')} a {value.per}"
    if isinstance(value, Source):
        return f"{value.title} ({value.confidence} confidence)"
    if isinstance(value, Case):
        return cases.case_in_words(value)
    if node.inner is not None:
        return "; ".join(_inside(key, node, document)) or "nothing"
    if isinstance(value, Number):
        return _number(key, value)
    if isinstance(value, Table):
        return _row(value)
    return _word(value)


def _inside(key: str, node: Node, document: Document[Any]) -> Iterator[str]:
    """Each value inside a part, by what it is called."""
    for step, inner in (node.inner or {}).items():
        place = joined(key, step)
        if inner.inner:
            yield from _inside(place, inner, document)
        else:
            yield f"{called(place, document.model.kind)}: {_said(place, inner, document)}"


def _number(key: str, number: Number) -> str:
    written = with_unit(key, number.value, number.unit)
    if number.assumed is None:
        return f"{written} (source: {number.source})"
    low, high = (end_of_range(end, number.unit) for end in number.assumed)
    return f"{written} (assumed; {'no other value' if low == high else f'{low} to {high}'})"


def _points(key: str, rule: Rule) -> str:
    grade = [] if rule.grade is None or rule.held_for is None else [
        f"no better than grade {rule.grade} for {_number(key.replace('.points', '.for'), rule.held_for)}"
    ]  # fmt: skip
    return series([*([] if rule.points is None else [_points_alone(key, rule)]), *grade])


def _points_alone(key: str, rule: Rule) -> str:
    if isinstance(rule.points, Discretion):
        one, other = (_number(key, end) for end in rule.points.ends)
        return f"from {one} to {other}, as an official chooses,"
    return "" if rule.points is None else _number(key, rule.points)


def _row(row: Table) -> str:
    figures = "; ".join(plain(value) for value in row.values)
    if row.assumed is None:
        return f"{figures} (source: {row.source})"
    return f"{figures} (assumed; times {row.assumed[0]:g} to {row.assumed[1]:g})"


def _word(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return on(value)
    if isinstance(value, tuple):
        return series(_word(each) for each in value) or "nothing"
    if isinstance(value, int | float):
        return plain(value) if value < 1900 or value > 2200 else str(value)
    if value in LAYERS:
        return LAYERS[value]
    if value in LABELS:
        return f"that somebody {did(value)}"
    return _VALUES.get(value, str(value))
