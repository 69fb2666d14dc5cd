"""Made-up lives, keyed by replicate: every counter plausible and consistent, no engine needed."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from glasstown.core.counters import GROUPED, MAX_HARMS, PLAIN, G, P
from glasstown.engine.result import End, Lives

SERVICES = ("air-ticket", "train-ticket", "job", "promotion", "school-place")
STREAMS = ("contact", "praise-party", "public-criticism", "spread-rumour", "visit-elders", "noise")
AXES = (
    ("registration", ("local", "not-local")),
    ("group", ("A", "B")),
    ("age", ("0-17", "18-39", "40-64", "65+")),
)


def groups_of(axes: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[tuple[str, str], ...]:
    return (("everybody", "everybody"), *((axis, group) for axis, names in axes for group in names))


def fake_lives(
    replicate: int = 0,
    *,
    people: int = 10_000,
    days: int = 1095,
    worlds: tuple[str, ...] = ("without", "article-2020"),
    axes: tuple[tuple[str, tuple[str, ...]], ...] = AXES,
    weight: float = 1.0,
    small: bool = False,
    scored: bool = True,
) -> Lives:
    """Lives of one replicate; `weight` scales how many are sanctioned; `small` makes the last group of 20
    people; without `scored` people are put on a list by events, and a world `before` collects debts alone.
    """
    rng = np.random.Generator(np.random.Philox(key=[7, replicate]))
    groups = groups_of(axes)
    adults = int(people * 0.8)
    sizes = [people]
    for axis, names in axes:
        parts = rng.dirichlet([20.0] * len(names))
        if axis == "age":
            parts = np.array([0.2, *(0.8 * rng.dirichlet([20.0] * (len(names) - 1)))])
        counts = np.floor(parts * people).astype(int)
        if small and names is axes[-1][1]:
            counts[-1] = 20
        counts[0] += people - counts.sum()
        sizes += counts.tolist()
    plain = np.zeros((len(worlds), days + 1, len(PLAIN)), np.int64)
    grouped = np.zeros((len(worlds), days + 1, len(groups), len(GROUPED)), np.int64)
    done = _spread(rng, rng.poisson(people / 2000, days), sizes, axes)
    had = [
        _spread(rng, rng.poisson(people * rate / 365, days), sizes, axes)
        for rate in (0.3, 0.9, 0.1, 0.05, 0.02)
    ]
    ends = []
    for w, name in enumerate(worlds):
        for i, service in enumerate(had):
            grouped[w, 1:, :, G["had"] + i] = service
            plain[w, 1:, P["attempts"] + i] = service[:, 0]
        grouped[w, 1:, :, G["protected_done"]] = done
        plain[w, 1:, P["acts"] + 2] = done[:, 0]
        if name in ("without", "before"):
            never = np.zeros(days + 1, np.int64)
            never[0] = people
            none = np.zeros(days + 1, np.int64)
            ends.append(
                End(np.zeros(0, np.int64), np.zeros(0, np.int64), never, none, none, 0, 0, people, 0, 0)
            )
            if not scored:
                _debts(rng, plain[w], 0.3 if name == "without" else 0.4)
        else:
            share = min(0.95, 0.15 * weight * (1 + 0.1 * rng.standard_normal()))
            ends.append(_regime(rng, plain[w], grouped[w], share, adults, people, days, sizes, axes))
            if not scored:
                _debts(rng, plain[w], 0.5)
                ends[-1] = _by_events(rng, plain[w], grouped[w], ends[-1])
    return Lives(
        worlds=worlds,
        days=days,
        people=people,
        enrolled=tuple(0 if name == "without" else adults for name in worlds),
        groups=groups,
        group_people=np.array(sizes, np.int64),
        group_enrolled=np.array(
            [[0] * len(sizes) if name == "without" else [adults, *sizes[1:]] for name in worlds], np.int64
        ),
        start_score_sum=tuple(0 if name == "without" else adults * 10_000 for name in worlds),
        start_below=(0,) * len(worlds),
        plain=plain,
        grouped=grouped,
        ends=tuple(ends),
        streams=STREAMS,
        services=SERVICES,
        scored=tuple(scored and name != "without" for name in worlds),
    )


def _spread(
    rng: np.random.Generator,
    total: np.ndarray,
    sizes: list[int],
    axes: tuple[tuple[str, tuple[str, ...]], ...],
) -> np.ndarray:
    """Events of each day, (days, groups): dealt over the groups of every axis by their size."""
    out = [total]
    at = 1
    for _, names in axes:
        weights = np.array(sizes[at : at + len(names)], float)
        dealt = rng.multinomial(total, weights / weights.sum())
        out += list(dealt.T)
        at += len(names)
    return np.stack(out, axis=1)


def _regime(
    rng: np.random.Generator,
    plain: np.ndarray,
    grouped: np.ndarray,
    share: float,
    adults: int,
    people: int,
    days: int,
    sizes: list[int],
    axes: tuple[tuple[str, tuple[str, ...]], ...],
) -> End:
    first = rng.multinomial(
        int(share * adults), np.linspace(0, 1, days) ** 2 / (np.linspace(0, 1, days) ** 2).sum()
    )
    entries = _spread(rng, first, sizes, axes)
    back = np.zeros_like(entries)
    back[200:] = entries[:-200] // 2
    change = entries - back
    for name, part in (
        ("sanctioned", 1.0),
        ("listed", 0.9),
        ("wrongful", 0.9),
        ("inaccurate", 0.5),
        ("induced", 0.01),
    ):
        grouped[1:, :, G[f"{name}_change"]] = _part(change, part)
    grouped[1:, :, G["illegitimate_change"]] = _part(change, 0.45)
    grouped[1:, :, G["first_sanctioned"]] = entries
    grouped[1:, :, G["first_wrongful"]] = _part(entries, 0.9)
    grouped[1:, :, G["first_silenced"]] = _part(entries, 0.4)
    grouped[1:, :, G["first_collateral"]] = _part(entries, 0.05)
    lost = _part(grouped[1:, :, G["protected_done"]], 0.08)
    grouped[1:, :, G["protected_lost"]] = lost
    grouped[1:, :, G["protected_done"]] -= lost
    refused = 0
    for i in range(len(SERVICES)):
        gone = _part(grouped[1:, :, G["had"] + i], 0.1)
        grouped[1:, :, G["had"] + i] -= gone
        grouped[1:, :, G["first_refused"] + i] = _part(gone, 0.6)
        plain[1:, P["refused"] + i] = gone[:, 0]
        refused += gone[:, 0]
    points = rng.poisson(adults * 0.2, days)
    plain[1:, P["points_lost"]] = points
    for name, part in (
        ("lost_somebody_else", 0.4),
        ("lost_never_did", 0.25),
        ("lost_lawful", 0.2),
        ("lost_vague", 0.3),
        ("lost_ties_not_there", 0.05),
    ):
        plain[1:, P[name]] = rng.binomial(points, part)
    plain[1:, P["lost_harm"]] = points - points // 4
    plain[1:, P["lost_harm"] + 1] = points // 4
    plain[1:, P["points_gained"]] = points // 5
    plain[1:, P["score_sum"]] = points // 5 - points
    records = rng.poisson(adults * 0.05, days)
    plain[1:, P["records"]] = records
    for name, part in (
        ("wrong_person", 0.01),
        ("wrong_label", 0.05),
        ("wrong_omission", 0.2),
        ("invented_record", 0.01),
        ("private_records", 0.6),
        ("foreign_records", 0.1),
        ("adverse_breaches", 0.05),
    ):
        plain[1:, P[name]] = rng.binomial(records, part)
    plain[1:, P["warned_callers"]] = rng.poisson(1 + np.cumsum(first) * 0.1)
    plain[1:, P["kin_cut"]] = first // 4
    plain[1:, P["friends_cut"]] = first
    plain[1:, P["unrelated_refusals"]] = refused // 2
    ever = int(first.sum())
    score = np.bincount(np.clip(rng.normal(930, 90, adults), 0, 1300).astype(int), minlength=1301)
    under = np.bincount(np.clip(1000 - np.repeat(np.arange(1301), score), 0, 1300), minlength=1301)
    sanction_days = np.bincount(np.clip(rng.exponential(150, ever), 1, days).astype(int), minlength=days + 1)
    sanction_days[0] += people - ever
    well = np.clip(rng.exponential(400, ever), 1, days).astype(int)
    cut = np.clip(rng.uniform(1, days, ever), 1, days).astype(int)
    recovered = np.bincount(well[well <= cut], minlength=days + 1)
    waiting = np.bincount(cut[well > cut], minlength=days + 1)
    return End(
        score, under, sanction_days, recovered, waiting, 2 * ever, ever // 2, people - 100, ever // 20, ever
    )


def _debts(rng: np.random.Generator, plain: np.ndarray, paid: float) -> None:
    plain[1:, P["judgments"]] = 3
    plain[1:, P["debts_paid"]] = rng.binomial(3, paid, len(plain) - 1)


def _by_events(rng: np.random.Generator, plain: np.ndarray, grouped: np.ndarray, last: End) -> End:
    """No points; entries on a list, reviews of them, and ways off it."""
    for name in (
        "points_gained",
        "points_lost",
        "score_sum",
        "lost_lawful",
        "lost_somebody_else",
        "lost_never_did",
        "lost_vague",
    ):
        plain[:, P[name]] = 0
    plain[:, P["lost_harm"] : P["lost_harm"] + MAX_HARMS] = 0
    listings = grouped[:, 0, G["first_sanctioned"]]
    plain[:, P["listings"]] = listings
    left = listings
    for name, part in (("never_did", 0.2), ("lawful", 0.1), ("somebody_else", 0.05)):
        plain[:, P[f"listed_{name}"]] = rng.binomial(left, part)
        left = left - plain[:, P[f"listed_{name}"]]
    wrong = plain[:, P["listed_never_did"]] + plain[:, P["listed_somebody_else"]]
    plain[:, P["wrong_listings"]] = wrong
    asked = rng.binomial(wrong, 0.5)
    upheld = rng.binomial(asked, 0.5)
    for name, amount in (("asked", asked), ("upheld", upheld)):
        plain[:, P[f"reviews_{name}"]] = amount
        plain[:, P[f"wrong_reviews_{name}"]] = amount
    plain[:, P["reviews_decided"]] = asked
    plain[:, P["left_by_correction"]] = upheld
    plain[:, P["left_by_payment"]] = rng.binomial(listings, 0.3)
    plain[:, P["paid_listed"]] = plain[:, P["debts_paid"]] // 2
    plain[:, P["listed_harm"] + 1] = listings
    for name in ("protected_lost", "protected_gained", "first_silenced"):
        grouped[:, :, G[name]] = 0
    grouped[:, 0, G["first_asked"]] = asked
    grouped[:, 0, G["first_corrected"]] = upheld
    return replace(last, score=np.zeros(0, np.int64), lost=np.zeros(0, np.int64))


def _part(change: np.ndarray, part: float) -> np.ndarray:
    """A share of running sums, day by day, so that a part never exceeds the whole."""
    stock = np.floor(np.cumsum(change, axis=0) * part).astype(np.int64)
    return np.diff(stock, axis=0, prepend=0)
