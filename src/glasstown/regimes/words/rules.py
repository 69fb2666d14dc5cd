"""What earns and costs points: one's own acts, and the people one knows."""

from __future__ import annotations

from glasstown.life.catalogue import BY_NAME
from glasstown.regimes.model import Regime, Rule
from glasstown.regimes.words.phrases import LAYERS, capital, counted, did, in_law, plain, series, spell


def subject(rule: Rule) -> str:
    """What a record says of somebody under a rule: "gave blood"."""
    if rule.duty is None:
        return did(rule.scored_label)
    act = BY_NAME[rule.duty]
    return f"was not seen to have {act.title} in {act.period} days"


def remarks(rule: Rule) -> list[str]:
    """What else there is to say of a rule than its points."""
    told = []
    if rule.at_most is not None:
        told.append(f"at most {counted(rule.at_most.times.value, 'time')} a {rule.at_most.per}")
    if rule.vague:
        told.append("a label that can be stretched")
    if rule.duty is not None:
        told.append("a duty done but not seen counts as missed")
    if rule.dated:
        told.append(spell(rule))
    return told


def points_in_words(rule: Rule) -> str:
    """``30 points``; ``20 to 100 points, as an official chooses``."""
    few, many = sorted(abs(end) for end in rule.ends)
    if not rule.discretionary:
        return counted(many, "point")
    number = plain(few) if few == many else f"{plain(few)} to {plain(many)}"
    return f"{number} point{'' if few == many == 1 else 's'}, as an official chooses"


def rule_in_words(rule: Rule) -> str:
    """``gave blood (30 points, at most 2 times a year)``."""
    first = [points_in_words(rule)] if rule.points is not None else []
    return f"{subject(rule)} ({', '.join([*first, *held(rule), *remarks(rule)])})"


def held(rule: Rule) -> list[str]:
    """At which grade a record holds somebody, and for how long; empty where it does not."""
    if rule.grade is None or rule.held_for is None:
        return []
    return [f"no better than grade {rule.grade} for {counted(rule.held_for.value, 'day')}"]


def rules(regime: Regime) -> str:
    """Who earns and who loses points, in a paragraph; empty where a regime keeps no score."""
    if regime.score is None:
        return ""
    gives = [rule_in_words(rule) for rule in regime.rules if max(rule.ends) > 0]
    takes = [rule_in_words(rule) for rule in regime.rules if min(rule.ends) < 0]
    grades = [rule_in_words(rule) for rule in regime.rules if rule.points is None]
    notes = [rule_in_words(rule) for rule in regime.rules if rule.points is not None and rule.ends == (0, 0)]
    parts = []
    if gives:
        parts.append(f"Points are given to whoever is recorded as one who {series(gives, 'or')}.")
    if takes:
        parts.append(f"Points are taken from whoever is recorded as one who {series(takes, 'or')}.")
    if grades:
        parts.append(
            f"At a grade is put, whatever the score, whoever is recorded as one who {series(grades, 'or')}."
        )
    if notes:
        parts.append(f"It is noted, without points, who {series(notes, 'or')}.")
    return " ".join(parts) or "No act is scored."


def rule_items(regime: Regime) -> list[str]:
    """The rules one by one, with what each act is in law."""
    told = []
    for rule in regime.rules:
        sign = "+" if max(rule.ends) > 0 else "−" if min(rule.ends) < 0 else ""
        first = [f"{sign}{points_in_words(rule)}"] if rule.points is not None else []
        told.append(
            f"{capital(series([*first, *held(rule)]))}: {subject(rule)}"
            + "".join(f"; {remark}" for remark in remarks(rule))
            + ". "
            f"{capital(in_law(rule.scored_label))}."
        )
    return told


def association(regime: Regime) -> str:
    """What one pays for those one knows; empty where a regime keeps no score."""
    if regime.score is None:
        return ""
    rule = regime.association
    costs = [] if rule is None else [(k, -v.value) for k, v in rule.points_per_tie.items() if v.value != 0]
    if rule is None or not costs:
        return "Nobody loses points for the people they know."
    if rule.bad.on_list is not None:
        bad = f'on the list "{rule.bad.on_list}"'
    else:
        bad = f"below {plain(rule.bad.score_below.value if rule.bad.score_below else 0.0)} points"
    each = series(f"{plain(cost)} for {LAYERS[layer]}" for layer, cost in costs)
    known = "as far as the system sees the tie" if rule.through == "seen-ties" else "for every true tie"
    when = f", {spell(rule)}" if rule.dated else ""
    return (
        f"People pay for those they know{when}. Every {counted(rule.every.value, 'day')}, {known}, each person one "
        f"knows who is {bad} costs points: {each}."
    )
