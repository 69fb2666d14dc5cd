"""What earns and costs points: one's own acts, and the people one knows."""

from __future__ import annotations

from glasstown.life.catalogue import BY_NAME
from glasstown.regimes.model import Regime, Rule
from glasstown.regimes.words.phrases import LAYERS, capital, counted, did, in_law, plain, series


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
    return told


def rule_in_words(rule: Rule) -> str:
    """``gave blood (30 points, at most 2 times a year)``."""
    return f"{subject(rule)} ({', '.join([counted(abs(rule.points.value), 'point'), *remarks(rule)])})"


def rules(regime: Regime) -> str:
    """Who earns and who loses points, in a paragraph; empty where a regime keeps no score."""
    if regime.score is None:
        return ""
    gives = [rule_in_words(rule) for rule in regime.rules if rule.points.value > 0]
    takes = [rule_in_words(rule) for rule in regime.rules if rule.points.value < 0]
    notes = [rule_in_words(rule) for rule in regime.rules if rule.points.value == 0]
    parts = []
    if gives:
        parts.append(f"Points are given to whoever is recorded as one who {series(gives, 'or')}.")
    if takes:
        parts.append(f"Points are taken from whoever is recorded as one who {series(takes, 'or')}.")
    if notes:
        parts.append(f"It is noted, without points, who {series(notes, 'or')}.")
    return " ".join(parts) or "No act is scored."


def rule_items(regime: Regime) -> list[str]:
    """The rules one by one, with what each act is in law."""
    told = []
    for rule in regime.rules:
        points = plain(rule.points.value).replace("-", "−")
        signed = f"+{points}" if rule.points.value > 0 else points
        unit = "point" if abs(rule.points.value) == 1 else "points"
        told.append(
            f"{signed} {unit}: {subject(rule)}" + "".join(f"; {remark}" for remark in remarks(rule)) + ". "
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
    return (
        f"People pay for those they know. Every {counted(rule.every.value, 'day')}, {known}, each person one "
        f"knows who is {bad} costs points: {each}."
    )
